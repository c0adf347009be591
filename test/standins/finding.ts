/** How something on a screen is called: by what people read, and by its ids. */
interface Called<T> {
  labels(it: T): unknown[]
  ids(it: T): unknown[]
}

const segments = (id: unknown): string[] => String(id).split(/[^A-Za-z0-9_$-]+/)

/** Finds what somebody means by a label, or a test by an id or a part of it: the `nth` of those so called. */
export function findNamed<T>(
  all: readonly T[],
  wanted: string,
  { labels, ids }: Called<T>,
  nth = 0,
): T | undefined {
  const matches = [
    all.filter((it) => labels(it).includes(wanted)),
    all.filter((it) => ids(it).includes(wanted)),
    all.filter((it) => ids(it).flatMap(segments).includes(wanted)),
  ]
  return (matches.find((it) => it.length > 0) ?? [])[nth]
}

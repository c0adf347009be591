/** Returns what stands at a path in a payload, `undefined` where the path ends before. */
export function peek(payload: unknown, ...path: (string | number)[]): unknown {
  let at = payload
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string | number, unknown>)[step]
  }
  return at
}

/** Returns the text at a path, `undefined` where there is none or it is empty. */
export function textAt(payload: unknown, ...path: (string | number)[]): string | undefined {
  const found = peek(payload, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** Returns the number at a path, `undefined` where there is none. */
export function numberAt(payload: unknown, ...path: (string | number)[]): number | undefined {
  const found = peek(payload, ...path)
  return typeof found === 'number' ? found : undefined
}

/** Returns the list at a path, an empty one where there is none. */
export function listAt(payload: unknown, ...path: (string | number)[]): readonly unknown[] {
  const found = peek(payload, ...path)
  return Array.isArray(found) ? found : []
}

/** Returns the texts of the list at a path. */
export const textsAt = (payload: unknown, ...path: (string | number)[]): readonly string[] =>
  listAt(payload, ...path).filter((it) => typeof it === 'string')

/** Reads JSON; what is none is `undefined`. */
export function fromJson(written: unknown): unknown {
  if (typeof written !== 'string') return undefined
  try {
    return JSON.parse(written)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

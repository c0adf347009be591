/** One line of the benchmark: what was measured, what came out, and what was wanted. */
export interface Figure {
  name: string
  value: string
  goal: string
  met: boolean
}

/** The middle one of some measurements. */
export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Milliseconds something takes. */
export async function timed(run: () => Promise<void> | void): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

/**
 * Times several ways of doing something in turns, so that whatever else the machine does falls on all of them, and
 * returns the median of each, in milliseconds.
 */
export async function interleaved<K extends string>(
  rounds: number,
  ways: Record<K, (round: number) => Promise<void> | void>,
): Promise<Record<K, number>> {
  const names = Object.keys(ways) as K[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, number[]>
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      times[name].push(await timed(() => ways[name](round)))
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>
}

/**
 * Times two ways of doing something, again and again, one right after the other: what else the machine does meanwhile
 * falls on both. `ratio` is the middle of the rounds' ratios, one to the other; times are medians, in milliseconds.
 */
export async function compared(
  rounds: number,
  one: (round: number) => Promise<void> | void,
  other: (round: number) => Promise<void> | void,
): Promise<{ ratio: number; one: number; other: number }> {
  const ones: number[] = []
  const others: number[] = []
  for (let round = 0; round < rounds; round++) {
    const turn = round % 2 === 0
    if (turn) ones.push(await timed(() => one(round)))
    others.push(await timed(() => other(round)))
    if (!turn) ones.push(await timed(() => one(round)))
  }
  const ratio = median(ones.map((time, round) => time / (others[round] ?? Number.NaN)))
  return { ratio, one: median(ones), other: median(others) }
}

/** The measurement that this share of all is below: 0.99 for p99. */
export const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN

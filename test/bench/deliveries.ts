import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Came } from './deliveries-side.ts'
import type { Figure } from './figure.ts'

const count = 100_000

/**
 * Measures deliveries: so many due in one second, beside schedulers that keep theirs in memory only, and what so many
 * that are not due cost at the start. Each side is a process of its own.
 */
export async function deliveriesBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const full = join(folder, 'full.db')
  const empty = join(folder, 'empty.db')
  try {
    await side('prepare', count, full)
    await side('prepare', 0, empty)
    const startUp = await started(full, empty)
    const vigie = await side('vigie', count, full)
    const others = { 'node-cron': await attempted('node-cron'), croner: await attempted('croner') }
    return [...together(vigie, others), startUp]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function side(name: string, amount = count, file = ''): Promise<Came> {
  const script = join(import.meta.dirname, 'deliveries-side.ts')
  // As much memory as there is: 100,000 tasks of croner need more than the usual 4 GB.
  const heap = Math.round((freemem() / 2 ** 20) * 0.7)
  const args = [`--max-old-space-size=${heap}`, script, name, `${amount}`, file]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 })
  // Schedulers talk while they work; what came out is said last.
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
}

/** Runs another scheduler's side, which may not live through it. */
async function attempted(name: string): Promise<Came | undefined> {
  try {
    return await side(name)
  } catch (error) {
    console.error(`${name} broke down: ${String(error).slice(0, 300)}`)
    return undefined
  }
}

function together(vigie: Came, others: Record<string, Came | undefined>): Figure[] {
  const beside = (of: (came: Came) => string) =>
    Object.entries({ Vigie: vigie, ...others })
      .map(([name, came]) => (came === undefined ? `${name} broke down` : `${name} ${of(came)}`))
      .join(', ')
  const shown = { goal: 'shown, not judged', met: true }
  return [
    {
      name: `sent of ${count.toLocaleString('en')} due in one second`,
      value: beside(({ ran }) => ran.toLocaleString('en')),
      goal: 'all',
      met: vigie.ran === count,
    },
    {
      name: 'how late, p50 / p99 of those sent (Vigie has each on the disk before and after)',
      value: beside(({ p50, p99 }) => `${seconds(p50)} / ${seconds(p99)}`),
      ...shown,
    },
    { name: 'the most memory it took', value: beside(({ memory }) => `${memory} MB`), ...shown },
  ]
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`

/** Compares starts with many pending deliveries and with none, taken in turns: the least disturbed of each. */
async function started(full: string, empty: string): Promise<Figure> {
  const times: Record<'full' | 'empty', number[]> = { full: [], empty: [] }
  for (let round = 0; round < 9; round++) {
    times.empty.push((await side('start-up', 0, empty)).took)
    times.full.push((await side('start-up', count, full)).took)
  }
  const [pending, none] = [Math.min(...times.full), Math.min(...times.empty)]
  return {
    name: `start-up to the first answer with ${count.toLocaleString('en')} pending against none`,
    value: `${(pending / none).toFixed(2)} times (${pending.toFixed(0)} ms against ${none.toFixed(0)} ms)`,
    goal: 'at most 1.5 times',
    met: pending / none <= 1.5,
  }
}

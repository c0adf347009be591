import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFixedClock } from '../../src/core/clock.ts'
import type { Who } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import { read } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { loggedBetween } from '../../src/features/incidents/queries.ts'
import { type Incident, incident, incidentKeys, indexOf } from '../../src/features/incidents/record.ts'
import { openStore } from '../../src/store/open.ts'
import { type Figure, interleaved } from './figure.ts'

const few = 10_000
const many = 1_000_000
/** How many cases one commit holds while the data is made. */
const batch = 10_000
const community = 'bench'
const start = 1_700_000_000_000
/** One case a minute. */
const step = 60_000

const who = (id: string): Who => ({
  person: `discord:1:${id}`,
  account: { platform: 'discord', space: '1', id },
  name: id,
})

/** Makes a resolved case of the past; both stores hold the same kind. */
function past(number: number): Incident {
  const at = start + number * step
  const by = who(`mod-${number % 12}`)
  return incident.parse({
    v: 1,
    number,
    what: 'Gift links in #general, from accounts made today',
    type: 'spam',
    severity: 'high',
    status: 'resolved',
    happened: at - step,
    logged: at,
    by,
    reporters: [by],
    reported: [who(`member-${number % 5000}`)],
    affected: [],
    accounts: 12,
    actions: ['banned'],
    network: 'Discord',
    from: { platform: 'discord', space: '1', channel: 'moderation' },
    owner: by,
    assigned: { by, at },
    resolved: { at: at + step, by, reason: 'removed' },
    related: [],
    steps: 2,
    evidence: 0,
  })
}

/** Writes cases with all their index entries, in big commits: only reading is measured. */
export async function fillIncidents(store: Store, count: number): Promise<void> {
  for (let from = 1; from <= count; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - from + 1) }, (_, index) => from + index)
    const set = numbers
      .map(past)
      .flatMap((it): [string, Json][] => [
        [incidentKeys.record(community, it.number), it as unknown as Json],
        ...indexOf(community, it).map(([at, entry]): [string, Json] => [at, { ...entry }]),
      ])
    await store.commit({ id: `fill-${from}`, checks: [], set, delete: [] })
  }
}

/** Measures a page of 100 cases by time, out of a long history and out of a short one. */
export async function incidentsBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const [short, long] = await Promise.all(
    [few, many].map(async (count) => (await openStore(`sqlite://${join(folder, `${count}.db`)}`)).store),
  )
  if (short === undefined || long === undefined) throw new Error('no stores to measure')
  try {
    await fillIncidents(short, few)
    await fillIncidents(long, many)
    const page = (store: Store, count: number) => async (round: number) => {
      // Another page each time, so that what is measured is finding it.
      const from = start + ((round * 7919) % (count - 100)) * step
      const found = await looking(store, (use) => loggedBetween(use, from, from + count * step, 100))
      if (found.length !== 100) throw new Error(`a page of ${found.length}`)
    }
    const times = await interleaved(201, { short: page(short, few), long: page(long, many) })
    const ratio = times.long / times.short
    return [
      {
        name: 'a page of 100 incidents by time out of 1,000,000 against out of 10,000',
        value: `${ratio.toFixed(2)} times (${times.long.toFixed(2)} ms against ${times.short.toFixed(2)} ms)`,
        goal: 'at most 1.5 times',
        met: ratio <= 1.5,
      },
    ]
  } finally {
    await Promise.all([short.close(), long.close()])
    rmSync(folder, { recursive: true })
  }
}

const clock = createFixedClock('2027-03-11T07:00Z')

const looking = <T>(store: Store, run: (use: Work) => Promise<T>): Promise<T> =>
  read({ store, clock, community, id: 'bench' }, run)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Change, key, type Store } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import { openStore } from '../../src/store/open.ts'
import { compared, type Figure } from './figure.ts'

/**
 * Measures the SQLite store against node:sqlite alone, and many writers against one. A commit is on the disk when it is
 * acknowledged, throughout; how long the disk takes for that decides how much many writers gain by sharing it.
 */
export async function storeBench(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  const file = join(folder, 'store.db')
  const { store } = await openStore(`sqlite://${file}`)
  try {
    await Promise.all(prepared(past, (id) => five('home', id)).map((each) => store.commit(each)))
    return [await pointRead(store, file), await commitOfFive(store, file), await writers(store)]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

const past = 20_000
let number = -1

const record = (id: number): Json => ({
  v: 1,
  id,
  what: 'Spam wave in #help, gift links, from accounts made today',
  type: 'spam',
  severity: 'high',
  at: 1_800_000_000_000 + id,
  by: { platform: 'discord', space: '112233445566778899', id: '998877665544332211' },
})

/** What logging a case writes: the record, its entries by time, member and status, and the audit's. */
const five = (community: string, id: number): [string, Json][] => {
  const at = (...parts: (string | number)[]) => key('c', community, ...parts)
  return [
    [at('incident', id), record(id)],
    [at('incident', 'by-time', 1_800_000_000_000 + id, id), ''],
    [at('incident', 'by-member', String(id % 500), id), ''],
    [at('incident', 'by-status', 'open', id), ''],
    [
      key('audit-open', community, id),
      { v: 1, did: 'incident log', id, at: 1_800_000_000_000 + id, by: 'discord/998877665544332211' },
    ],
  ]
}

async function pointRead(store: Store, file: string): Promise<Figure> {
  const raw = new DatabaseSync(file)
  raw.exec('PRAGMA cache_size = -32768')
  const keys = Array.from({ length: 1000 }, (_, index) => key('c', 'home', 'incident', (index * 7919) % past))
  const statement = raw.prepare('SELECT value FROM entries WHERE key = ?')
  const rawValue = (each: string): Json => JSON.parse(String(statement.get(each)?.value)).value
  let sum = 0
  const idOf = (value: Json | undefined) => (value as { id: number }).id
  const { ratio, other } = await compared(
    101,
    () => {
      for (const each of keys) sum += idOf(rawValue(each))
    },
    async () => {
      for (const each of keys) sum += idOf((await store.getMany([each]))[0]?.value)
    },
  )
  raw.close()
  if (!Number.isFinite(sum)) throw new Error('nothing was read')
  return {
    name: 'a point read, against node:sqlite alone',
    value: `${ratio.toFixed(2)} of its speed (${perSecond(keys.length, other)} reads a second)`,
    goal: 'at least 0.75',
    met: ratio >= 0.75,
  }
}

/** What a writer will commit, made before it is timed: so many changes, each of a key that must be new. */
const prepared = (count: number, rows: (id: number) => [string, Json][]): Change[] =>
  Array.from({ length: count }, () => {
    const id = ++number
    const set = rows(id)
    return { id: String(id), checks: [[set[0]?.[0] ?? '', null]], set, delete: [] }
  })

/** Commits one after the other, each as soon as the one before was acknowledged. */
async function write(store: Store, changes: Change[]) {
  for (const each of changes) await store.commit(each)
}

async function commitOfFive(store: Store, file: string): Promise<Figure> {
  const raw = new DatabaseSync(file)
  raw.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768')
  const put = raw.prepare(
    'INSERT INTO entries (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const bare = (each: Change) => {
    for (const [at, value] of each.set) put.run(at, JSON.stringify({ value }))
  }
  const [rounds, each] = [101, 10]
  const lists = (rows: (id: number) => [string, Json][]) =>
    Array.from({ length: rounds }, () => prepared(each, rows))
  const alone = (id: number): [string, Json][] => [[key('c', 'home', 'bare', id), record(id)]]
  const against = async (other: (changes: Change[]) => Promise<void> | void) => {
    const [whole, single] = [lists((id) => five('home', id)), lists(alone)]
    return compared(
      rounds,
      (round) => write(store, whole[round] ?? []),
      (round) => other(single[round] ?? []),
    )
  }
  const { ratio, one } = await against((changes) => changes.forEach(bare))
  const own = await against((changes) => write(store, changes))
  raw.close()
  return {
    name: 'a commit of a record, three index keys and its audit entry, against a bare set of node:sqlite',
    value:
      `${ratio.toFixed(2)} times the time (${((one / each) * 1000).toFixed(0)} µs); ` +
      `against a set through the store, ${own.ratio.toFixed(2)} times`,
    goal: 'at most 1.5',
    met: ratio <= 1.5,
  }
}

const crowd = Array.from({ length: 32 }, (_, index) => `crowd${index}`)

async function writers(store: Store): Promise<Figure> {
  const measure = async (rows: (community: string, id: number) => [string, Json][]) => {
    const [rounds, each] = [61, 10]
    const lists = (community: string) =>
      Array.from({ length: rounds }, () => prepared(each, (id) => rows(community, id)))
    const alone = lists('alone')
    const together = crowd.map(lists)
    const { ratio, other } = await compared(
      rounds,
      (round) => write(store, alone[round] ?? []),
      async (round) => {
        await Promise.all(together.map((changes) => write(store, changes[round] ?? [])))
      },
    )
    return { ratio: crowd.length * ratio, rate: perSecond(crowd.length * each, other) }
  }
  const { ratio, rate } = await measure((community, id) => [[key('c', community, 'record', id), record(id)]])
  const whole = await measure(five)
  return {
    name: '32 writers in 32 communities against one, a record a commit',
    value:
      `${ratio.toFixed(1)} times the commits a second (${rate}); ` +
      `with three index keys and an audit entry each, ${whole.ratio.toFixed(1)} times (${whole.rate})`,
    goal: 'at least 10',
    met: ratio >= 10,
  }
}

const perSecond = (count: number, milliseconds: number) =>
  Math.round((count / milliseconds) * 1000).toLocaleString('en')

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { key, type Store, under } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'
import { startWorker } from './process.ts'
import { passingKey, recordKeys, textOf, writerKeys, writers } from './rows.ts'

const folder = temporaryFolder()
const indexes = ['record', 'by-time', 'by-member', 'by-status']

/** Lets a process commit until it has acknowledged so many, and kills it there; answers all it acknowledged. */
async function killAfter(lines: number, url: string, start: number): Promise<[writer: number, it: number][]> {
  const acknowledged: [number, number][] = []
  const worker = startWorker('committer.ts', [url, `${start}`], (line) => {
    const [writer, number] = line.split(' ').map(Number)
    if (writer === undefined || number === undefined) throw new Error(`not a number: ${line}`)
    acknowledged.push([writer, number])
    if (acknowledged.length === lines) worker.kill()
  })
  await worker.ready
  worker.go()
  expect(await worker.ended).toBe('SIGKILL')
  expect(acknowledged.length).toBeGreaterThanOrEqual(lines)
  return acknowledged
}

/** Every number an index has; all that is in it is whole. */
async function numbersIn(store: Store, index: string): Promise<number[]> {
  const entries = await store.range({ ...under(index), limit: 1_000_000 })
  return entries
    .map((entry) => {
      const number = Number(entry.key.slice(-14))
      expect(entry.value).toBe(textOf(number))
      expect(recordKeys(number)).toContain(entry.key)
      return number
    })
    .toSorted((a, b) => a - b)
}

it('killed at any moment, it has every commit it acknowledged, and no commit in part', async () => {
  const file = join(folder, 'killed.db')
  const url = `sqlite://${file}`
  const acknowledged = new Set<number>()
  for (const [round, lines] of [1, 2, 9, 60, 250, 600].entries()) {
    const said = await killAfter(lines, url, round * 1_000_000)
    for (const [, number] of said) acknowledged.add(number)

    const { store } = await openStore(url)
    const [records = [], ...others] = await Promise.all(indexes.map((index) => numbersIn(store, index)))
    for (const numbers of others) expect(numbers).toEqual(records)
    expect([...acknowledged].filter((number) => !records.includes(number))).toEqual([])
    // What was never acknowledged may be there too, but no more than was on its way.
    expect(records.length - acknowledged.size).toBeLessThanOrEqual((round + 1) * writers)

    for (let writer = 0; writer < writers; writer++) {
      const last = said.findLast(([by]) => by === writer)?.[1] ?? 0
      await followsLast(store, writer, last)
    }
    await store.close()
  }
  const db = new DatabaseSync(file)
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  db.close()
})

/** What a writer wrote over and deleted is that of one commit: its last one acknowledged, or one after that. */
async function followsLast(store: Store, writer: number, acknowledged: number): Promise<void> {
  const texts = (await store.getMany(writerKeys(writer))).map((entry) => entry?.value)
  expect(new Set(texts).size).toBe(1)
  const [text] = texts
  if (text === undefined) return expect(acknowledged).toBe(0)
  const number = Number.parseInt(String(text), 10)
  expect(number).toBeGreaterThanOrEqual(acknowledged)
  const round = Math.floor(number / 1_000_000) * 1_000_000
  const passing = await store.range({
    from: passingKey(writer, round),
    to: `${key('passing', `writer-${writer}`)}/~`,
    limit: 10,
  })
  expect(passing.map((entry) => entry.key)).toEqual([passingKey(writer, number)])
}

it('one of two processes killed in the middle of its commits does not hold up the other', async () => {
  const url = `sqlite://${join(folder, 'survivor.db')}`
  let heard = 0
  const { promise: goesOn, resolve: enough } = Promise.withResolvers<void>()
  const survivor = startWorker('committer.ts', [url, '1000000'], () => {
    if (++heard === target) enough()
  })
  let target = Number.POSITIVE_INFINITY
  await survivor.ready
  survivor.go()
  const said = await killAfter(60, url, 2_000_000)
  target = heard + 60
  await goesOn
  const { store } = await openStore(url)
  for (const [, number] of said)
    expect((await store.getMany(recordKeys(number))).map((entry) => entry?.value)).toEqual(
      indexes.map(() => textOf(number)),
    )
  expect(await one(store, key('record', 1_000_001))).toBeDefined()
  await store.close()
})

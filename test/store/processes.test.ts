import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { key, type Store, under } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()

/** Runs one of this folder's programs; what it says on the error output goes to the test's own. */
const run = (program: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })

const lines = (child: ChildProcess) =>
  createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })

describe('two processes on one SQLite file', () => {
  it('count to exactly one thousand, five hundred each', async () => {
    const url = `sqlite://${join(folder, 'counter.db')}`
    const children = [run('counting.ts', url, '500'), run('counting.ts', url, '500')]
    await Promise.all(children.map((child) => once(lines(child), 'line')))
    for (const child of children) child.stdin?.write('go\n')
    const ends = await Promise.all(children.map((child) => once(child, 'exit')))
    expect(ends).toEqual([
      [0, null],
      [0, null],
    ])
    const { store } = await openStore(url)
    expect((await one(store, 'counter'))?.value).toBe(1000)
    await store.close()
  })
})

describe('a process killed in the middle of commits', () => {
  it('leaves every acknowledged commit whole, and no other in part', async () => {
    const url = `sqlite://${join(folder, 'killed.db')}`
    let first = 0
    // It is killed when it has said so much: at once, a little later, and in the midst of its work.
    for (const said of [1, 2, 5, 13, 40, 90]) {
      const acknowledged = await killedAfter(said, run('committing.ts', url, String(first)))
      expect(acknowledged.length).toBeGreaterThanOrEqual(said)
      const { store } = await openStore(url)
      first = await whole(store, first, acknowledged)
      await store.close()
    }
  })
})

/** Kills a child as soon as it has printed so many lines; returns all the numbers it came to print. */
async function killedAfter(count: number, child: ChildProcess): Promise<number[]> {
  const said: number[] = []
  const gone = once(child, 'exit')
  for await (const line of lines(child)) {
    said.push(Number(line))
    if (said.length === count) child.kill('SIGKILL')
  }
  expect(await gone).toEqual([null, 'SIGKILL'])
  return said
}

/** Holds what is there against what a run acknowledged; returns where the next run may begin. */
async function whole(store: Store, first: number, acknowledged: number[]): Promise<number> {
  const lanes = 4
  let next = first
  for (let lane = 0; lane < lanes; lane++) {
    const mine = acknowledged.filter((number) => (number - first) % lanes === lane)
    const index = await store.range({ ...under('index', lane), limit: 100_000 })
    const numbers = index.map((entry) => entry.value as number).filter((number) => number >= first)
    // One commit after the last that was acknowledged may have happened, but no more than one a lane.
    expect(numbers.slice(0, mine.length)).toEqual(mine)
    expect(numbers.length - mine.length).toBeLessThanOrEqual(1)
    const last = numbers.at(-1)
    if (last === undefined) continue
    expect((await one(store, key('lane', lane)))?.value).toBe(last)
    expect((await one(store, key('long', lane)))?.value).toMatchObject({ number: last })
    const own = await store.getMany(numbers.map((number) => key('own', number)))
    expect(own.map((entry) => entry?.value)).toEqual(
      numbers.map((number) => (number === last ? last : undefined)),
    )
    next = Math.max(next, last + 1)
  }
  expect(next).toBeGreaterThan(first)
  return next + ((lanes - ((next - first) % lanes)) % lanes)
}

import { describe, expect, it } from 'vitest'
import type { Committed } from '../../src/core/store.ts'
import type { TextChange } from '../../src/store/adapter.ts'
import { createCommitQueue } from '../../src/store/commit-queue.ts'

const change = (id: string): TextChange => ({ id, checks: [], set: [], delete: [] })
const done: Committed = { done: true }

/** A queue that notes which changes were applied together; `fails` throws for some of them. */
function noted(
  fails: (ids: string[]) => unknown,
  again: (attempt: number) => number | undefined = () => undefined,
) {
  const batches: string[][] = []
  const queue = createCommitQueue({
    apply(changes) {
      const ids = changes.map(({ id }) => id)
      batches.push(ids)
      const error = fails(ids)
      if (error !== undefined) throw error
      return changes.map(({ id }) => (id.startsWith('lost') ? { lost: [id] } : done))
    },
    again: (_, attempt) => again(attempt),
  })
  return { batches, add: (id: string) => queue.add(change(id)), drain: () => queue.drain() }
}

const nothing = () => undefined

describe('commits of one turn', () => {
  it('share one transaction, each with its own answer', async () => {
    const { add, batches } = noted(nothing)
    const first = add('a')
    const later = Promise.resolve().then(() => Promise.all([add('lost b'), add('c')]))
    expect(await Promise.all([first, later])).toEqual([done, [{ lost: ['lost b'] }, done]])
    expect(batches).toEqual([['a', 'lost b', 'c']])
  })

  it('are five hundred at the most', async () => {
    const { add, batches } = noted(nothing)
    await Promise.all(Array.from({ length: 1201 }, (_, index) => add(`${index}`)))
    expect(batches.map((batch) => batch.length)).toEqual([500, 500, 201])
  })

  it('that fail together are tried one by one, so that only the culprit fails', async () => {
    const { add, batches } = noted((ids) => (ids.includes('bad') ? new Error('too large') : undefined))
    const all = await Promise.allSettled(['a', 'bad', 'c'].map(add))
    expect(all.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(batches).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']])
    await Promise.all(['d', 'e'].map(add))
    expect(batches.at(-1)).toEqual(['d', 'e'])
  })
})

describe('a locked file', () => {
  it('is tried again, with whoever came meanwhile, and the attempts are counted anew each time', async () => {
    let locked = 2
    const attempts: number[] = []
    const { add, batches } = noted(
      () => (locked-- > 0 ? new Error('locked') : undefined),
      (attempt) => {
        attempts.push(attempt)
        return 1
      },
    )
    const first = add('a')
    await new Promise(setImmediate)
    expect(await Promise.all([first, add('b')])).toEqual([done, done])
    expect(batches).toEqual([['a'], ['a', 'b'], ['a', 'b']])
    locked = 1
    await add('c')
    expect(attempts).toEqual([1, 2, 1])
  })

  it('is given up in the end, and nothing is left behind', async () => {
    const { add, batches } = noted(
      (ids) => (ids.includes('a') ? new Error('locked') : undefined),
      (attempt) => (attempt < 3 ? 1 : undefined),
    )
    await expect(add('a')).rejects.toThrow('locked')
    expect(batches).toEqual([['a'], ['a'], ['a']])
    expect(await add('b')).toEqual(done)
  })
})

it('the queue is drained when everything before has been answered', async () => {
  const { add, drain } = noted(nothing)
  const said: string[] = []
  void add('a').then(() => said.push('a'))
  void add('b').then(() => said.push('b'))
  await drain().then(() => said.push('drained'))
  expect(said).toEqual(['a', 'b', 'drained'])
  await drain()
})

import { describe, expect, it } from 'vitest'
import { type Store, StoreError } from '../../src/core/store.ts'
import { createStore } from '../../src/store/keyv.ts'
import { change, one } from '../contracts/store.ts'
import { type Act, type Asked, createUnreliable, lost, type Unreliable } from './unreliable.ts'

const everything = { from: '!', to: '}', limit: 1000 }
const before = { a: 1, b: 2, c: 3 }
/** Writes over one key, makes one and deletes one. */
const next = change({
  set: [
    ['a', 'new'],
    ['d', 'new'],
  ],
  delete: ['b'],
})
const after = { a: 'new', c: 3, d: 'new' }

const contents = async (store: Store) =>
  Object.fromEntries((await store.range(everything)).map((entry) => [entry.key, entry.value]))

/** A backend with three records in it, and a store on it. */
async function filled(options?: { together: boolean }): Promise<{ backend: Unreliable; store: Store }> {
  const backend = createUnreliable(options)
  const store = await createStore(backend.connect())
  await store.commit(change({ set: Object.entries(before) }))
  backend.asked.length = 0
  return { backend, store }
}

/** A change was made whole or not at all: tells which. */
async function isDone(store: Store): Promise<boolean> {
  const found = await contents(store)
  expect([before, after]).toContainEqual(found)
  return 'd' in found
}

const proper = (): Act => 'properly'
const of = (method: Asked['method'], act: Act) => (it: Asked) => (it.method === method ? act : 'properly')
const stale = JSON.stringify({ value: 'stale' })

describe('a backend that fails to read', () => {
  const faults: [string, Act][] = [
    ['rejects', 'reject'],
    ['says an error and answers nothing', { error: lost(), with: undefined }],
    ['says an error and answers all the same', { error: lost() }],
    ['answers nothing, as if there were nothing', { with: undefined }],
    ['answers null', { with: null }],
    ['answers what was there before', { with: stale }],
    ['answers something that is no text', { with: { value: 1 } }],
    ['answers half a text', { with: '{"val' }],
  ]

  it.each(faults)('that %s: an error, and never an empty answer', async (_what, act) => {
    const { backend, store } = await filled()
    backend.act = of('get', act)
    await expect(store.getMany(['a'])).rejects.toThrow(StoreError)
    await expect(store.getMany(['none', 'c'])).rejects.toThrow(StoreError)
    await expect(store.range(everything)).rejects.toThrow(StoreError)
    backend.act = proper
    expect(await contents(store)).toEqual(before)
  })

  it.each<[string, Act]>([
    ['rejects', 'reject'],
    ['says an error and answers nothing', { error: lost(), with: [undefined, undefined] }],
    ['answers for none', { with: [] }],
    ['answers for too few', { with: ['{"value":1}'] }],
    ['answers nothing', { with: [undefined, undefined] }],
    ['answers no list', { with: undefined }],
    ['answers in another order', { with: ['{"value":2}', '{"value":1}'] }],
  ])('that, asked for many at once, %s: an error', async (_what, act) => {
    const { backend, store } = await filled({ together: true })
    backend.act = of('getMany', act)
    await expect(store.getMany(['a', 'b'])).rejects.toThrow(StoreError)
    await expect(store.range({ from: 'a', to: 'c', limit: 9 })).rejects.toThrow(StoreError)
    backend.act = proper
    expect(await contents(store)).toEqual(before)
  })

  it('says what went wrong', async () => {
    const { backend, store } = await filled()
    backend.act = of('get', 'reject')
    const error = await one(store, 'a').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'failed', message: expect.stringContaining('connection lost') })
    expect((error as StoreError).cause).toBeInstanceOf(Error)
  })

  it('that says an error while nobody asks: the next call fails, once, and nothing is thrown elsewhere', async () => {
    const { backend, store } = await filled()
    backend.say(lost())
    backend.say(lost())
    await expect(one(store, 'a')).rejects.toThrow(StoreError)
    expect((await one(store, 'a'))?.value).toBe(1)
  })
})

describe('a backend that fails to begin', () => {
  it.each<[string, (it: Asked) => Act]>([
    ['rejects', () => 'reject'],
    ['says an error and has no header', of('get', { error: lost(), with: undefined })],
    ['has lost its header', of('get', { with: undefined })],
    ['has an old header', of('get', { with: '{"value":{"v":1,"last":"","keys":3}}' })],
    ['rejects to list its keys', of('iterator', 'reject')],
    ['says an error and lists nothing', of('iterator', { error: lost(), with: 'end' })],
    ['lists nothing', of('iterator', { with: 'end' })],
    [
      'says an error in the middle of the list and ends there',
      (it) => (it.key === 'c' ? { error: lost(), with: 'end' } : 'properly'),
    ],
    ['ends its list early', (it) => (it.key === 'c' ? { with: 'end' } : 'properly')],
  ])('that %s: no store, and what is there stays', async (_what, act) => {
    const { backend } = await filled()
    const there = new Map(backend.data)
    backend.act = act
    await expect(createStore(backend.connect())).rejects.toThrow(StoreError)
    backend.act = proper
    expect(backend.data).toEqual(there)
    expect(await contents(await createStore(backend.connect()))).toEqual(before)
  })

  it('that says it is new, and is not: no store, and the header stays', async () => {
    const { backend, store } = await filled()
    await store.commit(change({ delete: Object.keys(before) }))
    const there = new Map(backend.data)
    backend.act = of('get', { with: undefined })
    await expect(createStore(backend.connect())).rejects.toThrow(StoreError)
    expect(backend.data).toEqual(there)
  })

  it('because it holds what is not ours: refused, and left as it is', async () => {
    const backend = createUnreliable()
    backend.data.set('session', 'of another program')
    await expect(createStore(backend.connect())).rejects.toMatchObject({ code: 'foreign' })
    expect([...backend.data]).toEqual([['session', 'of another program']])
  })
})

/** How many calls the commit of `next` takes when all goes well. */
async function callsOfNext(): Promise<number> {
  const { backend, store } = await filled()
  await store.commit(next)
  return backend.asked.length
}

describe('a backend that fails to write', () => {
  const faults: [string, Act][] = [
    ['rejects', 'reject'],
    ['says an error and answers no', { error: lost(), with: false }],
    ['answers no', { with: false }],
    ['lies: answers yes and writes nothing', { with: true }],
    ['says an error, and yet has done it', { error: lost() }],
    ['answers nothing', { with: undefined }],
    ['answers what was there before', { with: stale }],
  ]

  it.each(faults)('that, once, at any step, %s: the change is there whole or not at all', async (_, act) => {
    const calls = await callsOfNext()
    expect(calls).toBeGreaterThan(8)
    for (let step = 1; step <= calls; step++) {
      const { backend, store } = await filled()
      backend.act = (_it, turn) => (turn === step ? act : 'properly')
      const answer = await store.commit(next).catch((error: unknown) => error)
      backend.act = proper
      const done = await isDone(store)
      if (answer instanceof StoreError === false) expect([answer, done]).toEqual([{ done: true }, true])
      expect(await isDone(await createStore(backend.connect()))).toBe(done)
    }
  })

  it.each(faults)('that, from any step on, always %s: no answer until it is well again', async (_, act) => {
    const calls = await callsOfNext()
    for (let step = 1; step <= calls; step++) {
      const { backend, store } = await filled()
      backend.act = (_it, turn) => (turn >= step ? act : 'properly')
      const answer = await store.commit(next).catch((error: unknown) => error)
      const mended = 'done' in (answer as object)
      // Not every fault is one at every step: a deletion may answer no where nothing is left to delete.
      if (!mended) {
        expect(answer).toBeInstanceOf(StoreError)
        await expect(one(store, 'a')).rejects.toThrow(StoreError)
        await expect(store.range(everything)).rejects.toThrow(StoreError)
      }
      backend.act = proper
      const done = await isDone(store)
      if (mended) expect(done).toBe(true)
      expect(await isDone(await createStore(backend.connect()))).toBe(done)
      expect(await store.commit(change({ set: [['e', 1]] }))).toEqual({ done: true })
      expect(await one(store, 'e')).toBeDefined()
    }
  })

  it('whose reads lag behind for a while: no answer is wrong, now or after a new start', async () => {
    const calls = await callsOfNext()
    for (let from = 1; from <= calls; from++)
      for (let to = from; to < from + 8; to++) {
        const { backend, store } = await filled()
        const old = new Map(backend.data)
        backend.act = ({ method, key = '' }, turn) =>
          method === 'get' && turn >= from && turn <= to ? { with: old.get(key) } : 'properly'
        const answer = await store.commit(next).catch((error: unknown) => error)
        const seen = await contents(store).catch((error: unknown) => error)
        backend.act = proper
        const done = await isDone(store)
        if (answer instanceof StoreError === false) expect([answer, done]).toEqual([{ done: true }, true])
        if (seen instanceof StoreError === false) expect(seen).toEqual(done ? after : before)
        expect(await isDone(await createStore(backend.connect()))).toBe(done)
      }
  })

  it('whose process ends at any step: whoever opens it next finds the change whole or not at all', async () => {
    const calls = await callsOfNext()
    const found = new Set<boolean>()
    for (let step = 1; step <= calls; step++) {
      const { backend, store } = await filled()
      backend.act = (_it, turn) => (turn >= step ? 'hang' : 'properly')
      void store.commit(next)
      await new Promise(setImmediate)
      expect(backend.asked.length).toBeGreaterThanOrEqual(step)
      backend.act = proper
      found.add(await isDone(await createStore(backend.connect())))
    }
    expect(found).toEqual(new Set([true, false]))
  })
})

describe('a slow backend', () => {
  it('is waited for: reads see all of a commit that is on its way, and commits keep their order', async () => {
    const { backend, store } = await filled()
    backend.act = (it) => (it.method === 'set' ? 'hang' : 'properly')
    const answers: string[] = []
    const first = store.commit(next).then(() => answers.push('first'))
    const read = contents(store).then((found) => {
      answers.push('read')
      expect(found).toEqual(after)
    })
    const second = store.commit(change({ checks: [['b', null]], set: [['b', 'second']] })).then((answer) => {
      answers.push('second')
      expect(answer).toEqual({ done: true })
    })
    const closed = store.close().then(() => answers.push('closed'))
    let working = true
    const all = Promise.all([first, read, second, closed]).finally(() => {
      working = false
    })
    await new Promise(setImmediate)
    expect(answers).toEqual([])
    while (working) {
      backend.release()
      await new Promise(setImmediate)
    }
    await all
    expect(answers).toEqual(['first', 'read', 'second', 'closed'])
    expect(await contents(await createStore(backend.connect()))).toEqual({ ...after, b: 'second' })
  })
})

describe('closing', () => {
  it('that fails is an error, and the store is closed all the same', async () => {
    const { backend, store } = await filled()
    backend.act = of('disconnect', 'reject')
    await expect(store.close()).rejects.toThrow(StoreError)
    for (const call of [() => one(store, 'a'), () => store.range(everything), () => store.commit(next)])
      await expect(call()).rejects.toMatchObject({ name: 'StoreError', code: 'closed' })
  })
})

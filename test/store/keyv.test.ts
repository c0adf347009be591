import { join } from 'node:path'
import * as fc from 'fast-check'
import { Keyv, KeyvJsonSerializer, type KeyvOptions } from 'keyv'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/core/text.ts'
import type { SortedAdapter } from '../../src/store/adapter.ts'
import { createStore } from '../../src/store/keyv.ts'
import { createMemory } from '../../src/store/memory.ts'
import { createSqlite } from '../../src/store/sqlite.ts'
import { change, one } from '../contracts/store.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
let files = 0

const plugs: [string, () => Promise<SortedAdapter | Map<string, unknown>>][] = [
  ['memory', async () => createMemory()],
  ['sqlite', () => createSqlite(join(folder, `${++files}.db`))],
  ['the bridge', async () => new Map()],
]

describe.each(plugs)('Keyv is the plug of %s', (_name, adapter) => {
  const both = async (options: KeyvOptions = {}) => {
    const keyv = new Keyv({ store: await adapter(), ...options })
    return { keyv, store: await createStore(keyv) }
  }

  it('reads what the store wrote, as it was written', async () => {
    const { keyv, store } = await both()
    const value = { what: ':wave: é', ':odd': [':bigint:1', '::', ''], nothing: null }
    await store.commit(
      change({
        set: [
          ['a', value],
          ['b', ':'],
        ],
        delete: ['c'],
      }),
    )
    expect(await keyv.get('a')).toEqual(value)
    expect(await keyv.getMany(['b', 'c'])).toEqual([':', undefined])
    expect(await keyv.has('a')).toBe(true)
  })

  it('serializes plainly where its Keyv does', async () => {
    const { keyv, store } = await both({ serialization: JSON })
    await store.commit(change({ set: [['a', ':wave:']] }))
    expect((await one(store, 'a'))?.version).toBe('{"value":":wave:"}')
    expect(await keyv.get('a')).toBe(':wave:')
  })

  it('is not taken where it would change, hide or drop what is stored', async () => {
    const refused: [string, KeyvOptions][] = [
      ['ttl', { ttl: 1000 }],
      [
        'compression',
        { compression: { compress: async (it: string) => it, decompress: async (it: string) => it } },
      ],
      ['encryption', { encryption: { encrypt: (it: string) => it, decrypt: (it: string) => it } }],
      ['serializer', { serialization: false }],
    ]
    for (const [what, options] of refused)
      await expect(both(options)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(what),
      })
    await expect(both({ namespace: 'mine' })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('namespace'),
    })
  })

  it('refuses a serializer that takes its time, before anything is written', async () => {
    const serialization = { stringify: async (it: unknown) => JSON.stringify(it), parse: JSON.parse }
    const keyv = new Keyv({ store: await adapter(), serialization })
    const write = async () => (await createStore(keyv)).commit(change({ set: [['a', 1]] }))
    await expect(write()).rejects.toMatchObject({ code: 'unsupported' })
    expect(await keyv.get('a')).toBeUndefined()
  })
})

describe.each(plugs.slice(0, 2))('a plain Keyv on %s', (_name, adapter) => {
  it('sets, deletes, lists and clears, and the store sees it', async () => {
    const keyv = new Keyv({ store: await adapter() })
    const store = await createStore(keyv)
    expect(await keyv.set('a', { n: 1 })).toBe(true)
    expect(
      await keyv.setMany<Json>([
        { key: 'b', value: 2 },
        { key: 'c', value: ':3' },
      ]),
    ).toEqual([true, true])
    expect((await store.range({ from: 'a', to: 'd', limit: 9 })).map((entry) => entry.value)).toEqual([
      { n: 1 },
      2,
      ':3',
    ])
    expect(await keyv.delete('a')).toBe(true)
    expect(await keyv.delete('a')).toBe(false)
    expect(await keyv.deleteMany(['b', 'none'])).toEqual([true, false])
    expect(await keyv.hasMany(['b', 'c'])).toEqual([false, true])
    expect(await Array.fromAsync(keyv.iterator())).toEqual([['c', ':3']])
    await keyv.clear()
    expect(await store.range({ from: '!', to: '~', limit: 9 })).toEqual([])
  })

  it('lists more than one page, in order', async () => {
    const keyv = new Keyv({ store: await adapter() })
    const store = await createStore(keyv)
    const set = Array.from({ length: 2000 }, (_, index): [string, Json] => [
      `k${(index * 7) % 2000}`.padEnd(6, '-'),
      index,
    ])
    await store.commit(change({ set }))
    const listed = (await Array.fromAsync(keyv.iterator())).map((entry) =>
      String((entry as [string, unknown])[0]),
    )
    expect(listed).toEqual(set.map(([key]) => key).toSorted())
  })

  it('keeps no namespace, since the store would not see it', async () => {
    const store = await adapter()
    expect(() => new Keyv({ store, namespace: 'mine' })).toThrow('mine')
  })

  it('forgets in its own time what it was told to, and the store keeps the rest', async () => {
    const keyv = new Keyv({ store: await adapter() })
    await keyv.setRaw('short', { value: 1, expires: 1 })
    await keyv.setRaw('long', { value: 2, expires: 99_999_999_999_999 })
    expect(await keyv.getMany(['short', 'long'])).toEqual([undefined, 2])
  })
})

describe('the stored format', () => {
  it('is what Keyv itself would write, for any value', async () => {
    const serializer = new KeyvJsonSerializer()
    const colon = fc.constantFrom(':', ':a', 'a:', '::', '":', ',":')
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        colon,
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(colon, fc.string()), tie('any'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).any
    const store = await createStore(new Keyv({ store: createMemory() }))
    await fc.assert(
      fc.asyncProperty(value, async (it) => {
        await store.commit(change({ set: [['a', it as Json]] }))
        const entry = await one(store, 'a')
        expect(entry?.version).toBe(serializer.stringify({ value: it }))
        expect(JSON.stringify(entry?.value)).toBe(JSON.stringify(it))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a sorted adapter that fails', () => {
  const failing = async (it: Partial<SortedAdapter>) => {
    const adapter = createMemory()
    const keyv = new Keyv({ store: adapter })
    const store = await createStore(keyv)
    await store.commit(
      change({
        set: [
          ['a', 1],
          ['b', 2],
        ],
      }),
    )
    Object.assign(adapter, it)
    return { keyv, store }
  }

  it('is an error, and never an empty answer', async () => {
    const lost = async () => {
      throw new Error('connection lost')
    }
    const { store } = await failing({ getMany: lost, range: lost, commit: lost, disconnect: lost })
    for (const call of [
      () => one(store, 'a'),
      () => store.range({ from: 'a', to: 'z', limit: 9 }),
      () => store.commit(change({ set: [['a', 2]] })),
      () => store.close(),
    ])
      await expect(call()).rejects.toMatchObject({
        name: 'StoreError',
        code: 'failed',
        message: expect.stringContaining('connection lost'),
      })
  })

  it('in an event only is an error too, for whoever was asking', async () => {
    const { keyv, store } = await failing({})
    Object.assign(keyv.store, {
      getMany: async () => {
        keyv.emit('error', new Error('connection lost'))
        return [undefined]
      },
    })
    await expect(one(store, 'a')).rejects.toMatchObject({ name: 'StoreError' })
    expect(await store.range({ from: 'a', to: 'z', limit: 9 })).toHaveLength(2)
  })

  it('by answering for fewer keys than it was asked is an error', async () => {
    const { store } = await failing({ getMany: async () => [] })
    await expect(one(store, 'a')).rejects.toMatchObject({ name: 'StoreError' })
  })
})

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Change, key, type Store, StoreError, under } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import { increment } from './counter.ts'

/** A change of which only what matters is said. */
export const change = (it: Partial<Change>): Change => ({
  id: crypto.randomUUID(),
  checks: [],
  set: [],
  delete: [],
  ...it,
})

/** What is stored under one key. */
export const one = async (store: Store, at: string) => (await store.getMany([at]))[0]

/** What every store promises. `open` makes an empty one. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the store's contract, kept by ${name}`, () => {
    let store: Store
    let rooms = 0
    /** A part of the store nobody else uses. */
    const room = () => key('room', ++rooms)
    const put = (...set: [string, Json][]) => store.commit(change({ set }))
    const keysOf = async (range: { from: string; to: string; limit?: number; reverse?: boolean }) =>
      (await store.range({ limit: 1000, ...range })).map((entry) => entry.key)
    const version = async (at: string) => (await one(store, at))?.version ?? null

    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())

    describe('reading', () => {
      it('answers for each key in the order asked, with nothing where there is nothing', async () => {
        const at = room()
        await put([`${at}/a`, 1], [`${at}/b`, 2])
        const found = await store.getMany([`${at}/b`, `${at}/none`, `${at}/a`, `${at}/b`])
        expect(found.map((entry) => entry?.value)).toEqual([2, undefined, 1, 2])
        expect(found.map((entry) => entry?.key)).toEqual([`${at}/b`, undefined, `${at}/a`, `${at}/b`])
        expect(await store.getMany([])).toEqual([])
      })

      it('orders keys by their bytes, not as people sort words', async () => {
        const at = room()
        const names = ['B', 'a', '_', '10', '9', '!', 'a!', 'a/b', 'ab', 'aB', '|', 'A']
        await put(...names.map((each): [string, Json] => [`${at}/${each}`, each]))
        const bytes = (each: string) => Buffer.from(`${at}/${each}`)
        const sorted = names
          .toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)))
          .map((each) => `${at}/${each}`)
        expect(await keysOf({ from: `${at}/`, to: `${at}/~` })).toEqual(sorted)
        expect(await keysOf({ from: `${at}/`, to: `${at}/~`, reverse: true })).toEqual(sorted.toReversed())
      })

      it('takes a range from its beginning to before its end, no more than asked, from either side', async () => {
        const at = room()
        await put(...['a', 'b', 'c', 'd'].map((each): [string, Json] => [`${at}/${each}`, each]))
        const range = async (from: string, to: string, limit: number, reverse?: boolean) =>
          (
            await keysOf({ from: `${at}/${from}`, to: `${at}/${to}`, limit, ...(reverse ? { reverse } : {}) })
          ).map((each) => each.slice(at.length + 1))
        expect(await range('b', 'd', 9)).toEqual(['b', 'c'])
        expect(await range('b', 'd', 9, true)).toEqual(['c', 'b'])
        expect(await range('a', 'z', 2)).toEqual(['a', 'b'])
        expect(await range('a', 'z', 2, true)).toEqual(['d', 'c'])
        expect(await range('bb', 'cc', 9)).toEqual(['c'])
        expect(await range('b', 'b', 9)).toEqual([])
        expect(await range('d', 'a', 9)).toEqual([])
        expect(await range('d', 'a', 9, true)).toEqual([])
        expect(await range('a', 'z', 0)).toEqual([])
      })

      it('keeps to whole parts of a key', async () => {
        const at = room()
        await put(
          [`${at}/c/x/1`, 1],
          [`${at}/c/xy/1`, 2],
          [`${at}/c/x`, 3],
          [key(...at.split('/'), 'c', 'x', 'é~'), 4],
        )
        expect(
          (await store.range({ ...under(...at.split('/'), 'c', 'x'), limit: 9 })).map((it) => it.value),
        ).toEqual([4, 1])
      })

      it('refuses a limit that is not a whole number', async () => {
        for (const limit of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
          await expect(store.range({ from: 'a', to: 'b', limit })).rejects.toThrow(RangeError)
      })

      it('shows in one page one moment, while others write', async () => {
        const at = room()
        const names = Array.from({ length: 20 }, (_, index) => `${at}/${key(index)}`)
        let writing = true
        const writer = (async () => {
          for (let turn = 1; turn <= 25; turn++)
            await put(...names.map((each): [string, Json] => [each, turn]))
          writing = false
        })()
        let pages = 0
        while (writing) {
          const page = await store.range({ from: `${at}/`, to: `${at}/~`, limit: 100 })
          expect([0, 20]).toContain(page.length)
          expect(new Set(page.map((entry) => entry.value)).size).toBeLessThanOrEqual(1)
          pages++
          await new Promise(setImmediate)
        }
        await writer
        expect(pages).toBeGreaterThan(0)
      })
    })

    describe('committing', () => {
      it('applies a change where every check holds, and gives what changed a new version', async () => {
        const at = room()
        expect(await store.commit(change({ checks: [[at, null]], set: [[at, 'first']] }))).toEqual({
          done: true,
        })
        const first = await version(at)
        expect(first).not.toBeNull()
        expect(await store.commit(change({ checks: [[at, first]], set: [[at, 'second']] }))).toEqual({
          done: true,
        })
        expect(await version(at)).not.toBe(first)
        expect((await one(store, at))?.value).toBe('second')
      })

      it('names every check that failed, and then applies nothing', async () => {
        const at = room()
        await put([`${at}/kept`, 'kept'], [`${at}/moved`, 'old'], [`${at}/gone`, 'gone'])
        const [kept, moved, gone] = await Promise.all(
          ['kept', 'moved', 'gone'].map((each) => version(`${at}/${each}`)),
        )
        await store.commit(change({ set: [[`${at}/moved`, 'new']], delete: [`${at}/gone`] }))
        const lost = await store.commit(
          change({
            checks: [
              [`${at}/kept`, kept ?? null],
              [`${at}/moved`, moved ?? null],
              [`${at}/gone`, gone ?? null],
              [`${at}/absent`, null],
            ],
            set: [[`${at}/new`, 1]],
            delete: [`${at}/kept`],
          }),
        )
        expect(lost).toEqual({ lost: [`${at}/moved`, `${at}/gone`] })
        expect(
          await store.commit(change({ checks: [[`${at}/kept`, null]], set: [[`${at}/new`, 1]] })),
        ).toEqual({
          lost: [`${at}/kept`],
        })
        expect(await keysOf({ from: `${at}/`, to: `${at}/~` })).toEqual([`${at}/kept`, `${at}/moved`])
      })

      it('deletes, also what is not there, and lets a key begin anew', async () => {
        const at = room()
        await put([at, 1])
        expect(await store.commit(change({ delete: [at, `${at}/none`] }))).toEqual({ done: true })
        expect(await one(store, at)).toBeUndefined()
        expect(await keysOf({ from: at, to: `${at}~` })).toEqual([])
        expect(await store.commit(change({ checks: [[at, null]], set: [[at, 2]] }))).toEqual({ done: true })
      })

      it('checks without writing, and writes nothing at all', async () => {
        const at = room()
        await put([at, 1])
        expect(await store.commit(change({ checks: [[at, await version(at)]] }))).toEqual({ done: true })
        expect(await store.commit(change({ checks: [[at, null]] }))).toEqual({ lost: [at] })
        expect(await store.commit(change({}))).toEqual({ done: true })
      })

      it('lets exactly one of many win who saw the same, and the others change nothing', async () => {
        const at = room()
        const asked = Array.from({ length: 20 }, (_, index) =>
          store.commit(
            change({
              checks: [[at, null]],
              set: [
                [at, index],
                [`${at}/${key(index)}`, index],
              ],
            }),
          ),
        )
        const won = (await Promise.all(asked)).flatMap((it, index) => ('done' in it ? [index] : []))
        expect(won).toHaveLength(1)
        expect((await one(store, at))?.value).toBe(won[0])
        expect(await keysOf({ from: `${at}/`, to: `${at}/~` })).toEqual([`${at}/${key(won[0] ?? -1)}`])
      })

      it('loses no count among writers at once', async () => {
        const at = room()
        await Promise.all(Array.from({ length: 25 }, () => increment(store, at)))
        expect((await one(store, at))?.value).toBe(25)
      })

      it('applies commits asked for one after the other in that order', async () => {
        const at = room()
        await Promise.all(Array.from({ length: 10 }, (_, index) => put([at, index])))
        expect((await one(store, at))?.value).toBe(9)
      })
    })

    describe('values', () => {
      const back = async (value: Json) => {
        const at = room()
        await put([at, value])
        return (await one(store, at))?.value
      }

      it('come back as they were: every kind, emoji and half an emoji, colons, control characters', async () => {
        const values: Json[] = [
          ...[null, true, false, 0, -1.5, 1e300, '', ' ', [], {}, [[], [null]], { '': { ':': ':' } }],
          ...[':smile:', '::', ':bigint:1', ':base64:aGk=', ['a', ':b'], { a: ':b', ':c': 'd' }],
          ...['é 漢字 😀 \u0000\u001f\u2028', 'half \ud83d', '\ude00', '"\\/', '{"value":1}', '__proto__'],
        ]
        for (const value of values) expect(await back(value)).toEqual(value)
      })

      it('come back as they were, whatever they are', async () => {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
            expect(JSON.stringify(await back(value as Json))).toBe(JSON.stringify(value))
          }),
          { numRuns: 50 },
        )
      })

      it('may be a megabyte long', async () => {
        const value = {
          text: 'é😀x'.repeat(180_000),
          list: Array.from({ length: 1000 }, (_, index) => index),
        }
        expect(await back(value)).toEqual(value)
      })

      it('are those of the moment a commit was asked for, and belong to whoever reads them', async () => {
        const at = room()
        const value = { list: [1] }
        const asked = put([at, value])
        value.list.push(2)
        await asked
        const read = (await one(store, at))?.value as typeof value
        expect(read).toEqual({ list: [1] })
        read.list.push(3)
        expect((await one(store, at))?.value).toEqual({ list: [1] })
      })

      it('cannot be nothing', async () => {
        const at = room()
        await expect(put([at, undefined as unknown as Json])).rejects.toThrow(TypeError)
        expect(await one(store, at)).toBeUndefined()
      })
    })

    it('holds many keys, in one commit and page by page', async () => {
      const at = room()
      const count = 3000
      // In an order that is neither that of the keys nor its reverse.
      const all = Array.from({ length: count }, (_, index) => `${at}/${key((index * 1237) % count)}`)
      await put(...all.map((each): [string, Json] => [each, each]))
      const paged: string[] = []
      for (let from = `${at}/`; ; ) {
        const page = await keysOf({ from, to: `${at}/~`, limit: 700 })
        paged.push(...page)
        if (page.length < 700) break
        from = `${page.at(-1)}!`
      }
      expect(paged).toEqual(all.toSorted())
    })

    it('does what a plain sorted table does, whatever is asked', async () => {
      await fc.assert(
        fc.asyncProperty(asked, (steps) => holds(store, room(), steps)),
        { numRuns: 60 },
      )
    })

    it('answers nothing any more once it is closed', async () => {
      const mine = await open()
      const last = mine.commit(change({ set: [['a', 1]] }))
      await Promise.all([mine.close(), mine.close()])
      expect(await last).toEqual({ done: true })
      for (const call of [
        () => mine.getMany(['a']),
        () => mine.range({ from: 'a', to: 'b', limit: 1 }),
        () => mine.commit(change({ set: [['a', 1]] })),
      ])
        await expect(call()).rejects.toMatchObject({ name: 'StoreError', code: 'closed' })
      await expect(mine.getMany(['a'])).rejects.toBeInstanceOf(StoreError)
    })
  })
}

type Step =
  | {
      do: 'commit'
      checks: [string, 'now' | 'before' | 'absent'][]
      set: [string, number][]
      delete: string[]
    }
  | { do: 'range'; from: string; to: string; limit: number; reverse: boolean }
  | { do: 'get'; keys: string[] }

const names = fc.constantFrom('!', 'a', 'a!', 'a/b', 'a/b/c', 'aa', 'b', 'B', '0', '10', '9', '|')
const asked: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('commit' as const),
      checks: fc.uniqueArray(fc.tuple(names, fc.constantFrom('now', 'now', 'before', 'absent')), {
        maxLength: 3,
        selector: ([name]) => name,
      }),
      set: fc.uniqueArray(fc.tuple(names, fc.nat(3)), { maxLength: 4, selector: ([name]) => name }),
      delete: fc.uniqueArray(names, { maxLength: 2 }),
    }),
    fc.record({
      do: fc.constant('range' as const),
      from: names,
      to: names,
      limit: fc.nat(5),
      reverse: fc.boolean(),
    }),
    fc.record({ do: fc.constant('get' as const), keys: fc.array(names, { maxLength: 4 }) }),
  ),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Step[]>

/** Does the steps to a store and to a plain table, and holds the answers against each other. */
async function holds(store: Store, at: string, steps: Step[]): Promise<void> {
  const table = new Map<string, number>()
  const versions = new Map<string, (string | null)[]>()
  const full = (name: string) => `${at}/${name}`
  const versionNow = async (name: string) => (await one(store, full(name)))?.version ?? null
  for (const step of steps) {
    if (step.do === 'get') {
      const found = await store.getMany(step.keys.map(full))
      expect(found.map((entry) => entry?.value)).toEqual(step.keys.map((name) => table.get(name)))
    } else if (step.do === 'range') {
      const { from, to, limit, reverse } = step
      const inside = [...table.keys()].filter((name) => name >= from && name < to).sort()
      const wanted = (reverse ? inside.reverse() : inside).slice(0, limit)
      const found = await store.range({ from: full(from), to: full(to), limit, reverse })
      expect(found.map((entry) => [entry.key, entry.value])).toEqual(
        wanted.map((name) => [full(name), table.get(name)]),
      )
    } else {
      const checks: [string, string | null][] = []
      const lost: string[] = []
      for (const [name, what] of step.checks) {
        const now = await versionNow(name)
        const known = what === 'now' ? now : what === 'absent' ? null : (versions.get(name)?.at(-2) ?? null)
        checks.push([full(name), known])
        // A version names a value: one that was there before and is again is no longer changed.
        if (known !== now) lost.push(full(name))
      }
      // What is both set and deleted in one change is not defined.
      const set = step.set.filter(([name]) => !step.delete.includes(name))
      const answer = await store.commit({
        id: crypto.randomUUID(),
        checks,
        set: set.map(([name, value]) => [full(name), value]),
        delete: step.delete.map(full),
      })
      expect(answer).toEqual(lost.length > 0 ? { lost } : { done: true })
      if (lost.length > 0) continue
      for (const [name, value] of set) table.set(name, value)
      for (const name of step.delete) table.delete(name)
      for (const name of [...set.map(([name]) => name), ...step.delete])
        versions.set(name, [...(versions.get(name) ?? []), await versionNow(name)])
    }
  }
}

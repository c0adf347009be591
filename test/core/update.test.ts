import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { key } from '../../src/core/store.ts'
import { read, update } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { createRig, type Rig } from './update-rig.ts'

let rig: Rig

const keysOf = (found: { key: string }[]) => found.map((entry) => entry.key)
const range = { from: 'a', to: 'z', limit: 10 }

describe('a work reads its own writes', () => {
  beforeEach(async () => {
    rig = await createRig({ a: 1, b: 2, c: 3, d: 4 })
  })

  it('one by one, and many at once', async () => {
    await update(rig.on, async (work) => {
      work.set('a', 10)
      work.delete('b')
      work.set('e', 5)
      expect(await work.get('a')).toBe(10)
      expect(await work.get('b')).toBeUndefined()
      expect(await work.get('e')).toBe(5)
      expect(await work.getMany(['e', 'c', 'b', 'a', 'c', 'none'])).toEqual([
        5,
        3,
        undefined,
        10,
        3,
        undefined,
      ])
      work.set('b', 'again')
      expect(await work.get('b')).toBe('again')
    })
    expect(await rig.stored()).toEqual([
      ['a', 10],
      ['b', 'again'],
      ['c', 3],
      ['d', 4],
      ['e', 5],
    ])
  })

  it('in lists, from either side', async () => {
    await update(rig.on, async (work) => {
      work.set('bb', 'new')
      work.set('c', 'changed')
      work.delete('a')
      work.set('~', 'outside')
      const there = [
        { key: 'b', value: 2 },
        { key: 'bb', value: 'new' },
        { key: 'c', value: 'changed' },
        { key: 'd', value: 4 },
      ]
      expect(await work.list(range)).toEqual(there)
      expect(await work.list({ ...range, reverse: true })).toEqual(there.toReversed())
    })
  })

  it('in lists with a limit, which its own deletions do not shorten and its own additions do not lengthen', async () => {
    await update(rig.on, async (work) => {
      work.delete('a')
      work.delete('c')
      expect(keysOf(await work.list({ ...range, limit: 2 }))).toEqual(['b', 'd'])
      expect(keysOf(await work.list({ ...range, limit: 2, reverse: true }))).toEqual(['d', 'b'])
      work.set('aa', 0)
      work.set('e', 0)
      expect(keysOf(await work.list({ ...range, limit: 2 }))).toEqual(['aa', 'b'])
      expect(keysOf(await work.list({ ...range, limit: 2, reverse: true }))).toEqual(['e', 'd'])
      expect(await work.list({ ...range, limit: 0 })).toEqual([])
    })
  })

  it('as a plain table would, whatever is asked, and leaves that table behind', async () => {
    const keys = fc.constantFrom('a', 'b', 'bb', 'c', 'd', 'e')
    const limits = fc.nat(4)
    const steps = fc.array(
      fc.oneof(
        fc.record({ does: fc.constant('set' as const), key: keys, value: fc.nat() }),
        fc.record({ does: fc.constant('delete' as const), key: keys }),
        fc.record({ does: fc.constant('get' as const), keys: fc.array(keys) }),
        fc.record({
          does: fc.constant('list' as const),
          from: keys,
          to: keys,
          limit: limits,
          reverse: fc.boolean(),
        }),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(keys, fc.nat()), steps, async (before, them) => {
        const mine = await createRig(before)
        const table = new Map<string, number>(Object.entries(before))
        await update(mine.on, async (work) => {
          for (const step of them) await follows(work, table, step)
        })
        expect(await mine.stored()).toEqual([...table].toSorted(byKey))
      }),
    )
  })
})

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

type Step =
  | { does: 'set'; key: string; value: number }
  | { does: 'delete'; key: string }
  | { does: 'get'; keys: string[] }
  | { does: 'list'; from: string; to: string; limit: number; reverse: boolean }

/** Does one step to a work and to a plain table, and holds the answers against each other. */
async function follows(work: Work, table: Map<string, number>, step: Step): Promise<void> {
  if (step.does === 'set') {
    work.set(step.key, step.value)
    table.set(step.key, step.value)
  } else if (step.does === 'delete') {
    work.delete(step.key)
    table.delete(step.key)
  } else if (step.does === 'get')
    expect(await work.getMany(step.keys)).toEqual(step.keys.map((each) => table.get(each)))
  else {
    const { from, to, limit, reverse } = step
    const inside = [...table].filter(([each]) => each >= from && each < to).toSorted(byKey)
    const wanted = (reverse ? inside.toReversed() : inside).slice(0, limit)
    expect((await work.list({ from, to, limit, reverse })).map(({ key, value }) => [key, value])).toEqual(
      wanted,
    )
  }
}

describe('a work', () => {
  beforeEach(async () => {
    rig = await createRig()
  })

  it('is one commit, whatever it writes', async () => {
    const answer = await update(rig.on, async (work) => {
      expect(work.hasWritten()).toBe(false)
      work.set('record', { n: 1 })
      work.set('index', '')
      work.delete('draft')
      expect(work.hasWritten()).toBe(true)
      return 'answer'
    })
    expect(answer).toBe('answer')
    expect(rig.asked).toHaveLength(1)
    expect(rig.asked[0]).toMatchObject({
      set: [
        ['record', { n: 1 }],
        ['index', ''],
      ],
      delete: ['draft'],
    })
  })

  it('looks each key up once, and takes what it saw for granted', async () => {
    rig = await createRig({ a: 1 })
    await update(rig.on, async (work) => {
      expect(await work.getMany(['a', 'a', 'none'])).toEqual([1, 1, undefined])
      await rig.other('a', 2)
      expect(await work.get('a')).toBe(1)
      expect(await work.getMany(['none', 'b'])).toEqual([undefined, undefined])
    })
    expect(rig.looked).toEqual(['a', 'none', 'b'])
  })

  it('that wrote nothing commits nothing', async () => {
    rig = await createRig({ a: 1 })
    expect(
      await update(rig.on, async (work) => {
        work.hold('a')
        return work.get('a')
      }),
    ).toBe(1)
    expect(rig.asked).toEqual([])
  })

  it('that throws leaves nothing written, at any of its steps', async () => {
    rig = await createRig({ a: 1 })
    const failing = (step: number) =>
      update(rig.on, async (work) => {
        const steps = [
          () => work.set('a', 2),
          () => work.delete('a'),
          () => work.set('b', 2),
          () => work.expire('b', 1),
        ]
        for (const each of steps.slice(0, step)) each()
        throw new Error(`at step ${step}`)
      })
    for (const step of [0, 1, 2, 3, 4]) await expect(failing(step)).rejects.toThrow(`at step ${step}`)
    expect(rig.asked).toEqual([])
    expect(await rig.stored()).toEqual([['a', 1]])
  })

  it('cannot store nothing', async () => {
    await expect(update(rig.on, async (work) => work.set('a', undefined))).rejects.toThrow(TypeError)
    expect(await rig.stored()).toEqual([])
  })

  it('marks what is to be swept away, in its own commit, by the millisecond after which', async () => {
    await update(rig.on, async (work) => {
      work.set('draft/1', 'words')
      work.expire('draft/1', 1_800_000_000_000.4)
      work.expire('draft/0', 5)
    })
    expect(rig.asked).toHaveLength(1)
    expect(await rig.stored()).toEqual([
      ['draft/1', 'words'],
      [key('tmp', 5, 'draft/0'), 'draft/0'],
      [key('tmp', 1_800_000_000_001, 'draft/1'), 'draft/1'],
    ])
  })

  it('knows its id, its community and one time throughout', async () => {
    await update(rig.on, async (work) => {
      const { now } = work
      rig.clock.add({ hours: 1 })
      expect(work).toMatchObject({ id: 'work', community: 'home' })
      expect(work.now.equals(now)).toBe(true)
      expect(() => work.house.version).toThrow('a work without a house: work')
    })
  })
})

describe('a reading work', () => {
  beforeEach(async () => {
    rig = await createRig()
  })

  it('answers, without a commit and without a turn', async () => {
    rig = await createRig({ a: 1 })
    const answer = await update(rig.on, async () => read(rig.on, (work) => work.get('a')))
    expect(answer).toBe(1)
    expect(rig.asked).toEqual([])
  })

  it.each<[string, (work: Work) => void]>([
    ['sets', (work) => work.set('a', 1)],
    ['deletes', (work) => work.delete('a')],
    ['marks something to be swept away', (work) => work.expire('a', 1)],
  ])('fails where it %s something, and nothing is written', async (_what, write) => {
    await expect(read(rig.on, async (work) => write(work))).rejects.toThrow('a reading work wrote: work')
    expect(rig.asked).toEqual([])
    expect(await rig.stored()).toEqual([])
  })
})

import { beforeEach, describe, expect, it } from 'vitest'
import { StoreError } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import { ContentionError, update } from '../../src/core/update.ts'
import type { Updating, Work } from '../../src/core/work.ts'
import { createRig, freshStore, type Rig } from './update-rig.ts'

let rig: Rig

describe('a work that lost a race', () => {
  beforeEach(async () => {
    rig = await createRig()
  })

  const increment = (each: string) => async (work: Work) => {
    const value = ((await work.get<number>(each)) ?? 0) + 1
    work.set(each, value)
    return value
  }
  /** Somebody else is faster, so many times. */
  const beaten = (times: number, each: string, value: (turn: number) => Json | undefined) => {
    rig.meanwhile(async (turn) => {
      if (turn <= times) await rig.other(each, value(turn))
    })
  }

  it('is done again from the start, on what is there now', async () => {
    rig = await createRig({ count: 1 })
    beaten(2, 'count', (turn) => turn * 100)
    let before: boolean | undefined
    const answer = await update(rig.on, async (work) => {
      before = work.hasWritten()
      return increment('count')(work)
    })
    expect(answer).toBe(201)
    expect(before).toBe(false)
    expect(await rig.stored()).toEqual([['count', 201]])
    expect(rig.asked).toHaveLength(3)
    expect(new Set(rig.asked.map((change) => change.id)).size).toBe(3)
    for (const { id } of rig.asked) expect(id).toMatch(/^work#/)
  })

  it('forgets what it wrote at first, and what time it was', async () => {
    beaten(1, 'first', () => 'taken')
    const times: number[] = []
    await update(rig.on, async (work) => {
      times.push(work.now.epochMilliseconds)
      rig.clock.add({ minutes: 1 })
      const name = (await work.get('first')) === undefined ? 'first' : 'second'
      work.set(name, 'mine')
      work.set(`of-${name}`, 'mine')
    })
    expect(await rig.stored()).toEqual([
      ['first', 'taken'],
      ['of-second', 'mine'],
      ['second', 'mine'],
    ])
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(60_000)
  })

  it.each([
    ['appeared', undefined, 'new'],
    ['was changed', 'old', 'new'],
    ['was deleted', 'old', undefined],
  ])('notices a key that %s after it was seen, however it was seen', async (_what, before, after) => {
    const ways: ((work: Work) => Promise<unknown>)[] = [
      (work) => work.get('k'),
      (work) => work.getMany(['x', 'k']),
      // A list sees what is there, not what is missing.
      ...(before === undefined ? [] : [(work: Work) => work.list({ from: 'a', to: 'z', limit: 10 })]),
    ]
    for (const see of ways) {
      rig = await createRig(before === undefined ? {} : { k: before })
      beaten(1, 'k', () => after)
      await update(rig.on, async (work) => {
        await see(work)
        work.set('k', 'mine')
      })
      expect(rig.asked).toHaveLength(2)
      expect((await rig.store.getMany(['k']))[0]?.value).toBe('mine')
    }
  })

  it('is measured by what it saw first, though it looked again', async () => {
    rig = await createRig({ k: 'old' })
    const seen: unknown[] = []
    await update(rig.on, async (work) => {
      seen.push(await work.get('k'))
      if (seen.length === 1) await rig.other('k', 'new')
      await work.list({ from: 'a', to: 'z', limit: 10 })
      work.set('k', 'mine')
    })
    expect(seen).toEqual(['old', 'new'])
    expect(rig.asked).toHaveLength(2)
  })

  it('is none where nobody else wrote what it wrote: what was only read, or never read, may change', async () => {
    rig = await createRig({ read: 1, blind: 1 })
    rig.meanwhile(async () => {
      await rig.other('read', 2)
      await rig.other('blind', 2)
    })
    await update(rig.on, async (work) => {
      await work.get('read')
      work.set('blind', 3)
      expect(await work.get('blind')).toBe(3)
    })
    expect(rig.asked).toHaveLength(1)
    expect(await rig.stored()).toEqual([
      ['blind', 3],
      ['read', 2],
    ])
  })

  it.each(['before', 'after'])('is one where a key that is held (%s it is read) changed', async (when) => {
    rig = await createRig({ limit: 5 })
    beaten(1, 'limit', () => 6)
    const seen: unknown[] = []
    await update(rig.on, async (work) => {
      if (when === 'before') work.hold('limit')
      seen.push(await work.get('limit'))
      if (when === 'after') work.hold('limit')
      work.set('spent', seen.at(-1))
    })
    expect(seen).toEqual([5, 6])
    expect(await rig.stored()).toEqual([
      ['limit', 6],
      ['spent', 6],
    ])
  })

  it('gives up in the end, saying what it lost over, and has written nothing', async () => {
    beaten(Number.POSITIVE_INFINITY, 'count', (turn) => -turn)
    let runs = 0
    const answer = update(rig.on, async (work) => {
      runs++
      work.set('beside', 'mine')
      return increment('count')(work)
    })
    await expect(answer).rejects.toThrow(ContentionError)
    await expect(answer).rejects.toThrow('gave up after 12 tries: work, over count')
    expect(runs).toBe(12)
    expect(await rig.stored()).toEqual([['count', -12]])
  })

  it('waits before each new try, at random, and may wait longer each time', async () => {
    beaten(9, 'count', (turn) => -turn)
    await update(rig.on, increment('count'))
    expect(rig.pauses).toHaveLength(9)
    for (const [index, ms] of rig.pauses.entries()) {
      expect(ms).toBeGreaterThanOrEqual(0)
      expect(ms).toBeLessThan(2 ** (index + 1))
    }
    expect(new Set(rig.pauses).size).toBe(9)
    expect(Math.max(...rig.pauses)).toBeGreaterThan(2)
  })

  it('may be one of many, side by side, and no count is lost', async () => {
    const sides = Array.from({ length: 20 }, (_, index) => ({ ...rig.on, community: `home${index % 5}` }))
    await Promise.all(sides.map((each) => update(each, increment('count'))))
    expect(await rig.stored()).toEqual([['count', 20]])
    expect(rig.asked.length).toBeGreaterThan(20)
  })
})

describe('turns', () => {
  beforeEach(async () => {
    rig = await createRig()
  })

  const settled = () => new Promise(setImmediate)
  /** Starts a work that says when it begins and waits to be let on. */
  const start = (name: string, where: Partial<Updating>, said: string[]) => {
    const { promise: gate, resolve: letOn, reject: fail } = Promise.withResolvers<void>()
    const done = update({ ...rig.on, ...where }, async (work) => {
      said.push(`${name} begins`)
      await gate
      work.set(name, 'done')
      said.push(`${name} ends`)
    })
    return { done, letOn, fail }
  }

  it('are taken by works of one community, in the order they came', async () => {
    const said: string[] = []
    const works = ['first', 'second', 'third'].map((name) => start(name, {}, said))
    await settled()
    expect(said).toEqual(['first begins'])
    works[2]?.letOn()
    works[1]?.letOn()
    await settled()
    expect(said).toEqual(['first begins'])
    works[0]?.letOn()
    await Promise.all(works.map((each) => each.done))
    expect(said).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
      'third begins',
      'third ends',
    ])
  })

  it('are not taken by works of different communities, nor by those on different stores', async () => {
    const said: string[] = []
    const slow = start('slow', {}, said)
    const elsewhere = start('elsewhere', { community: 'abroad' }, said)
    const memory = await freshStore()
    const apart = start('apart', { store: memory }, said)
    elsewhere.letOn()
    apart.letOn()
    await Promise.all([elsewhere.done, apart.done])
    expect(said).not.toContain('slow ends')
    slow.letOn()
    await slow.done
    expect(said).toContain('slow ends')
  })

  it('go on after a work that failed, and after one whose commit failed', async () => {
    const said: string[] = []
    const broken = start('broken', {}, said)
    const next = start('next', {}, said)
    const last = start('last', {}, said)
    rig.meanwhile(async (turn) => {
      if (turn === 1) throw new StoreError('the store failed')
    })
    const all = Promise.allSettled([broken.done, next.done, last.done])
    broken.fail(new Error('broken'))
    next.letOn()
    last.letOn()
    const outcomes = await all
    expect(outcomes.map((each) => (each.status === 'rejected' ? each.reason.message : 'done'))).toEqual([
      'broken',
      'the store failed',
      'done',
    ])
    expect(await rig.stored()).toEqual([['last', 'done']])
  })

  it('let each see what the one before has written', async () => {
    const increment = (work: Work) =>
      work.get<number>('count').then((count = 0) => work.set('count', count + 1))
    await Promise.all(Array.from({ length: 30 }, () => update(rig.on, increment)))
    expect(await rig.stored()).toEqual([['count', 30]])
    expect(rig.asked).toHaveLength(30)
  })
})

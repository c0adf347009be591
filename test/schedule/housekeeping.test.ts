import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFixedClock } from '../../src/core/clock.ts'
import { update } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { createHousekeeping, sweepMarkers } from '../../src/schedule/housekeeping.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeLog } from '../fakes.ts'

const minute = 60_000

async function createRig() {
  const clock = createFixedClock('2027-03-11T08:00:00Z')
  const { store } = await openStore('memory://')
  let works = 0
  return {
    clock,
    store,
    now: () => clock.now().epochMilliseconds,
    do: <T>(run: (use: Work) => Promise<T>) =>
      update({ store, clock, community: 'x', id: `work-${++works}` }, run),
    keys: async () => (await store.range({ from: '!', to: '~', limit: 9_999 })).map(({ key }) => key),
    sweep: (on = store) => sweepMarkers({ store: on, clock }),
  }
}

describe('sweeping marked records', () => {
  test('takes away a record and its mark once its time is over, and not before', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      use.set('c/x/did/one', 1)
      use.expire('c/x/did/one', rig.now() + minute)
      use.set('c/x/did/two', 2)
      use.expire('c/x/did/two', rig.now() + 2 * minute)
    })
    expect(await rig.sweep()).toBe(0)
    rig.clock.add({ minutes: 1 })
    expect(await rig.sweep()).toBe(1)
    expect((await rig.keys()).filter((key) => key.startsWith('c/'))).toEqual(['c/x/did/two'])
    rig.clock.add({ minutes: 1 })
    expect(await rig.sweep()).toBe(1)
    expect(await rig.keys()).toEqual([])
  })

  test('keeps a record that says it expires later, whether it was marked again or not', async () => {
    const rig = await createRig()
    const keepUntil = (key: string, expires: number, mark: boolean) =>
      rig.do(async (use) => {
        use.set(key, { expires })
        if (mark) use.expire(key, expires)
      })
    await keepUntil('a', rig.now() + minute, true)
    await keepUntil('b', rig.now() + minute, true)
    await keepUntil('a', rig.now() + 5 * minute, true)
    await keepUntil('b', rig.now() + 5 * minute, false)
    rig.clock.add({ minutes: 2 })
    expect(await rig.sweep()).toBe(0)
    expect((await rig.keys()).filter((key) => !key.startsWith('tmp/'))).toEqual(['a', 'b'])
    rig.clock.add({ minutes: 3 })
    expect(await rig.sweep()).toBe(2)
    expect(await rig.keys()).toEqual([])
  })

  test('does not take away what is prolonged in the middle of it', async () => {
    const rig = await createRig()
    const prolong = (expires: number) =>
      rig.do(async (use) => {
        await use.get('draft')
        use.set('draft', { expires })
        use.expire('draft', expires)
      })
    await prolong(rig.now() + minute)
    rig.clock.add({ minutes: 1 })
    let commits = 0
    const store: typeof rig.store = {
      ...rig.store,
      async commit(change) {
        if (++commits === 1) await prolong(rig.now() + 9 * minute)
        return rig.store.commit(change)
      },
    }
    expect(await rig.sweep(store)).toBe(0)
    expect(commits).toBe(2)
    expect((await rig.keys()).includes('draft')).toBe(true)
    rig.clock.add({ minutes: 9 })
    expect(await rig.sweep()).toBe(1)
    expect(await rig.keys()).toEqual([])
  })

  test('sweeps more than fit one commit, and marks whose record is gone already', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      for (let n = 0; n < 950; n++) {
        if (n % 2 === 0) use.set(`r/${n}`, n)
        use.expire(`r/${n}`, rig.now() + n)
      }
    })
    rig.clock.add({ minutes: 1 })
    await rig.sweep()
    expect(await rig.keys()).toEqual([])
  })
})

describe('chores', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2027-03-11T08:00:30Z') }))
  afterEach(() => void vi.useRealTimers())

  test('are done when their line says so, one that fails is logged and done again, none overlaps itself', async () => {
    const log = createFakeLog()
    const ran: string[] = []
    const longs: (() => void)[] = []
    const housekeeping = createHousekeeping({
      log,
      chores: [
        {
          name: 'each minute',
          every: '* * * * *',
          async run() {
            ran.push('each minute')
            throw new Error('not now')
          },
        },
        {
          name: 'long',
          every: '* * * * *',
          run() {
            ran.push('long')
            return new Promise<void>((resolve) => longs.push(resolve))
          },
        },
        { name: 'at night', every: '17 3 * * *', run: async () => void ran.push('at night') },
      ],
    })
    housekeeping.start()
    await vi.advanceTimersByTimeAsync(3 * minute)
    expect(ran.filter((name) => name === 'each minute')).toHaveLength(3)
    expect(ran.filter((name) => name === 'long')).toHaveLength(1)
    expect(ran).not.toContain('at night')
    expect(log.errors).toHaveLength(3)

    let stopped = false
    const stopping = housekeeping.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(5 * minute)
    expect(stopped).toBe(false)
    for (const end of longs) end()
    await stopping
    expect(ran).toHaveLength(4)
  })
})

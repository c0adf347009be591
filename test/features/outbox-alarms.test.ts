import { describe, expect, test } from 'vitest'
import { type Store, StoreError } from '../../src/core/store.ts'
import { type AlarmHandlers, alarmAt, clearAlarm, setAlarm } from '../../src/features/alarms.ts'
import type { CourierOptions } from '../../src/features/courier/index.ts'
import { post } from '../../src/features/outbox.ts'
import { at, createRig, place } from './courier-rig.ts'
import { createLife } from './mortal.ts'

/** A rig whose alarm 'note' notes what it was given, in its own commit. */
async function createAlarmRig(alarms: AlarmHandlers = {}, options: Partial<CourierOptions> = {}) {
  const rig = await createRig({
    alarms: {
      async note(use, of, alarm) {
        const rung = (await use.get<string[]>('rung')) ?? []
        const when = (ms: number) => new Date(ms).toISOString().slice(11, 19)
        use.set('rung', [...rung, `${of} at ${when(alarm.at)}, rung ${when(use.now.epochMilliseconds)}`])
      },
      ...alarms,
    },
    ...options,
  })
  return {
    ...rig,
    set: (id: string, time: string, does = 'note', community = 'x') =>
      rig.do((use) => setAlarm(use, { id, at: at(time), does, of: id }), community),
    rung: async () => ((await rig.everything()).get('rung') ?? []) as string[],
    left: async () => [...(await rig.everything()).keys()].filter((key) => /^due|\/alarm\//.test(key)),
  }
}

describe('alarms', () => {
  test('ring once, in order, with the time they were set for', async () => {
    const rig = await createAlarmRig()
    await rig.set('b', '09:30')
    await rig.set('a', '09:00')
    await rig.set('c', '10:00', 'note', 'y')
    await rig.until('09:15')
    expect(await rig.rung()).toEqual(['a at 09:00:00, rung 09:00:00'])
    rig.clock.add({ hours: 5 })
    await rig.courier.run()
    expect(await rig.rung()).toHaveLength(3)
    expect(await rig.rung()).toContain('b at 09:30:00, rung 14:15:00')
    expect(await rig.left()).toEqual([])
  })

  test('one set again rings at its new time only, one taken away not at all', async () => {
    const rig = await createAlarmRig()
    await rig.set('a', '09:00')
    await rig.set('a', '11:00')
    await rig.set('b', '09:00')
    expect(await rig.do((use) => clearAlarm(use, 'b'))).toBe(true)
    expect(await rig.do((use) => clearAlarm(use, 'b'))).toBe(false)
    await rig.until('10:00')
    expect([await rig.rung(), await rig.read((use) => alarmAt(use, 'a'))]).toEqual([[], at('11:00')])
    await rig.until('11:00')
    expect(await rig.rung()).toEqual(['a at 11:00:00, rung 11:00:00'])
    expect(await rig.read((use) => alarmAt(use, 'a'))).toBeUndefined()
  })

  test('come before the messages of the same millisecond, and what they post goes out with those', async () => {
    const rig = await createAlarmRig({
      async post(use, of) {
        use.set('text/a', 'as the alarm left it')
        await post(use, { view: 'card', of, to: { place: place('C1') } })
      },
    })
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') }, due: at('09:00') }))
    await rig.set('b', '09:00', 'post')
    await rig.until('09:00')
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['as the alarm left it', 'b'])
  })

  test('one that sets itself again repeats, and is not rebased on when it rang', async () => {
    const rig = await createAlarmRig({
      async hourly(use, of, alarm) {
        use.set(`seen/${alarm.at}`, 1)
        if (alarm.at < at('12:00'))
          await setAlarm(use, { id: of, at: alarm.at + 3_600_000, does: 'hourly', of })
      },
    })
    await rig.set('a', '09:00', 'hourly')
    rig.clock.add({ hours: 2, minutes: 30 })
    await rig.courier.run()
    await rig.until('18:00')
    const seen = [...(await rig.everything()).keys()].filter((key) => key.startsWith('seen/'))
    expect(seen).toEqual(['09:00', '10:00', '11:00', '12:00'].map((time) => `seen/${at(time)}`))
  })

  test('one that fails is logged once, kept, tried again later, and holds up no other', async () => {
    let failures = 3
    const rig = await createAlarmRig({
      async fail(use, of) {
        use.set('half', 'done')
        if (failures-- > 0) throw new Error('a mistake')
        use.set('half', of)
      },
    })
    await rig.set('a', '09:00', 'fail')
    await rig.set('b', '09:00')
    await rig.until('09:00')
    expect((await rig.everything()).has('half')).toBe(false)
    expect(await rig.rung()).toEqual(['b at 09:00:00, rung 09:00:00'])
    expect(await rig.read((use) => alarmAt(use, 'a'))).toBe(at('09:00'))
    await rig.until('09:05')
    expect((await rig.everything()).get('half')).toBe('a')
    expect(rig.log.errors).toHaveLength(1)
    expect(await rig.left()).toEqual([])
  })

  test('one that nobody knows any more is kept, and logged', async () => {
    const rig = await createAlarmRig()
    await rig.set('a', '09:00', 'forgotten')
    await rig.until('12:00')
    expect(rig.log.errors).toHaveLength(1)
    expect(await rig.read((use) => alarmAt(use, 'a'))).toBe(at('09:00'))
  })

  test('a store that fails is not the alarm’s mistake: the run says so, and it rings when that is over', async () => {
    let down = true
    const rig = await createAlarmRig()
    const courier = rig.courierOn({
      store: {
        ...rig.store,
        commit: (change) => (down ? Promise.reject(new StoreError('full')) : rig.store.commit(change)),
      },
    })
    await rig.set('a', '08:00')
    await expect(courier.run()).rejects.toThrow('full')
    down = false
    await courier.run()
    expect(await rig.rung()).toEqual(['a at 08:00:00, rung 08:00:00'])
  })

  test('one whose record cannot be read is logged, and holds up nothing else', async () => {
    const rig = await createAlarmRig()
    const store: Store = {
      ...rig.store,
      async getMany(keys) {
        if (keys.includes('c/x/alarm/bad')) throw new StoreError('not JSON', { code: 'corrupt' })
        return rig.store.getMany(keys)
      },
    }
    await rig.set('bad', '08:00')
    await rig.set('good', '08:00', 'note', 'y')
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') } }))
    const courier = rig.courierOn({ store })
    const runs: (number | undefined)[] = []
    for (const wait of [0, 5, 10, 20]) {
      rig.clock.add({ seconds: wait })
      runs.push(await courier.run())
    }
    expect(runs).toEqual([at('08:00:05'), at('08:00:15'), at('08:00:35'), at('08:01:15')])
    expect(rig.log.errors).toHaveLength(1)
    expect([rig.slack.posts.length, (await rig.rung()).length]).toEqual([1, 1])
  })

  test('ring once, whichever of several processes sees them', async () => {
    const rig = await createAlarmRig()
    for (let n = 0; n < 20; n++) await rig.set(`a${n}`, '09:00', 'note', `c${n % 4}`)
    rig.clock.add({ hours: 1 })
    const couriers = [1, 2, 3].map(() => rig.courierOn({ store: createLife(rig.store).store }))
    await Promise.all(couriers.map((courier) => courier.run()))
    expect(new Set((await rig.rung()) as string[]).size).toBe(20)
    expect(await rig.rung()).toHaveLength(20)
  })

  test('one postponed by one process is not rung by another that saw it before', async () => {
    const rig = await createAlarmRig()
    await rig.set('a', '09:00')
    rig.clock.add({ hours: 1 })
    const store = {
      ...rig.store,
      async range(range: Parameters<typeof rig.store.range>[0]) {
        const found = await rig.store.range(range)
        if (found.some(({ key }) => key.startsWith('due/'))) await rig.set('a', '10:00')
        return found
      },
    }
    await rig.courierOn({ store }).run()
    expect(await rig.rung()).toEqual([])
    await rig.until('10:00')
    expect(await rig.rung()).toEqual(['a at 10:00:00, rung 10:00:00'])
  })
})

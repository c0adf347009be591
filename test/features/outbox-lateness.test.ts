import { describe, expect, test } from 'vitest'
import { instant } from '../../src/core/clock.ts'
import type { Work } from '../../src/core/work.ts'
import type { CourierOptions } from '../../src/features/courier/index.ts'
import { byState, cancel, note, type Posting, post, touch } from '../../src/features/outbox.ts'
import { at, createRig, deliveriesIn, place } from './courier-rig.ts'

const to = (channel: string) => ({ place: place(channel) })

/** A rig that was down until a time of the day, and what its hooks were told. */
async function createLateRig(options: Partial<CourierOptions> = {}) {
  const told: string[] = []
  const rig = await createRig({
    deliveries: {
      card: {
        sending: async (_use, { does, late }) =>
          void told.push(`${'of' in does && does.of} ${late ? 'late' : 'on time'}`),
        missed: async (_use, { does, why }) =>
          void told.push(`${'of' in does && does.of} missed: ${why?.code}`),
      },
    },
    titles: { card: async (of) => (of === 'empty' ? undefined : `Title of ${of}`) },
    ...options,
  })
  return {
    ...rig,
    told,
    post: (of: string, due: string, more: Partial<Posting> = {}) =>
      rig.do((use: Work) => post(use, { view: 'card', of, to: to('C1'), due: at(due), ...more })),
    /** Starts at a time of the day, as after a downtime: what fell due meanwhile has not been looked at. */
    async wake(time: string) {
      rig.clock.set(instant(at(time)))
      await rig.courier.run()
    },
    texts: () => rig.slack.posts.map(({ card }) => card.text),
    ofs: async (state: 'missed' | 'sent') =>
      (await rig.read((use) => byState(use, state, 99))).map(({ does }) => 'of' in does && does.of),
  }
}

describe('after a downtime', () => {
  test('a message at most a minute late is on time, one within the grace time is marked late', async () => {
    const rig = await createLateRig()
    await rig.post('a', '09:00')
    await rig.post('b', '09:01')
    await rig.wake('09:02')
    expect(rig.told).toEqual(['a late', 'b on time'])
    expect((await deliveriesIn(rig.store)).map(({ late }) => late)).toEqual([true, false])
  })

  test('beyond the grace time it is missed, with its reason, and what follows goes out', async () => {
    const rig = await createLateRig()
    await rig.post('a', '08:30')
    await rig.post('b', '09:00')
    await rig.wake('10:59')
    expect([rig.told, rig.texts()]).toEqual([['a missed: late', 'b late'], ['b']])
    expect(await rig.read((use) => byState(use, 'missed', 9))).toMatchObject([
      { late: true, why: { code: 'late' } },
    ])
  })

  test('a delivery may have a grace of its own, or never come too late', async () => {
    const rig = await createLateRig()
    await rig.post('short', '09:00', { grace: 60_000 * 5 })
    await rig.post('long', '09:00', { grace: 'any' })
    await rig.do((use) =>
      note(use, { view: 'line', of: 'step', under: { subject: 'x', to: to('C2') }, due: at('09:00') }),
    )
    await rig.wake('23:00')
    expect(rig.told).toEqual(['short missed: late', 'long late'])
    expect(rig.texts().sort()).toEqual(['long', 'step'])
  })

  test('the policy says whether late ones go out, only the last of their series does, or none', async () => {
    const rig = await createLateRig()
    for (const [of, due] of [
      ['once 1', '09:00'],
      ['once 2', '09:10'],
      ['once 3', '09:20'],
    ] as const)
      await rig.post(of, due, { policy: 'once', series: 's' })
    await rig.post('skip', '09:05', { policy: 'skip' })
    await rig.post('other', '09:01', { policy: 'once', series: 't' })
    await rig.wake('10:00')
    expect(rig.texts()).toEqual(['other', 'once 3'])
    expect(rig.told).toEqual([
      'once 1 missed: superseded',
      'other late',
      'skip missed: late',
      'once 2 missed: superseded',
      'once 3 late',
    ])
    expect((await rig.ofs('missed')).sort()).toEqual(['once 1', 'once 2', 'skip'])
  })

  test('an edit is never late: it shows how things stand now', async () => {
    const rig = await createLateRig()
    await rig.post('a', '08:00')
    await rig.courier.run()
    await rig.do(async (use) => {
      use.set('text/a', 'new')
      await touch(use, 'a')
    })
    await rig.wake('22:00')
    expect(rig.texts()).toEqual(['new'])
  })

  test('the clocks’ changes make nothing late: only instants count', async () => {
    const rig = await createLateRig()
    const gap = Temporal.ZonedDateTime.from('2027-03-28T02:30[Europe/Paris]').epochMilliseconds
    const days = [-1, 0, 1].map((day) => gap + day * 24 * 3_600_000)
    for (const due of days)
      await rig.do((use) => post(use, { view: 'card', of: `${due}`, to: to('C1'), due }))
    for (const due of days) {
      rig.clock.set(instant(due))
      await rig.courier.run()
    }
    expect(rig.told).toEqual(days.map((due) => `${due} on time`))
  })
})

describe('many late ones in one place', () => {
  const five = ['a', 'b', 'c', 'd', 'e']

  test('five go out one by one', async () => {
    const rig = await createLateRig()
    for (const of of five) await rig.post(of, '09:00')
    await rig.wake('09:30')
    expect(rig.texts()).toEqual(five)
  })

  test('more become one card that names each with its time, and each is sent with it', async () => {
    const rig = await createLateRig()
    for (const of of [...five, 'f']) await rig.post(of, '09:00')
    await rig.post('elsewhere', '09:00', { to: to('C2') })
    await rig.post('on time', '09:30')
    await rig.post('too late', '07:00')
    await rig.wake('09:30')
    const [card, ...others] = rig.slack.in('C1').map((each) => each.card)
    expect(card?.title).toBe('6 messages come late')
    expect(card?.sections?.[0]?.lines).toEqual(
      [...five, 'f'].map((of) => [{ time: at('09:00'), as: 'short' }, ` · Title of ${of}`]),
    )
    expect(others.map(({ text }) => text)).toEqual(['on time'])
    expect(rig.told.filter((each) => !each.includes('missed'))).toHaveLength(8)
    const sent = (await deliveriesIn(rig.store)).filter(({ bundle }) => bundle !== undefined)
    expect(new Set(sent.map(({ ref }) => ref?.id)).size).toBe(1)
    expect(sent.map(({ state }) => state)).toEqual(Array(6).fill('sent'))
  })

  test('those with nothing to show are cancelled, and those without a title go out by themselves', async () => {
    const rig = await createLateRig()
    await rig.do((use) => post(use, { view: 'line', of: 'untitled', to: to('C1'), due: at('09:00') }))
    for (const of of [...five, 'empty']) await rig.post(of, '09:00')
    await rig.wake('09:30')
    expect(rig.slack.posts.map(({ card }) => card.sections?.[0]?.lines.length ?? card.text)).toEqual([
      'untitled',
      5,
    ])
    expect(await rig.read((use) => byState(use, 'cancelled', 9))).toMatchObject([
      { why: { code: 'nothing' } },
    ])
  })

  test('a card whose outcome is unknown is looked for as one, and sent as one', async () => {
    const rig = await createLateRig()
    for (const of of [...five, 'f', 'g']) await rig.post(of, '09:00')
    rig.slack.plan('C1', 'vanish', 'lost')
    await rig.wake('09:30')
    const withdrawn = (await deliveriesIn(rig.store))[0]?.id ?? ''
    await rig.do((use) => cancel(use, withdrawn))
    await rig.until('09:40')
    expect(rig.slack.posts).toHaveLength(1)
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual([
      'cancelled',
      ...Array(6).fill('sent'),
    ])
  })

  test('one that may be on display already goes by itself', async () => {
    const rig = await createLateRig()
    rig.slack.plan('C1', 'lost')
    await rig.post('0', '08:00')
    await rig.courier.run()
    for (const of of [...five, 'f']) await rig.post(of, '09:00')
    await rig.wake('09:30')
    expect(rig.slack.posts.map(({ card }) => card.sections?.[0]?.lines.length ?? card.text)).toEqual(['0', 6])
  })

  test('a subject that changes afterwards does not overwrite the card of many', async () => {
    const rig = await createLateRig()
    for (const of of [...five, 'f']) await rig.post(of, '09:00')
    await rig.wake('09:30')
    await rig.do((use) => touch(use, 'a'))
    await rig.courier.run()
    expect(rig.slack.posts).toMatchObject([{ edits: 0 }])
  })

  test('hundreds are a few cards, none is left behind', async () => {
    const rig = await createLateRig()
    await rig.do(async (use) => {
      for (let n = 0; n < 230; n++)
        await post(use, { view: 'card', of: `${n}`, to: to('C1'), due: at('09:00') + n })
    })
    await rig.wake('09:30')
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(Array(230).fill('sent'))
    expect(rig.slack.posts.length).toBeLessThanOrEqual(5)
  })
})

describe('late and in doubt', () => {
  test.each([
    ['was shown before the downtime', 'lost', true, 'sent', 1],
    ['was not', 'vanish', true, 'missed', 0],
    ['cannot be looked for', 'lost', false, 'unsure', 1],
  ] as const)('what %s is not sent again', async (_what, answer, history, state, shown) => {
    const rig = await createLateRig()
    rig.slack.knows.history = history
    rig.slack.plan('C1', answer)
    await rig.post('a', '08:00')
    await rig.courier.run()
    await rig.wake('12:00')
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state }])
    expect(rig.slack.posts).toHaveLength(shown)
  })
})

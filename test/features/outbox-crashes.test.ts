import { describe, expect, test } from 'vitest'
import type { Chat } from '../../src/core/chat.ts'
import type { Account } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { setAlarm } from '../../src/features/alarms.ts'
import type { CourierOptions } from '../../src/features/courier/index.ts'
import { again, cancel, note, post, resume, touch } from '../../src/features/outbox.ts'
import { at, createRig, deliveriesIn, loops, place, who } from './courier-rig.ts'
import { createLife, live, type Rig } from './mortal.ts'

/** Hooks and alarms that count what happened, in the commit in which it did. */
const counting: Partial<CourierOptions> = {
  deliveries: {
    card: {
      async sent(use, { does }) {
        const count = `count/${'of' in does && does.of}`
        use.set(count, ((await use.get<number>(count)) ?? 0) + 1)
      },
    },
  },
  alarms: {
    async post(use, of) {
      use.set(`count/alarm ${of}`, ((await use.get<number>(`count/alarm ${of}`)) ?? 0) + 1)
      await post(use, { view: 'card', of, to: { place: place('C1') } })
    },
  },
}

const shown = (rig: Rig) => {
  const counts: Record<string, number> = {}
  for (const { card } of [...rig.slack.posts, ...rig.discord.posts])
    counts[String(card.text)] = (counts[String(card.text)] ?? 0) + 1
  return counts
}
const counted = async (rig: Rig) =>
  Object.fromEntries([...(await rig.everything())].filter(([key]) => key.startsWith('count/')))

/** One night: two lanes on two chats, a line in a thread, a change of a card that hangs, and an alarm. */
async function createNight(history: boolean) {
  const rig = await createRig(counting)
  rig.slack.knows.history = history
  rig.discord.knows.history = history
  await rig.do((use) => post(use, { view: 'card', of: 'old', to: { place: place('C1') } }))
  await rig.courier.run()
  await rig.do(async (use) => {
    use.set('text/old', 'old, changed')
    await touch(use, 'old')
    for (const of of ['a', 'b']) await post(use, { view: 'card', of, to: { place: place('C1') } })
    for (const of of ['c', 'd']) await post(use, { view: 'card', of, to: { place: place('D1', 'discord') } })
    await note(use, { view: 'line', of: 'line', under: { subject: 'a', to: { place: place('C1') } } })
    await setAlarm(use, { id: 'wake', at: at('08:00:10'), does: 'post', of: 'e' })
  })
  return rig
}

const names = ['old, changed', 'a', 'b', 'c', 'd', 'line', 'e']
const each = Object.fromEntries(names.map((name) => [name, 1]))
const hooked = Object.fromEntries(
  ['old', 'a', 'b', 'c', 'd', 'e', 'alarm e'].map((name) => [`count/${name}`, 1]),
)

describe('a process that is killed', () => {
  test.each([
    ['looked for', true],
    ['not to be looked for', false],
  ])('at any step: all is sent, and told of, once; messages being %s', async (_what, history) => {
    const whole = await live(await createNight(history))
    expect(whole.steps).toBeGreaterThan(20)
    for (let step = 1; step <= whole.steps; step++) {
      const rig = await createNight(history)
      const life = await live(rig, step)
      expect(life.dead).toBe(true)
      await live(rig)
      const shows = shown(rig)
      const more = Object.values(shows).reduce((sum, count) => sum + count, 0) - names.length
      expect(shows, `killed at step ${step}`).toMatchObject(history ? each : {})
      expect(Object.keys(shows).sort(), `killed at step ${step}`).toEqual([...names].sort())
      // Two chats may have been in the middle of one message each.
      expect(more, `killed at step ${step}`).toBeLessThanOrEqual(history ? 0 : 2)
      expect(Math.max(...Object.values(shows))).toBeLessThanOrEqual(2)
      expect(await counted(rig), `killed at step ${step}`).toEqual(hooked)
      expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(Array(7).fill('sent'))
      expect([...(await rig.everything()).keys()].filter((key) => key.startsWith('due/'))).toEqual([])
    }
  })

  test('twice in a row at any step: a message shows at most once more each time', async () => {
    const { steps } = await live(await createNight(false))
    for (let step = 1; step <= steps; step += 3) {
      const rig = await createNight(false)
      await live(rig, step)
      await live(rig, 7)
      await live(rig)
      const shows = shown(rig)
      expect(Object.keys(shows).sort()).toEqual([...names].sort())
      expect(Math.max(...Object.values(shows))).toBeLessThanOrEqual(3)
      expect(await counted(rig)).toEqual(hooked)
    }
  })

  test('at any step of sending what a person had sent after all: it is there, and told of, once', async () => {
    const begin = async () => {
      const rig = await createRig(counting)
      rig.slack.knows.history = false
      rig.slack.plan('C1', 'vanish')
      const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') } }))
      await rig.courier.run()
      rig.clock.add({ hours: 4 })
      await rig.courier.run()
      expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'unsure' }])
      expect(await rig.do((use) => again(use, id))).toBe(true)
      return rig
    }
    const { steps } = await live(await begin())
    expect(steps).toBeGreaterThan(4)
    for (let step = 1; step <= steps; step++) {
      const rig = await begin()
      expect((await live(rig, step)).dead).toBe(true)
      await live(rig)
      expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'sent' }])
      expect(shown(rig).a, `killed at step ${step}`).toBeGreaterThanOrEqual(1)
      expect(shown(rig).a, `killed at step ${step}`).toBeLessThanOrEqual(2)
      expect(await counted(rig), `killed at step ${step}`).toEqual({ 'count/a': 1 })
    }
  })

  test('leaves its lanes to the next one only when its lease is over', async () => {
    const rig = await createRig()
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') } }))
    await live(rig, 3)
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'sending' }])
    const next = rig.courierOn()
    expect(await next.run()).toBe(at('08:01'))
    expect(rig.slack.posts).toEqual([])
    await rig.until('08:01')
    expect(rig.slack.posts).toHaveLength(1)
  })

  test('by one and the same message every time ends up paused, with the reason', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    await rig.do((use) => post(use, { view: 'card', of: 'poison', to: { place: place('C1') } }))
    await rig.do((use) => post(use, { view: 'card', of: 'b', to: { place: place('C1') } }))
    for (let time = 0; time < 8; time++) {
      await live(rig, 4)
      rig.clock.add({ minutes: 1 })
    }
    await live(rig)
    expect(shown(rig)).toEqual({ poison: 8, b: 1 })
    expect(await deliveriesIn(rig.store)).toMatchObject([
      { state: 'paused', why: { code: 'tries' } },
      { state: 'sent' },
    ])
  })
})

describe('two processes on one store', () => {
  test('share the lanes: no message shows twice, no lane is sent by both at once', async () => {
    const rig = await createRig()
    const inAir = new Map<string, number>()
    let most = 0
    const watched = { ...rig.slack }
    watched.send = async (to, card, key) => {
      inAir.set(to.channel, (inAir.get(to.channel) ?? 0) + 1)
      most = Math.max(most, ...inAir.values())
      await loops(1)
      const sent = await rig.slack.send(to, card, key)
      inAir.set(to.channel, (inAir.get(to.channel) ?? 0) - 1)
      return sent
    }
    const start = () => {
      const { store } = createLife(rig.store)
      return rig.courierOn({ store, chats: () => watched, settings: { turn: 2, flights: 4 } })
    }
    const couriers = [start(), start(), start()]
    for (let round = 0; round < 5; round++) {
      await rig.do(async (use) => {
        for (let n = 0; n < 40; n++)
          await post(use, { view: 'card', of: `${round}-${n}`, to: { place: place(`C${n % 8}`) } })
      })
      await Promise.all(couriers.map((courier) => courier.run()))
    }
    await Promise.all(couriers.map((courier) => courier.run()))
    expect(most).toBe(1)
    expect(Object.values(shown(rig))).toEqual(Array(200).fill(1))
    expect(new Set((await deliveriesIn(rig.store)).map(({ state }) => state))).toEqual(new Set(['sent']))
    for (let lane = 0; lane < 8; lane++) {
      const order = rig.slack.in(`C${lane}`).map(({ card }) => String(card.text).split('-').map(Number))
      expect(order).toEqual(order.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
    }
  })

  test('a message posted while another process holds its lane is not forgotten', async () => {
    const rig = await createRig()
    const other = rig.courierOn({ store: createLife(rig.store).store })
    rig.slack.plan('C1', 'hang')
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') } }))
    await rig.courier.run()
    await rig.do((use) => post(use, { view: 'card', of: 'b', to: { place: place('C1') } }))
    await other.run()
    expect(rig.slack.posts).toHaveLength(1)
    await rig.release()
    await rig.courier.run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('nor where its holder has nothing else to send any more', async () => {
    const rig = await createRig()
    const other = rig.courierOn({ store: createLife(rig.store).store })
    rig.slack.plan('C1', 'hang')
    const [, withdrawn = ''] = await rig.do(async (use) => [
      await post(use, { view: 'card', of: 'a', to: { place: place('C1') } }),
      await post(use, { view: 'card', of: 'b', to: { place: place('C1') } }),
    ])
    await rig.courier.run()
    await rig.do((use) => post(use, { view: 'card', of: 'c', to: { place: place('C1') } }))
    await other.run()
    await rig.do((use) => cancel(use, withdrawn))
    await rig.release()
    await rig.courier.run()
    expect(shown(rig)).toEqual({ a: 1, c: 1 })
  })

  test('one that froze in the middle of sending loses its lane, and what it hears later changes nothing', async () => {
    const rig = await createRig(counting)
    const other = rig.courierOn({ store: createLife(rig.store).store })
    rig.slack.plan('C1', 'hang')
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1') } }))
    await rig.courier.run()
    rig.clock.add({ minutes: 2 })
    await other.run()
    await rig.release()
    await rig.courier.run()
    expect([shown(rig), await counted(rig)]).toEqual([{ a: 1 }, { 'count/a': 1 }])
    expect(rig.log.warnings).toHaveLength(1)
  })
})

describe('races', () => {
  /** A store for one process on which something happens before a commit of its own. */
  const interrupted = (store: Store, nth: number, what: () => Promise<unknown>): Store => {
    let commits = 0
    return {
      ...store,
      async commit(change) {
        if (++commits === nth) await what()
        return store.commit(change)
      },
    }
  }
  const postTo = (rig: Rig, channel: string, of: string) =>
    rig.do((use) => post(use, { view: 'card', of, to: { place: place(channel) } }))

  test('a message posted and noticed by another process while a lane is given back is sent all the same', async () => {
    const rig = await createRig()
    const other = rig.courierOn({ store: createLife(rig.store).store })
    const store = interrupted(rig.store, 2, async () => {
      await postTo(rig, 'C1', 'b')
      await other.run()
    })
    await postTo(rig, 'C1', 'a')
    await rig.courierOn({ store }).run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('a message posted while what pointed to its lane is taken away is sent all the same', async () => {
    const rig = await createRig()
    await postTo(rig, 'C1', 'a')
    const store = interrupted(rig.store, 1, () => postTo(rig, 'C1', 'b'))
    await rig.courierOn({ store }).run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('a message that a hook posts to a lane that has nothing else to send is sent', async () => {
    const rig = await createRig({
      deliveries: {
        card: {
          async sending(use, { does }) {
            if ('of' in does && does.of === 'a')
              await post(use, { view: 'card', of: 'b', to: { place: place('C2') } })
          },
        },
      },
    })
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: { place: place('C1') } })
      await cancel(use, await post(use, { view: 'card', of: 'gone', to: { place: place('C2') } }))
    })
    await rig.courier.run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('what a lane leaves behind that lands while others are looked for is not overlooked', async () => {
    const rig = await createRig({
      deliveries: {
        card: {
          async sent(use, { does }) {
            if ('of' in does && does.of === 'a')
              await post(use, { view: 'card', of: 'b', to: { place: place('C2') } })
          },
        },
      },
    })
    const store: Store = {
      ...rig.store,
      async range(range) {
        if (!range.from.startsWith('due/')) return rig.store.range(range)
        await loops(10)
        const found = await rig.store.range(range)
        await loops(60)
        return found
      },
    }
    await postTo(rig, 'C1', 'a')
    // It is sent after the second look has read, and recorded before that look ends.
    const chat: Chat = {
      ...rig.slack,
      async send(to, card, key) {
        await loops(30)
        return rig.slack.send(to, card, key)
      },
    }
    await rig
      .courierOn({ store, chats: () => chat, delay: () => ({ over: new Promise(() => {}), stop() {} }) })
      .run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('what is paused while its lane is resumed does not stay paused', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', { refused: { code: 'archived', scope: 'place', say: '' } })
    await postTo(rig, 'C1', 'a')
    await rig.courier.run()
    rig.clock.add({ seconds: 1 })
    await postTo(rig, 'C1', 'b')
    const store = interrupted(rig.store, 1, () => rig.do((use) => resume(use, 'slack/T1/C1')))
    await rig.courierOn({ store }).run()
    expect(shown(rig)).toEqual({ a: 1, b: 1 })
  })

  test('nothing is sent once the time it may take is over, or the lease', async () => {
    const rig = await createRig()
    const waiting: (() => void)[] = []
    const slow = {
      ...rig.slack,
      directory: {
        ...rig.slack.directory,
        async direct(account: Account) {
          await new Promise<void>((resolve) => waiting.push(resolve))
          return rig.slack.directory.direct(account)
        },
      },
    }
    const courier = rig.courierOn({ chats: () => slack, store: createLife(rig.store).store })
    let slack: Chat = slow
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { direct: who('U1') } }))
    await courier.run()
    await rig.timeOut()
    for (const resolve of waiting.splice(0)) resolve()
    await loops(10)
    expect(shown(rig)).toEqual({})
    const [failed] = await deliveriesIn(rig.store)
    expect([failed?.state, failed?.tries, failed?.doubt]).toEqual(['retry', 1, undefined])

    rig.clock.add({ minutes: 1 })
    await courier.run()
    rig.clock.add({ minutes: 2 })
    slack = rig.slack
    await rig.courier.run()
    for (const resolve of waiting.splice(0)) resolve()
    await loops(10)
    expect(shown(rig)).toEqual({ a: 1 })
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chat } from '../../src/core/chat.ts'
import { instant } from '../../src/core/clock.ts'
import type { Account } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import { setAlarm } from '../../src/features/alarms.ts'
import type { CourierOptions } from '../../src/features/courier/index.ts'
import { isFinal, isOpen } from '../../src/features/delivery.ts'
import { cancel, note, post, resume, touch } from '../../src/features/outbox.ts'
import type { Answer } from '../fakes.ts'
import { at, createRig, deliveriesIn, loops, place, who } from './courier-rig.ts'
import { createLife, type Life } from './mortal.ts'

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

type Rig = Awaited<ReturnType<typeof createRig>>

/** Starts a process on the rig's store that ends at a step, and has it do all it can. */
async function live(rig: Rig, endsAt?: number): Promise<Life> {
  const life = createLife(rig.store, endsAt)
  const chats = { slack: life.chat(rig.slack), discord: life.chat(rig.discord) }
  const courier = rig.courierOn({
    store: life.store,
    chats: (platform) => (platform === 'console' ? undefined : chats[platform]),
  })
  for (let run = 0; run < 40 && !life.dead; run++) {
    const next = await courier.run().catch(() => undefined)
    if (next === undefined) break
    if (!life.dead) rig.clock.set(instant(Math.max(next, rig.clock.now().epochMilliseconds + 1)))
  }
  return life
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

  test('a lane that lands while others are looked for is not overlooked', async () => {
    const rig = await createRig()
    const store: Store = {
      ...rig.store,
      async range(range) {
        const found = await rig.store.range(range)
        if (range.from.startsWith('due/')) await loops(40)
        return found
      },
    }
    for (const of of ['a', 'b', 'c', 'd', 'e', 'f']) await postTo(rig, of < 'd' ? 'C1' : 'C2', of)
    await rig.courierOn({ store, settings: { flights: 1, turn: 1 } }).run()
    expect(shown(rig)).toEqual({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 })
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

describe('whatever happens', () => {
  const answer = fc.constantFrom<Answer>(
    'sent',
    'sent',
    'lost',
    'vanish',
    'throw',
    'hang',
    { later: 5_000 },
    { refused: { code: 'archived', scope: 'place', say: '' } },
    { refused: { code: 'invalid', scope: 'place', say: '' } },
    { refused: { code: 'auth', scope: 'space', say: '' } },
  )
  const channel = fc.constantFrom('C1', 'C2', 'C3')
  const event = fc.oneof(
    fc.record({
      post: channel,
      after: fc.integer({ min: 0, max: 600 }),
      repeat: fc.constantFrom('ask' as const, 'repeat' as const),
    }),
    fc.record({ answers: fc.array(answer, { minLength: 1, maxLength: 4 }), at: channel }),
    fc.record({ wait: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({ crash: fc.integer({ min: 1, max: 12 }) }),
    fc.constant({ mend: true }),
    fc.constant({ run: true }),
  )

  test('nothing is lost, nothing is dropped in silence, nothing shows more often than it may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, history) => {
        const rig = await createRig()
        rig.slack.knows.history = history
        const posted: string[] = []
        const trouble: Record<string, number> = {}
        let crashes = 0
        for (const it of events) {
          if ('post' in it) {
            const due = rig.clock.now().epochMilliseconds + it.after * 1_000
            const of = `${it.post}-${posted.length}`
            posted.push(
              await rig.do((use) =>
                post(use, { view: 'card', of, to: { place: place(it.post) }, due, repeat: it.repeat }),
              ),
            )
          } else if ('answers' in it) {
            rig.slack.plan(it.at, ...it.answers)
            const unknown = it.answers.filter(
              (each) => each === 'lost' || each === 'hang' || each === 'throw',
            )
            trouble[it.at] = (trouble[it.at] ?? 0) + unknown.length
          } else if ('wait' in it) rig.clock.add({ seconds: it.wait })
          else if ('crash' in it) {
            crashes++
            await live(rig, it.crash)
          } else if ('mend' in it)
            await rig.do(async (use) => {
              for (const name of ['C1', 'C2', 'C3']) await resume(use, `slack/T1/${name}`)
              await resume(use, 'slack/T1')
            })
          else {
            await rig.courier.run()
            await rig.timeOut()
          }
        }
        // Everything is well again; whoever can be sent now is.
        rig.slack.heal()
        await rig.release()
        await rig.timeOut()
        await live(rig)

        const all = await deliveriesIn(rig.store)
        expect(all.map(({ id }) => id).sort()).toEqual(posted.toSorted())
        const counts = shown(rig)
        for (const it of all) {
          const of = 'of' in it.does ? it.does.of : ''
          const [lane = ''] = of.split('-')
          const count = counts[of] ?? 0
          expect(isOpen(it.state)).toBe(false)
          expect(isFinal(it.state) ? it.state === 'sent' || it.why !== undefined : it.why !== undefined).toBe(
            true,
          )
          expect(count).toBeLessThanOrEqual(1 + (trouble[lane] ?? 0) + crashes)
          if (it.state === 'sent') expect(count).toBeGreaterThanOrEqual(1)
          if (it.state === 'missed' || (it.state === 'paused' && it.doubt === undefined))
            expect(count).toBe(0)
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 150) },
    )
  })
})

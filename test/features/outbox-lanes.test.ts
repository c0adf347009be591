import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/core/chat.ts'
import { createFixedClock } from '../../src/core/clock.ts'
import { type Store, StoreError } from '../../src/core/store.ts'
import { update } from '../../src/core/update.ts'
import type { Work } from '../../src/core/work.ts'
import { byState, paused, post, resume, touch } from '../../src/features/outbox.ts'
import { at, createRig, deliveriesIn, loops, place, plainView, who } from './courier-rig.ts'

const to = (channel: string) => ({ place: place(channel) })
const texts = (posts: { card: { text?: unknown } }[]) => posts.map(({ card }) => card.text)
const problem = (code: Problem['code'], scope: Problem['scope'] = 'place'): Problem => ({
  code,
  scope,
  say: 'no',
})

async function postAll(use: Work, channel: string, names: string[], due?: number): Promise<void> {
  for (const of of names)
    await post(use, { view: 'card', of, to: to(channel), ...(due === undefined ? {} : { due }) })
}

describe('a chat that says later', () => {
  test('keeps the order of its lane, and holds up no other', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', 'sent', { later: 30_000 }, { later: 10_000 })
    await rig.do(async (use) => {
      await postAll(use, 'C1', ['a', 'b', 'c'])
      await postAll(use, 'C2', ['x'])
    })
    expect(await rig.courier.run()).toBe(at('08:00:30'))
    expect(texts(rig.slack.posts).sort()).toEqual(['a', 'x'])
    await rig.do((use) => postAll(use, 'C1', ['d']))
    await rig.until('08:00:39')
    expect(texts(rig.slack.in('C1'))).toEqual(['a'])
    await rig.until('08:00:40')
    expect(texts(rig.slack.in('C1'))).toEqual(['a', 'b', 'c', 'd'])
  })

  test('however often it does, it counts as no try', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', ...Array.from({ length: 50 }, () => ({ later: 60_000 })))
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.until('09:00')
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'sent', tries: 0, late: true }])
  })
})

describe('a place that refuses', () => {
  test('pauses its lane, tells the owners, and goes on in order when it is resumed', async () => {
    const told: string[] = []
    const rig = await createRig({
      deliveries: {
        card: {
          async refused(_use, { does }, { code }) {
            told.push(`${'of' in does && does.of} ${code}`)
          },
        },
      },
    })
    rig.slack.plan('C1', { refused: problem('archived') })
    await rig.do(async (use) => {
      await postAll(use, 'C1', ['a', 'b'])
      await postAll(use, 'C1', ['c'], at('09:00'))
      await postAll(use, 'C1', ['d'], at('10:30'))
      await postAll(use, 'C2', ['x'])
    })
    await rig.until('10:00')
    expect(texts(rig.slack.posts)).toEqual(['x'])
    expect(told).toEqual(['a archived', 'b archived', 'c archived'])
    const what = await rig.read((use) => paused(use, 9))
    expect(what.stops).toMatchObject([
      { name: 'slack/T1/C1', problem: { code: 'archived', say: 'no' }, since: at('08:00') },
    ])
    expect(what.deliveries.map(({ does }) => 'of' in does && does.of)).toEqual(['a', 'b', 'c'])

    await rig.do((use) => resume(use, 'slack/T1/C1'))
    await rig.until('11:00')
    expect(texts(rig.slack.in('C1'))).toEqual(['a', 'b', 'c', 'd'])
    expect(await rig.read((use) => paused(use, 9))).toEqual({ stops: [], deliveries: [] })
  })

  test('is resumed by itself once it is mended, and what came too late meanwhile is missed', async () => {
    const missed: unknown[] = []
    const rig = await createRig({
      deliveries: { card: { missed: async (_use, { does }) => void missed.push('of' in does && does.of) } },
    })
    rig.slack.plan('C1', { refused: problem('forbidden') })
    rig.slack.knows.problems.set('C1', [problem('forbidden')])
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.do((use) => postAll(use, 'C1', ['b'], at('10:00')))
    await rig.until('10:05')
    expect(await rig.courier.probe()).toBe(0)
    rig.slack.knows.problems.clear()
    rig.clock.add({ minutes: 1 })
    expect(await rig.courier.probe()).toBe(0)
    await rig.until('12:30')
    expect(await rig.courier.probe()).toBe(1)
    await rig.until('12:31')
    expect([missed, texts(rig.slack.posts)]).toEqual([['a', 'b'], []])
  })

  test('stops the whole space where that is what refuses, but nothing elsewhere', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', { refused: problem('auth', 'space') })
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.courier.run()
    await rig.do(async (use) => {
      await postAll(use, 'C2', ['b'])
      await post(use, { view: 'card', of: 'c', to: { place: place('C2', 'discord') } })
      await post(use, { view: 'card', of: 'd', to: { place: { ...place('C9'), space: 'T2' } } })
    })
    await rig.courier.run()
    expect([texts(rig.slack.posts), texts(rig.discord.posts)]).toEqual([['d'], ['c']])
    expect((await rig.read((use) => paused(use, 9))).stops).toMatchObject([{ name: 'slack/T1' }])
    await rig.do((use) => resume(use, 'slack/T1'))
    await rig.courier.run()
    expect(texts(rig.slack.posts)).toEqual(['d', 'a', 'b'])
  })

  test('and one in a resumed space that refuses by itself stays stopped, without another word', async () => {
    const told: string[] = []
    const rig = await createRig({
      deliveries: { card: { refused: async (_use, _it, { code }) => void told.push(code) } },
    })
    rig.slack.plan('C1', { refused: problem('gone') })
    rig.slack.plan('C2', { refused: problem('auth', 'space') })
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.courier.run()
    await rig.do((use) => postAll(use, 'C2', ['b']))
    await rig.courier.run()
    await rig.do((use) => resume(use, 'slack/T1'))
    await rig.courier.run()
    expect([texts(rig.slack.posts), told]).toEqual([['b'], ['gone', 'auth']])
    expect(await rig.read((use) => byState(use, 'paused', 9))).toHaveLength(1)
  })

  test('one that somebody resumes while it is looked at is left alone', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', { refused: problem('archived') })
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.courier.run()
    rig.clock.add({ minutes: 5 })
    rig.slack.directory.place = async () => {
      await rig.do((use) => resume(use, 'slack/T1/C1'))
      return { sees: 'team', problems: [problem('archived')] }
    }
    expect(await rig.courier.probe()).toBe(0)
    expect((await rig.read((use) => paused(use, 9))).stops).toEqual([])
  })

  test('somebody who cannot be written to is a lane that refuses', async () => {
    const rig = await createRig()
    rig.slack.knows.closed.add('U1')
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { direct: who('U1') } }))
    await rig.courier.run()
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'paused', why: { code: 'closed' } }])
    rig.slack.knows.closed.clear()
    rig.clock.add({ minutes: 5 })
    expect(await rig.courier.probe()).toBe(1)
    await rig.courier.run()
    expect(texts(rig.slack.in('@U1'))).toEqual(['a'])
  })

  test('a platform that is not set up is one, too', async () => {
    const rig = await createRig()
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: { place: place('C1', 'console') } }))
    await rig.courier.run()
    expect((await rig.read((use) => paused(use, 9))).stops).toMatchObject([{ name: 'console/T1' }])
  })

  test('a message that is refused by itself pauses nothing but itself', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', { refused: problem('invalid') })
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    await rig.courier.run()
    expect(texts(rig.slack.posts)).toEqual(['b'])
    expect(await rig.read((use) => byState(use, 'paused', 9))).toMatchObject([{ why: { code: 'invalid' } }])
  })
})

describe('what cannot be drawn', () => {
  test('a view with nothing to show cancels the delivery', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      use.set('text/a', '')
      await postAll(use, 'C1', ['a'])
    })
    await rig.courier.run()
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'cancelled', why: { code: 'nothing' } }])
  })

  test('a view that throws pauses its delivery, is logged once, and holds up no other', async () => {
    const broken = { name: 'broken', card: () => Promise.reject(new Error('a mistake')) }
    const rig = await createRig({ views: { broken, card: plainView('card') } })
    await rig.do(async (use) => {
      await post(use, { view: 'broken', of: 'a', to: to('C1') })
      await postAll(use, 'C1', ['b'])
    })
    await rig.courier.run()
    expect(texts(rig.slack.posts)).toEqual(['b'])
    expect(rig.log.errors).toHaveLength(1)
    expect(await rig.read((use) => byState(use, 'paused', 9))).toMatchObject([{ why: { code: 'broken' } }])
  })
})

describe('hooks', () => {
  test('one that throws is logged, and neither repeats the message nor mutes the others', async () => {
    const rig = await createRig({
      deliveries: {
        card: {
          async sent(use, { does }) {
            if ('of' in does && does.of === 'bad') throw new Error('a mistake')
            use.set(`seen/${'of' in does && does.of}`, 1)
          },
        },
      },
    })
    await rig.do(async (use) => {
      await postAll(use, 'C1', ['a', 'bad', 'b'])
      await postAll(use, 'C2', ['c'])
    })
    await rig.courier.run()
    expect(texts(rig.slack.posts).sort()).toEqual(['a', 'b', 'bad', 'c'])
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(Array(4).fill('sent'))
    expect(
      (await rig.everything())
        .keys()
        .filter((key) => key.startsWith('seen/'))
        .toArray(),
    ).toEqual(['seen/a', 'seen/b', 'seen/c'])
    expect(rig.log.errors.map(({ error }) => String(error))).toEqual(['Error: a mistake'])
  })

  test('what they write is committed with what became of the delivery, under a name of its own', async () => {
    const ids = new Set<string>()
    const rig = await createRig({
      deliveries: {
        card: {
          async sending(use) {
            ids.add(use.id)
          },
          async sent(use, { does }) {
            ids.add(use.id)
            if ('of' in does && does.of.length < 4)
              await post(use, { view: 'card', of: `${does.of}+`, to: to('C1') })
          },
        },
      },
    })
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    await rig.courier.run()
    expect(texts(rig.slack.posts)).toEqual(['a', 'b', 'a+', 'b+', 'a++', 'b++', 'a+++', 'b+++'])
    expect(ids.size).toBe(16)
  })
})

describe('lanes that hang', () => {
  test('hold up no other, neither what is due now nor what falls due later', async () => {
    const rig = await createRig({ settings: { flights: 2 } })
    const hung = Array.from({ length: 6 }, (_, n) => `H${n}`)
    for (const channel of hung) rig.slack.plan(channel, 'hang')
    await rig.do(async (use) => {
      for (const channel of hung) await postAll(use, channel, ['h', 'behind'])
      await postAll(use, 'C1', ['now'])
      await postAll(use, 'C1', ['later'], at('08:05'))
    })
    expect(await rig.courier.run()).toBeLessThanOrEqual(at('08:00:01'))
    expect(texts(rig.slack.in('C1'))).toEqual(['now'])
    rig.clock.add({ minutes: 5 })
    await rig.courier.run()
    expect(texts(rig.slack.in('C1'))).toEqual(['now', 'later'])
    expect(texts(rig.slack.in('H0'))).toEqual(['h'])
  })

  test('go on after the time a sending may take, with what was sent looked up', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', 'hang')
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    await rig.courier.run()
    await rig.timeOut()
    expect(await deliveriesIn(rig.store)).toMatchObject([
      { state: 'retry', tries: 1 },
      { state: 'scheduled' },
    ])
    await rig.until('08:01')
    expect(texts(rig.slack.posts)).toEqual(['a', 'b'])
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })
})

describe('two processes whose clocks differ', () => {
  test('leave nothing behind that one of them saw due before the other', async () => {
    const rig = await createRig()
    const ahead = createFixedClock(rig.clock.now().add({ seconds: 2 }))
    const other = rig.courierOn({ clock: ahead })
    rig.slack.plan('a', 'hang')
    await rig.do((use) => post(use, { view: 'card', of: 'one', to: { place: place('a') } }))
    const sending = rig.courier.run()
    await expect.poll(() => rig.slack.posts.length).toBe(1)
    await update({ store: rig.store, clock: ahead, community: 'x', id: 'ahead' }, (use) =>
      post(use, { view: 'card', of: 'two', to: { place: place('a') } }),
    )
    await other.run()
    await rig.release()
    await sending
    expect(rig.slack.posts).toHaveLength(1)
    rig.clock.add({ seconds: 2 })
    await rig.courier.run()
    expect(rig.slack.posts).toHaveLength(2)
  })
})

describe('fairness', () => {
  test('a community with much to send does not make another one wait', async () => {
    const rig = await createRig({ settings: { flights: 1, turn: 2 } })
    await rig.do(async (use) => {
      for (const channel of ['A1', 'A2', 'A3']) await postAll(use, channel, ['1', '2', '3', '4', '5'])
    })
    rig.clock.add({ milliseconds: 1 })
    await rig.do((use) => postAll(use, 'B1', ['1', '2', '3']), 'y')
    await rig.courier.run()
    const order = rig.slack.asked.map((asked) => asked.at)
    expect(order).toHaveLength(18)
    expect(order.indexOf('B1')).toBeLessThanOrEqual(2)
    expect(order.lastIndexOf('B1')).toBeLessThan(12)
  })

  test('a place shared by two communities is two lanes', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', { refused: problem('forbidden') })
    await rig.do((use) => postAll(use, 'C1', ['a']), 'x')
    await rig.courier.run()
    await rig.do((use) => postAll(use, 'C1', ['b']), 'y')
    await rig.courier.run()
    expect(texts(rig.slack.posts)).toEqual(['b'])
  })
})

describe('what goes wrong in the chat', () => {
  test('a lost answer is looked up, and shown once', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', 'lost', 'vanish')
    await rig.do((use) => postAll(use, 'C1', ['a', 'b', 'c']))
    await rig.until('08:10')
    expect(texts(rig.slack.posts)).toEqual(['a', 'b', 'c'])
    // What was found may show an older state: it is drawn once more.
    expect(rig.slack.posts.map(({ edits }) => edits)).toEqual([1, 0, 0])
  })

  test('where nothing can be looked up it is repeated, each time after a longer pause', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    rig.slack.plan('C1', 'lost', 'vanish', 'lost')
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    const runs: (number | undefined)[] = []
    for (let run = 0; run < 4; run++) {
      const next = await rig.courier.run()
      runs.push(next)
      if (next !== undefined) rig.clock.set(Temporal.Instant.fromEpochMilliseconds(next))
    }
    expect(runs).toEqual([at('08:00:02'), at('08:00:06'), at('08:00:14'), undefined])
    expect(texts(rig.slack.posts)).toEqual(['a', 'a', 'a', 'b'])
  })

  test('after so many tries a delivery is paused with its reason, and the lane goes on', async () => {
    const refused: string[] = []
    const rig = await createRig({
      deliveries: { card: { refused: async (_use, _it, { code }) => void refused.push(code) } },
    })
    rig.slack.plan('C1', ...Array<'vanish'>(8).fill('vanish'))
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    await rig.until('08:30')
    expect(texts(rig.slack.posts)).toEqual(['b'])
    expect(refused).toEqual(['closed'])
    expect(await rig.read((use) => byState(use, 'paused', 9))).toMatchObject([
      { tries: 8, why: { code: 'tries' } },
    ])
  })

  test('a chat that throws is logged and tried again', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', 'throw')
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.until('08:10')
    expect(texts(rig.slack.posts)).toEqual(['a'])
    expect(rig.log.errors).toHaveLength(1)
  })

  test('an edit that is unknown is simply made again', async () => {
    const rig = await createRig()
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.courier.run()
    rig.slack.plan('C1', 'vanish', 'lost')
    await rig.do(async (use) => {
      use.set('text/a', 'new')
      await touch(use, 'a')
    })
    await rig.until('08:10')
    expect(rig.slack.posts.map(({ card, edits }) => [card.text, edits])).toEqual([['new', 2]])
  })
})

describe('a store that fails', () => {
  /** A store that fails its commits from one to another, counted from 1. */
  const failing = (store: Store, from: number, to: number): Store => {
    let commits = 0
    return {
      ...store,
      async commit(change) {
        commits++
        if (commits >= from && commits <= to) throw new StoreError('full')
        return store.commit(change)
      },
    }
  }

  test('for a moment is asked again, and no message is sent again for that', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    await rig.courierOn({ store: failing(rig.store, 2, 4) }).run()
    expect(texts(rig.slack.posts)).toEqual(['a', 'b'])
    expect(rig.log.errors).toEqual([])
  })

  test('for long has its lanes rest, logs that once each, and takes them up again', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await postAll(use, 'C1', ['a'])
      await postAll(use, 'C2', ['b'])
    })
    const courier = rig.courierOn({ store: failing(rig.store, 1, 5) })
    expect(await courier.run()).toBe(at('08:00:05'))
    expect([texts(rig.slack.posts), rig.log.errors.length]).toEqual([[], 2])
    rig.clock.add({ seconds: 5 })
    await courier.run()
    expect(texts(rig.slack.posts)).toEqual(['a', 'b'])
  })

  test('a record that cannot be read holds up its own lane only', async () => {
    const rig = await createRig()
    const bad = await rig.do(async (use) => {
      await postAll(use, 'C2', ['a', 'b'])
      await postAll(use, 'C3', ['c'])
      return post(use, { view: 'card', of: 'bad', to: to('C1') })
    })
    const store: Store = {
      ...rig.store,
      async getMany(keys) {
        if (keys.some((key) => key.endsWith(bad))) throw new StoreError('not JSON', { code: 'corrupt' })
        return rig.store.getMany(keys)
      },
    }
    expect(await rig.courierOn({ store }).run()).toBe(at('08:00:05'))
    expect(texts(rig.slack.posts).sort()).toEqual(['a', 'b', 'c'])
    expect(rig.log.errors).toHaveLength(1)
  })

  test('a hook that cannot read is no mistake of the hook', async () => {
    let down = true
    const rig = await createRig({
      deliveries: {
        card: {
          async sent(use) {
            if (down) {
              down = false
              throw new StoreError('gone for a moment')
            }
            use.set('seen', 1)
          },
        },
      },
    })
    await rig.do((use) => postAll(use, 'C1', ['a']))
    await rig.courier.run()
    expect((await rig.everything()).get('seen')).toBe(1)
    expect([texts(rig.slack.posts), rig.log.errors]).toEqual([['a'], []])
  })
})

describe('stopping', () => {
  test('what is in the air is waited for, what is not yet stays for the next run', async () => {
    const rig = await createRig()
    rig.slack.plan('C1', 'hang')
    await rig.do((use) => postAll(use, 'C1', ['a', 'b']))
    const stop = new AbortController()
    const run = rig.courier.run(stop.signal)
    await loops(10)
    stop.abort()
    await rig.release()
    expect(await run).toBe(undefined)
    expect(texts(rig.slack.posts)).toEqual(['a'])
    await rig.courierOn().run()
    expect(texts(rig.slack.posts)).toEqual(['a', 'b'])
  })
})

describe('housekeeping of deliveries', () => {
  test('what ended long ago is forgotten, with every trace; a card that was changed since is not', async () => {
    const rig = await createRig()
    await rig.do((use) => postAll(use, 'C1', ['a', 'b', 'c']))
    await rig.do((use) => postAll(use, 'C1', ['d']), 'y')
    await rig.courier.run()
    await rig.until('12:00')
    await rig.do((use) => touch(use, 'b'))
    await rig.courier.run()
    expect(await rig.courier.sweep(at('10:00'))).toBe(3)
    expect(
      texts(
        [...(await deliveriesIn(rig.store))].map(({ does }) => ({ card: { text: 'of' in does && does.of } })),
      ),
    ).toEqual(['b'])
    const traces = (await rig.everything()).keys().filter((key) => /^c\/.\/outbox\/(?!lane)/.test(key))
    expect(traces.toArray()).toHaveLength(2)
  })
})

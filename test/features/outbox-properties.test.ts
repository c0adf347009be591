import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Delivery, isOpen } from '../../src/features/delivery.ts'
import { again, cancel, hold, post, resume, touch } from '../../src/features/outbox.ts'
import type { Answer } from '../fakes.ts'
import { createRig, deliveriesIn, place } from './courier-rig.ts'
import { createLife, live, type Rig } from './mortal.ts'

const channels = ['C1', 'C2', 'C3']

/** One world with its processes and its chat, and what a test remembers of what it did there. */
interface World {
  rig: Rig
  posted: { id: string; of: string; channel: string }[]
  /** How often something happened after which a message may show once more, by channel. */
  blind: Map<string, number>
}

type Event = (world: World) => Promise<unknown>

/** Names an event, for the counterexamples. */
const named = (name: string, it: Event): Event => Object.assign(it, { [fc.toStringMethod]: () => name })

const more = (counts: Map<string, number>, name: string, by = 1) =>
  counts.set(name, (counts.get(name) ?? 0) + by)

const answer = fc.constantFrom<Answer>(
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
const channel = fc.constantFrom(...channels)

const posting = fc
  .record({
    at: channel,
    after: fc.nat({ max: 600 }),
    repeat: fc.constantFrom('ask' as const, 'repeat' as const),
  })
  .map(({ after, at, repeat }) =>
    named(`post to ${at} in ${after} s, ${repeat}`, async ({ posted, rig }) => {
      const of = `${at}-${posted.length}`
      const due = rig.clock.now().epochMilliseconds + after * 1_000
      const it = { view: 'card', of, to: { place: place(at) }, due, repeat }
      posted.push({ id: await rig.do((use) => post(use, it)), of, channel: at })
    }),
  )

const planning = fc
  .record({ at: channel, answers: fc.array(answer, { minLength: 1, maxLength: 4 }) })
  .map(({ answers, at }) =>
    named(`${at} answers ${JSON.stringify(answers)}`, async ({ blind, rig }) => {
      rig.slack.plan(at, ...answers)
      more(blind, at, answers.filter((each) => each === 'lost' || each === 'hang').length)
    }),
  )

const deciding = fc
  .record({ which: fc.nat({ max: 9 }), how: fc.constantFrom('touch', 'cancel', 'hold', 'again') })
  .map(({ how, which }) =>
    named(`${how} ${which}`, async ({ posted, rig }) => {
      const it = posted[which]
      if (it === undefined) return
      await rig.do(async (use) => {
        if (how === 'cancel') await cancel(use, it.id)
        else if (how === 'hold') await hold(use, it.id)
        else if (how === 'again') await again(use, it.id)
        else {
          use.set(`text/${it.of}`, `${it.of}, changed at ${use.now}`)
          await touch(use, it.of)
        }
      })
    }),
  )

const waiting = fc
  .integer({ min: 1, max: 9_000 })
  .map((seconds) => named(`wait ${seconds} s`, async ({ rig }) => rig.clock.add({ seconds })))

const crashing = fc.integer({ min: 1, max: 14 }).map((step) =>
  named(`crash at step ${step}`, async ({ blind, rig }) => {
    for (const each of channels) more(blind, each)
    await live(rig, step)
  }),
)

const running = named('run', async ({ rig }) => {
  await rig.courier.run()
  await rig.timeOut()
})

const racing = named('race', async ({ rig }) => {
  const others = [1, 2].map(() => rig.courierOn({ store: createLife(rig.store).store }))
  await Promise.all([rig.courier, ...others].map((courier) => courier.run()))
  await rig.timeOut()
})

const mending = named('mend', async ({ rig }) => {
  await rig.do(async (use) => {
    for (const each of channels) await resume(use, `slack/T1/${each}`)
    await resume(use, 'slack/T1')
  })
})

const event = fc.oneof(
  { weight: 4, arbitrary: posting },
  { weight: 3, arbitrary: planning },
  { weight: 2, arbitrary: deciding },
  waiting,
  crashing,
  fc.constantFrom(running, racing, mending),
)

test('nothing is lost, nothing is dropped in silence, nothing shows more often than it may', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 30 }), fc.boolean(), async (events, history) => {
      const rig = await createRig()
      const world: World = { rig, posted: [], blind: new Map() }
      rig.slack.knows.history = history
      for (const happen of events) await happen(world)
      // All is well again: whatever can be sent now is.
      rig.slack.heal()
      await rig.timeOut()
      await live(rig)
      await checkThat(world)
    }),
    { numRuns: 300 },
  )
})

async function checkThat({ blind, posted, rig }: World): Promise<void> {
  const all = new Map((await deliveriesIn(rig.store)).map((it) => [it.id, it]))
  for (const { channel, id, of } of posted) {
    const it = all.get(id)
    if (it === undefined) throw new Error(`${of} is lost`)
    const shows = rig.slack.posts.filter(({ key }) => key === id)
    expect(isOpen(it.state), `${of} still waits`).toBe(false)
    expect(it.state === 'sent' || it.why !== undefined, `${of} is ${it.state}, without a reason`).toBe(true)
    expect(shows.length, of).toBeLessThanOrEqual(1 + (blind.get(channel) ?? 0))
    const pending = [...all.values()].some(({ does }) => 'edit' in does && does.shown === id)
    if (it.state === 'sent' && !pending) {
      const card = shows.find(({ ref }) => ref.id === it.ref?.id)
      const text = (await rig.everything()).get(`text/${of}`) ?? of
      expect(card?.card.text, 'what hangs there is up to date').toBe(text)
    }
    if (isKnownAbsent(it)) expect(shows, of).toEqual([])
  }
  // An edit that is left over is paused, with its reason, in a lane that refuses.
  expect(all.size).toBe(
    posted.length + [...all.values()].filter(({ does, why }) => 'edit' in does && why !== undefined).length,
  )
}

const isKnownAbsent = ({ doubt, state }: Delivery) =>
  state !== 'sent' && state !== 'unsure' && doubt === undefined

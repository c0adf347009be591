import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { importing } from '../../src/features/link/import.ts'
import type { FakeChat } from '../fakes.ts'
import { address, createBoth, join, recordsOf, settle, type Two } from './link-both.ts'
import { expectConsistent } from './link-consistent.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

/** What people do, on either chat, and on either process. */
const acts: readonly ((two: Two) => Promise<unknown>)[] = [
  (two) => two.say('slack', 'anna', '/incident log Something new type:other'),
  (two) => two.say('discord', 'mo', '/incident log Something else type:technical'),
  (two) => two.invoke('discord', 'mo', { ref: address(2), text: 'Seen again' }, 'incident note'),
  (two) => two.invoke('discord', 'dora', { ref: address(1), text: 'Yes' }, 'incident answer'),
  (two) => two.invoke('discord', 'dora', { ref: address(4), reason: 'unfounded' }, 'incident resolve'),
  (two) => two.invoke('discord', 'dora', { ref: address(1) }, 'reminder done'),
  (two) => two.invoke('discord', 'dora', { ref: address(4) }, 'reminder pause'),
  (two) => two.invoke('discord', 'dora', { ref: address(3) }, 'reminder resume'),
  (two) => two.say('slack', 'anna', '/reminder add Another when:"tomorrow 9am"'),
  (two) => two.deliver(),
  (two) => two.deliver(),
  async (two) => void two.clock.add({ seconds: 2 }),
]

const late = Temporal.Instant.from('2027-03-10T08:37:31Z')

/** Has the others' turn come now and then in between. */
const waiting = (waits: readonly number[]) => {
  let turn = 0
  return async () => {
    for (let n = waits[turn++ % waits.length] ?? 0; n > 0; n--)
      await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A chat that takes its time, and cannot tell whether a message is there. */
function slowChat(chat: FakeChat, wait: () => Promise<void>): void {
  const { edit, send } = chat
  chat.knows.history = false
  chat.send = (...given) => send(...given).finally(wait)
  chat.edit = (...given) => edit(...given).finally(wait)
}

/** A store that takes its time. */
const slow = (store: Store, wait: () => Promise<void>): Store => {
  return {
    ...store,
    getMany: (keys) => wait().then(() => store.getMany(keys)),
    range: (range) => wait().then(() => store.range(range)),
  }
}

test('whatever is done meanwhile, in whichever order, every record is there once and found by what it says', async () => {
  const order = fc.array(fc.tuple(fc.nat(acts.length - 1), fc.boolean()), { minLength: 4, maxLength: 14 })
  const waits = fc.array(fc.nat(3), { minLength: 3, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(order, waits, fc.nat(5), async (order, waits, units) => {
      const two = await createBoth()
      await join(two)
      // A date of a reminder and a reminder of those who are asked are due.
      two.clock.set(late)
      const { chats, clock, store } = two
      const load = { units: 1 + units, keys: 1 + 20 * units }
      const wait = waiting(waits)
      for (const chat of Object.values(chats)) slowChat(chat, () => wait().then(wait).then(wait))
      const other = await createTwoChats({ store: slow(store, wait), chats, clock, load })
      await Promise.all([
        (async () => {
          for (const [act, isOther] of order) await acts[act]?.(isOther ? other : two)
        })(),
        other.deliver(),
      ])
      two.clock.set(late.add({ minutes: 2 }))
      await settle(two)
      await two.deliver()
      expect(await two.look(slackSide, importing)).toEqual([])
      expect(await recordsOf(two, discordSide)).toEqual({})
      await expectConsistent(two)
      expect([...two.log.errors, ...other.log.errors]).toEqual([])
      for (const on of ['slack', 'discord'] as const) {
        const keys = chats[on].asked.flatMap(({ did, key }) => (did === 'send' ? [key] : []))
        expect(new Set(keys).size).toBe(keys.length)
      }
    }),
    { numRuns: Number(process.env.STORMS ?? 5) },
  )
}, 300_000)

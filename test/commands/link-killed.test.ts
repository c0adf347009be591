import { beforeAll, describe, expect, test } from 'vitest'
import { instant } from '../../src/core/clock.ts'
import { importing } from '../../src/features/link/import.ts'
import { communityOf } from '../../src/features/link/space.ts'
import { createLife } from '../features/mortal.ts'
import { createBoth, goOn, join, recordsOf, sidesOf, type Two, yes } from './link-both.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

const discord = { platform: 'discord', space: 'G1' } as const
/** By then the question was passed up and answered, and nobody has confirmed what was sent. */
const evening = '2027-03-10T09:31:00Z'
/** So little in one commit that every unit is one of its own. */
const least = { units: 1, keys: 1 }

/** What everything comes to where nothing goes wrong. */
async function createWhole() {
  const two = await createBoth()
  await join(two)
  await goOn(two, evening)
  return { two, records: await recordsOf(two, slackSide) }
}

/** Tells of each case of the server whether it is there or here; it is never in part at both. */
async function whereabouts(two: Two): Promise<string> {
  const sides = await Promise.all([1, 2, 3, 4].map((number) => sidesOf(two, number)))
  return sides
    .map(([before, after]) => {
      if (before > 0 && after > 0) throw new Error('a case is in two places')
      return before > 0 ? 'there' : 'here'
    })
    .join(' ')
}

/** Processes one after the other do what is due; each ends at a step of its own, and the next one takes over. */
async function liveOn(two: Two, endsAt: number, seen: Set<string>): Promise<number> {
  let lives = 0
  for (; lives < 400; lives++) {
    const { chats, clock, store } = two
    const life = createLife(store, endsAt)
    const next = await createTwoChats({ store, chats, as: life, now: clock.now(), load: least })
    // Whatever a process was doing when it died ends in an error.
    await next.deliver().catch(() => undefined)
    const left = await two.look(slackSide, importing)
    seen.add(await whereabouts(two))
    if (!life.dead && left.length === 0) return lives
    // What a dead process held is free again after a while.
    if (!life.dead) clock.set(instant(clock.now().epochMilliseconds + 5000))
  }
  throw new Error('nobody ever came to the end')
}

const sent = (two: Two, on: 'slack' | 'discord') =>
  two.chats[on].asked.flatMap(({ at, did, key }) => (did === 'send' ? [`${at} ${key}`] : []))

describe('processes that end in the middle of it', () => {
  let whole: Awaited<ReturnType<typeof createWhole>>
  beforeAll(async () => {
    whole = await createWhole()
  })

  // Each commit and each message are two steps: one before it is done, and one after, when nobody hears of it.
  test.each([2, 3, 4, 5])(
    'each at its step %i, leave to the next one what comes to the same',
    async (endsAt) => {
      const two = await createBoth()
      await join(two)
      const seen = new Set<string>()
      const lives = await liveOn(two, endsAt, seen)
      expect(lives).toBeGreaterThan(30 / endsAt)
      expect(seen).toContain('here here here here')
      expect(seen.size).toBeGreaterThan(endsAt < 4 ? 4 : 2)
      await goOn(two, evening)
      expect(await recordsOf(two, slackSide)).toEqual(whole.records)
      expect(two.shown('discord')).toEqual(whole.two.shown('discord'))
      expect(two.shown('slack')).toEqual(whole.two.shown('slack'))
      for (const on of ['slack', 'discord'] as const)
        expect(new Set(sent(two, on)).size).toBe(sent(two, on).length)
      expect(await recordsOf(two, discordSide)).toEqual({})
    },
  )

  test('of the agreement leave two communities or one, and Yes again comes to the same', async () => {
    for (let endsAt = 1, over = false; !over; endsAt++) {
      const two = await createBoth()
      const { chats, clock, store } = two
      const life = createLife(store, endsAt)
      const dying = await createTwoChats({ store, chats, as: life, now: clock.now() })
      const code = await two.code('slack', 'anna')
      const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
      await dying.press('discord', 'dora', question, yes, 'press-1')
      over = !life.dead
      expect(await two.press('discord', 'dora', question, yes, 'press-1')).toMatch(
        /^One community with Slack now/,
      )
      expect(await communityOf(store, discord)).toBe(slackSide)
      await two.deliver()
      expect(Object.keys(await recordsOf(two, discordSide))).toEqual([])
    }
  })
})

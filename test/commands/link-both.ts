import { key } from '../../src/core/store.ts'
import { addressOf } from '../../src/features/former.ts'
import { importing } from '../../src/features/link/import.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

export type Two = Awaited<ReturnType<typeof createTwoChats>>
type Options = Parameters<typeof createTwoChats>[0]

/** What is agreed to in the end. */
export const yes = 'Make them one'

const onSlack = [
  '/settings set moderation:#cases digest:#digest',
  '/digest schedule 08:00 mon-fri audience:cm place:#digest',
  '/incident log Spam wave type:spam',
  '/incident log Rude mail type:insults',
  '/reminder add Newsletter when:"tomorrow 11am"',
]

const onDiscord = [
  ['dora:manager', '/settings set moderation:#mods escalation:#up team:#team'],
  ['dora', '/digest schedule 08:15 mon-fri audience:cm place:#team'],
  ['dora', '/digest schedule 08:30 mon-fri audience:manager place:#team'],
  ['dora', '/digest stop D1'],
  ['mo:moderator', '/incident log Gift links type:scam member:@eve'],
  ['mo', '/incident note 1 "It was in #general too, see INC-1"'],
  ['mo', '/incident log Somebody cries type:complaint member:@eve affected:@kim'],
  ['mo', '/incident evidence 2 "She wrote to me"'],
  ['mo', '/incident log Gift cards type:spam'],
  ['mo', '/incident resolve 3 reason:duplicate of:1'],
  ['mo', '/incident log Noise type:technical'],
  ['dora', '/incident monitor 4 until:"tomorrow 10am"'],
  ['mo', '/incident escalate 1 "May I ban?" level:2'],
  ['dora', '/reminder add Post the poll when:"every day 09:30"'],
  ['dora', '/reminder add Call the bank when:"tomorrow 9am" for:@mo'],
  ['dora', '/reminder add Old news when:"every day 09:10"'],
  ['dora', '/reminder pause R3'],
  ['dora', '/reminder add Look into the queue when:"every day 09:35"'],
] as const

/**
 * A workspace and a server that both have cases, reminders and digests: on the server a case of two with its thread, a
 * question that was passed up once, one that is watched until tomorrow, a reminder that waits for a press, and one that
 * is paused. Half an hour has passed since.
 */
export async function createBoth(options: Options = {}): Promise<Two> {
  const two = await createTwoChats(options)
  const type = async (...[side, who, line]: Parameters<Two['say']>) => {
    const said = await two.say(side, who, line)
    if (/^(Something needs|Nothing was)/.test(said)) throw new Error(`${line}: ${said}`)
  }
  for (const line of onSlack) await type('slack', 'anna:manager', line)
  for (const [who, line] of onDiscord) await type('discord', who, line)
  await two.advance('2027-03-10T08:31:00Z')
  await type('discord', 'mo', '/incident relate 1 2')
  await two.deliver()
  return two
}

/** Agrees that the two are one; what is recorded follows when what is due is done. */
export async function join(two: Two, as = two, id?: string): Promise<{ question: string; said: string }> {
  const code = await two.code('slack', 'anna')
  const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
  return { question: two.textOf(question), said: await as.press('discord', 'dora', question, yes, id) }
}

/** What is left of a reference of the server's own on its buttons, whatever it is called by now. */
export const address = (number: number): string => addressOf(discordSide, number)

/** The question is passed up and answered, and the next morning comes, or an instant before it. */
export async function goOn(two: Two, to = '2027-03-11T08:31:00Z'): Promise<void> {
  await two.advance('2027-03-10T08:47:00Z')
  const input = { ref: address(1), text: 'Yes, for a week' }
  const said = two.textOf(await two.invoke('discord', 'dora', input, 'incident answer'))
  if (!said.includes('@mo')) throw new Error(said)
  await two.advance(to)
}

/** Does what is due, time and again, until everything is brought over. */
export async function settle(two: Two): Promise<void> {
  for (let round = 0; round < 40; round++) {
    await two.deliver()
    if ((await two.look(slackSide, importing)).length === 0) return
    two.clock.add({ seconds: 5 })
  }
  throw new Error('not everything was brought over')
}

/** What chats and the outbox call a message depends on which community sent it, and when. */
const nameless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/"delivery":"\w+"/g, '"delivery":""'))

/** What is on record in a community of everything that has a number, by key. */
export async function recordsOf(two: Two, community: string): Promise<Record<string, unknown>> {
  const from = `${key('c', community)}/`
  const entries = await two.store.range({ from, to: `${from}~`, limit: 100_000 })
  const shelves = /^(incident|escalation|reminder|occurrence|digest|alarm|used)/
  return Object.fromEntries(
    entries
      .map(({ key: at, value }) => [at.slice(from.length), value] as const)
      .filter(([at]) => shelves.test(at))
      .map(([at, value]) => [at.replace(/(discord|slack)-\d+/, ''), nameless(value)]),
  )
}

/** What hangs on both chats, but for what tells that it is over, which has no time of its own. */
export const hanging = (two: Two) =>
  (['slack', 'discord'] as const)
    .flatMap((on) => two.shown(on).map(({ at, says }) => `${on} ${at} ${says}`))
    .filter((each) => !each.includes('Everything from'))
    .sort()

/** How many keys a case of the server has, with its questions and messages, there and where it is brought to. */
export async function sidesOf(two: Two, number: number): Promise<[before: number, after: number]> {
  const count = async (community: string, of: number) => {
    const from = `${key('c', community)}/`
    const entries = await two.store.range({ from, to: `${from}~`, limit: 100_000 })
    const parts = new RegExp(
      [
        `^(incident|incident-(step|undo|evidence|quoted|thread-of)|escalation)/${key(of)}(/|$)`,
        `^incident-(open|logged|resolved|member|owner)/.*/${key(of)}$`,
        `^escalation-.*/${key(of)}/\\d+$`,
        `/of/(incident|escalation)%2F${of}(%|/)`,
      ].join('|'),
    )
    return entries.filter(({ key: at }) => parts.test(at.slice(from.length))).length
  }
  return [await count(discordSide, number), await count(slackSide, number + 2)]
}

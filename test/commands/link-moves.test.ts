import { describe, expect, test } from 'vitest'
import { under } from '../../src/core/store.ts'
import { keepOccurrence, occurrenceId } from '../../src/features/reminders/record.ts'
import { keepDate } from '../../src/features/reminders/standing.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

const yes = 'Make them one'

type Two = Awaited<ReturnType<typeof createTwoChats>>

/** A server with cases, a question that waits, and reminders to come; a workspace with digests. */
async function createStory() {
  const two = await createTwoChats()
  await two.say('slack', 'anna:manager', '/settings set digest:#digest')
  await two.say('slack', 'anna', '/digest schedule 08:00 mon-fri audience:cm')
  const { say } = two
  await say('discord', 'dora:manager', '/settings set moderation:#mods escalation:#up team:#team prefix:CAS')
  await say('discord', 'mo:moderator', '/incident log Gift links type:scam member:@eve')
  await say('discord', 'mo', '/incident note 1 "It was in #general too"')
  await say('discord', 'mo', '/incident log Somebody cries type:complaint member:@eve')
  await say('discord', 'mo', '/incident escalate 1 "May I ban?" level:1')
  await say('discord', 'dora', '/reminder add Post the poll when:"every day 10:30"')
  await say('discord', 'dora', '/reminder add Call the bank when:"tomorrow 9am" for:@mo')
  await two.deliver()
  return two
}

/** Makes the two one; what is on record follows when what is due is done. */
async function join(two: Two, as = two, id?: string) {
  const code = await two.code('slack', 'anna')
  const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
  const said = await as.press('discord', 'dora', question, yes, id)
  await as.deliver()
  return { question, said }
}

/** Nobody answers for as long as there is somebody to ask, then somebody does; until the next day's reminders. */
async function goOn(two: Two) {
  await two.advance('2027-03-10T12:50:00Z')
  await two.say('discord', 'dora', '/incident answer 1 "Yes, for a week"')
  await two.advance('2027-03-11T11:00:00Z')
}

/** Everything that was sent on a chat, once for each time it was. */
const sent = (two: Two, on: 'slack' | 'discord') =>
  two.chats[on].asked.flatMap(({ at, did, key }) => (did === 'send' ? [`${at} ${key}`] : []))

/** What is still kept of a community. */
const shelvesOf = async (two: Two, community: string) => {
  const found = await two.store.range({ ...under('c', community), limit: 10_000 })
  return [...new Set(found.map(({ key }) => key.split('/')[2]))].sort()
}

describe('what a chat brings along', () => {
  test('keeps its numbers and everything that belongs to it', async () => {
    const two = await createStory()
    const before = await two.say('discord', 'mo', '/incident show CAS-1')
    const { said } = await join(two)
    expect(said).toContain('One community with Slack now')
    expect(await two.say('discord', 'mo', '/incident show CAS-1 ')).toBe(before)
    expect(await two.say('slack', 'anna', '/incident show CAS-1')).toContain('It was in #general too')
    expect(await two.say('discord', 'mo', '/incident history @eve')).toContain('CAS-2')
    expect(await two.say('slack', 'anna', '/reminder list')).toContain('Post the poll')
    expect(await two.say('discord', 'mo', '/incident log A third')).toContain('CAS-3')
    expect(await two.say('discord', 'dora', '/reminder add A second when:"tomorrow 9am"')).toContain('R3')
    expect(await two.say('discord', 'dora', '/digest list')).toContain('D1')
  })

  test('leaves nothing behind that anybody would look for', async () => {
    const two = await createStory()
    await join(two)
    expect(await shelvesOf(two, discordSide)).toEqual([
      'counter',
      'outbox',
      'person',
      'person-name',
      'person-role',
      'settings',
    ])
    const due = await two.store.range({ ...under('due'), limit: 1000 })
    expect(due.map(({ key }) => key).filter((key) => key.includes(discordSide))).toEqual([])
  })

  test('is sent as it would have been, once', async () => {
    const alone = await createStory()
    await goOn(alone)
    const two = await createStory()
    await join(two)
    await goOn(two)
    const what = (it: Two) =>
      it
        .shown('discord')
        .map(({ at, says }) => `${at} ${says.split('\n')[0]?.replace(', @anna', '')}`)
        .filter((each) => !each.includes('brought over'))
        .sort()
    expect(what(two).length).toBeGreaterThan(5)
    expect(what(two)).toEqual(what(alone))
    expect(new Set(sent(two, 'discord')).size).toBe(sent(two, 'discord').length)
    expect(two.log.errors).toEqual([])
  })

  test('goes on being shown as it is: what is done on one chat appears on the other', async () => {
    const two = await createStory()
    await join(two)
    const said = await two.say('slack', 'anna', '/incident resolve 2 reason:mediated note:"They talked"')
    expect(said).toContain('CAS-2')
    await two.deliver()
    const cards = two.shown('discord').filter(({ at, says }) => at === 'mods' && says.includes('CAS-2'))
    expect(cards).toHaveLength(1)
    expect(cards[0]?.says).toContain('resolved')
  })

  test('has new numbers for its digests where the other has some, and they come as before', async () => {
    const two = await createTwoChats()
    await two.say('slack', 'anna:manager', '/settings set digest:#digest')
    await two.say('slack', 'anna', '/digest schedule 08:00 mon-fri audience:cm place:#digest')
    await two.say('discord', 'dora:manager', '/settings set team:#team')
    await two.say('discord', 'dora', '/digest schedule 08:15 mon-fri audience:cm place:#team')
    await two.say('discord', 'dora', '/digest schedule 08:30 mon-fri audience:manager place:#team')
    await two.say('discord', 'dora', '/digest stop D1')
    const { question } = await join(two)
    expect(two.textOf(question)).toContain('D1 to D2 from Discord become D2 to D3')
    const listed = await two.say('slack', 'anna', '/digest list')
    expect(listed).toMatch(/(?=[\s\S]*D1)(?=[\s\S]*D3)/)
    expect(listed).not.toContain('D2')
    await two.advance('2027-03-11T09:00:00Z')
    expect(two.chats.slack.in('digest')).toHaveLength(1)
    expect(two.chats.discord.in('team')).toHaveLength(1)
    await two.say('slack', 'anna', '/digest stop D3')
    await two.advance('2027-03-12T09:00:00Z')
    expect(two.chats.discord.in('team')).toHaveLength(1)
    expect(two.chats.slack.in('digest')).toHaveLength(2)
    const made = await two.say('discord', 'dora', '/digest schedule 09:00 mon-fri audience:cm place:#team')
    expect(made).toContain('D4')
  })

  test('says no less than before where a channel is let go', async () => {
    const two = await createStory()
    await two.say('slack', 'anna', '/settings set moderation:#cases')
    const [before] = two.shown('discord').filter(({ at, says }) => at === 'mods' && says.includes('CAS-2'))
    await join(two)
    await two.say('discord', 'mo', '/incident resolve 2 reason:mediated note:"They talked"')
    await two.say('discord', 'mo', '/incident log A third')
    await two.deliver()
    const cards = two.shown('discord').filter(({ at }) => at === 'mods')
    const after = cards.find(({ says }) => says.includes('CAS-2'))
    expect(before?.says).toContain('@eve')
    expect(after?.says).toContain('@eve')
    expect(after?.says).not.toBe(before?.says)
    expect(cards.filter(({ says }) => says.includes('CAS-3'))).toEqual([])
    expect(two.shown('slack').find(({ says }) => says.includes('CAS-3'))?.at).toBe('cases')
  })

  test('waits where a channel refuses, until that is mended', async () => {
    const two = await createStory()
    const problem = { code: 'forbidden', scope: 'place', say: 'closed' } as const
    two.chats.discord.knows.problems.set('mods', [problem])
    two.chats.discord.plan('mods', { refused: problem })
    await two.say('discord', 'mo', '/incident log One more')
    await two.deliver()
    await join(two)
    await two.deliver()
    const cards = () => two.shown('discord').filter(({ says }) => says.startsWith('CAS-3'))
    expect(cards()).toEqual([])
    expect(await two.say('slack', 'anna', '/status')).toContain('mods')
    two.chats.discord.knows.problems.clear()
    two.clock.add({ minutes: 10 })
    await two.probe()
    await two.deliver()
    expect(cards()).toHaveLength(1)
  })

  test('says in the message it was begun with how things stand now', async () => {
    const two = await createTwoChats({ greets: true })
    await two.say('discord', 'dora:manager', '/settings')
    await two.say('slack', 'anna:manager', '/settings set moderation:#mods zone:America/Montreal')
    await two.deliver()
    const before = two.shown('discord')
    await join(two)
    await two.deliver()
    expect(before).toHaveLength(1)
    expect(two.shown('discord')).toHaveLength(1)
    expect(before[0]?.says).not.toContain('America/Montreal')
    expect(two.shown('discord')[0]?.says).toContain('America/Montreal')
  })

  test('answers to the buttons it had before', async () => {
    const two = await createStory()
    const [post] = two.chats.discord.in('mods')
    await join(two)
    if (post === undefined) throw new Error('no card hangs in #mods')
    const said = await two.press('discord', 'mo', { card: post.card }, "I'll take it")
    expect(said).toContain('CAS-1')
    expect(await two.say('slack', 'anna', '/incident show CAS-1')).toContain('@mo')
  })

  test('waits with what is being sent just now, and with nothing else', async () => {
    const two = await createStory()
    two.chats.discord.plan('mods', 'hang')
    await two.say('discord', 'mo', '/incident log One more')
    const sending = two.deliver()
    await expect.poll(() => two.chats.discord.in('mods').length).toBe(5)
    const other = await createTwoChats({ store: two.store })
    expect((await join(two, other)).said).toContain('One community')
    expect(await two.say('slack', 'anna', '/incident show CAS-1')).toContain('Gift links')
    expect(await two.say('slack', 'anna', '/incident show CAS-3')).toContain('still being brought over')
    two.chats.discord.release()
    await sending
    two.clock.add({ seconds: 5 })
    await two.deliver()
    expect(await two.say('slack', 'anna', '/incident show CAS-3')).toContain('One more')
    expect(new Set(sent(two, 'discord')).size).toBe(sent(two, 'discord').length)
  })

  test('has all dates of a long series, those that wait for something first', async () => {
    const two = await createStory()
    const hour = 60 * 60 * 1000
    await two.do(discordSide, async (use) => {
      const now = use.now.epochMilliseconds
      for (let nth = 1; nth <= 300; nth++) {
        const at = now - nth * hour
        const local = new Date(at).toISOString().slice(0, 16)
        const state = nth === 250 ? 'later' : 'done'
        const id = occurrenceId(1, 1, local)
        const date = {
          v: 1,
          id,
          reminder: 1,
          revision: 1,
          local,
          at,
          sendAt: at,
          state,
          since: at,
          round: 0,
        } as const
        if (state === 'done') await keepOccurrence(use, { ...date, sendings: [] })
        else await keepDate(use, { ...date, sendings: [], sendAt: now + hour }, now + hour)
      }
    })
    await join(two)
    const count = async (community: string) =>
      (await two.store.range({ ...under('c', community, 'occurrence'), limit: 1000 })).length
    expect([await count(discordSide), await count(slackSide)]).toEqual([0, 300])
    await two.advance('2027-03-10T09:01:00Z')
    const fired = two.shown('discord').filter(({ says }) => says.includes('Post the poll'))
    expect(fired).toHaveLength(1)
    expect(two.log.errors).toEqual([])
  })
})

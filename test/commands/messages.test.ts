import { beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import { meet } from '../../src/bot/meeting.ts'
import { suggestFor } from '../../src/bot/suggest.ts'
import { menuNameOf } from '../../src/core/naming.ts'
import { locales, type Quote } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import { evidenceOf, stepsOf } from '../../src/features/incidents/queries.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

let bot: TestBot

/** A message as a chat hands it over: with the author's account, and nothing of who that is. */
const said = (name: string, text: string, at = '2027-03-11T01:50+01:00'): Quote => ({
  author: { person: '', account: { platform: 'console', space: 'test', id: name }, name: '' },
  text,
  at: Temporal.Instant.from(at).epochMilliseconds,
  permalink: `https://chat.example/${name}/${text.length}`,
  files: [],
})

const form = () => {
  if (bot.last === undefined || !('form' in bot.last)) throw new Error('no form was opened')
  return bot.last.form
}

const caseThread = async () => {
  await bot.deliver()
  const [card] = bot.chat.in('moderation')
  return { channel: 'moderation', thread: card?.ref.id ?? '' }
}

const incident = (number: number) => bot.look((use) => incidentOf(use, number))

beforeEach(async () => {
  bot = await createTestBot({ now: '2027-03-11T02:06' })
  await bot.say('boss:manager', '/settings set moderation:#moderation')
  for (const one of ['est:moderator', 'west:moderator', 'nightowl:member']) await bot.say(one, '/help')
})

describe('a message that is logged', () => {
  test('opens the form, filled in, and says that a copy is kept', async () => {
    await bot.choose('est', 'incident log', said('nightowl', 'You are all\nidiots, and I said so'))
    const { intro = '', values } = form()
    expect(values).toEqual({
      what: 'You are all idiots, and I said so',
      member: '<@console/test/nightowl|nightowl>',
      link: 'https://chat.example/nightowl/33',
      when: '1804726200000',
    })
    expect(plain(intro, () => '01:50')).toBe(
      'A copy is kept with the incident (author, time, text, link): @nightowl, 01:50: “You are all idiots, and I said so”',
    )
  })

  test('is logged as the form says, with all of the message as evidence', async () => {
    const text = `${'a long insult '.repeat(40)}\nand more`
    await bot.choose('est', 'incident log', said('nightowl', text))
    expect(form().values.what).toBe(`${'a long insult '.repeat(9)}a long…`)
    await bot.submit('est', { ...form().values, type: 'insults' })
    const it = await incident(1)
    expect(it?.reported).toEqual([
      {
        person: 'console:test:nightowl',
        account: { platform: 'console', space: 'test', id: 'nightowl' },
        name: 'nightowl',
      },
    ])
    expect(it?.happened).toBe(1804726200000)
    expect(it?.link).toMatch('https://chat.example')
    const [kept] = await bot.look((use) => evidenceOf(use, 1, 5))
    expect(kept?.quote).toMatchObject({ text, author: { person: 'console:test:nightowl', name: 'nightowl' } })
    const card = await bot.say('est', '/incident 1')
    expect(card).toContain('Happened: 01:50')
    expect(card).toContain('Evidence: 1 message copied by Vigie, team only')
    expect(card).not.toContain('and more')
    expect(await bot.say('est', '/incident show 1 all:yes')).toContain('“a long insult')
  })

  test('names nobody where the member was taken out of the form again', async () => {
    await bot.choose('est', 'incident log', said('nightowl', 'Rude'))
    await bot.submit('est', { ...form().values, member: '' })
    expect((await incident(1))?.reported).toEqual([])
  })

  test('never speaks against the team unasked, nor against whom it was done to', async () => {
    await bot.choose('est', 'incident log', said('west', 'Look at this'))
    expect(form().values.member).toBeUndefined()
    await bot.choose('est', 'incident log', said('est', 'Look at this'))
    expect(form().values.member).toBeUndefined()
    await bot.choose('est', 'incident log', said('otter', 'They write to me again'))
    await bot.submit('est', { ...form().values, affected: '@otter', type: 'hate' })
    expect((await incident(1))?.reported).toEqual([])
  })

  test('takes the name from the chat where nobody knows the author, and who wrote nothing leaves it open', async () => {
    bot.chat.knows.profiles.set('stranger', { name: 'Stranger' })
    await bot.choose('est', 'incident log', said('stranger', ''))
    expect(form().values.member).toBe('<@console/test/stranger|Stranger>')
    expect(form().values.what).toBeUndefined()
  })

  test('is kept through a form that is corrected', async () => {
    await bot.choose('est', 'incident log', said('nightowl', 'Rude'))
    expect(await bot.submit('est', { ...form().values, what: '' })).toBe('form incident log')
    await bot.submit('est', { what: 'Insults' })
    expect((await incident(1))?.evidence).toBe(1)
    expect((await incident(1))?.reported.map(({ name }) => name)).toEqual(['nightowl'])
  })

  test('fills in only what was not given with it, and asks no more then', async () => {
    const answer = await bot.choose(
      'est',
      'incident log',
      said('nightowl', 'Rude'),
      {},
      { what: 'Insults again' },
    )
    expect(answer).toContain('INC-1')
    const it = await incident(1)
    expect([it?.what, it?.happened, it?.reported.map(({ name }) => name)]).toEqual([
      'Insults again',
      1804726200000,
      ['nightowl'],
    ])
  })

  test('of which nobody knows the time leaves that open', async () => {
    await bot.choose('est', 'incident log', { ...said('nightowl', 'Rude'), at: 0, permalink: '' })
    expect(Object.keys(form().values)).toEqual(['what', 'member'])
  })

  test('is for those who may log', async () => {
    expect(await bot.choose('nightowl', 'incident log', said('est', 'Hello'))).toContain(
      'is for the role moderator',
    )
  })
})

describe('a message that is added to an incident', () => {
  const suggested = () =>
    bot.change(async (use) => {
      const by = { platform: 'console', space: 'test', id: 'est' } as const
      const person = await meet(use, by, { name: 'est' })
      const here = { platform: 'console', space: 'test', channel: 'general' } as const
      const { locale, sees, zone } = person
      const at = { locale, zone, sees, now: use.now, by: person, here, words }
      const it = { id: 'it', by, here, command: 'incident evidence', input: {}, at: 0 }
      return suggestFor({ commands, kinds: createKinds(commands), it, field: 'ref', typed: '', at, use })
    })

  test('asks to which, those with the newest activity first, and is kept there once', async () => {
    await bot.say('est', '/incident log Again type:harassment member:@nightowl')
    await bot.say('est', '/incident log Wave type:spam')
    await bot.advance({ minutes: 2 })
    await bot.say('est', '/incident note 1 told @otter')
    expect((await suggested()).map(({ label }) => label)).toEqual([
      'INC-1 · harassment · @nightowl · Again',
      'INC-2 · spam · Wave',
    ])
    const message = said('nightowl', 'And again')
    expect(await bot.choose('est', 'incident evidence', message)).toContain('form incident evidence')
    expect(form().fields[0]?.name).toBe('ref')
    expect(await bot.submit('est', { ref: 'INC-1' })).toContain('1 message copied by Vigie')
    await bot.choose('west', 'incident evidence', message)
    expect(await bot.submit('west', { ref: '1' })).toContain('Already kept in INC-1, by @est (02:08).')
    expect((await incident(1))?.evidence).toBe(1)
  })
})

describe('a message that is to come back', () => {
  test('fills the reminder, which still asks when', async () => {
    const text = 'Could we announce the winners on Friday at noon?'
    expect(await bot.choose('est', 'reminder add', said('otter', text))).toContain('When')
    expect(form().values).toEqual({ what: `Re: ${text}`, link: 'https://chat.example/otter/48' })
    expect(form().intro).toBeUndefined()
    const answer = await bot.submit('est', { ...form().values, when: 'tomorrow 9am' })
    expect(answer).toContain('Re: Could we announce the winners on Friday at noon?')
  })
})

describe('on the record', () => {
  beforeEach(async () => {
    await bot.say('est', '/incident log Again type:harassment member:@nightowl')
  })

  test('keeps what was written in the thread of a case, by one press and once', async () => {
    const thread = await caseThread()
    const message = said('west', 'I spoke to @otter, who is fine', '2027-03-11T02:01+01:00')
    expect(await bot.choose('est', 'incident record', message, thread)).toBe('Kept in INC-1.')
    expect(await bot.choose('west', 'incident record', message, thread)).toBe(
      'Already kept in INC-1, by @est (02:06). Nothing was added twice.',
    )
    const line = '02:01 @west: “I spoke to @otter, who is fine” (on the record by @est)'
    expect(await bot.say('est', '/incident 1')).toContain(line)
    const whole = await bot.say('est', '/incident show 1 all:yes')
    expect(whole).toContain(line)
    const [kept] = await bot.look((use) => evidenceOf(use, 1, 5))
    expect(kept?.quote).toMatchObject({
      text: message.text,
      at: message.at,
      permalink: message.permalink,
      author: { person: 'console:test:west', name: 'west' },
    })
    expect((await bot.look((use) => stepsOf(use, 1, 9))).filter(({ did }) => did === 'record')).toHaveLength(
      1,
    )
    await bot.deliver()
    expect(bot.on('moderation').join('\n').split('I spoke to').length).toBe(2)
  })

  test('tells two messages of one moment apart by their addresses, and where they have none by who wrote them when', async () => {
    const thread = await caseThread()
    const keep = (text: string, permalink: string) =>
      bot.choose('est', 'incident record', { ...said('west', text), permalink }, thread)
    expect(await keep('One', 'https://chat.example/1')).toBe('Kept in INC-1.')
    expect(await keep('Two', 'https://chat.example/2')).toBe('Kept in INC-1.')
    expect(await keep('Two, edited', 'https://chat.example/2')).toContain('Already kept in INC-1')
    expect(await keep('Three', '')).toBe('Kept in INC-1.')
    expect(await keep('Three, edited', '')).toContain('Already kept in INC-1')
    expect((await incident(1))?.evidence).toBe(3)
  })

  test('one’s own words stand under one’s own name alone', async () => {
    const own = said('est', 'Timed out for 24 h', '2027-03-11T02:01+01:00')
    await bot.choose('est', 'incident record', own, await caseThread())
    expect(await bot.say('est', '/incident 1')).toContain('02:01 @est: “Timed out for 24 h”\n')
  })

  test('asks which case elsewhere, and then tells the thread', async () => {
    expect(await bot.choose('est', 'incident record', said('otter', 'It was me'))).toContain('Incident: ?')
    expect(plain(form().intro ?? '', () => '01:50')).toContain('Kept on the record')
    expect(await bot.submit('est', { ref: '1' })).toBe('Kept in INC-1.\n[Show the incident]')
    await bot.deliver()
    expect(bot.on('moderation').at(-1)).toContain('@otter: “It was me” (on the record by @est)')
  })

  test('typed without a message it says where it is found, and keeps nothing', async () => {
    expect(await bot.say('est', '/incident record 1')).toContain(
      'No message was chosen, so nothing was kept.',
    )
    expect((await incident(1))?.evidence).toBe(0)
  })

  test('a message without a word is told by its files', async () => {
    const picture = {
      ...said('otter', ' '),
      files: [{ name: 'shot.png', bytes: 3, url: 'https://chat.example/f' }],
    }
    await bot.choose('est', 'incident record', picture, await caseThread())
    expect(await bot.say('est', '/incident 1')).toContain('@otter: “shot.png”')
  })

  test('is for the team', async () => {
    const thread = await caseThread()
    expect(await bot.choose('nightowl', 'incident record', said('otter', 'Hi'), thread)).toContain(
      'is for the role moderator',
    )
  })
})

test('what is offered on a message or anywhere has its name there, short enough for every chat', () => {
  for (const locale of locales)
    for (const where of ['message', 'anywhere'] as const) {
      const names = commands.flatMap((each) => menuNameOf(words, locale, each, where) ?? [])
      expect(names).toHaveLength(where === 'message' ? 4 : 2)
      expect(new Set(names).size).toBe(names.length)
      // Slack allows 24 characters, Discord 32.
      for (const name of names) expect(name.length, name).toBeLessThanOrEqual(24)
    }
})

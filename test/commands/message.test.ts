import { describe, expect, test } from 'vitest'
import { instant } from '../../src/core/clock.ts'
import type { Locale } from '../../src/core/person.ts'
import { newestAudit } from '../../src/features/audit/entries.ts'
import type { Delivery } from '../../src/features/delivery.ts'
import { lastDigest, scheduleOf } from '../../src/features/digest/record.ts'
import { byState, deliveriesOf } from '../../src/features/outbox.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

/** A team whose chat tells nobody what it has shown. */
async function begin(locale: Locale = 'en', team = 'team:#team') {
  const bot = await createTestBot({ now: '2027-03-11T07:50', locale })
  await bot.say('boss:manager', `/settings set moderation:#moderation digest:#digest ${team}`)
  for (const each of ['anna:cm', 'zoe:moderator']) await bot.say(each, '/help')
  bot.chat.knows.history = false
  return bot
}

const at = (time: string) => Temporal.ZonedDateTime.from(`2027-03-11T${time}[Europe/Paris]`).epochMilliseconds

/** Sends what falls due at a time, never hears what became of it, and comes back when it is too late for it. */
async function lose(bot: TestBot, time: string, how: 'lost' | 'vanish', ...channels: string[]) {
  for (const channel of channels) bot.chat.plan(channel, how)
  bot.clock.set(instant(at(time)))
  await bot.deliver()
  bot.clock.add({ hours: 4 })
  await bot.deliver()
}

/** A reminder for the team that may or may not be in its channel since 09:00; it is 13:00. */
async function withReminder(how: 'lost' | 'vanish', locale: Locale = 'en') {
  const bot = await begin(locale)
  await bot.say('anna', '/reminder add "Post the job of the week" when:"today 9am" for:CM')
  await lose(bot, '09:00', how, 'team')
  return bot
}

/** How the date of that reminder is named. */
const date = 'occurrence/1-1-20270311T0900'

const unsure = (bot: TestBot): Promise<Delivery[]> => bot.look((use) => byState(use, 'unsure', 50))
const did = (bot: TestBot) =>
  bot.look(async (use) => (await newestAudit(use, 50)).map(({ by, did, of }) => [by?.name, did, of]))

describe('a message in doubt', () => {
  test.each([
    ['en', '/status', '1 message is in doubt', 'In doubt: nobody can tell whether these went out'],
    ['fr', '/état', '1 message incertain', "Incertains\u00a0: rien ne dit s'ils sont partis"],
  ] as const)('is named, in %s, with what a person can say of it', async (locale, status, title, heading) => {
    const bot = await withReminder('lost', locale)
    const said = await bot.say('anna', status)
    expect(said.split('\n')[0]).toBe(title)
    expect(said).toContain(
      locale === 'en'
        ? `\n${heading}\nreminder R1 · #team · meant for 09:00\n[It's there] [Send it now]`
        : `\n${heading}\nrappel R1 · #team · prévu pour 09:00\n[Il y est] [Envoyer maintenant]`,
    )
    expect(bot.last).toMatchObject({ card: { tone: 'amber' } })
  })

  test.each([
    [
      'en',
      '/status',
      "It's there",
      'Reminder R1: counted as sent.',
      'counted as sent already, by @anna (13:00)',
    ],
    ['fr', '/état', 'Il y est', "Rappel R1\u00a0: c'est compté comme envoyé.", 'par @anna (13:00)'],
  ] as const)(
    'counts as sent once somebody saw it there: %s',
    async (locale, status, press, done, already) => {
      const bot = await withReminder('lost', locale)
      await bot.say('anna', status)
      const { last } = bot
      expect(await bot.press('anna', press)).toBe(done)
      bot.last = last
      bot.clock.add({ minutes: 1 })
      expect(await bot.press('boss', press)).toContain(already)
      expect(await unsure(bot)).toEqual([])
      const [sent] = await bot.look((use) => deliveriesOf(use, date))
      expect(sent).toMatchObject({ state: 'sent', decided: { there: true, by: { name: 'anna' } } })
      expect(sent).not.toHaveProperty('ref')
      expect(await did(bot)).toContainEqual(['anna', 'message.arrived', date])
      await bot.deliver()
      expect(bot.on('team')).toHaveLength(1)
    },
  )

  test('that was seen works as if it had been sent then: its buttons, its nudge, and no edit that nobody can make', async () => {
    const bot = await withReminder('lost')
    await bot.say('anna', '/status')
    await bot.press('anna', "It's there")
    expect(await bot.say('anna', '/reminder show R1')).toContain('Latest\n09:00 · sent')
    await bot.advance({ minutes: 31 })
    expect(bot.on('team')).toHaveLength(2)
    expect(bot.on('team')[1]).toContain('not confirmed yet')
    expect(await bot.press('anna', 'Done')).toContain('Done at 13:31 by @anna')
    await bot.deliver()
    expect(bot.chat.in('team').map(({ edits }) => edits)).toEqual([0, 1])
    expect(bot.log.errors).toEqual([])
  })

  test('whose own button is pressed is done, and nothing is left to decide', async () => {
    const bot = await withReminder('lost')
    expect(await bot.press('anna', 'Done')).toContain('Done at 13:00 by @anna')
    expect(await unsure(bot)).toEqual([])
    expect(await bot.say('anna', '/status')).toContain('Nothing is paused')
  })

  test.each([
    ['en', '/status', 'Send it now', 'Reminder R1: it goes out now.', '09:00 · sent at 13:00'],
    ['fr', '/état', 'Envoyer maintenant', 'Rappel R1\u00a0: ça part maintenant.', '09:00 · envoyé à 13:00'],
  ] as const)('goes out when somebody says so: %s', async (locale, status, press, said, shown) => {
    const bot = await withReminder('vanish', locale)
    expect(bot.on('team')).toEqual([])
    await bot.say('anna', status)
    const { last } = bot
    expect(await bot.press('anna', press)).toBe(said)
    await bot.deliver()
    expect(bot.on('team')).toEqual([expect.stringContaining(shown)])
    bot.last = last
    expect(await bot.press('boss', press)).toContain('@anna')
    await bot.deliver()
    expect(bot.on('team')).toHaveLength(1)
    expect(await did(bot)).toContainEqual(['anna', 'message.sent', date])
    await bot.press('anna', locale === 'en' ? 'Done' : "C'est fait")
    await bot.deliver()
    expect(bot.chat.in('team')).toMatchObject([{ edits: 1 }])
  })

  test('that is refused when it is sent after all pauses its series, and its owner is told', async () => {
    const bot = await withReminder('vanish')
    bot.chat.plan('team', { refused: { code: 'archived', scope: 'place', say: '' } })
    await bot.say('anna', '/message send R1')
    await bot.deliver()
    expect(await bot.say('anna', '/status')).toContain('R1 Post the job of the week, since 13:00')
    expect(bot.on('@anna')).toEqual([expect.stringContaining('R1')])
  })

  test('is decided once by two who press at once', async () => {
    const bot = await withReminder('vanish')
    await bot.say('anna', '/status')
    const said = await Promise.all([bot.press('anna', "It's there"), bot.press('boss', 'Send it now')])
    expect(said).toEqual([
      'Reminder R1: counted as sent.',
      'Reminder R1: counted as sent already, by @anna (13:00). Nothing was changed.',
    ])
    await bot.deliver()
    expect(bot.on('team')).toEqual([])
  })
})

describe('what a message in doubt is about', () => {
  test('may be dealt with meanwhile: then nothing is sent, and whoever presses is told', async () => {
    const bot = await withReminder('vanish')
    await bot.say('anna', '/status')
    const { last } = bot
    await bot.say('anna', '/reminder done R1')
    bot.last = last
    expect(await bot.press('anna', 'Send it now')).toBe(
      'Reminder R1: nothing is in doubt there any more. Nothing was changed.',
    )
  })

  test('may be put off meanwhile: it goes out then, and not now', async () => {
    const bot = await withReminder('vanish')
    await bot.say('anna', '/status')
    const { last } = bot
    await bot.say('anna', '/reminder snooze R1 "tomorrow 9am"')
    bot.last = last
    expect(await bot.press('anna', 'Send it now')).toContain('nothing is in doubt there any more')
    await bot.advance('2027-03-12T09:00')
    expect(bot.on('team')).toHaveLength(1)
  })

  test.each([
    [
      'en',
      '/status',
      '/reminder delete R1',
      'Send it now',
      "Reminder R1: that's over by now, so nothing was sent.",
    ],
    [
      'fr',
      '/état',
      '/rappel supprimer R1',
      'Envoyer maintenant',
      "c'est terminé entre-temps, rien n'a été envoyé.",
    ],
  ] as const)(
    'may be over: nothing is sent, and it is off the list: %s',
    async (locale, status, remove, press, said) => {
      const bot = await withReminder('vanish', locale)
      await bot.say('anna', status)
      const { last } = bot
      await bot.say('anna', remove)
      bot.last = last
      expect(await bot.press('anna', press)).toContain(said)
      await bot.deliver()
      expect(bot.on('team')).toEqual([])
      expect(await unsure(bot)).toEqual([])
      expect(await did(bot)).toContainEqual(['anna', 'message.dropped', date])
    },
  )

  test('is a card of an incident: seen, it is not edited; sent, it is kept up to date', async () => {
    const bot = await begin()
    bot.chat.plan('moderation', 'lost')
    await bot.say('zoe', '/incident log Spam in #help type:spam')
    await bot.deliver()
    bot.clock.add({ hours: 4 })
    await bot.say('zoe', '/incident log Insults in #general type:insults')
    await lose(bot, '11:51', 'vanish', 'moderation')
    expect(await bot.say('boss', '/status')).toContain('card of INC-2 · #moderation · meant for 11:50')
    expect(await bot.say('boss', '/message arrived INC-1')).toBe('Card of INC-1: counted as sent.')
    expect(await bot.say('boss', '/message send')).toBe('Card of INC-2: it goes out now.')
    await bot.deliver()
    for (const ref of ['INC-1', 'INC-2']) await bot.say('zoe', `/incident note ${ref} Looked into it`)
    await bot.deliver()
    const cards = bot.chat.in('moderation').filter(({ ref }) => ref.place.thread === undefined)
    expect(cards.filter(({ edits }) => edits > 0)).toHaveLength(1)
    expect(bot.log.errors).toEqual([])
  })

  test('is a digest: one that was seen tells until when it told, one that was not is sent, unless a later one was', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await bot.say('zoe', '/incident log Spam in #help type:spam')
    await lose(bot, '08:00', 'lost', 'digest')
    expect(await bot.say('anna', '/status')).toContain('digest D1 · #digest · meant for 08:00')
    const { last } = bot
    expect(await bot.press('anna', "It's there")).toBe('Digest D1: counted as sent.')
    expect(await bot.look((use) => scheduleOf(use, 1))).toMatchObject({ previous: at('08:00'), missed: [] })
    expect(await bot.look(lastDigest)).toEqual({ at: at('08:00'), number: 1 })
    bot.last = last
    expect(await bot.press('anna', 'Send it now')).toContain('counted as sent already')

    bot.chat.plan('digest', 'vanish')
    await bot.advance('2027-03-12T08:00')
    bot.clock.add({ hours: 4 })
    await bot.advance('2027-03-15T08:01')
    expect(bot.on('digest').length).toBeGreaterThan(1)
    expect(await bot.say('anna', '/message send D1')).toContain("that's over by now")
    expect(await unsure(bot)).toEqual([])
  })

  test('is a digest that nobody saw: it is sent with what is so now, and counts as the last one', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await lose(bot, '08:00', 'vanish', 'digest')
    await bot.say('zoe', '/incident log Spam in #help type:spam severity:high')
    await bot.say('anna', '/message send D1')
    await bot.deliver()
    expect(bot.on('digest')).toEqual([expect.stringContaining('INC-1 · spam · high')])
    // What happened since the first try is told again rather than not at all.
    expect(await bot.look((use) => scheduleOf(use, 1))).toMatchObject({ previous: at('08:00') })
  })
})

describe('several in doubt', () => {
  test('are shown the latest first, three of them, and the rest in a list of their own', async () => {
    const bot = await begin()
    for (const hour of [9, 10, 11, 12, 13])
      await bot.say('anna', `/reminder add "Post ${hour}" when:"today ${hour}:00" place:#hour${hour}`)
    bot.chat.plan('*', ...Array(30).fill('vanish'))
    for (const hour of ['09', 10, 11, 12, 13, 17]) {
      bot.clock.set(instant(at(`${hour}:00`)))
      await bot.deliver()
    }
    const status = await bot.say('anna', '/status')
    expect(status.split('\n')[0]).toBe('5 messages are in doubt')
    expect(status.match(/reminder R\d · .*/g)).toEqual([
      'reminder R5 · #hour13 · meant for 13:00',
      'reminder R4 · #hour12 · meant for 12:00',
      'reminder R3 · #hour11 · meant for 11:00',
    ])
    expect(status).toContain('\n+2 more: /message list')
    const list = await bot.say('anna', '/message list')
    expect(list.match(/reminder R\d/g)).toEqual(
      ['R5', 'R4', 'R3', 'R2', 'R1'].map((ref) => `reminder ${ref}`),
    )
    expect(list).not.toContain('more')
  })

  test('of the same name are asked about, each with where it was to be', async () => {
    const bot = await begin('en', '')
    await bot.say('ben:cm', '/help')
    await bot.say('anna', '/reminder add "Stand-up" when:"today 9am" for:CM')
    await lose(bot, '09:00', 'vanish', '@anna', '@ben')
    expect(await unsure(bot)).toHaveLength(2)
    expect(await bot.say('anna', '/message send R1')).toContain('Several messages in doubt are about R1.')
    expect(await bot.press('anna', 'reminder R1 · @anna · 09:00')).toBe('Reminder R1: it goes out now.')
    await bot.deliver()
    expect([bot.on('@anna').length, bot.on('@ben').length]).toEqual([1, 0])
    expect(await bot.say('boss', '/message arrived')).toBe('Reminder R1: counted as sent.')
  })

  test('that shared a card are there or not as one', async () => {
    for (const [say, state] of [
      ['arrived', 'sent'],
      ['send', 'sent'],
    ] as const) {
      const bot = await begin()
      for (let nth = 1; nth <= 6; nth++)
        await bot.say('anna', `/reminder add "Post ${nth}" when:"today 9:00" for:CM`)
      bot.clock.add({ hours: 2 })
      bot.chat.plan('team', 'vanish')
      await bot.deliver()
      bot.clock.add({ hours: 4 })
      await bot.deliver()
      expect(await bot.say('anna', '/status')).toContain('1 message is in doubt')
      expect(await bot.say('anna', '/message list')).toContain(
        '6 late messages in one · #team · meant for 09:00',
      )
      expect(await bot.say('anna', `/message ${say} R3`)).toContain('6 late messages in one')
      await bot.deliver()
      expect(await bot.look((use) => byState(use, state, 50))).toHaveLength(6)
      expect(bot.on('team')).toHaveLength(say === 'send' ? 1 : 0)
    }
  })

  test('and none are told apart in words', async () => {
    const bot = await begin()
    expect(await bot.say('anna', '/message')).toContain('Nothing is in doubt')
    expect(await bot.say('anna', '/message send R9')).toContain('Nothing in doubt is called “R9”.')
    expect(await bot.say('anna', '/message send 0123456789abcdef01234567')).toContain(
      "That message isn't on record any more. Nothing was changed.",
    )
  })
})

describe('who decides', () => {
  test('is whoever plans for the team: a moderator sees what is in doubt, and has no buttons', async () => {
    const bot = await withReminder('lost')
    const status = await bot.say('zoe', '/status')
    expect(status).toContain('reminder R1 · #team · meant for 09:00')
    expect(status).not.toContain('[')
    expect(await bot.say('zoe', '/message arrived R1')).toContain('the role community manager and above')
    expect(await unsure(bot)).toHaveLength(1)
  })

  test('is somebody themselves where it is a note of their own, of which nobody else is told', async () => {
    const bot = await begin()
    await bot.say('zoe', '/reminder add "Call the dentist" when:"today 9am"')
    await lose(bot, '09:00', 'vanish', '@zoe')
    const [{ id } = { id: '' }] = await unsure(bot)
    expect(await bot.say('boss', '/status')).toContain('Nothing is paused')
    expect(await bot.say('boss', `/message send ${id}`)).toContain("isn't on record")
    expect(await bot.say('zoe', '/status')).toContain('reminder R1 · @zoe · meant for 09:00\n[It')
    expect(await bot.press('zoe', 'Send it now')).toBe('Reminder R1: it goes out now.')
    await bot.deliver()
    expect(bot.on('@zoe')).toHaveLength(1)
  })
})

describe('the digest', () => {
  test.each([
    [
      'en',
      '/digest now',
      'In doubt: 09:00, LinkedIn, Job of the week',
      'may or may not have gone out: see /status.',
    ],
    ['fr', '/digest', 'Incertain', 'est peut-être parti, peut-être pas'],
  ] as const)('says what is in doubt to those who decide: %s', async (locale, digest, line, below) => {
    const bot = await begin(locale)
    await bot.say('anna', '/reminder add "Job of the week" when:"today 9am" network:LinkedIn for:CM')
    await bot.say('zoe', '/incident log Spam in #help type:spam')
    await lose(bot, '09:00', 'lost', 'team', 'moderation')
    expect(await bot.say('anna', digest)).toContain(locale === 'en' ? 'in doubt' : 'incertain')
    bot.clock.add({ hours: 19 })
    const next = await bot.say('anna', digest)
    expect(next).toContain(below)
    expect(next).not.toContain(locale === 'en' ? 'Missed' : 'Manqué')
    expect(next).toContain(line.split(':')[0])
    expect(await bot.say('zoe', digest)).not.toContain(below)
  })
})

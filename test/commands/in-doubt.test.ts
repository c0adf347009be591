import { describe, expect, test } from 'vitest'
import { lastDigest, scheduleOf } from '../../src/features/digest/record.ts'
import { deliveriesOf, post } from '../../src/features/outbox.ts'
import { occurrenceOf } from '../../src/features/reminders/record.ts'
import { at, begin, date, did, lose, unsure, withReminder } from './in-doubt-rig.ts'

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
    expect(await bot.look((use) => occurrenceOf(use, date.split('/')[1] ?? ''))).toMatchObject({
      sent: at('09:00'),
      since: at('13:00'),
    })
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

  test('is a digest that was seen after a later one: the next one goes on from that', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await lose(bot, '08:00', 'lost', 'digest')
    await bot.advance('2027-03-12T08:00')
    const before = await bot.look((use) => scheduleOf(use, 1))
    expect(before?.previous).toBe(at('08:00') + 24 * 3_600_000)
    expect(await bot.say('anna', '/message arrived D1')).toBe('Digest D1: counted as sent.')
    expect(await bot.look((use) => scheduleOf(use, 1))).toEqual(before)
    expect(await bot.look(lastDigest)).toEqual({ at: before?.previous, number: 1 })
  })

  test('may be over: a digest that was stopped', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await lose(bot, '08:00', 'vanish', 'digest')
    await bot.say('anna', '/digest stop D1')
    expect(await bot.say('anna', '/message send D1')).toContain("Digest D1: that's over by now")
    await bot.deliver()
    expect(bot.on('digest')).toEqual([])
  })

  test('may be over: an incident that was taken back', async () => {
    const bot = await begin()
    await bot.say('anna', '/incident log Spam in #help type:spam')
    bot.chat.plan('moderation', 'vanish')
    await bot.deliver()
    await bot.say('anna', '/incident undo INC-1')
    bot.clock.add({ hours: 4 })
    await bot.deliver()
    expect(await bot.say('anna', '/message send INC-1')).toContain("Card of INC-1: that's over by now")
    await bot.deliver()
    // That it was taken back is said there as well, in a line of its own.
    expect(bot.on('moderation')).toEqual(['07:50 @anna: undid the logging.'])
  })

  test('is a question: sent while it waits for an answer, and no more once it has one', async () => {
    for (const isAnswered of [false, true]) {
      const bot = await begin()
      await bot.say('zoe', '/incident log Spam in #help type:spam')
      await bot.say('zoe', '/incident escalate INC-1 "May I ban?" level:2')
      await bot.deliver()
      const to = { place: { platform: 'console', space: 'test', channel: 'up' } } as const
      await bot.change((use) => post(use, { view: 'escalation', of: 'escalation/1/1', to, repeat: 'ask' }))
      bot.chat.plan('up', 'vanish')
      await bot.advance({ minutes: 1 })
      if (isAnswered) await bot.say('boss', '/incident answer INC-1 Yes')
      expect(await bot.say('boss', '/status')).toContain('question about INC-1 · #up')
      expect(await bot.say('boss', '/message send')).toContain(
        isAnswered ? "Question about INC-1: that's over by now" : 'Question about INC-1: it goes out now.',
      )
      await bot.deliver()
      expect(bot.on('up')).toHaveLength(isAnswered ? 0 : 1)
    }
  })
})

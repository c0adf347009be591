import { describe, expect, test } from 'vitest'
import { instant } from '../../src/core/clock.ts'
import { byState } from '../../src/features/outbox.ts'
import { at, begin, lose, unsure, withReminder } from './in-doubt-rig.ts'

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

  test.each(['arrived', 'send'])('that shared a card are there or not as one: %s', async (say) => {
    const bot = await begin()
    for (let nth = 1; nth <= 6; nth++)
      await bot.say('anna', `/reminder add "Post ${nth}" when:"today 9:00" for:CM`)
    await lose(bot, '09:50', 'vanish', 'team')
    expect(await bot.say('anna', '/status')).toContain('1 message is in doubt')
    expect(await bot.say('anna', '/message list')).toContain(
      '6 late messages in one · #team · meant for 09:00',
    )
    expect(await bot.say('anna', `/message ${say} R3`)).toContain('6 late messages in one')
    await bot.deliver()
    expect(await bot.look((use) => byState(use, 'sent', 50))).toHaveLength(6)
    expect(bot.on('team')).toHaveLength(say === 'send' ? 1 : 0)
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
      ['· in doubt', 'In doubt: yesterday 09:00, LinkedIn, Job of the week (community manager)'],
      '1 message may or may not have gone out: see /status.',
    ],
    [
      'fr',
      '/digest',
      ['· incertain', 'Incertain\u00a0: hier 09:00, LinkedIn, Job of the week (community manager)'],
      '1 message est peut-être parti, peut-être pas\u00a0: voir /état.',
    ],
  ] as const)('says what is in doubt to those who decide: %s', async (locale, digest, lines, below) => {
    const bot = await begin(locale)
    await bot.say('anna', '/reminder add "Job of the week" when:"today 9am" network:LinkedIn for:CM')
    await bot.say('zoe', '/incident log Spam in #help type:spam')
    await lose(bot, '09:00', 'lost', 'team', 'moderation')
    expect(await bot.say('anna', digest)).toContain(lines[0])
    bot.clock.add({ hours: 19 })
    const next = await bot.say('anna', digest)
    expect(next).toContain(lines[1])
    expect(next).toContain(below)
    expect(next).not.toMatch(/missed|manqué/i)
    expect(await bot.say('boss', digest)).toContain(below)
    expect(await bot.say('zoe', digest)).not.toContain(below)
  })

  test('that has nothing else to say is sent all the same to who decides', async () => {
    const bot = await begin()
    for (const who of ['anna', 'zoe']) await bot.say(who, '/digest now')
    await bot.say('boss', '/digest schedule place:#digest audience:manager')
    await lose(bot, '08:00', 'vanish', 'digest')
    await bot.say('boss', '/digest stop D1')
    await bot.say('anna', '/digest schedule 13:00')
    await bot.advance('2027-03-11T13:00')
    expect(bot.on('@anna')).toEqual([expect.stringContaining('1 message may or may not have gone out')])
  })
})

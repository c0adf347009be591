import { instant } from '../../src/core/clock.ts'
import type { Locale } from '../../src/core/person.ts'
import { newestAudit } from '../../src/features/audit/entries.ts'
import type { Delivery } from '../../src/features/delivery.ts'
import { byState } from '../../src/features/outbox.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

/** A team whose chat tells nobody what it has shown. */
export async function begin(locale: Locale = 'en', team = 'team:#team') {
  const bot = await createTestBot({ now: '2027-03-11T07:50', locale })
  await bot.say('boss:manager', `/settings set moderation:#moderation digest:#digest ${team}`)
  for (const each of ['anna:cm', 'zoe:moderator']) await bot.say(each, '/help')
  bot.chat.knows.history = false
  return bot
}

/** Returns a time of that day, in milliseconds. */
export const at = (time: string) =>
  Temporal.ZonedDateTime.from(`2027-03-11T${time}[Europe/Paris]`).epochMilliseconds

/** Sends what falls due at a time, never hears what became of it, and comes back when it is too late for it. */
export async function lose(bot: TestBot, time: string, how: 'lost' | 'vanish', ...channels: string[]) {
  for (const channel of channels) bot.chat.plan(channel, how)
  bot.clock.set(instant(at(time)))
  await bot.deliver()
  bot.clock.add({ hours: 4 })
  await bot.deliver()
}

/** A reminder for the team that may or may not be in its channel since 09:00; it is 13:00. */
export async function withReminder(how: 'lost' | 'vanish', locale: Locale = 'en') {
  const bot = await begin(locale)
  await bot.say('anna', '/reminder add "Post the job of the week" when:"today 9am" for:CM')
  await lose(bot, '09:00', how, 'team')
  return bot
}

/** How the date of that reminder is named. */
export const date = 'occurrence/1-1-20270311T0900'

/** Returns what is in doubt. */
export const unsure = (bot: TestBot): Promise<Delivery[]> => bot.look((use) => byState(use, 'unsure', 50))
/** Returns the newest of the audit: who did what to what. */
export const did = (bot: TestBot) =>
  bot.look(async (use) => (await newestAudit(use, 50)).map(({ by, did, of }) => [by?.name, did, of]))

import type { Card } from '../../src/core/card.ts'
import type { Account, Locale } from '../../src/core/person.ts'
import { readFacts } from '../../src/features/digest/facts.ts'
import { digestCard } from '../../src/views/digest/index.ts'
import { at, records, who } from '../features/digest/records.ts'
import { keepStory } from '../features/digest/story.ts'
import { createTestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

/** The night of EXAMPLES up to the backup's turn, and the reminder of the day. */
export async function night(locale: Locale = 'en') {
  const bot = await createTestBot({ now: '2027-02-19T10:00' })
  await bot.say('cm_day:manager', `/settings set moderation:#moderation escalations:#team language:${locale}`)
  for (const name of ['cm_day', 'mod_est:moderator']) await bot.say(name, `/settings mine language:${locale}`)
  await bot.say('mod_est', '/incident log Insists in private type:harassment member:@nightowl')
  await bot.say('mod_est', '/incident resolve 1 reason:mediated')
  await bot.advance('2027-03-10T17:31')
  await bot.say(
    'cm_day',
    '/reminder add "Job of the week: customer support, two openings" network:LinkedIn campaign:Hiring link:https://example.com/jobs/support when:"every thursday 12:30"',
  )
  await bot.advance('2027-03-11T02:52')
  await bot.say(
    'mod_est',
    '/incident log what:"@nightowl writes to @otter again" type:harassment member:@nightowl affected:@otter file:1.png,2.png,3.png,4.png reporter:@otter when:02:49 place:"Discord private messages"',
  )
  await bot.advance('2027-03-11T02:58')
  await bot.say('mod_est', '/incident ask 2 Our rules say nothing about DMs. A 7-day timeout?')
  await bot.deliver()
  return bot
}

export type Night = Awaited<ReturnType<typeof night>>

/** The digest of the morning after, as the community manager is sent it at 08:00. */
export async function morning(locale: Locale): Promise<{ card: Card; now: number }> {
  const now = at('08:00')
  const it = await records(now, locale)
  await it.write((use) => keepStory(use, locale))
  const facts = await it.look((use) => readFacts(use))
  const reader = { locale, zone: 'Europe/Paris', sees: 'team' as const }
  const card = digestCard(facts, {
    reader,
    for: { audience: 'cm', person: { id: who('cm_day').person, role: 'cm' } },
    routine: it.house.routine[locale],
    words,
    t: words.t(locale),
  })
  return { card: { ...card, for: reader }, now }
}

/** The same card on another chat: its people are there, by ids of that chat's. */
export const elsewhere =
  (on: Pick<Account, 'platform' | 'space'>, idOf: (name: string) => string) =>
  (card: Card): Card =>
    JSON.parse(JSON.stringify(card), (_, value) =>
      value?.platform === 'console' && 'id' in value ? { ...on, id: idOf(value.id) } : value,
    )

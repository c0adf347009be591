import { afterEach, expect } from 'vitest'
import { createTestBot, type TestBot, type TestBotOptions } from '../test-bot.ts'

let begun: TestBot | undefined

/** Holds that nothing failed unseen, after each test of a file. */
export const watchLog = () =>
  afterEach(() => {
    expect(begun?.log.errors).toEqual([])
  })

/** The community manager's week; the next reminder is R31, as in the examples. */
export async function begin(options: TestBotOptions = {}) {
  const bot = await createTestBot({ now: '2027-03-10T09:00', ...options })
  await bot.say('cm_day:cm', '/help')
  await bot.change(async (use) => use.set(`c/${use.community}/counter/reminder`, 30))
  begun = bot
  const { on, press, say } = bot
  return Object.assign(bot, {
    on: (channel: string) => on(channel).map(spaced),
    press: async (...it: Parameters<typeof press>) => spaced(await press(...it)),
    say: async (...it: Parameters<typeof say>) => spaced(await say(...it)),
  })
}

/** French puts non-breaking spaces where the examples have plain ones. */
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ')

/** The reminder of the examples, in both languages. */
export const jobs =
  '/reminder add "Job of the week: customer support, two openings" network:LinkedIn campaign:Hiring link:https://example.com/job when:"every thursday 12:30"'
export const offres =
  '/rappel ajouter "Offre de la semaine : support client, deux postes" réseau:LinkedIn campagne:Recrutement lien:https://example.com/offre quand:"tous les jeudis à 12h30"'

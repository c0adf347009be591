import { afterEach, expect, test } from 'vitest'
import { createTown, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

const sending = 'POST /channels/:id/messages'

/** A reminder for the team whose answer is lost at 08:00, where Vigie may not read and is not back before 12:00. */
async function losing(locale: 'en' | 'fr', fault: string, add: string) {
  town = await createTown(locale)
  const { at, clock, discord } = town
  const values =
    locale === 'en'
      ? { what: 'Job of the week', place: at.team, when: '08:00' }
      : { quoi: 'Offre de la semaine', lieu: at.team, quand: '08:00' }
  await town.says('cm_day', add, values, '#general')
  discord.channel(at.team, { deny: ['ReadMessageHistory'] })
  discord.fault(sending, fault)
  await town.until('08:00')
  clock.add({ hours: 4 })
  await town.settle()
}

test('what may be there where history is closed (50013) is named with two buttons, and counts as sent by one', async () => {
  await losing('en', 'lost', '/reminder add')
  const { at, discord } = town
  expect(town.titles(at.team)).toHaveLength(1)
  expect(await town.says('cm_day', '/status', {}, at.moderation)).toMatch(
    /1 message is in doubt[\s\S]*reminder R1 · #team · meant for 08:00/,
  )
  const status = discord.private('cm_day').at(-1)
  await town.press('cm_day', status, "It's there")
  expect(town.last('cm_day')).toBe('Reminder R1: counted as sent.')
  await town.press('cm_relief', discord.messages(at.team)[0], 'Done')
  await town.settle()
  expect(town.last('cm_relief')).toContain('Done at 12:00 by @cm_relief')
  await town.press('cm_day', status, 'Send it now')
  await town.settle()
  expect(town.last('cm_day')).toContain('counted as sent already, by @cm_day (12:00)')
  expect(discord.messages(at.team)).toHaveLength(1)
})

test('and is sent by the other, in French as well', async () => {
  await losing('fr', '500', '/rappel ajouter')
  const { at, discord } = town
  expect(town.titles(at.team)).toEqual([])
  expect(await town.says('cm_day', '/message liste', {}, at.moderation)).toContain('rappel R1 · #équipe')
  await town.press('cm_day', discord.private('cm_day').at(-1), 'Envoyer maintenant')
  expect(town.last('cm_day')).toBe('Rappel R1 : ça part maintenant.')
  await town.settle()
  expect(town.text(discord.messages(at.team)[0])).toContain('08:00 · envoyé à 12:00')
  await town.press('cm_relief', discord.messages(at.team)[0], "C'est fait")
  await town.settle()
  expect(town.text(discord.messages(at.team)[0])).toContain('Fait à 12:00')
})

import { expect, test } from 'vitest'
import { createTestBot } from '../test-bot.ts'

const begin = async (now = '2027-03-11T08:20', locale: 'en' | 'fr' = 'en') => {
  const bot = await createTestBot({ now, locale })
  await bot.say('anna:cm', '/help')
  await bot.say('mod:moderator', '/help')
  await bot.say('boss:manager', '/help')
  return bot
}

test("the noun alone shows the day's blocks of one's role, by the hour", async () => {
  const bot = await begin()
  const shown = await bot.say('anna', '/routine')
  expect(shown).toContain(
    'Routine · Thursday 11 March\n0 of 15 ticked. Next: 08:00 Was there a catastrophe overnight?',
  )
  expect(shown).not.toContain('11:00 Mentions, the moderation shift opens')
  expect(await bot.say('mod', '/routine')).toContain('0 of 4 ticked.')
  expect(await bot.say('boss', '/routine')).toContain('0 of 16 ticked.')
})

test('a tick says who and when, and everybody sees it', async () => {
  const bot = await begin()
  const ticked = await bot.say('anna', '/routine tick 8:00')
  expect(ticked).toContain('Ticked: 08:00 Was there a catastrophe overnight?\n1 of 15 ticked. Next: 08:30')
  expect(await bot.say('boss', '/routine')).toContain(
    '08:00 Was there a catastrophe overnight? · @anna, 08:20',
  )
})

test('a block is found by its hour, its name or words of its title, in the language of who types', async () => {
  const bot = await begin('2027-03-11T08:20', 'fr')
  expect(await bot.say('anna', '/routine cocher 8h30')).toContain(
    'Coché\u00a0: 08:30 Mentions de la nuit, à trier',
  )
  expect(await bot.say('anna', '/routine cocher vérifications techniques')).toContain('Coché\u00a0: 10:15')
  expect(await bot.say('anna', '/routine tick handover')).toContain('Coché\u00a0: 18:00 Passation')
})

test('words that fit several blocks, or none, are answered with the nearest', async () => {
  const bot = await begin()
  const several = await bot.say('anna', '/routine tick evening')
  expect(several).toContain('“evening” fits more than one block')
  expect(several).toContain('15:45 Schedule the evening and the weekend')
  expect(await bot.say('anna', '/routine tick lunch')).toContain("“lunch” isn't a block of the routine.")
})

test('a second tick changes nothing and says who was first', async () => {
  const bot = await begin()
  await bot.say('anna', '/routine tick 08:30')
  await bot.advance({ minutes: 5 })
  expect(await bot.say('boss', '/routine tick 08:30')).toContain('was already ticked by @anna, at 08:20.')
})

test('untick takes it off again', async () => {
  const bot = await begin()
  await bot.say('anna', '/routine tick 08:30')
  expect(await bot.say('boss', '/routine untick 08:30')).toContain(
    'No longer ticked: 08:30 Overnight mentions',
  )
  expect(await bot.say('boss', '/routine untick overnight mentions')).toContain(
    "isn't ticked. Nothing was changed.",
  )
})

test('ticks are the day’s, in the zone of the community', async () => {
  const bot = await begin('2027-03-11T23:50')
  await bot.say('anna', '/settings mine zone:America/New_York')
  await bot.say('anna', '/routine tick 12:00')
  expect(await bot.say('anna', '/routine')).toContain('1 of 15 ticked.')
  await bot.advance({ minutes: 20 })
  expect(await bot.say('anna', '/routine')).toContain('Routine · Friday 12 March\n0 of 15 ticked.')
})

test('its hours are those of the reader, and read as they are shown', async () => {
  const bot = await begin('2027-03-11T10:40')
  await bot.say('anna', '/settings mine zone:America/New_York')
  expect(await bot.say('anna', '/routine')).toMatch(/Routine · Thursday 11 March\n.*Next: 02:00 Was there/)
  expect(await bot.say('anna', '/routine tick 4:45')).toContain('Ticked: 04:45 What goes out today')
  expect(await bot.say('anna', '/routine')).toContain(
    '04:45 What goes out today, and is it ready? · @anna, 04:40',
  )
  expect(await bot.say('anna', '/routine tick lunch')).toContain('04:30 Team meeting')
  expect(await bot.say('boss', '/routine')).toContain(
    '10:45 What goes out today, and is it ready? · @anna, 10:40',
  )
  await bot.say('boss', '/settings mine zone:Pacific/Auckland')
  expect(await bot.say('boss', '/routine')).toContain('Routine · Thursday 11 March\n')
})

test('buttons tick the next block, or any from a menu', async () => {
  const bot = await begin()
  await bot.say('anna', '/routine')
  expect(await bot.press('anna', 'Tick 08:00')).toContain('1 of 15 ticked. Next: 08:30')
  expect(await bot.press('anna', '10:15 Technical sweep, before writing to anyone')).toContain(
    '2 of 15 ticked.',
  )
})

test('a moderator reads the routine but does not tick it', async () => {
  const bot = await begin()
  expect(await bot.say('mod', '/routine')).not.toContain('[Tick')
  expect(await bot.say('mod', '/routine tick 08:00')).toContain('for the role community manager and above')
})

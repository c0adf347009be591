import { expect, test } from 'vitest'
import { createSealer } from '../../src/features/audit/sealing.ts'
import { createTestBot } from '../test-bot.ts'

const begin = async (locale: 'en' | 'fr' = 'en') => {
  const bot = await createTestBot({ now: '2027-03-11T07:50', locale })
  await bot.say('boss:manager', '/settings set digest:#digest')
  await bot.say('anna:cm', '/help')
  return bot
}

test('a new community has nothing next and nothing paused', async () => {
  const bot = await begin()
  expect(await bot.say('anna', '/status')).toBe(`Nothing is paused
Store: memory
Clock: Thursday 11 March, 07:50, Europe/Paris · simulated
Last digest: none sent yet
Languages: English, French · here: English
Version: 0.0.0
Next
Nothing is planned.`)
})

test('the clock is that of the reader, in their own zone', async () => {
  const bot = await begin()
  await bot.say('anna', '/settings mine zone:America/New_York')
  expect(await bot.say('anna', '/status')).toContain('Clock: Thursday 11 March, 01:50, America/New_York')
  expect(await bot.say('boss', '/status')).toContain('Clock: Thursday 11 March, 07:50, Europe/Paris')
})

test('the next five deliveries and the last digest are told', async () => {
  const bot = await begin()
  await bot.say('anna', '/digest schedule place:#digest')
  await bot.say(
    'anna',
    '/reminder add "Job of the week: two openings" when:"every thursday 12:30" network:LinkedIn',
  )
  for (const hour of [13, 14, 15, 16])
    await bot.say('anna', `/reminder add "Post ${hour}" when:"tomorrow ${hour}:00"`)
  await bot.advance('2027-03-11T08:00')
  expect(await bot.say('anna', '/status')).toContain(`Last digest: Thursday 11 March, 08:00 · D1
Languages: English, French · here: English
Version: 0.0.0
Next
12:30 · LinkedIn · Job of the week · R1 · @anna
Fri 12 March, 08:00 · digest D1 · #digest
Fri 12 March, 13:00 · Post 13 · R2 · @anna
Fri 12 March, 14:00 · Post 14 · R3 · @anna
Fri 12 March, 15:00 · Post 15 · R4 · @anna`)
})

test('what somebody paused is told with the command that resumes it', async () => {
  const bot = await begin()
  await bot.say('anna', '/reminder add "Job of the week" when:"every thursday 12:30"')
  await bot.say('anna', '/reminder pause R1')
  expect(await bot.say('anna', '/status')).toContain(`1 thing is paused`)
  expect(await bot.say('anna', '/status')).toContain(`Paused
R1 Job of the week, since 07:50, by @anna · /reminder resume R1`)
})

test('a place that refuses is told, with why and when Vigie looks again', async () => {
  const bot = await begin('fr')
  await bot.say('anna', '/point programmer lieu:#digest')
  bot.chat.plan('digest', { refused: { code: 'archived', scope: 'place', say: '' } })
  await bot.advance('2027-03-11T08:00')
  const status = await bot.say('anna', '/état')
  expect(status).toContain('2 choses en pause')
  expect(status).toContain('#digest depuis 08:00')
  expect(status).toContain('Vigie réessaie à 08:05.')
  expect(status).toContain("1 message y attend et part dès que c'est réparé.")
})

test('what is not allowed in a named place is told, with what that means', async () => {
  const bot = await begin()
  await bot.say('boss', '/settings set moderation:#moderation team:#team')
  const { lacks, problems } = bot.chat.knows
  lacks.set('digest', ['Create Public Threads', 'Read Message History'])
  lacks.set('moderation', ['View Channel'])
  problems.set('moderation', [{ code: 'forbidden', scope: 'place', say: 'Missing Access' }])
  const status = await bot.say('anna', '/status')
  expect(status).toContain(`Channels
#moderation · Vigie isn't allowed to write there · missing: View Channel
#digest · posts go out, but missing: Create Public Threads, Read Message History`)
  expect(status).not.toContain('#team')
  await bot.say('anna', '/settings mine language:fr')
  expect(await bot.say('anna', '/état')).toContain(`Salons
#moderation · Vigie n'a pas le droit d'y écrire · il manque\u00a0: View Channel`)
})

test('a chat that cannot say how its places are is told so of', async () => {
  const bot = await begin()
  bot.chat.directory.place = async () => Promise.reject(new Error('unreachable'))
  expect(await bot.say('anna', '/status')).toContain(
    "#digest · the chat can't say just now how things are there",
  )
})

test('is not for members', async () => {
  const bot = await begin()
  expect(await bot.say('otter:member', '/status')).toContain('for the role moderator and above')
})

test('up to when the audit is sealed, and with which head, is told to managers, amber where it is behind', async () => {
  const bot = await begin()
  bot.house.simulated = false
  const sealer = createSealer({ ...bot, owner: 'a process' })
  expect(await bot.say('boss', '/status')).not.toContain('Audit')
  await sealer.run()
  const sealed = await bot.say('boss', '/status')
  expect(sealed).toMatch(/\nAudit: sealed up to 07:50 · head [0-9a-f]{12}\n/)
  expect(bot.last).toMatchObject({ card: { tone: 'quiet' } })
  expect(await bot.say('anna', '/status')).not.toContain('Audit')
  await bot.say('boss', '/team add @zoe:moderator role:moderator')
  await bot.advance({ seconds: 60 })
  expect(await bot.say('boss', '/status')).toContain('Audit: sealed up to 07:50')
  await bot.advance({ seconds: 1 })
  expect(await bot.say('boss', '/status')).toMatch(
    /\nAudit: sealed only up to 07:50 · head [0-9a-f]{12} · what came after waits\n/,
  )
  expect(bot.last).toMatchObject({ card: { tone: 'amber' } })
  await sealer.run()
  await bot.say('boss', '/settings mine language:fr')
  expect(await bot.say('boss', '/état')).toMatch(
    /\nJournal\u00a0?: scellé jusqu'à 07:51 · tête [0-9a-f]{12}\n/,
  )
})

test('an audit that nobody seals is told of, with no head to tell', async () => {
  const bot = await begin()
  bot.house.simulated = false
  await bot.advance({ seconds: 61 })
  expect(await bot.say('boss', '/status')).toContain('\nAudit: nothing is sealed yet\n')
  expect(bot.last).toMatchObject({ card: { tone: 'amber' } })
})

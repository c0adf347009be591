import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account } from '../../../src/core/person.ts'
import { keepLinks } from '../../../src/features/links.ts'
import { resume } from '../../../src/features/outbox.ts'
import { keepPerson, personRecordOf } from '../../../src/features/people.ts'
import { createTestBot, type TestBot } from '../../test-bot.ts'

const forbidden = { refused: { code: 'forbidden', scope: 'place', say: '' } } as const

const account = (id: string): Account => ({ platform: 'console', space: 'test', id })

let bot: TestBot

beforeEach(async () => {
  bot = await createTestBot({ now: '2027-03-10T09:00' })
  await bot.say('boss:manager', '/settings set team:#team')
  await bot.say('anna:cm', '/help')
})

afterEach(() => {
  expect(bot.log.errors).toEqual([])
})

/** Whoever is told, by channel, since direct messages to these are closed. */
async function toldWhileClosed(...closed: string[]): Promise<Record<string, string[]>> {
  for (const each of closed) bot.chat.knows.closed.add(each)
  await bot.advance('2027-03-10T10:00')
  const told: Record<string, string[]> = {}
  for (const { card, ref } of bot.chat.posts)
    if (bot.on(ref.place.channel).some((text) => text.includes("couldn't be sent")))
      told[ref.place.channel] = (card.notify ?? []).map(({ id }) => id)
  return told
}

test('whoever has another account is told there', async () => {
  await bot.change(async (use) => {
    const it = await personRecordOf(use, 'console:test:anna')
    if (it === undefined) throw new Error('nobody')
    await keepLinks(use, [account('ann')], it.id)
    await keepPerson(use, { ...it, accounts: [account('anna'), account('ann')] })
  })
  await bot.say('anna', '/reminder add Water the plants when:"today 10:00"', { channel: 'planning' })
  expect(await toldWhileClosed('anna')).toEqual({ '@ann': [] })
  expect(bot.on('@ann')[0]).toBe(`R1 is paused: it couldn't be sent
Not sent: 10:00 · Water the plants. @anna can't be written to.
Kept: the reminder and all its dates.
To do: fix that and resume R1, or send it elsewhere with /reminder edit R1 place:#channel
[Resume] [Show the reminder]`)
})

test('else they are named where they made it, without a word of what it is about', async () => {
  await bot.say('anna', '/reminder add Water the plants when:"today 10:00"', { channel: 'planning' })
  expect(await toldWhileClosed('anna')).toEqual({ planning: ['anna'] })
  expect(bot.on('planning')[0]).toContain("Not sent: 10:00. @anna can't be written to.")
  expect(bot.on('planning')[0]).not.toContain('plants')
})

test('else in the team’s place, which reads what is the team’s', async () => {
  await bot.say('anna', '/reminder add Water the plants when:"today 10:00"')
  expect(await toldWhileClosed('anna')).toEqual({ team: ['anna'] })
  expect(bot.on('team')[0]).toContain("Not sent: 10:00 · Water the plants. @anna can't be written to.")
})

test('but not somebody’s own note to themselves', async () => {
  await bot.say('otter:member', '/reminder add Water the plants when:"today 10:00"')
  expect(await toldWhileClosed('otter')).toEqual({ team: ['otter'] })
  expect(bot.on('team')[0]).not.toContain('plants')
})

test('a way that refuses too is not the last', async () => {
  await bot.say('anna', '/reminder add Water the plants when:"today 10:00" place:#garden', {
    channel: 'planning',
  })
  bot.chat.plan('garden', forbidden)
  bot.chat.plan('planning', forbidden)
  expect(await toldWhileClosed('anna')).toEqual({ team: ['anna'] })
  bot.chat.knows.closed.clear()
  await bot.advance('2027-03-10T18:00')
  expect(bot.on('@anna')).toEqual([])
})

test('where it is resumed and refused again that is told again, but not whenever Vigie looks', async () => {
  await bot.say('anna', '/reminder add Water the plants when:"every day at 10:00"', { channel: 'planning' })
  await toldWhileClosed('anna')
  await bot.advance('2027-03-10T10:01')
  await bot.say('anna', '/reminder resume R1')
  await bot.advance('2027-03-10T10:02')
  expect(bot.on('planning').map((text) => text.split('\n')[0])).toEqual([
    'R1 runs again',
    "R1 is paused: it couldn't be sent",
  ])
  await bot.change((use) => resume(use, 'console/test/@anna'))
  await bot.advance('2027-03-10T11:00')
  expect(bot.on('planning')).toHaveLength(2)
})

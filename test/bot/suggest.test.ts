import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import { meet } from '../../src/bot/meeting.ts'
import { suggestFor } from '../../src/bot/suggest.ts'
import type { Invocation } from '../../src/core/chat.ts'
import { createTestBot } from '../test-bot.ts'

const kinds = createKinds(commands)

/** Returns how lines of a manager can go on, where a case, a reminder and a digest are there. */
async function suggestions() {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/incident log Gift links type:spam')
  await bot.say('anna', '/reminder add Poll when:"tomorrow 9am"')
  await bot.say('anna', '/digest schedule 08:00')
  const by = { platform: 'console', space: 'test', id: 'anna' } as const
  const here = { platform: 'console', space: 'test', channel: '@anna' } as const
  return (typed: string) =>
    bot.change(async (use) => {
      const person = await meet(use, by, { name: 'anna', groups: ['role:manager'] })
      const { locale, sees, zone } = person
      const it: Invocation = { id: 'it', by, here, command: '', input: typed, at: 0 }
      const at = { locale, zone, sees, now: use.now, by: person, here, words: use.house.words }
      const found = await suggestFor({ commands, kinds, it, field: '', typed, at, use })
      return found.map(({ value }) => value)
    })
}

test('a line goes on with nouns, verbs, the next bare value, names, and values behind their names', async () => {
  const after = await suggestions()
  expect(await after('/inc')).toEqual(['incident'])
  expect(await after('/incident res')).toEqual(['resolve'])
  expect(await after('/incident show ')).toEqual(['INC-1', 'ref:', 'all:', 'page:'])
  expect(await after('/incident resolve 1 w')).toEqual(['warned'])
  expect(await after('/incident resolve reason:warned ')).not.toContain('reason:')
  expect(await after('/incident list severity:h')).toContain('severity:high')
  expect(await after('/incident resolve 1 reason:cont')).toEqual(['reason:"content removed"'])
  expect(await after('/reminder done ')).toEqual(expect.arrayContaining(['R1', 'link:']))
  expect(await after('/digest stop ')).toEqual(['D1', 'ref:'])
  expect(await after('/team role @anna m')).toEqual(
    expect.arrayContaining(['member', 'moderator', 'manager']),
  )
  expect(await after('/settings set zone:Europe/Lo')).toEqual(['zone:Europe/London'])
})

test('help goes on with what one can type', async () => {
  const after = await suggestions()
  expect(await after('/help inc')).toEqual(['incident'])
  expect(await after('/help incident res')).toEqual(['resolve'])
})

test('networks and campaigns are those that were used, each once, and anything else may be written', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/reminder add Poll when:"tomorrow 9am" network:LinkedIn campaign:Hiring')
  await bot.say('anna', '/reminder add Post when:"tomorrow 10am" network:linkedin')
  await bot.say('anna', '/reminder edit R2 network:Instagram')
  await bot.say('anna', '/incident log Gift links type:spam network:Forum')
  const by = { platform: 'console', space: 'test', id: 'anna' } as const
  const here = { platform: 'console', space: 'test', channel: '@anna' } as const
  const field = (name: string, typed: string) =>
    bot.change(async (use) => {
      const person = await meet(use, by, { name: 'anna', groups: ['role:manager'] })
      const { locale, sees, zone } = person
      const it: Invocation = { id: 'it', by, here, command: 'reminder add', input: {}, at: 0 }
      const at = { locale, zone, sees, now: use.now, by: person, here, words: use.house.words }
      const found = await suggestFor({ commands, kinds, it, field: name, typed, at, use })
      return found.map(({ value }) => value)
    })
  expect(await field('network', '')).toEqual(['Forum', 'Instagram', 'LinkedIn'])
  expect(await field('network', 'link')).toEqual(['LinkedIn'])
  expect(await field('campaign', '')).toEqual(['Hiring'])
})

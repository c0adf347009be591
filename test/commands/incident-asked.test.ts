import { describe, expect, test } from 'vitest'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { createTestBot, type TestBotOptions } from '../test-bot.ts'

async function begin(options: TestBotOptions = {}) {
  const bot = await createTestBot({ now: '2027-03-10T09:00', ...options })
  for (const one of ['boss:manager', 'est:moderator', 'day:cm']) await bot.say(one, '/help')
  await bot.say('est', '/incident log "Spam wave" type:spam severity:high')
  const status = async () => (await bot.look((use) => incidentOf(use, 1)))?.status
  const title = async () => (await bot.say('est', '/incident show INC-1')).split('\n')[0]
  return { ...bot, status, title }
}

describe('a case that is being monitored and asked about', () => {
  test.each([
    ['en', 'WAITING, LEVEL 2', 'MONITORING'],
    ['fr', "EN ATTENTE D'AVIS, NIVEAU 2", 'SOUS SURVEILLANCE'],
  ] as const)(
    'waits on its card, and is monitored again once it is answered, in %s',
    async (locale, waits, watched) => {
      const { say, status, title } = await begin({ locale })
      await say('est', '/incident monitor INC-1 until:"2027-03-12 09:00"')
      expect(await title()).toContain(watched)
      await say('est', '/incident ask INC-1 "Close the channel?"')
      expect(await title()).toContain(waits)
      await say('boss', '/incident answer INC-1 "Not yet."')
      expect(await title()).toContain(watched)
      expect(await status()).toBe('monitoring')
    },
  )

  test('goes on waiting when the monitoring is over, and is in hand after the answer', async () => {
    const { advance, say, status } = await begin()
    await say('est', '/incident monitor INC-1 until:"2027-03-10 09:20"')
    await say('est', '/incident ask INC-1 "Close the channel?"')
    await advance({ minutes: 21 })
    expect(await status()).toBe('waiting')
    await say('boss', '/incident answer INC-1 "Not yet."')
    expect(await status()).toBe('progress')
  })
})

describe('the timeline of a case', () => {
  test.each([
    ['en', '@est: asked at level 2: @boss: Close the channel?'],
    ['fr', "@est : demande d'avis de niveau 2 à @boss : Close the channel?"],
  ] as const)('says what was asked, in %s', async (locale, line) => {
    const { say } = await begin({ locale })
    await say('est', '/incident ask INC-1 "Close the channel?"')
    expect((await say('est', '/incident show INC-1')).replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(line)
  })
})

describe('an answer', () => {
  const answered = async (minutes: number, locale: 'en' | 'fr' = 'en', level = 2) => {
    const bot = await begin({ locale })
    await bot.say('boss', '/settings set escalation:#help')
    await bot.say('est', `/incident ask INC-1 "Close the channel?" level:${level}`)
    await bot.deliver()
    await bot.advance({ minutes })
    await bot.say('boss', '/incident answer INC-1 "Not yet."')
    await bot.deliver()
    return bot
      .on('help')
      .join('\n')
      .replaceAll(/[\u00a0\u202f]/g, ' ')
  }

  test('that is given within the minute comes at once', async () => {
    expect(await answered(0)).toContain('@boss answered @est at once:')
    expect(await answered(0, 'fr')).toContain('Réponse de @boss à @est, aussitôt :')
    expect(await answered(12)).toContain('@boss answered @est after 12 min:')
  })
})

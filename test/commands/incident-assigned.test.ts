import { describe, expect, test } from 'vitest'
import { createTestBot, type TestBotOptions } from '../test-bot.ts'

async function begin(options: TestBotOptions = {}) {
  const bot = await createTestBot({ now: '2027-03-10T09:00', ...options })
  for (const one of ['boss:manager', 'est:moderator', 'west:moderator']) await bot.say(one, '/help')
  await bot.say('est', '/incident log "Spam wave" type:spam severity:high')
  const told = (whom: string) => bot.on(`@${whom}`).map((it) => it.replaceAll(/[\u00a0\u202f]/g, ' '))
  return { ...bot, told }
}

describe('whoever a case is assigned to', () => {
  test.each([
    [
      'en',
      `@boss assigned INC-1 to you
Spam · high · in progress
Spam wave
[Open INC-1] [Note] [Ask] [Resolve]`,
    ],
    [
      'fr',
      `@boss te confie INC-1
Spam · élevée · en cours
Spam wave
[Ouvrir INC-1] [Noter] [Demander un avis] [Clore]`,
    ],
  ] as const)('is told so directly, once, in %s', async (locale, card) => {
    const { chat, deliver, press, say, told } = await begin({ locale })
    await say('boss', '/incident assign INC-1 @west')
    await deliver()
    expect(told('west')).toEqual([card])
    expect(chat.in('@west')[0]?.card.notify).toMatchObject([{ id: 'west' }])
    expect(told('est')).toEqual([])
    expect(await press('west', card.slice(card.indexOf('[') + 1, card.indexOf(']')))).toContain('INC-1')
  })

  test('reads the next decision there', async () => {
    const { deliver, say, told } = await begin()
    await say('est', '/incident due INC-1 "Close the channel?" when:"2027-03-12 09:00"')
    await say('boss', '/incident assign INC-1 @west')
    await deliver()
    expect(told('west')[0]).toContain('Close the channel?')
  })

  test('is told nothing where they took it, or do not have it any more', async () => {
    const { deliver, say, told } = await begin()
    await say('west', '/incident assign INC-1 me')
    await say('west', '/incident release INC-1')
    await say('boss', '/incident claim INC-1')
    await say('boss', '/incident assign INC-1 @est')
    await say('boss', '/incident undo INC-1')
    await deliver()
    expect([...told('west'), ...told('boss'), ...told('est')]).toEqual([])
  })
})

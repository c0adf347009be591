import { expect, test } from 'vitest'
import { settingsOf } from '../../src/features/settings.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'

/** The one message of a first run, as text. */
const message = (bot: TestBot) => bot.on('@anna').find((text) => text.startsWith('Vigie is')) ?? ''

test('whoever may set things up and comes first is shown how to begin, once, in private', async () => {
  const bot = await createTestBot({ greets: true })
  await bot.home('otter')
  await bot.say('mod_est:moderator', '/incident')
  await bot.deliver()
  expect(bot.chat.posts).toEqual([])

  await bot.say('anna:manager', '/help')
  await bot.deliver()
  expect(bot.chat.posts.map(({ ref }) => ref.place.channel)).toEqual(['@anna'])
  expect(message(bot)).toBe(
    [
      'Vigie is here. Three steps to begin',
      'Nothing is posted in a channel before you choose one. Each step is ticked off here.',
      '○ Channels: where incidents, questions and the digest are posted',
      '[Choose channels]',
      '○ Language and time zone: English, Europe/Paris?',
      '[Set language and zone]',
      '○ A first reminder: see how one arrives',
      '[Try one in a minute]',
    ].join('\n'),
  )

  await bot.home('anna')
  await bot.say('ben:manager', '/help')
  await bot.home('ben')
  await bot.deliver()
  expect(bot.chat.posts).toHaveLength(1)
})

test('two who come at the same moment are one first run', async () => {
  const bot = await createTestBot({ greets: true })
  await Promise.all(
    ['anna', 'ben', 'cleo'].flatMap((name) => [bot.home(`${name}:manager`), bot.say(name, '/help')]),
  )
  await bot.deliver()
  expect(bot.chat.posts).toHaveLength(1)
})

test('opening Home is enough, and what they typed need not have been understood', async () => {
  const opened = await createTestBot({ greets: true })
  await opened.home('anna:manager')
  await opened.deliver()
  expect(message(opened)).toContain('Three steps')

  const typed = await createTestBot({ greets: true })
  await typed.say('anna:manager', '/what is this')
  await typed.deliver()
  expect(message(typed)).toContain('Three steps')
})

test('a chat that says so itself greets nobody', async () => {
  const bot = await createTestBot()
  await bot.home('anna:manager')
  await bot.say('anna:manager', '/help')
  await bot.deliver()
  expect(bot.chat.posts).toEqual([])
})

test('a community that was set up elsewhere is shown nothing', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/settings channels moderation:#moderation')
  await bot.say('anna', '/settings language English')
  await bot.say('anna', '/reminder add "Water the plants" when:"tomorrow 9:00"')
  const later = await createTestBot({ greets: true, store: bot.store })
  await later.say('ben:manager', '/help')
  await later.deliver()
  expect(later.on('@ben')).toEqual([])
})

test('each step is ticked off on the message, and on Home until all are taken', async () => {
  const bot = await createTestBot({ greets: true })
  await bot.home('anna:manager')
  await bot.deliver()

  await bot.press('anna', 'Try one in a minute')
  await bot.deliver()
  expect(message(bot)).toContain('✓ First reminder: R1, due 09:01')
  expect(message(bot)).not.toContain('[Try one in a minute]')

  await bot.press('anna', 'Choose channels', { $form: '', moderation: '#moderation' })
  await bot.deliver()
  expect(message(bot)).toContain('✓ Channels: moderation: #moderation')
  const home = await bot.home('anna')
  expect(home).toContain('First steps\n✓ Channels: moderation: #moderation\n○ Language and time zone')

  await bot.advance({ minutes: 2 })
  expect(message(bot)).toContain('✓ First reminder: R1, sent 09:01')
  expect(bot.on('@anna').at(-1)).toBe(
    '09:01 · to do now\nA first reminder\nR1\n[Done] [Later] [Skip this one]',
  )

  expect(await bot.say('anna', '/settings language English')).toBe(
    'Language and time zone stay as they are: English, Europe/Paris.',
  )
  await bot.deliver()
  expect(message(bot)).toBe(
    [
      'Vigie is set up',
      '/help shows what it does; /settings changes what was chosen.',
      '✓ Channels: moderation: #moderation',
      '✓ Language and time zone: English, Europe/Paris',
      '✓ First reminder: R1, sent 09:01',
    ].join('\n'),
  )
  expect(await bot.home('anna')).not.toContain('First steps')
  const edits = bot.chat.posts[0]?.edits
  await bot.say('anna', '/reminder add "Water the plants" when:"tomorrow 9:00"')
  await bot.deliver()
  expect(bot.chat.posts[0]?.edits).toBe(edits)
})

test('the form of language and zone is filled with what the person reads and lives in', async () => {
  const bot = await createTestBot({ greets: true })
  await bot.say('anna:manager', '/settings mine zone:America/New_York language:French')
  await bot.deliver()
  expect(bot.on('@anna')[0]).toContain('○ Langue et fuseau\u00a0: français, America/New_York\u00a0?')
  await bot.press('anna', 'Régler langue et fuseau')
  expect(bot.last).toMatchObject({
    form: {
      fields: [{ name: 'language' }, { name: 'zone' }],
      values: { language: 'fr', zone: 'America/New_York' },
    },
  })
  await bot.press('anna', 'Choisir les salons')
  expect(bot.last).toMatchObject({
    form: {
      fields: [{ name: 'moderation' }, { name: 'escalation' }, { name: 'team' }, { name: 'digest' }],
    },
  })
})

test('the reminder that is tried is made at once in French too', async () => {
  const bot = await createTestBot({ greets: true, locale: 'fr' })
  await bot.home('anna:manager')
  expect(await bot.press('anna', 'Essayer dans une minute')).toContain('R1 est enregistré')
  await bot.advance({ minutes: 2 })
  expect(bot.on('@anna').at(-1)).toContain('09:01 · à faire maintenant\nPremier rappel')
})

test('what is changed by the two short commands is what the settings are', async () => {
  const bot = await createTestBot()
  await bot.say('anna:manager', '/settings channels team:#team digest:#morning')
  await bot.say('anna', '/settings language French Europe/Lisbon')
  expect(await bot.look(settingsOf)).toMatchObject({
    locale: 'fr',
    zone: 'Europe/Lisbon',
    places: { team: { channel: 'team' }, digest: { channel: 'morning' } },
  })
  expect(await bot.say('otter', '/settings language English')).toContain('/réglages langue demande')
})

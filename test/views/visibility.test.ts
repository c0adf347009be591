import { beforeAll, describe, expect, test } from 'vitest'
import type { Reader } from '../../src/core/person.ts'
import { type Import, keepImport } from '../../src/features/link/import.ts'
import { followSights } from '../../src/features/sight-changes.ts'
import { registry } from '../../src/registry.ts'
import { createTestBot, type TestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'
import { textOf } from '../text-of.ts'

/** What nobody but the team is to read of the night, however it is told. */
const secrets = [
  'nightowl',
  'otter',
  'witness',
  'mod_west',
  'screens.png',
  'you will be sorry',
  'goes on in private',
  'seven days',
  'twenty-four hours',
  'told her mother',
  'tell otter',
]

/** Every view there is, with what it draws of the night. */
const subjects: Readonly<Record<string, string[]>> = {
  incident: ['incident/1', 'incident/2'],
  'incident-step': [1, 2, 3, 4, 5, 6, 7, 8].map((nth) => `incident/1/${nth}`),
  'incident-assigned': ['incident/1/6/assigned'],
  'incident-unheard': ['incident/1/6/unheard'],
  escalation: ['escalation/1/1', 'escalation/2/1', 'escalation/2/2'],
  'escalation-line': ['asked/1', 'asked/2', 'reminded/1', 'detail/1', 'further/1', 'answered/1'].flatMap(
    (part) => [`escalation/1/1/${part}`, `escalation/2/2/${part}`],
  ),
  answer: ['escalation/1/1/answer/1', 'escalation/1/1/answer/2'],
  digest: ['digest/1'],
  'digest.refused': ['digest/1/forbidden'],
  reminder: ['occurrence/1-1-20270310T100000'],
  'reminder-nudge': ['occurrence/1-1-20270310T100000'],
  'reminder-trouble': ['occurrence/1-1-20270310T100000'],
  'first-run': ['first-run'],
  'link.import': ['import/discord-elsewhere'],
  home: ['console/test/otter'],
}

let bot: TestBot

beforeAll(async () => {
  bot = await createTestBot()
  const says = (as: string, line: string) => bot.say(as, line)
  await says('anna:manager', '/settings set moderation:#moderation escalation:#escalation digest:#team')
  await says('anna', '/team add @mod_west moderator')
  await says('mod_est:moderator', '/help')
  await says('mod_est', '/digest at:18:00 to:#team')
  await says(
    'mod_est',
    '/incident log "@nightowl goes on in private" type:harassment member:@nightowl affected:@otter reporter:@witness',
  )
  await says('mod_est', '/incident evidence 1 "you will be sorry" file:screens.png reporter:@otter')
  await says('mod_est', '/incident note 1 "told her mother"')
  await says('mod_est', '/incident ask 1 "seven days for nightowl?"')
  await says('anna', '/incident details 1 "did nightowl write to otter?"')
  await says('mod_est', '/incident assign 1 @mod_west')
  await says('anna', '/incident answer 1 "twenty-four hours" task:"tell otter"')
  await says('anna', '/incident answer 1 "and tell otter so"')
  await says('mod_est', '/incident log "nightowl again" type:spam member:@nightowl')
  await says('mod_est', '/incident ask 2 "seven days?"')
  await says('mod_est', '/incident withdraw 2')
  await says('mod_est', '/incident ask 2 "seven days now?"')
  await bot.change(async (use) => keepImport(use, brought()))
  await bot.deliver()
})

/** What was brought over from a community that was joined to this one. */
function brought(): Import {
  const account = { platform: 'console', space: 'test', id: 'mod_west' } as const
  return {
    v: 1,
    was: 'discord-elsewhere',
    platform: 'discord',
    space: 'elsewhere',
    prefix: 'CAS',
    by: { person: 'console:test:mod_west', account, name: 'mod_west' },
    at: bot.clock.now().epochMilliseconds,
    last: { incident: 3, reminder: 2, digest: 0 },
    added: { incident: 9, reminder: 9, digest: 0 },
    brought: { incident: 3, reminder: 2, digest: 0 },
    stage: 'rest',
    left: 0,
    touched: 0,
    done: bot.clock.now().epochMilliseconds,
  }
}

const drawn = (view: string, of: string, sees: Reader['sees']): Promise<string> =>
  bot.look(async (use) => {
    const reader: Reader = { locale: 'en', zone: 'Europe/Paris', sees }
    const card = await registry.views[view]?.card(of, reader, use, words.t('en'))
    return card === undefined ? '' : textOf(card, use.now.epochMilliseconds)
  })

const told = (text: string): string[] => secrets.filter((each) => text.includes(each))

describe('what others than the team may read', () => {
  test('is looked at for every view', () => {
    expect(Object.keys(registry.views).sort()).toEqual(Object.keys(subjects).sort())
  })

  test('is nothing the night is about, while the team reads all of it', async () => {
    const found = await Promise.all(
      ['incident', 'incident-step', 'incident-assigned', 'escalation', 'escalation-line', 'answer'].flatMap(
        (view) => (subjects[view] ?? []).map((of) => drawn(view, of, 'team')),
      ),
    )
    const whole = await bot.say('mod_est', '/incident show 1 all:yes')
    expect(told([...found, whole].join('\n'))).toEqual(secrets)
  })

  const cases = Object.entries(subjects).flatMap(([view, all]) =>
    (['community', 'public'] as const).map((sees) => ({ view, all, sees })),
  )
  test.each(cases)('$view shows none of it to the $sees', async ({ all, sees, view }) => {
    for (const of of all) expect(told(await drawn(view, of, sees)), of).toEqual([])
  })

  test.each(Object.keys(registry.titles))('nor does the line for a late %s', async (view) => {
    for (const sees of ['community', 'public'] as const)
      for (const of of subjects[view] ?? []) {
        const title = await bot.look(async (use) =>
          registry.titles[view]?.(of, { locale: 'en', zone: 'UTC', sees }, use, words.t('en')),
        )
        expect(told(title === undefined ? '' : textOf({ text: title }, 0)), of).toEqual([])
      }
  })

  test.each([
    '/incident show 1',
    '/incident show 1 all:yes',
    '/incident list',
    '/incident history @nightowl',
    '/digest',
    '/status',
  ])('is not answered to a member by %s', async (line) => {
    const said = await bot.say('otter', line)
    expect(said).toContain('for the role moderator')
    expect(told(said)).toEqual([])
  })

  test('is that a question waits, with what opens it in private', async () => {
    expect(await drawn('escalation', 'escalation/2/2', 'community')).toBe(
      'INC-2: a question for the team.\n[Open INC-2]',
    )
    expect(await drawn('incident', 'incident/1', 'public')).toBe('INC-1 is an incident of the team.')
  })
})

describe('a place that was named', () => {
  const cards = () => bot.on('moderation').join('\n')

  test('shows the team what happens while it is as open as it was', () => {
    expect(cards()).toContain('@nightowl goes on in private')
  })

  test('shows no names any more once more people see it, until it is named again', async () => {
    bot.chat.knows.sees.set('moderation', 'community')
    await bot.advance({ minutes: 2 })
    await bot.say('mod_est', '/incident note 1 "told her mother again"')
    await bot.deliver()
    const first = () => bot.on('moderation')[0]
    expect(first()).toBe('INC-1 is an incident of the team.')
    expect(cards()).not.toContain('told her mother again')
    const said = await bot.say('anna', '/settings set moderation:#moderation')
    expect(said).toContain('Everybody on the terminal can read #moderation')
    await bot.say('mod_est', '/incident note 1 "seen"')
    await bot.deliver()
    expect(first()).toContain('@nightowl goes on in private')
  })

  test('is redrawn as soon as it is seen to have opened up, or closed again, whatever else happens', async () => {
    const { clock, house, log, store } = bot
    const looked = async () => {
      await bot.advance({ minutes: 2 })
      const changed = await followSights({ store, clock, house, log })
      await bot.deliver()
      return { changed, names: [...bot.on('moderation'), ...bot.on('escalation')].filter(isTold) }
    }
    const isTold = (text: string) => /(goes on in private|seven days)/.test(text)
    bot.chat.knows.sees.set('moderation', 'team')
    bot.chat.knows.sees.set('escalation', 'team')
    await looked()
    const before = (await looked()).names
    expect(before.length).toBeGreaterThan(2)
    const edits = () => bot.chat.asked.filter(({ did }) => did === 'edit').length
    const quiet = edits()
    expect(await looked()).toEqual({ changed: 0, names: before })
    expect(edits()).toBe(quiet)
    bot.chat.knows.sees.set('moderation', 'public')
    bot.chat.knows.sees.set('escalation', 'public')
    expect(await looked()).toMatchObject({ changed: 2 })
    expect(bot.on('moderation').filter((text) => text === 'INC-1 is an incident of the team.')).toHaveLength(
      1,
    )
    expect(bot.on('escalation').join()).toContain('INC-2: a question for the team.')
    bot.chat.knows.sees.set('moderation', 'team')
    bot.chat.knows.sees.set('escalation', 'team')
    expect(await looked()).toEqual({ changed: 2, names: before })
  })

  test('and is unknown to its chat just now stays as it was', async () => {
    bot.chat.knows.problems.set('moderation', [{ code: 'closed', scope: 'space', say: 'ratelimited' }])
    bot.chat.knows.sees.set('moderation', 'public')
    await bot.advance({ minutes: 15 })
    await bot.say('mod_est', '/incident note 1 "still there"')
    await bot.deliver()
    expect(bot.on('moderation')[0]).toContain('@nightowl goes on in private')
  })
})

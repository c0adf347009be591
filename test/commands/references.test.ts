import { afterEach, describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { createKinds } from '../../src/args/kinds.ts'
import { meet } from '../../src/bot/meeting.ts'
import { suggestFor } from '../../src/bot/suggest.ts'
import type { Invocation } from '../../src/core/chat.ts'
import type { Locale } from '../../src/core/person.ts'
import { whoIs } from '../../src/core/person.ts'
import { addressOf, occurrenceAddress } from '../../src/features/former.ts'
import { stepsOf } from '../../src/features/incidents/queries.ts'
import { incidentKeys, incidentOf } from '../../src/features/incidents/record.ts'
import { keepImport } from '../../src/features/link/import.ts'
import type { Counts } from '../../src/features/numbering.ts'
import { reminderOf } from '../../src/features/reminders/record.ts'
import { keepSettings, settingsOf } from '../../src/features/settings.ts'
import { createTestBot, oneCommunity, type TestBot } from '../test-bot.ts'

const kinds = createKinds(commands)
const none: Counts = { incident: 0, reminder: 0, digest: 0 }
const was = 'discord-test'

let begun: TestBot | undefined
afterEach(() => {
  expect(begun?.log.errors).toEqual([])
})

/**
 * A terminal to which a server was joined: INC-1 to INC-3, R1 and D1 are the terminal's own, and what was INC-1 and
 * INC-2, R1 and D1 on the server came after them.
 */
async function linked({ prefix = 'INC', locale = 'en' as Locale, last = {} as Partial<Counts> } = {}) {
  const bot = await createTestBot({ locale })
  begun = bot
  await oneCommunity(bot)
  const said = [
    ...['Spam in #help', 'Insults in #general', 'A scam link'].map(
      (what) => `/incident log "${what}" type:spam place:#${what.length}`,
    ),
    ...['Threats in voice', 'A raid'].map(
      (what) => `/incident log "${what}" type:harassment place:#${what.length}`,
    ),
    '/reminder add Newsletter when:"tomorrow 9am"',
    '/reminder add Poll when:"tomorrow 10am"',
    '/digest schedule 08:00 audience:moderator',
    '/digest schedule 09:00 audience:manager',
  ]
  for (const line of said) await bot.say('anna:manager', line)
  const counted = { incident: 2, reminder: 1, digest: 1, ...last }
  const added = { incident: 3, reminder: 1, digest: 1 }
  await bot.change(async (use) =>
    keepSettings(use, {
      ...(await settingsOf(use)),
      formers: [{ platform: 'discord', space: 'test', community: was, prefix, last: counted, added }],
    }),
  )
  await bot.say('anna@discord:manager', '/help')
  return Object.assign(bot, {
    /** Runs a command with the input of a button. */
    pressing: async (as: string, command: string, input: Record<string, string>) => {
      const { last } = bot
      bot.last = { card: { buttons: [{ label: 'it', command, input }] } }
      const answer = await bot.press(as, 'it')
      return { answer, before: last }
    },
    /** Suggests values to somebody on the server. */
    suggested: (command: string, field: string, typed: string, platform: 'discord' | 'console' = 'discord') =>
      bot.change(async (use) => {
        const by = { platform, space: 'test', id: 'anna' }
        const here = { platform, space: 'test', channel: '@anna' }
        const person = await meet(use, by, { name: 'anna', groups: ['role:manager'] })
        const { locale, sees, zone } = person
        const it: Invocation = { id: 'it', by, here, command, input: field === '' ? typed : {}, at: 0 }
        const at = { locale, zone, sees, now: use.now, by: person, here, words: use.house.words }
        return suggestFor({ commands, kinds, it, field, typed, at, use })
      }),
    notes: (number: number) =>
      bot.look(async (use) => (await stepsOf(use, number, 5)).flatMap(({ text }) => text ?? [])),
  })
}

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('a reference that means two incidents', () => {
  test('is not guessed at: both are named, with what they are about, and each can be pressed', async () => {
    const bot = await linked()
    for (const typed of ['INC-1', '1', '#1', 'inc 1'])
      expect(await bot.say('anna@discord', `/incident show ref:"${typed}"`)).toBe(
        [
          `Since Discord was linked, “${typed}” can be INC-4 (was INC-1 on Discord) or INC-1. Which one?`,
          'INC-4 · was INC-1 on Discord · harassment · Threats in voice',
          'INC-1 · spam · Spam in #help',
          '[INC-4] [INC-1] [Correct]',
          'Nothing was recorded; what you typed is kept for 24 hours.',
        ].join('\n'),
      )
    const card = await bot.press('anna@discord', 'INC-4')
    expect(card).toContain('Threats in voice')
    expect(card).toContain('Was INC-1 on Discord')
    await bot.say('anna@discord', '/incident show INC-1')
    expect(await bot.press('anna@discord', 'INC-1')).toContain('Spam in #help')
  })

  test('is asked about in French too', async () => {
    const bot = await linked({ locale: 'fr' })
    expect(spaced(await bot.say('anna@discord', '/incident voir INC-1'))).toBe(
      [
        'Depuis le lien avec Discord, « INC-1 » peut être INC-4 (INC-1 sur Discord avant le lien) ou INC-1. Lequel ?',
        'INC-4 · INC-1 sur Discord avant le lien · harcèlement · Threats in voice',
        'INC-1 · spam · Spam in #help',
        '[INC-4] [INC-1] [Corriger]',
        "Rien n'a été enregistré ; ce que tu as tapé est gardé 24 heures.",
      ].join('\n'),
    )
    expect(spaced(await bot.press('anna@discord', 'INC-4'))).toContain('INC-1 sur Discord avant le lien')
  })

  test('keeps everything else that was typed, whichever is chosen', async () => {
    const bot = await linked()
    await bot.say('anna@discord', '/incident note INC-2 Asked the other moderator')
    expect(await bot.press('anna@discord', 'INC-5')).toContain('INC-5')
    expect(await bot.notes(5)).toEqual(['Asked the other moderator'])
    expect(await bot.notes(2)).toEqual([])
  })

  test('is a reference still, where other words would be something to log', async () => {
    const bot = await linked({ locale: 'fr' })
    await bot.say('anna@discord', '/incident noter 2 Vu avec le modérateur')
    await bot.press('anna@discord', 'INC-5')
    expect(await bot.notes(5)).toEqual(['Vu avec le modérateur'])
    expect(await bot.look((use) => incidentOf(use, 6))).toBeUndefined()
  })

  test('is asked about for each of two, one after the other', async () => {
    const bot = await linked()
    expect(await bot.say('anna@discord', '/incident relate 1 2')).toContain(
      '[INC-4] [INC-1] [INC-5] [INC-2] [Correct]',
    )
    expect(await bot.press('anna@discord', 'INC-4')).toContain('[INC-5] [INC-2] [Correct]')
    await bot.press('anna@discord', 'INC-2')
    expect((await bot.look((use) => incidentOf(use, 4)))?.related).toEqual([2])
  })

  test('can be corrected in the form instead', async () => {
    const bot = await linked()
    await bot.say('anna@discord', '/incident note INC-1 Asked around')
    await bot.press('anna@discord', 'Correct')
    expect(bot.last).toMatchObject({ form: { values: { ref: 'INC-1', text: 'Asked around' } } })
    expect(await bot.submit('anna@discord', { ref: 'INC-1' })).toContain('[INC-4] [INC-1] [Correct]')
    await bot.press('anna@discord', 'INC-1')
    expect(await bot.notes(1)).toEqual(['Asked around'])
  })

  test('is told beside what else is wrong, and chosen in the same way', async () => {
    const bot = await linked()
    const answer = await bot.say('anna@discord', '/incident severity ref:INC-1 severity:purple')
    expect(answer).toContain("“purple” isn't one of the choices.")
    expect(answer).toContain('[INC-4] [INC-1] [Correct]')
    await bot.press('anna@discord', 'INC-4')
    await bot.submit('anna@discord', { severity: 'critical' })
    expect((await bot.look((use) => incidentOf(use, 4)))?.severity).toBe('critical')
  })
})

describe('a reference means one incident', () => {
  test('where no other chat was joined: the one that has it now', async () => {
    const bot = await linked()
    expect(await bot.say('anna', '/incident show INC-1')).toContain('Spam in #help')
    expect(await bot.say('anna', '/incident show 4')).toContain('Threats in voice')
  })

  test('where there is only one: the other was withdrawn, or never was', async () => {
    const bot = await linked()
    expect(await bot.say('anna@discord', '/incident show INC-3')).toContain('A scam link')
    await bot.say('anna', '/incident undo INC-1')
    expect(await bot.say('anna@discord', '/incident show INC-1')).toContain('Threats in voice')
  })

  test('where it begins with a prefix of before: what that was, on any chat', async () => {
    const bot = await linked({ prefix: 'CAS' })
    expect(await bot.say('anna', '/incident show CAS-1')).toContain('Threats in voice')
    expect(await bot.say('anna@discord', '/incident show cas2')).toContain('A raid')
    expect(await bot.say('anna@discord', '/incident show INC-1')).toContain('Spam in #help')
    expect(await bot.say('anna@discord', '/incident show 1')).toContain(
      'INC-4 (was CAS-1 on Discord) or INC-1',
    )
    expect(await bot.say('anna', '/incident show CAS-3')).toContain("There's no CAS-3.")
    const card = await bot.say('anna', '/incident show INC-4')
    expect(card.split('Was CAS-1 on Discord')).toHaveLength(2)
    expect(await bot.say('anna', '/incident show INC-1')).not.toContain('Was ')
  })

  test('where words stand behind it, as in a suggestion: the one that has it now', async () => {
    const bot = await linked()
    expect(await bot.say('anna@discord', '/incident show "INC-1 · spam"')).toContain('Spam in #help')
    expect(await bot.say('anna@discord', '/incident show "1 · whatever"')).toContain('Spam in #help')
  })

  test('in its own thread, where none is typed', async () => {
    const bot = await linked()
    const here = { channel: 'mods', thread: '42' }
    await bot.change(async (use) => use.set(incidentKeys.thread(use.community, here.channel, here.thread), 1))
    expect(await bot.say('anna@discord', '/incident show', here)).toContain('Spam in #help')
  })
})

describe('a button', () => {
  test('means what it meant when it was shown, whoever presses it and where', async () => {
    const bot = await linked()
    for (const as of ['anna', 'anna@discord']) {
      const before = await bot.pressing(as, 'incident show', { ref: addressOf(was, 1) })
      expect(before.answer).toContain('Threats in voice')
      const now = await bot.pressing(as, 'incident show', { ref: addressOf('console-test', 1) })
      expect(now.answer).toContain('Spam in #help')
    }
  })

  test('of a date of a reminder does too', async () => {
    const bot = await linked()
    const ref = addressOf(was, 1)
    const date = occurrenceAddress(was, '1-1-20270311T1000')
    expect((await bot.pressing('anna@discord', 'reminder skip', { ref, date })).answer).toContain('R2')
    expect((await bot.look((use) => reminderOf(use, 2)))?.state).toBe('ended')
    expect((await bot.look((use) => reminderOf(use, 1)))?.state).toBe('active')
  })

  test('of a community that is none of this one says so', async () => {
    const bot = await linked()
    const said = 'That belongs to a community this one knows nothing of. Type the reference instead.'
    for (const [command, input] of [
      ['incident show', { ref: addressOf('discord-G9', 1) }],
      ['reminder show', { ref: addressOf('discord-G9', 1) }],
      ['digest stop', { ref: addressOf('discord-G9', 1) }],
      [
        'reminder skip',
        { ref: addressOf(was, 1), date: occurrenceAddress('discord-G9', '1-1-20270311T1000') },
      ],
    ] as const)
      expect((await bot.pressing('anna', command, input)).answer).toContain(said)
  })

  test('opens a form that names it for people, and leads to it when handed in as it was', async () => {
    const bot = await linked()
    await bot.pressing('anna@discord', 'incident note', { ref: addressOf('console-test', 1) })
    expect(bot.last).toMatchObject({
      form: {
        values: { ref: 'INC-1 · spam · Spam in #help' },
        read: { ref: addressOf('console-test', 1) },
        shown: { ref: 'INC-1 · spam · Spam in #help' },
      },
    })
    await bot.submit('anna@discord', { ref: 'INC-1 · spam · Spam in #help', text: 'Seen' })
    expect(await bot.notes(1)).toEqual(['Seen'])
    await bot.pressing('anna', 'incident note', { ref: addressOf(was, 1) })
    expect(bot.last).toMatchObject({ form: { values: { ref: 'INC-4' } } })
    await bot.submit('anna', { text: 'Seen by us' })
    expect(await bot.notes(4)).toEqual(['Seen by us'])
  })
})

describe('what is suggested', () => {
  test('means what it says, whatever references mean there', async () => {
    const bot = await linked()
    const found = await bot.suggested('incident show', 'ref', 'scam')
    expect(found).toEqual([{ value: addressOf('console-test', 3), label: 'INC-3 · spam · A scam link' }])
    expect(await bot.suggested('incident show', 'ref', 'scam', 'console')).toEqual([
      { value: 'INC-3', label: 'INC-3 · spam · A scam link' },
    ])
    for (const { label, value } of await bot.suggested('incident show', 'ref', ''))
      for (const typed of [value, label])
        expect(await bot.say('anna@discord', `/incident show "${typed}"`)).toContain(
          label.split(' · ').at(-1),
        )
  })

  test('is found by what it was called before, and says so', async () => {
    const bot = await linked({ prefix: 'CAS' })
    for (const on of ['discord', 'console'] as const)
      expect((await bot.suggested('incident show', 'ref', 'cas-2', on)).map(({ label }) => label)).toEqual([
        'INC-5 · was CAS-2 on Discord · harassment · A raid',
      ])
    expect((await bot.suggested('reminder show', 'ref', 'R1')).map(({ label }) => label)).toEqual([
      'R1 · Newsletter',
      'R2 · was R1 on Discord · Poll',
    ])
  })

  test('goes on with words on a line where the reference alone could be another', async () => {
    const bot = await linked()
    const values = async (line: string) => (await bot.suggested('', '', line)).map(({ value }) => value)
    expect(await values('/incident show scam')).toContain('"INC-3 · spam"')
    expect(await values('/digest stop ')).toEqual(['"D1 · moderator"', '"D2 · manager"', 'ref:'])
  })
})

describe('reminders and digests', () => {
  test('are asked about like incidents, and R1 is one of them elsewhere', async () => {
    const bot = await linked()
    expect(await bot.say('anna@discord', '/reminder show R1')).toContain(
      'Since Discord was linked, “R1” can be R2 (was R1 on Discord) or R1. Which one?',
    )
    const shown = await bot.press('anna@discord', 'R2')
    expect(shown).toContain('Poll')
    expect(shown).toContain('Was R1 on Discord')
    expect(await bot.say('anna', '/reminder show R1')).toContain('Newsletter')
    expect(await bot.say('anna@discord', '/reminder show "R1 · Newsletter"')).toContain('Newsletter')
    expect(await bot.say('anna@discord', '/digest stop D1')).toContain('D2 · was D1 on Discord · manager')
    expect(await bot.press('anna@discord', 'D2')).toContain('D2')
    expect(await bot.say('anna@discord', '/digest stop D1')).toContain('D1')
  })

  test('are nothing to whoever may not read them', async () => {
    const bot = await linked()
    await bot.say('otter:member', '/reminder add "My own" when:"tomorrow 11am"')
    await bot.change(async (use) => {
      const set = await settingsOf(use)
      const formers = (set.formers ?? []).map((it) => ({ ...it, added: { ...it.added, reminder: 2 } }))
      keepSettings(use, { ...set, formers })
    })
    // R1 is the team's, and what was R1 on the server is somebody's own.
    expect(await bot.say('anna@discord', '/reminder show R1')).toContain('Newsletter')
    expect(await bot.say('otter', '/reminder show R1')).toContain("There's no reminder R1 for you.")
  })
})

describe('what is still being brought over', () => {
  const importing = async (bot: TestBot) =>
    bot.change(async (use) => {
      const [from] = (await settingsOf(use)).formers ?? []
      if (from === undefined) throw new Error('nobody was joined')
      const { added, last, platform, prefix, space } = from
      const by = whoIs({ id: 'anna', name: 'anna', accounts: [{ platform, space, id: 'anna' }] } as never)
      keepImport(use, {
        v: 1,
        was,
        platform,
        space,
        prefix,
        by,
        at: 0,
        last,
        added,
        brought: none,
        stage: 'open',
        left: 0,
        touched: 0,
      })
    })

  test('is told by its new number, and can be tried again', async () => {
    const bot = await linked({ prefix: 'CAS', last: { incident: 4 } })
    expect(await bot.say('anna', '/incident show CAS-3')).toContain("There's no CAS-3.")
    await importing(bot)
    const said =
      'INC-6 (was CAS-3 on Discord) is still being brought over. Try again in a moment.\n[Try again] [Correct]\nNothing was recorded; what you typed is kept for 24 hours.'
    expect(await bot.say('anna', '/incident show CAS-3')).toBe(said)
    expect((await bot.pressing('anna', 'incident show', { ref: addressOf(was, 3) })).answer).toBe(said)
    const { last } = bot
    await bot.say('anna', '/incident log "A phishing page" type:scam')
    bot.last = last
    expect(await bot.press('anna', 'Try again')).toContain('A phishing page')
  })

  test('is one of two that a reference means', async () => {
    const bot = await linked({ last: { incident: 4 } })
    await importing(bot)
    const answer = await bot.say('anna@discord', '/incident note 3 Called them')
    expect(answer).toContain('INC-6 · was INC-3 on Discord · still being brought over')
    expect(await bot.press('anna@discord', 'INC-6')).toContain('is still being brought over')
    expect(await bot.notes(3)).toEqual([])
  })
})

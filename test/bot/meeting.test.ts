import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { introduce, meet } from '../../src/bot/meeting.ts'
import type { Directory, Invocation } from '../../src/core/chat.ts'
import { type Account, type Role, roles } from '../../src/core/person.ts'
import { keepLinks } from '../../src/features/links.ts'
import { keepPerson, peopleWith, personRecordOf } from '../../src/features/people.ts'
import { initialSettings, keepSettings, type Settings } from '../../src/features/settings.ts'
import { createFakeLog } from '../fakes.ts'
import { createTestBot } from '../test-bot.ts'

const mo: Account = { platform: 'console', space: 'test', id: 'mo' }
const moId = 'console:test:mo'
const mapped: Settings['roles'] = {
  'group:S1': { role: 'moderator', name: '@mods' },
  'channel:C1': { role: 'cm', name: '#content' },
}

/** Returns a community whose groups give roles, and what meets one person of it. */
async function createMeeting(grants: Settings['roles'] = mapped) {
  const bot = await createTestBot()
  await bot.change(async (use) =>
    keepSettings(use, { ...initialSettings({ zone: 'UTC', locale: 'en' }), roles: grants }),
  )
  return {
    ...bot,
    meets: (groups: string[] | undefined, through = mo) =>
      bot.change((use) => meet(use, through, { name: 'mo', ...(groups && { groups }) })),
    onRecord: () => bot.look((use) => personRecordOf(use, moId)),
    /** Every role under which the person is listed. */
    listed: () =>
      bot.look(async (use) => {
        const found = await Promise.all(
          roles.map(async (role) => ({ role, all: await peopleWith(use, role) })),
        )
        return found.flatMap(({ all, role }) => (all.some(({ id }) => id === moId) ? [role] : []))
      }),
  }
}

describe('the role somebody has', () => {
  test.each<[groups: string[], role: Role]>([
    [[], 'member'],
    [['group:S9', 'channel:C9'], 'member'],
    [['group:S1'], 'moderator'],
    [['channel:C1', 'group:S1'], 'cm'],
    [['admin'], 'manager'],
    [['group:S1', 'admin', 'channel:C1'], 'manager'],
    [['role:cm'], 'cm'],
    [['constructor', '__proto__'], 'member'],
  ])('in %j is %s', async (groups, role) => {
    const { listed, meets } = await createMeeting()
    expect((await meets(groups)).role).toBe(role)
    expect(await listed()).toEqual([role])
  })

  test('is what administrators are mapped to, once they are', async () => {
    const { meets } = await createMeeting({ admin: { role: 'moderator', name: 'admin' } })
    expect((await meets(['admin'])).role).toBe('moderator')
  })

  test('ends with the group that gave it', async () => {
    const { listed, meets } = await createMeeting()
    await meets(['admin', 'group:S1'])
    expect((await meets(['group:S1'])).role).toBe('moderator')
    expect((await meets([])).role).toBe('member')
    expect(await listed()).toEqual(['member'])
  })

  test('stays where it was given by hand, whatever groups come and go', async () => {
    const { meets, say } = await createMeeting()
    await say('anna:manager', '/team add @mo moderator')
    expect((await meets(['admin'])).role).toBe('manager')
    expect((await meets([])).role).toBe('moderator')
  })

  test('is only what was given by hand while the chat cannot tell, and the record stays', async () => {
    const { listed, meets, say } = await createMeeting()
    await meets(['admin'])
    expect((await meets(undefined)).role).toBe('member')
    expect((await meets(undefined)).may('settings.write')).toBe(false)
    expect(await listed()).toEqual(['manager'])
    await say('anna:manager', '/team role @mo moderator')
    expect((await meets(undefined)).role).toBe('moderator')
    expect((await meets(['admin'])).role).toBe('manager')
  })

  test('on a record of before groups were told apart counts as given by hand', async () => {
    const { change, meets, onRecord } = await createMeeting()
    await change((use) =>
      keepPerson(use, { v: 1, id: moId, name: 'mo', role: 'cm', supervised: false, accounts: [mo] }),
    )
    expect((await meets(['group:S1'])).role).toBe('cm')
    expect((await meets([])).role).toBe('cm')
    expect(await onRecord()).toMatchObject({ given: 'cm', role: 'cm' })
  })

  test('is the highest of all accounts, each giving its own', async () => {
    const { change, meets } = await createMeeting()
    const other: Account = { platform: 'discord', space: 'server', id: '7' }
    await change((use) => keepLinks(use, [other], moId))
    await meets(['admin'])
    expect((await meets([], other)).role).toBe('manager')
    expect((await meets(['group:S1'], other)).role).toBe('manager')
    expect((await meets([])).role).toBe('moderator')
    expect((await meets([], other)).role).toBe('member')
  })

  test('that groups of another account gave ends with those groups, and is no role while that chat cannot tell', async () => {
    const { change } = await createMeeting()
    const other: Account = { platform: 'discord', space: 'server', id: '7' }
    await change((use) => keepLinks(use, [other], moId))
    const meets = (elsewhere: { account: Account; groups?: string[] }[]) =>
      change(async (use) => (await meet(use, mo, { name: 'mo', groups: ['group:S1'], elsewhere })).role)
    await change((use) => meet(use, other, { name: 'mo', groups: ['admin'] }))
    expect(await meets([{ account: other, groups: ['admin'] }])).toBe('manager')
    expect(await meets([{ account: other }])).toBe('moderator')
    expect(await meets([{ account: other, groups: ['admin'] }])).toBe('manager')
    expect(await meets([{ account: other, groups: [] }])).toBe('moderator')
    expect(await meets([{ account: other }])).toBe('moderator')
  })

  test('is always the higher of both, listed once, and written only when something changed', async () => {
    const group = fc.constantFrom('admin', 'group:S1', 'channel:C1', 'group:S9')
    const act = fc.oneof(
      fc.record({ groups: fc.option(fc.uniqueArray(group), { nil: undefined }) }),
      fc.record({ given: fc.constantFrom(...roles) }),
    )
    const gives: Record<string, Role> = { admin: 'manager', 'group:S1': 'moderator', 'channel:C1': 'cm' }
    const rank = (role: Role) => roles.indexOf(role)
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
        const { change, listed, meets, onRecord, store } = await createMeeting()
        await meets([])
        let given: Role = 'member'
        let known: string[] = []
        for (const each of acts) {
          if ('given' in each) {
            given = each.given
            await change((use) => meet(use, mo, { name: 'mo', groups: [...known, `role:${given}`] }))
          } else {
            const fromGroups = (each.groups ?? []).map((it) => gives[it] ?? 'member')
            const expected = [given, ...fromGroups].sort((a, b) => rank(b) - rank(a))[0]
            expect((await meets(each.groups)).role).toBe(expected)
            known = each.groups ?? known
          }
          const record = await onRecord()
          expect(await listed()).toEqual([record?.role])
          const versions = async () =>
            (await store.range({ from: '!', to: '~', limit: 1000 })).map(({ version }) => version)
          const before = await versions()
          await meets(known.toReversed())
          expect(await versions()).toEqual(before)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('what the profile says', () => {
  const profiled = async (profile: { locale?: string; zone?: string }) => {
    const bot = await createTestBot()
    bot.chat.knows.profiles.set('zoé', { name: 'zoé', ...profile })
    return bot
  }

  test('is the language and zone somebody reads in', async () => {
    const bot = await profiled({ locale: 'fr-FR', zone: 'America/Montreal' })
    expect(await bot.say('zoé', '/settings mine')).toMatch(/français, America\/(Montreal|Toronto)/)
  })

  test('leaves what it does not say, or what is not known here, to the community', async () => {
    for (const profile of [
      {},
      { locale: 'de-DE', zone: 'Mars/Olympus' },
      { locale: 'fro', zone: '+02:00' },
    ]) {
      const bot = await profiled(profile)
      expect(await bot.say('zoé', '/settings mine')).toContain('English, Europe/Paris')
    }
  })

  test('is overruled by what they set themselves, each by itself', async () => {
    const bot = await profiled({ locale: 'fr-FR', zone: 'America/New_York' })
    expect(await bot.say('zoé', '/réglages moi langue:anglais')).toContain('English, America/New_York')
    bot.chat.knows.profiles.set('zoé', { name: 'zoé', locale: 'fr-FR', zone: 'Asia/Tokyo' })
    expect(await bot.say('zoé', '/settings mine')).toContain('English, Asia/Tokyo')
    await bot.say('zoé', '/settings mine zone:Europe/Lisbon')
    expect(await bot.say('zoé', '/settings mine')).toContain('English, Europe/Lisbon')
  })

  test('holds for what is sent to them, and not for what is posted in a place', async () => {
    const bot = await profiled({ locale: 'fr-FR', zone: 'America/New_York' })
    await bot.say('zoé:cm', '/rappel ajouter Newsletter quand:"dans 10 minutes"')
    await bot.say('zoé', '/rappel ajouter Sondage quand:"dans 10 minutes" lieu:#contenu')
    await bot.advance({ minutes: 15 })
    expect(bot.on('@zoé').join('\n')).toContain('à faire')
    expect(bot.on('contenu').join('\n')).not.toContain('à faire')
    expect(bot.on('contenu').join('\n')).toContain('Sondage')
  })
})

describe('a chat that is asked who somebody is', () => {
  const it: Invocation = {
    id: 'i1',
    by: mo,
    here: { platform: 'console', space: 'test', channel: '@mo' },
    command: '',
    input: '',
    at: 0,
  }
  const directory: Directory = {
    direct: async () => undefined,
    profile: async () => ({ name: 'Mo\u202e', locale: 'fr-FR', zone: 'europe/paris' }),
    groups: async () => ['admin'],
    place: async () => ({ sees: 'team', problems: [] }),
  }
  const never = () => new Promise<never>(() => {})
  const soon = async () => {}

  test('introduces them, in the language the command was given in', async () => {
    const log = createFakeLog()
    expect(await introduce(directory, { ...it, locale: 'en-GB' }, { log, wait: never })).toEqual({
      name: 'Mo',
      groups: ['admin'],
      locale: 'en',
      profile: { locale: 'fr', zone: 'Europe/Paris' },
    })
    expect(log.warnings).toEqual([])
  })

  test('and knows no more than an id leaves somebody the name on record', async () => {
    const bot = await createTestBot()
    const as = (name: string) =>
      introduce({ ...directory, profile: async () => ({ name }) }, it, { log: createFakeLog(), wait: never })
    const named = async (name: string) => {
      const known = await as(name)
      return (await bot.change((use) => meet(use, mo, known))).name
    }
    expect(await named('mo')).toBe('mo')
    expect(await named('Mo Salah')).toBe('Mo Salah')
    expect(await named('mo')).toBe('Mo Salah')
    expect(await named(' \u200b')).toBe('Mo Salah')
  })

  test('and does not answer holds nobody up: what it did answer counts', async () => {
    const log = createFakeLog()
    expect(await introduce({ ...directory, groups: never }, it, { log, wait: slow() })).toMatchObject({
      name: 'Mo',
    })
    expect(await introduce({ ...directory, groups: never, profile: never }, it, { log, wait: soon })).toEqual(
      {},
    )
    expect(log.warnings).toHaveLength(3)
  })

  test('and fails leaves it at what is known, and is logged', async () => {
    const log = createFakeLog()
    const broken = () => {
      throw new Error('no network')
    }
    const failing = { ...directory, profile: async () => broken(), groups: broken }
    expect(await introduce(failing, it, { log, wait: never })).toEqual({})
    expect(log.warnings).toHaveLength(2)
  })

  test('is waited for no longer than 1.5 s, and nothing is waited for behind it', async () => {
    const asked: { ms: number; enough: AbortSignal }[] = []
    const wait = (ms: number, enough: AbortSignal) => {
      asked.push({ ms, enough })
      return never()
    }
    await introduce(directory, it, { log: createFakeLog(), wait })
    expect(asked).toMatchObject([{ ms: 1500, enough: { aborted: true } }])
  })

  test('and is not there leaves a person their name and what was given by hand', async () => {
    const bot = await createTestBot()
    await bot.say('anna:manager', '/team add @mo moderator')
    bot.chat.directory.profile = never
    bot.chat.directory.groups = async () => broken()
    const broken = () => {
      throw new Error('no network')
    }
    bot.chat.directory.profile = async () => broken()
    expect(await bot.say('mo', '/team')).toContain('@mo')
    expect(await bot.say('stranger', '/team')).toContain('yours is member')
  })

  /** Lets what answers at once answer before the time is over. */
  function slow() {
    return () => new Promise<void>((resolve) => setImmediate(resolve))
  }
})

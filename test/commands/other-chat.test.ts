import { beforeEach, describe, expect, it } from 'vitest'
import { suggestPeople } from '../../src/args/people-offered.ts'
import type { Reading } from '../../src/core/args.ts'
import type { Acquaintance } from '../../src/core/chat.ts'
import type { Locale } from '../../src/core/person.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { readerOf } from '../../src/features/people.ts'
import { reminderOf } from '../../src/features/reminders/record.ts'
import { words } from '../test-house.ts'
import { createTwoChats, slackSide } from './link-rig.ts'

type Two = Awaited<ReturnType<typeof createTwoChats>>

/** A workspace with managers and a server with moderators, made one; case 1 is open. */
async function createOne(locale: Locale = 'en'): Promise<Two> {
  const two = await createTwoChats({ locale })
  await two.say('slack', 'anna:manager', '/settings set escalation:#managers')
  await two.say('slack', 'relief:manager', '/settings')
  await two.say('discord', 'dora:manager', '/settings set moderation:#mods')
  await two.say('discord', 'mod_est:moderator', '/help')
  const code = await two.code('slack', 'anna')
  const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
  await two.press('discord', 'dora', question, locale === 'en' ? 'Make them one' : 'Les réunir')
  await two.say('slack', 'anna', '/incident log Gift links')
  return two
}

const someone = (platform: 'slack' | 'discord', id: string, name: string, also?: string[]): Acquaintance => ({
  account: { platform, space: platform === 'slack' ? 'T1' : 'G1', id },
  name,
  ...(also && { also }),
})

/** Has a chat know people besides those Vigie has met; counts how often it is asked. */
function knowing(two: Two, on: 'slack' | 'discord', ...them: Acquaintance[]) {
  const asked: string[] = []
  two.chats[on].directory.people = async (_space, typed) => {
    asked.push(typed)
    return them.filter(({ also = [], name }) => [name, ...also].some((each) => each.startsWith(typed)))
  }
  return asked
}

const ownerOf = (two: Two) => two.look(slackSide, async (use) => (await incidentOf(use, 1))?.owner?.account)

describe('somebody of the team who is on the other chat', () => {
  let two: Two
  beforeEach(async () => {
    two = await createOne()
    knowing(two, 'slack', someone('slack', 'U7', 'cm_day'), someone('slack', 'U8', 'sam'))
    knowing(two, 'discord', someone('discord', '70', 'Jane', ['jane.doe']), someone('discord', '80', 'sam'))
  })

  it('is named as on their own', async () => {
    expect(await two.say('discord', 'mod_est', '/incident assign 1 @relief')).toContain('@relief')
    expect(await ownerOf(two)).toEqual({ platform: 'slack', space: 'T1', id: 'relief' })
    expect(await two.say('slack', 'anna', '/incident assign 1 @mod_est')).toContain('@mod_est')
    expect(await ownerOf(two)).toEqual({ platform: 'discord', space: 'G1', id: 'mod_est' })
  })

  it('is found there though Vigie has never met them, by any of their names', async () => {
    await two.say('discord', 'dora', '/team add @cm_day role:cm')
    await two.say('discord', 'mod_est', '/incident assign 1 to:@cm_day')
    expect(await ownerOf(two)).toEqual({ platform: 'slack', space: 'T1', id: 'U7' })
    expect(await two.say('slack', 'anna', '/team add @jane.doe role:cm')).toContain('@Jane')
    await two.say('slack', 'anna', '/incident assign 1 @Jane')
    expect(await ownerOf(two)).toEqual({ platform: 'discord', space: 'G1', id: '70' })
  })

  it('is told from somebody of the same name by the chat behind it', async () => {
    await two.say('discord', 'dora', '/team add @sam role:cm')
    await two.say('discord', 'mod_est', '/incident assign 1 @sam')
    expect(await ownerOf(two)).toMatchObject({ platform: 'discord', id: '80' })
    await two.say('discord', 'dora', '/team add "@sam · Slack" role:cm')
    await two.say('discord', 'mod_est', '/incident assign 1 @sam · Slack')
    expect(await ownerOf(two)).toMatchObject({ platform: 'slack', id: 'U8' })
    await two.say('slack', 'anna', '/incident assign 1 to:"@sam · Discord"')
    expect(await ownerOf(two)).toMatchObject({ platform: 'discord', id: '80' })
  })

  it('is one of several of that name only where their own chat has two', async () => {
    knowing(two, 'slack', someone('slack', 'U8', 'kim'), someone('slack', 'U9', 'kim'))
    const said = await two.say('slack', 'anna', '/incident assign 1 @kim')
    expect(said).toContain('More than one person is called “kim”')
    expect(said).toContain('Did you mean: U8, U9?')
  })

  it('is suggested by name with their chat, the team where nothing is typed, and whoever a mention is of', async () => {
    const offered = (typed: string, people: Acquaintance[] = []) =>
      two.look(slackSide, async (use) => {
        const by = await readerOf(use, 'discord:G1:mod_est')
        const here = { platform: 'discord', space: 'G1', channel: '1' } as const
        const at: Reading = {
          ...by,
          by,
          here,
          words,
          now: use.now,
          around: { people, groups: [], places: [] },
        }
        return (await suggestPeople(typed, at, use)).map(({ hint, label, value }) => [label, hint, value])
      })
    expect((await offered('')).map(([label, on]) => `${label} · ${on}`)).toEqual([
      '@dora · Discord',
      '@anna · Slack',
      '@relief · Slack',
      '@mod_est · Discord',
    ])
    expect(
      await offered('@re', [someone('slack', 'relief', 'relief'), someone('slack', 'U7', 'renée')]),
    ).toEqual([
      ['@relief', 'Slack', '<@slack/T1/relief|relief>'],
      ['@renée', 'Slack', '<@slack/T1/U7|renée>'],
    ])
    expect(await offered('<@slack/T1/relief>')).toEqual([['@relief', undefined, '<@slack/T1/relief>']])
  })
})

describe.each(['en', 'fr'] as const)('a name that nobody has, in %s', (locale) => {
  const told = {
    en: { unknown: 'Nobody I can find is called “reliefe”', near: 'Did you mean: @relief · Slack?' },
    fr: {
      unknown: "Je ne trouve personne qui s'appelle « reliefe »",
      near: 'Voulais-tu dire : @relief · Slack ?',
    },
  }[locale]

  it('is no member of the team: what is nearest is told, and nothing is set', async () => {
    const two = await createOne(locale)
    const asked = knowing(two, 'discord')
    knowing(two, 'slack')
    for (const line of [
      '/incident assign 1 @reliefe',
      '/reminder add "Post the poll" when:"tomorrow 9am" for:@reliefe',
      '/settings set level:2 ask:@reliefe',
      '/settings set level:2 backup:@mod_est,@reliefe',
      '/incident list owner:@reliefe',
    ]) {
      const said = (await two.say('discord', 'dora', line)).replaceAll('\u00a0', ' ')
      expect(said, line).toContain(told.unknown)
      expect(said, line).toContain(told.near)
    }
    expect(new Set(asked)).toEqual(new Set(['reliefe']))
    const shown = await two.say('discord', 'dora', '/settings')
    expect(shown).not.toContain('reliefe')
  })
})

describe('a name that cannot be looked up', () => {
  it('is refused for now, and the chats are asked once for a line', async () => {
    const two = await createOne()
    const asked = knowing(two, 'discord')
    two.chats.slack.directory.people = async () => undefined
    const said = await two.say('discord', 'dora', '/incident assign 1 @nobody because they know it all')
    expect(said).toContain("doesn't say just now who that is")
    expect(asked.length).toBeLessThanOrEqual(2)
    expect(await two.say('discord', 'dora', '/incident assign 1 @relief')).toContain('@relief')
  })

  it('may still be that of a member, whom nobody need know', async () => {
    const two = await createOne()
    knowing(two, 'discord')
    expect(await two.say('discord', 'dora', '/incident log Rude member:@nightowl')).toContain('INC-2')
    expect(await two.say('discord', 'dora', '/incident history @nightowl')).toContain('1 incident')
  })
})

describe('a channel of the other chat', () => {
  let two: Two
  beforeEach(async () => {
    two = await createOne()
  })

  it('is shown by its name and its chat, never by its id', async () => {
    await two.say('discord', 'dora', '/settings set digest:<#discord/G1/9001|annonces>')
    await two.say(
      'discord',
      'dora',
      '/reminder add Poll when:"tomorrow 9am" place:<#discord/G1/9001|annonces>',
    )
    await two.say('discord', 'dora', '/digest schedule 08:00 place:<#discord/G1/9001|annonces>')
    for (const line of ['/settings', '/reminder show R1', '/digest list', '/status']) {
      const said = await two.say('slack', 'anna', line)
      expect(said, line).toContain('#annonces (Discord)')
      expect(said, line).not.toContain('9001')
    }
    expect(await two.say('discord', 'dora', '/settings')).toContain('escalation: #managers (Slack)')
  })

  it('is called as its chat says, and a channel of that chat where it says nothing', async () => {
    const { directory } = two.chats.discord
    directory.place = async () => ({ sees: 'team', name: 'modération', problems: [] })
    await two.say('discord', 'dora', '/settings set team:<#discord/G1/9002>')
    expect(await two.say('slack', 'anna', '/settings')).toContain('team: #modération (Discord)')
    directory.place = async () => Promise.reject(new Error('out of reach'))
    await two.say('discord', 'dora', '/settings set team:<#discord/G1/9003>')
    expect(await two.say('slack', 'anna', '/settings')).toContain('team: a channel on Discord')
  })

  it('is shown so too where it refuses what is sent, and as it is called by now', async () => {
    const { chats, deliver } = two
    await two.say('discord', 'dora', '/settings set moderation:<#discord/G1/9004|fiches>')
    await two.say('discord', 'dora', '/incident log Rude')
    await deliver()
    chats.discord.plan('9004', { refused: { code: 'archived', scope: 'place', say: '' } })
    await two.say('discord', 'dora', '/incident note 2 "Warned"')
    await deliver()
    chats.discord.directory.place = async () => ({
      sees: 'team',
      name: 'cases',
      problems: [],
      lacks: ['Speak'],
    })
    const said = await two.say('slack', 'anna', '/status')
    expect(said).toContain('#fiches (Discord) since 09:00')
    expect(said).toContain('#cases (Discord) · posts go out, but missing: Speak')
    expect(said).not.toContain('9004')
  })

  it('can be named by both, where the community has named it before, and stays as it is in a form', async () => {
    await two.say('discord', 'dora', '/settings set team:<#discord/G1/9002|team>')
    await two.say('slack', 'anna', '/settings set digest:"#team (Discord)"')
    expect(await two.say('slack', 'anna', '/settings')).toContain('digest: #team (Discord)')
    const opened = await two.invoke('slack', 'anna', { $form: 'yes' }, 'settings set')
    expect('form' in opened && opened.form.values).toMatchObject({ digest: '#team (Discord)' })
    expect('form' in opened && opened.form.linked).toBe(true)
    expect(await two.say('slack', 'anna', '/settings set digest:"#nowhere (Discord)"')).toContain(
      "isn't a channel",
    )
  })
})

describe('a channel that a chat knows', () => {
  let two: Two
  let asked: string[]
  const room = (platform: 'slack' | 'discord', channel: string, name: string) =>
    ({ platform, space: platform === 'slack' ? 'T1' : 'G1', channel, name }) as const
  const poll = (place: string, on: 'slack' | 'discord' = 'slack') =>
    two.say(on, on === 'slack' ? 'anna' : 'dora', `/reminder add Poll when:"tomorrow 9am" place:"${place}"`)
  const placeOf = (number: number) =>
    two.look(slackSide, async (use) => (await reminderOf(use, number))?.place?.channel)

  beforeEach(async () => {
    two = await createOne()
    asked = []
    const there = {
      slack: [room('slack', 'C1', 'general'), room('slack', 'C2', 'news')],
      discord: [
        ...[room('discord', '1', 'général'), room('discord', '2', 'general'), room('discord', '3', 'polls')],
        ...[room('discord', '4', 'news'), room('discord', '5', 'news')],
      ],
    }
    for (const on of ['slack', 'discord'] as const)
      two.chats[on].directory.places = async (_space, people) => {
        asked.push(`${on}: ${people.map(({ id }) => id.split(':')[0])}`)
        return there[on]
      }
  })

  it('is meant by its name or id on this chat first, and by that of another one with or without its chat', async () => {
    const typed: [place: string, on: 'slack' | 'discord', channel: string][] = [
      ['#news', 'slack', 'C2'],
      ['C1', 'slack', 'C1'],
      ['#General', 'slack', 'C1'],
      ['#general', 'discord', '2'],
      ['général', 'discord', '1'],
      ['#general (Slack)', 'discord', 'C1'],
      ['polls', 'slack', '3'],
      ['#polls · Discord', 'slack', '3'],
    ]
    for (const [index, [place, on, channel]] of typed.entries()) {
      await poll(place, on)
      expect(await placeOf(index + 1), place).toBe(channel)
    }
    expect(asked.slice(0, 2).toSorted()).toEqual(['discord: anna', 'slack: anna'])
  })

  it('is asked for by its id where several are called so', async () => {
    const said = await poll('#news (Discord)')
    expect(said).toContain('More than one channel is called “#news (Discord)”')
    expect(said).toContain('Did you mean: 4, 5?')
    await poll('5')
    expect(await placeOf(1)).toBe('5')
  })

  it('is refused where nobody can tell now whether there is such a one, and asked about once for a line', async () => {
    two.chats.discord.directory.places = async () => undefined
    asked = []
    expect(await poll('#pollz')).toContain("doesn't say just now whether “#pollz” is a channel")
    expect(asked.length).toBeLessThanOrEqual(2)
    await poll('#news')
    expect(await placeOf(1)).toBe('C2')
  })
})

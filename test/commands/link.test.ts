import { describe, expect, test } from 'vitest'
import { newestAudit } from '../../src/features/audit/entries.ts'
import { communityOf } from '../../src/features/link/space.ts'
import { everybody } from '../../src/features/people.ts'
import { settingsOf } from '../../src/features/settings.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

const discord = { platform: 'discord', space: 'G1' } as const

/** A workspace that has been in use for a while, and a server that was just begun. */
async function createReady() {
  const two = await createTwoChats()
  await two.say('slack', 'anna:manager', '/settings set hours:08:00-17:00 prefix:CAS')
  await two.say('slack', 'anna', '/settings set escalation:#managers')
  await two.say('slack', 'anna', '/incident log Spam wave in #help')
  await two.say('discord', 'dora:manager', '/settings set moderation:#mods escalation:#up')
  await two.say('discord', 'dora', '/team role @mo moderator')
  return two
}

/** The same, made one. */
async function createLinked() {
  const two = await createReady()
  const code = await two.code('slack', 'anna')
  const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
  return { ...two, used: code, question, said: await two.press('discord', 'dora', question, 'Make them one') }
}

describe('a code', () => {
  test('can be read out, is shown to whoever asked, and is kept nowhere', async () => {
    const two = await createTwoChats()
    const code = await two.code('slack', 'anna:manager')
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/)
    const all = await two.store.range({ from: '!', to: '~', limit: 10_000 })
    expect(all.length).toBeGreaterThan(3)
    expect(JSON.stringify(all)).not.toContain(code)
  })

  test('says until when it is good and what to type on the other chat', async () => {
    const two = await createTwoChats()
    const said = await two.say('slack', 'anna:manager', '/settings link')
    expect(said).toContain('Good until 09:10, once')
    expect(said).toContain('types this same command with the code after it')
  })

  test('is given to nobody who may not change the settings, and taken from nobody either', async () => {
    const two = await createTwoChats()
    expect(await two.say('slack', 'mo:moderator', '/settings link')).toContain('manager')
    const code = await two.code('slack', 'anna:manager')
    expect(await two.say('discord', 'eve:cm', `/settings link ${code}`)).toContain('manager')
    expect(await communityOf(two.store, discord)).toBe(discordSide)
  })

  test('is read with small letters, spaces and no dash as well', async () => {
    const two = await createTwoChats()
    const code = (await two.code('slack', 'anna:manager')).toLowerCase().replace('-', ' ')
    expect(await two.say('discord', 'dora:manager', `/settings link ${code}`)).toContain('@anna')
  })

  test('that is wrong changes nothing, and a few of them are all one may type for a while', async () => {
    const two = await createTwoChats()
    const good = await two.code('slack', 'anna:manager')
    for (const wrong of ['2222-2222', '2222-3333', '2222-4444', '2222-5555', '2222-6666'])
      expect(await two.say('discord', 'dora:manager', `/settings link ${wrong}`)).toContain(
        "isn't a code I gave",
      )
    expect(await two.say('discord', 'dora', `/settings link ${good}`)).toContain('Too many wrong codes')
    expect(await two.say('discord', 'dan:manager', `/settings link ${good}`)).toContain('Make this chat one')
    two.clock.add({ minutes: 9, seconds: 59 })
    expect(await two.say('discord', 'dora', `/settings link ${good}`)).toContain('after 09:10')
    two.clock.add({ seconds: 1 })
    expect(await two.say('discord', 'dora', `/settings link ${good}`)).toContain('Make this chat one')
  })

  test('is good for ten minutes, for the question as for the answer', async () => {
    const two = await createTwoChats()
    const code = await two.code('slack', 'anna:manager')
    const question = await two.invoke('discord', 'dora:manager', `/settings link ${code}`)
    two.clock.add({ minutes: 10, seconds: 1 })
    expect(await two.say('discord', 'dora', `/settings link ${code} `)).toContain('was good until 09:10')
    expect(await two.press('discord', 'dora', question, 'Make them one')).toContain('Ask @anna for a new one')
    expect(await communityOf(two.store, discord)).toBe(discordSide)
  })

  test('ends when there is a newer one', async () => {
    const two = await createTwoChats()
    const first = await two.code('slack', 'anna:manager')
    const second = await two.code('slack', 'anna')
    expect(second).not.toBe(first)
    expect(await two.say('discord', 'dora:manager', `/settings link ${first}`)).toContain(
      "isn't a code I gave",
    )
    expect(await two.say('discord', 'dora', `/settings link ${second}`)).toContain('Make this chat one')
  })

  test("typed where it was made says that it is one's own", async () => {
    const two = await createTwoChats()
    const code = await two.code('slack', 'anna:manager')
    expect(await two.say('slack', 'anna', `/settings link ${code}`)).toContain("this community's own")
  })

  test('is good once: who is later is told so', async () => {
    const { used, say } = await createLinked()
    expect(await say('discord', 'dora', `/settings link ${used} `)).toContain(
      'Already one community with Slack',
    )
    expect(await say('slack', 'anna', `/settings link ${used}`)).toContain('used already')
  })
})

test('before anything changes, what will is shown', async () => {
  const { question, textOf } = await createLinked()
  expect(textOf(question)).toBe(
    [
      'Make this chat one community with Slack, where @anna is?',
      'Who sees what',
      'The team of either chat sees everything of both, each by their role. Here so far: nothing yet; there: 1 incident.',
      'Nothing that hangs in a channel moves, and nothing is posted now.',
      'People',
      '2 people known here come along: 1 manager · 1 moderator.',
      'Managers of both from now on: @dora.',
      'Numbers',
      'Everything keeps its number: of incidents, of reminders and of digests, only one of the two chats has any.',
      "The next incident is CAS-2, on whichever chat it's logged.",
      'Settings',
      'Those of the other chat hold, with who is asked at each level: Europe/Paris · English · 08:00-17:00 · CAS.',
      'Those set here end: Europe/Paris · English · 09:00-18:00 · INC. Group roles of both chats count.',
      'moderation: #mods (Discord), as set here',
      'escalation: #managers (Slack), as set there; nothing new goes to #up (Discord) here',
      '[Make them one] [Correct] [No]',
      "This can't be undone. The code is good until 09:10.",
    ].join('\n'),
  )
})

test('after that there is one community, with what was set and everybody who was known', async () => {
  const { chats, look, said, say, store } = await createLinked()
  expect(said).toBe(
    "One community with Slack now, as agreed with @anna. 2 people came along.\nEverything set and everybody's role: /settings and /team, the same on both chats.",
  )
  expect(await communityOf(store, discord)).toBe(slackSide)
  expect(await say('discord', 'mo', '/incident show CAS-1')).toContain('Spam wave')
  expect(await say('discord', 'mo', '/incident log Gift links')).toContain('CAS-2')
  expect(await say('slack', 'anna', '/incident show 2')).toContain('Gift links')
  expect(await say('slack', 'anna', '/team')).toMatch(/@anna[\s\S]*@mo|@mo[\s\S]*@anna/)
  const { places } = await look(slackSide, settingsOf)
  expect(places).toMatchObject({
    moderation: { platform: 'discord', channel: 'mods' },
    escalation: { platform: 'slack', channel: 'managers' },
  })
  const people = await look(slackSide, everybody)
  expect(people.map(({ name, role }) => `${name}:${role}`).sort()).toEqual([
    'anna:manager',
    'dora:manager',
    'mo:moderator',
  ])
  expect([...chats.slack.asked, ...chats.discord.asked]).toEqual([])
})

test('who linked what is in the audit, and with the next code', async () => {
  const { look, say } = await createLinked()
  const entries = await look(slackSide, (use) => newestAudit(use, 20))
  const [linked] = entries.filter(({ did }) => did === 'settings.joined')
  expect(linked).toMatchObject({
    by: { name: 'dora', account: discord },
    what: { platform: 'discord', space: 'G1', people: 2 },
  })
  expect(entries.find(({ did }) => did === 'settings.invited')).toMatchObject({ by: { name: 'anna' } })
  expect(await say('slack', 'anna', '/settings link')).toContain('Discord · by @dora · ')
})

describe('what both have numbered', () => {
  test.each([
    ['/incident log Gift links', 'INC-1 from Discord becomes INC-2'],
    ['/reminder add Post the poll when:"tomorrow 9am"', 'R1 from Discord becomes R2'],
  ])('has new numbers on the side that joins: %s', async (line, what) => {
    const two = await createTwoChats()
    await two.say('slack', 'anna:manager', line)
    await two.say('discord', 'dora:manager', line)
    const code = await two.code('slack', 'anna')
    const said = await two.say('discord', 'dora', `/settings link ${code}`)
    expect(said).toContain(`${what}; the old number is still understood`)
    expect(await communityOf(two.store, discord)).toBe(discordSide)
  })
})

describe('what is in the way', () => {
  test('an incident that is logged between the question and Yes is asked about again', async () => {
    const two = await createReady()
    const code = await two.code('slack', 'anna')
    const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
    await two.say('discord', 'mo', '/incident log Gift links')
    const again = await two.press('discord', 'dora', question, 'Make them one')
    expect(again).toContain('INC-1 from Discord becomes CAS-2')
    expect(await communityOf(two.store, discord)).toBe(discordSide)
  })

  test('settings that change between the question and Yes are asked about again', async () => {
    const two = await createReady()
    const code = await two.code('slack', 'anna')
    const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
    await two.say('slack', 'anna', '/settings set hours:10:00-19:00')
    expect(await two.press('discord', 'dora', question, 'Make them one')).toContain('10:00-19:00')
    expect(await communityOf(two.store, discord)).toBe(discordSide)
  })

  test('is that another chat was joined to this one before', async () => {
    const two = await createLinked()
    const third = await two.code('second', 'eve:manager')
    expect(await two.say('slack', 'anna', `/settings link ${third}`)).toContain(
      "Discord was joined to this community already, so it can't be joined to another",
    )
    const ours = await two.code('slack', 'anna')
    expect(await two.say('second', 'eve', `/settings link ${ours}`)).toContain('Make this chat one')
  })
})

test('in French it reads as well', async () => {
  const two = await createTwoChats({ locale: 'fr' })
  await two.say('slack', 'anna:manager', '/incident enregistrer Vague de spam')
  const [code] = (await two.say('slack', 'anna', '/réglages relier')).split('\n')
  const question = await two.invoke('discord', 'dora:manager', `/réglages relier ${code}`)
  const asked = two.textOf(question).replaceAll('\u00a0', ' ')
  expect(asked).toContain('Faire de cette messagerie une seule communauté avec Slack, où se trouve @anna ?')
  expect(asked).toContain('1 personne connue ici suit : 1 responsable.')
  expect(await two.press('discord', 'dora', question, 'Les réunir')).toContain(
    'Une seule communauté avec Slack',
  )
})

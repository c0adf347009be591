import { describe, expect, test } from 'vitest'
import { laneOf } from '../../src/features/delivery.ts'
import { resume } from '../../src/features/outbox.ts'
import { placed } from '../../src/schedule/wall-clock.ts'
import { createTestBot, type TestBot, type TestBotOptions } from '../test-bot.ts'

/** Thursday 11 March 2027 at 07:50, a team of three, a channel for the digest. */
async function begin(options: TestBotOptions = {}): Promise<TestBot> {
  const bot = await createTestBot({ now: '2027-03-11T07:50', ...options })
  await bot.say('boss:manager', '/settings set digest:#digest')
  await bot.say('anna:cm', '/help')
  await bot.say('mod:moderator', '/help')
  return bot
}

const serious = '/incident log "gift links in #general" type:spam'

describe('digest now', () => {
  test('is what the noun alone does, in the selection of the role', async () => {
    const bot = await begin()
    await bot.say('mod', serious)
    expect(await bot.say('anna', '/digest')).toContain('OVERNIGHT\nINC-1 · spam · high · @mod')
    expect(await bot.say('mod', '/digest')).toContain('OVERNIGHT\nINC-1 · spam · high · you')
    expect(await bot.say('boss', '/point')).toContain(
      '24 h: 1 incident, 0 resolved, 1 open, 1 of them serious.',
    )
  })

  test('shows the selection that is asked for, in either language', async () => {
    const bot = await begin({ locale: 'fr' })
    await bot.say('mod', serious)
    const summary = await bot.say('anna', '/point responsable')
    expect(summary).toContain('1 incident')
    expect(await bot.say('anna', '/digest now audience:manager')).toBe(summary)
  })

  test('says who has what is told above and of which nothing else is known', async () => {
    const bot = await begin()
    await bot.say('mod', '/incident log "Site down again" type:press severity:critical')
    await bot.say('anna', '/incident log "Second" type:technical severity:critical')
    await bot.say('anna', '/incident release INC-2')
    const decide = async (as: string) =>
      /TO DECIDE\n([\s\S]*?)\n[A-Z]{4}/.exec(await bot.say(as, '/digest'))?.[1]
    const second = '2. INC-2 · technical · critical · no owner since 07:50\nSecond.'
    expect(await decide('anna')).toBe(`1. INC-1 · press · critical · since 07:50\n@mod has it.\n${second}`)
    expect(await decide('mod')).toBe(`1. INC-1 · press · critical · since 07:50\nYou have it.\n${second}`)
    await bot.say('mod', '/incident release INC-1')
    expect(await decide('anna')).toContain('no owner since 07:50\n@mod logged it at 07:50.\n')
  })

  test('counts as done yesterday what was, at whatever hour it is read', async () => {
    const bot = await begin()
    await bot.say('anna', '/reminder add Post when:"every day 10:00" network:X')
    await bot.advance('2027-03-11T10:01')
    await bot.say('anna', '/reminder done R1')
    await bot.advance('2027-03-12T10:01')
    await bot.say('anna', '/reminder done R1')
    await bot.advance('2027-03-12T17:00')
    expect(await bot.say('anna', '/digest manager')).toContain(
      'Content: 1 of 1 done yesterday, 1 planned today.',
    )
    await bot.advance('2027-03-13T09:00')
    expect(await bot.say('anna', '/digest manager')).toContain(
      'Content: 1 of 1 done yesterday, 1 planned today.',
    )
  })

  test('answers one line when there is nothing', async () => {
    const bot = await begin()
    expect(await bot.say('anna', '/digest')).toBe('Quiet. Nothing waiting, no post planned.')
  })

  test('looks back on a day that is over', async () => {
    const bot = await begin()
    await bot.say('mod', serious)
    await bot.advance('2027-03-12T09:00')
    expect(await bot.say('anna', '/digest now date:yesterday')).toContain(
      'Looking back · Thursday 11 March\nTHAT DAY\nINC-1 · spam · high',
    )
  })

  test('is not for members', async () => {
    const bot = await begin()
    expect(await bot.say('otter:member', '/digest')).toContain('for the role moderator and above')
  })
})

describe('digest schedule', () => {
  test('answers the rule in words and the next three dates', async () => {
    const bot = await begin()
    expect(await bot.say('anna', '/digest schedule')).toBe(`D1 · digest for the cm
Every weekday at 08:00 · to @anna
Next three
Thursday 11 March, 08:00
Friday 12 March, 08:00
Monday 15 March, 08:00
[Stop]`)
  })

  test('sends it then, to the place and in its language', async () => {
    const bot = await begin({ locale: 'fr' })
    expect(await bot.say('anna', '/point programmer 8h jours:"tous les jours" lieu:#digest')).toContain(
      'dans #digest',
    )
    await bot.advance('2027-03-11T07:59')
    expect(bot.on('digest')).toEqual([])
    await bot.advance('2027-03-12T08:00')
    expect(bot.on('digest')).toEqual([
      'Calme. Rien en attente, aucun contenu prévu.',
      'Calme. Rien en attente, aucun contenu prévu.',
    ])
  })

  test('sends nothing in private while there is nothing to say, and then all since', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule 08:00 mon-sun')
    await bot.advance('2027-03-11T18:00')
    expect(bot.on('@anna')).toEqual([])
    await bot.say('mod', serious)
    await bot.advance('2027-03-12T08:00')
    expect(bot.on('@anna')).toHaveLength(1)
    expect(bot.on('@anna')[0]).toContain('Since yesterday 08:00: 1 opened, 0 resolved. Open now: 1.')
    await bot.advance('2027-03-13T09:00')
    expect(bot.on('@anna')).toHaveLength(1)
    await bot.say('mod', '/incident log "more gift links, in #random" type:scam severity:high')
    await bot.advance('2027-03-14T08:00')
    expect(bot.on('@anna')[1]).toContain('Since yesterday 08:00: 1 opened, 0 resolved. Open now: 2.')
  })

  test('is no longer sent to whoever left the team', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule')
    await bot.say('mod', serious)
    expect(await bot.say('boss', '/team role @anna member')).toContain('member')
    await bot.advance('2027-03-11T08:00')
    expect(bot.on('@anna')).toEqual([])
    await bot.say('boss', '/team role @anna cm')
    await bot.say('mod', '/incident log "more links, in #random" type:scam severity:high')
    await bot.advance('2027-03-12T08:00')
    expect(bot.on('@anna')[0]).toContain('INC-2 · scam · high · @mod')
  })

  test('stays out of a place where others read', async () => {
    const bot = await begin()
    expect(await bot.say('anna', '/digest schedule place:#general')).toContain('nothing was scheduled')
    expect(await bot.say('anna', '/digest list')).toContain('No digest is scheduled.')
  })
})

describe('a digest that could not be sent', () => {
  const paris = (local: string) => Temporal.Instant.fromEpochMilliseconds(placed(local, 'Europe/Paris'))

  test('goes out late within the grace time, and says so', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await bot.say('mod', serious)
    bot.clock.set(paris('2027-03-11T09:30'))
    await bot.deliver()
    expect(bot.on('digest')).toHaveLength(1)
    expect(bot.on('digest')[0]).toMatch(/Meant for 08:00; Vigie was down then\.$/)
  })

  test('is missed after that, and the next one says so', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await bot.say('mod', serious)
    bot.clock.set(paris('2027-03-15T12:30'))
    await bot.deliver()
    expect(bot.on('digest')).toEqual([])
    await bot.advance('2027-03-16T08:00')
    expect(bot.on('digest')).toHaveLength(1)
    expect(bot.on('digest')[0]).toMatch(
      /Not sent: 3 digests, the last of Mon 15 March, 08:00, since Vigie was down\.$/,
    )
    await bot.advance('2027-03-17T08:00')
    expect(bot.on('digest')[1]).not.toContain('Not sent')
  })

  test('goes out when its place is mended, and still counts from the one before', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await bot.advance('2027-03-11T08:01')
    await bot.say('mod', serious)
    bot.chat.plan('digest', { refused: { code: 'archived', scope: 'place', say: '' } })
    await bot.advance('2027-03-12T08:00')
    expect(bot.on('digest')).toHaveLength(1)
    expect(bot.on('@anna').at(-1)).toContain(
      "The digest D1 can't go out to #digest\nWhy: the channel is archived.",
    )
    await bot.advance('2027-03-12T08:30')
    await bot.change((use) =>
      resume(use, laneOf({ place: { platform: 'console', space: 'test', channel: 'digest' } })),
    )
    await bot.deliver()
    expect(bot.on('digest')[1]).toContain('Since yesterday 08:00: 1 opened, 0 resolved. Open now: 1.')
  })
})

describe('digest list and stop', () => {
  test('list shows what is scheduled, stop ends it once', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule place:#digest')
    await bot.say('boss', '/digest schedule 16:30 fri zone:America/New_York')
    expect(await bot.say('mod', '/digest list')).toBe(`Scheduled digests
D1 · cm · to #digest
Every weekday at 08:00 · next: Thursday 11 March, 08:00
D2 · manager · to @boss
Every Friday at 16:30 (America/New_York) · next: Friday 12 March, 22:30`)
    expect(await bot.say('anna', '/digest stop D1')).toBe(
      'D1 is stopped: the digest for the cm no longer goes to #digest.',
    )
    expect(await bot.say('boss', '/digest stop 1')).toContain('D1 was stopped by @anna already')
    await bot.advance('2027-03-11T12:00')
    expect(bot.on('digest')).toEqual([])
  })

  test('stop refuses what is no digest', async () => {
    const bot = await begin()
    await bot.say('anna', '/digest schedule')
    expect(await bot.say('anna', '/digest stop D7')).toContain("“D7” isn't a scheduled digest")
  })
})

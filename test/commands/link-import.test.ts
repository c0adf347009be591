import { describe, expect, test } from 'vitest'
import { under } from '../../src/core/store.ts'
import { newestAudit } from '../../src/features/audit/entries.ts'
import { settingsOf } from '../../src/features/settings.ts'
import { address, createBoth, goOn, join } from './link-both.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

/** What is said of something by its old number, as it should be said by its new one. */
const renumbered = (said: string): string =>
  said
    .replace(/(?<!see )INC-(\d+)/g, (_, number) => `INC-${Number(number) + 2}`)
    .replace(/\bR(\d+)\b/g, (_, number) => `R${Number(number) + 1}`)

const withoutFormer = (said: string): string => said.replace(/\nWas (INC-|R)\d+ on Discord$/, '')

describe('two communities that both have records', () => {
  test('are shown first which numbers change, and told so again once they have', async () => {
    const two = await createBoth()
    const { question, said } = await join(two)
    const lines = (how: string) => [
      `INC-1 to INC-4 from Discord ${how} INC-3 to INC-6`,
      `R1 to R4 from Discord ${how} R2 to R5`,
      `D1 to D2 from Discord ${how} D2 to D3`,
    ]
    for (const line of lines('become')) expect(question).toContain(`${line}; the old numbers are still`)
    expect(question).toContain('The next incident is INC-7, on whichever chat')
    expect(said).toContain('What was recorded here is being brought over now')
    await two.deliver()
    const told = two
      .shown('discord')
      .filter(({ says }) => says.startsWith('Everything from Discord is brought over'))
    expect(told.map(({ at }) => at)).toEqual(['@dora'])
    for (const line of lines('are')) expect(told[0]?.says).toContain(`${line} now`)
    expect(two.log.errors).toEqual([])
  })

  test('are one set of records, in which whatever was said of a thing is said under its new number', async () => {
    const two = await createBoth()
    const before: string[] = []
    for (const n of [1, 2, 3, 4])
      before.push(await two.say('discord', 'mo', `/incident show INC-${n} all:yes`))
    for (const n of [1, 2, 3, 4]) before.push(await two.say('discord', 'dora', `/reminder show R${n}`))
    const theirs = await two.say('slack', 'anna', '/incident show INC-1')
    await join(two)
    await two.deliver()
    const after: string[] = []
    for (const n of [3, 4, 5, 6])
      after.push(await two.say('slack', 'anna', `/incident show INC-${n} all:yes`))
    for (const n of [2, 3, 4, 5]) after.push(await two.say('slack', 'anna', `/reminder show R${n}`))
    expect(after.map(withoutFormer)).toEqual(before.map(renumbered))
    expect(await two.say('slack', 'anna', '/incident show INC-1 ')).toBe(theirs)
    expect(await two.say('discord', 'mo', '/incident history @eve')).toMatch(
      /(?=[\s\S]*INC-3)(?=[\s\S]*INC-4)/,
    )
    expect(await two.say('slack', 'anna', '/digest list')).toMatch(/(?=[\s\S]*D1)(?=[\s\S]*D3)/)
    expect(await two.say('discord', 'mo', '/incident log Another one type:other')).toContain('INC-7')
    expect(await two.say('discord', 'dora', '/reminder add A sixth when:"tomorrow 9am"')).toContain('R6')
  })

  test('keep in words what was written in words', async () => {
    const two = await createBoth()
    await join(two)
    await two.deliver()
    expect(await two.say('slack', 'anna', '/incident show INC-3 all:yes')).toContain('see INC-1')
  })

  test('show on the cards that hang what things are called now', async () => {
    const two = await createBoth()
    await two.say('discord', 'mo', '/incident resolve 4 reason:unfounded')
    two.clock.add({ hours: 24 * 8 })
    await two.say('discord', 'mo', '/incident log Fresh type:other')
    await two.deliver()
    await join(two)
    await two.deliver()
    const cards = two
      .shown('discord')
      .filter(({ at, says }) => at === 'mods' && says.includes('Logged:'))
      .map(({ says }) => says.split(' ·')[0])
    // Nobody looks at a card that was closed long ago: it stays as it hangs, and its number is still understood.
    expect(cards).toEqual(['INC-3', 'INC-4', 'INC-3', 'INC-4', 'INC-7'])
  })

  test('show so on many cards bit by bit, so that what is new does not wait behind them', async () => {
    const two = await createTwoChats()
    await two.say('slack', 'anna:manager', '/incident log The first type:other')
    await two.say('discord', 'dora:manager', '/settings set moderation:#mods')
    for (let n = 1; n <= 65; n++) await two.say('discord', 'dora', `/incident log Number ${n} type:other`)
    await two.deliver()
    await join(two)
    await two.deliver()
    const fresh = () =>
      two.shown('discord').filter(({ at, says }) => {
        const [, number, what] = /^INC-(\d+) [\s\S]*\nNumber (\d+)/.exec(says) ?? []
        return at === 'mods' && Number(number) === Number(what) + 1
      }).length
    const counts = [fresh()]
    for (let round = 0; round < 3; round++) {
      two.clock.add({ seconds: 20 })
      await two.deliver()
      counts.push(fresh())
    }
    expect(counts).toEqual([50, 60, 65, 65])
    expect(two.log.errors).toEqual([])
  })

  test('are brought up to date where that was about to be done', async () => {
    const two = await createBoth()
    await two.say('discord', 'mo', '/incident resolve 2 reason:unfounded')
    await two.say('discord', 'dora', '/incident severity 4 high')
    await join(two)
    await two.deliver()
    const card = (n: number) =>
      two.shown('discord').find(({ at, says }) => at === 'mods' && says.startsWith(`INC-${n} `))
    expect(card(4)?.says).toContain('RESOLVED')
    expect(card(6)?.says).toContain('high severity')
    const left = await two.store.range({ ...under('c', discordSide, 'delivery'), limit: 10 })
    expect(left).toEqual([])
  })

  test('undo, under its new number, what was done under the old one', async () => {
    const two = await createBoth()
    await join(two)
    await two.deliver()
    const undone = await two.invoke('discord', 'mo', { ref: address(1) }, 'incident undo')
    expect(two.textOf(undone)).toContain('INC-3')
    const said = await two.say('slack', 'anna', '/incident show INC-3')
    expect(said).toContain('See also: INC-5')
    expect(said).not.toContain('See also: INC-5, INC-4')
    expect(two.log.errors).toEqual([])
  })

  test('take a merge of before back under the numbers of now', async () => {
    const two = await createBoth()
    await two.say('discord', 'mo', '/incident resolve 2 reason:duplicate of:4')
    await join(two)
    await two.deliver()
    expect(await two.say('slack', 'anna', '/incident show INC-4')).toContain('INC-6')
    await two.invoke('discord', 'mo', { ref: address(2) }, 'incident undo')
    expect(await two.say('slack', 'anna', '/incident show INC-4 ')).toContain('IN PROGRESS')
    expect(await two.say('slack', 'anna', '/incident show INC-6')).not.toContain('See also')
    expect(two.log.errors).toEqual([])
  })

  test('have one audit, in which a subject is called what it is called now', async () => {
    const two = await createBoth()
    await join(two)
    await two.deliver()
    const ours = await two.look(discordSide, (use) => newestAudit(use, 200))
    const all = await two.look(slackSide, (use) => newestAudit(use, 200))
    const related = (of: readonly { did: string; of: string; what?: unknown }[]) =>
      of.filter(({ did }) => did === 'incident.related').map((it) => [it.of, it.what])
    expect(related(ours)).toEqual([['incident/1', { number: 2 }]])
    expect(related(all)).toEqual([['incident/3', { number: 4 }]])
    expect(all.filter(({ did }) => did === 'settings.imported')).toHaveLength(1)
    expect(all.length).toBeGreaterThanOrEqual(ours.length)
  })

  test('remember how far the one had come, and what is added to its numbers', async () => {
    const two = await createBoth()
    await join(two)
    const { formers } = await two.look(slackSide, settingsOf)
    expect(formers).toEqual([
      {
        platform: 'discord',
        space: 'G1',
        community: discordSide,
        prefix: 'INC',
        last: { incident: 4, reminder: 4, digest: 2 },
        added: { incident: 2, reminder: 1, digest: 1 },
      },
    ])
  })

  test('are asked about again where a number is given between the question and Yes', async () => {
    const two = await createBoth()
    const code = await two.code('slack', 'anna')
    const question = await two.invoke('discord', 'dora', `/settings link ${code}`)
    await two.say('slack', 'anna', '/incident log One more type:other')
    const again = await two.press('discord', 'dora', question, 'Make them one')
    expect(again).toContain('INC-1 to INC-4 from Discord become INC-4 to INC-7')
  })

  test('in French read as well', async () => {
    const two = await createTwoChats({ locale: 'fr' })
    const plain = (text: string) => text.replaceAll('\u00a0', ' ')
    await two.say('slack', 'anna:manager', '/incident enregistrer Vague de spam')
    await two.say('discord', 'dora:manager', '/incident enregistrer Liens piégés')
    await two.say('discord', 'dora', '/incident enregistrer Encore')
    await two.say('discord', 'dora', '/rappel ajouter Sondage quand:"demain 9h"')
    const [code] = (await two.say('slack', 'anna', '/réglages relier')).split('\n')
    const question = await two.invoke('discord', 'dora', `/réglages relier ${code}`)
    expect(plain(two.textOf(question))).toContain(
      'INC-1 à INC-2 (Discord) deviennent INC-2 à INC-3 ; les anciens numéros restent compris.\nR1 (Discord) garde son numéro.',
    )
    const said = plain(await two.press('discord', 'dora', question, 'Les réunir'))
    expect(said).toContain(
      "Tout ce qui a été enregistré ici est repris maintenant, les incidents ouverts d'abord",
    )
    await two.deliver()
    expect(plain(two.shown('discord').at(-1)?.says ?? '')).toBe(
      [
        'Discord : tout est repris',
        'INC-1 à INC-2 (Discord) sont désormais INC-2 à INC-3 ; les anciens numéros restent compris.',
        'R1 (Discord) garde son numéro.',
      ].join('\n'),
    )
  })
})

describe('what was to be sent', () => {
  test('goes out once, as it would have in a community of its own', async () => {
    const alone = await createBoth()
    await goOn(alone)
    const two = await createBoth()
    await join(two)
    await goOn(two)
    const titles = (it: typeof two) =>
      it
        .shown('discord')
        .map(({ at, says }) => `${at} ${says.split('\n')[0]}`.replace(/, @anna|@anna, /, ''))
        // A line about a turn that is over stays as it hangs.
        .filter((each) => !each.includes('brought over') && !each.includes('has been waiting'))
        .sort()
    expect(titles(two)).toEqual(titles(alone).map(renumbered).sort())
  })
})

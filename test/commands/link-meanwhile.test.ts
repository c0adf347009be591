import { describe, expect, test } from 'vitest'
import { under } from '../../src/core/store.ts'
import { alarmOf } from '../../src/features/alarms.ts'
import { importing, importSubject, importView } from '../../src/features/link/import.ts'
import { importAlarms } from '../../src/features/link/job.ts'
import { createLife } from '../features/mortal.ts'
import { address, createBoth, goOn, hanging, join, recordsOf, settle, type Two, yes } from './link-both.ts'
import { createTwoChats, discordSide, slackSide } from './link-rig.ts'

/** So little in one commit that every unit is one of its own. */
const least = { units: 1, keys: 1 }

/** Agrees, and has so many commits done of what follows; answers whether anything is left. */
async function begin(two: Two, commits: number): Promise<boolean> {
  await join(two)
  const { chats, clock, store } = two
  const life = createLife(store, 2 * commits + 1)
  const first = await createTwoChats({ store, chats, as: life, now: clock.now(), load: least })
  // Whatever a process was doing when it died ends in an error.
  if (commits > 0) await first.deliver().catch(() => undefined)
  return (await two.look(slackSide, importing)).length > 0
}

const sent = (two: Two, on: 'slack' | 'discord') =>
  two.chats[on].asked.flatMap(({ at, did, key }) => (did === 'send' ? [`${at} ${key}`] : []))

describe('while records are brought over', () => {
  // Just now a reminder was to be sent, and those who are asked are reminded that nobody has answered.
  const late = Temporal.Instant.from('2027-03-10T08:38:00Z')
  const evening = '2027-03-10T09:31:00Z'

  test('what falls due is done once, wherever what it is about is by then', async () => {
    const whole = await createBoth()
    await join(whole)
    await settle(whole)
    whole.clock.set(late)
    await goOn(whole, evening)
    const records = await recordsOf(whole, slackSide)
    expect(Object.keys(records).length).toBeGreaterThan(80)
    for (const commits of [0, 3, 6, 10, 15]) {
      const two = await createBoth()
      expect(await begin(two, commits)).toBe(true)
      two.clock.set(late)
      const { chats, clock, store } = two
      // A step at a time, so that what is late is done before the rest is brought over.
      await (await createTwoChats({ store, chats, now: clock.now(), load: least })).deliver()
      await goOn(two, evening)
      expect(await recordsOf(two, slackSide)).toEqual(records)
      expect(hanging(two)).toEqual(hanging(whole))
      for (const on of ['slack', 'discord'] as const)
        expect(new Set(sent(two, on)).size).toBe(sent(two, on).length)
      expect(two.log.errors).toEqual([])
    }
  })

  test('a question whose time is over is passed up once', async () => {
    const two = await createBoth()
    await begin(two, 0)
    two.clock.set(Temporal.Instant.from('2027-03-10T08:46:00Z'))
    await settle(two)
    const said = await two.say('slack', 'anna', '/incident show INC-3 all:yes')
    expect(said.match(/level 4 now/g)).toHaveLength(1)
    expect(said).toContain('WAITING, LEVEL 4')
    const lines = two
      .shown('discord')
      .filter(({ at, says }) => at === 'mods' && says.startsWith('09:46 Vigie: no answer, level 4'))
    expect(lines).toHaveLength(1)
  })

  test('new cases are logged on either side, behind all that have a number', async () => {
    const two = await createBoth()
    expect(await begin(two, 6)).toBe(true)
    expect(await two.say('slack', 'anna', '/incident log One more type:other')).toContain('INC-7')
    expect(await two.say('discord', 'mo', '/incident log And one more type:technical')).toContain('INC-8')
    await settle(two)
    expect(await two.say('slack', 'anna', '/incident show INC-7')).toContain('One more')
    expect(await two.say('slack', 'anna', '/incident show INC-6')).toContain('Noise')
    expect(await two.say('slack', 'anna', '/incident list')).toMatch(/(?=[\s\S]*INC-3)(?=[\s\S]*INC-8)/)
  })

  test('how far it is can be read, and what is asked for too early is asked for again', async () => {
    const two = await createBoth()
    await begin(two, 0)
    const [card] = two.chats.discord.in('mods')
    if (card === undefined) throw new Error('no card hangs in #mods')
    const press = () => two.press('discord', 'dora', { card: card.card }, "I'll take it")
    expect(await press()).toContain('still being brought over')
    expect(await two.say('slack', 'anna', '/status')).toContain(
      'Being brought over from Discord\n0 of 4 incidents\n0 of 4 reminders\n0 of 2 scheduled digests',
    )
    const arriving = "What Discord had is still being brought over: it isn't all counted here yet."
    expect(await two.say('slack', 'anna', '/digest now')).toContain(arriving)
    expect(await two.say('slack', 'anna', '/digest now audience:manager')).toContain(arriving)
    await settle(two)
    expect(await two.say('slack', 'anna', '/digest now ')).not.toContain('brought over')
    expect(await two.say('slack', 'anna', '/status ')).not.toContain('brought over')
    expect(await press()).toContain('INC-3')
  })

  test('a form that was begun before is handed in, and what was answered is not done again', async () => {
    const two = await createBoth()
    const form = await two.invoke('discord', 'mo', { ref: address(2) }, 'incident note')
    if (!('form' in form)) throw new Error('no form')
    const log = (id: string) => two.invoke('discord', 'mo', '/incident log Once only type:press', '', id)
    const first = two.textOf(await log('again-1'))
    await begin(two, 0)
    const draft = { $draft: form.form.draft, text: 'Written before' }
    expect(two.textOf(await log('again-1'))).toBe(first)
    await settle(two)
    expect(two.textOf(await two.invoke('discord', 'mo', draft, 'incident note'))).toContain('INC-4')
    expect(await two.say('slack', 'anna', '/incident show INC-4')).toContain('Written before')
    expect(await two.say('slack', 'anna', '/incident list')).not.toMatch(/Once only[\s\S]*Once only/)
  })

  test('whoever links their accounts has everything that is theirs', async () => {
    const two = await createBoth()
    await begin(two, 4)
    const code = (await two.say('slack', 'mo2:moderator', '/settings account')).split('\n')[0] ?? ''
    const question = await two.invoke('discord', 'mo', `/settings account ${code}`)
    await two.press('discord', 'mo', question, 'Both are me')
    await settle(two)
    const mine = await two.say('slack', 'mo2', '/incident list mine:yes')
    for (const n of [3, 4, 6]) expect(mine).toContain(`INC-${n}`)
    expect(await two.say('discord', 'mo', '/incident list mine:yes')).toBe(mine)
  })

  test('two processes that do it at once come to the same as one', async () => {
    const whole = await createBoth()
    await join(whole)
    await settle(whole)
    const two = await createBoth()
    await join(two)
    const { chats, clock, store } = two
    const on = { store, chats, now: clock.now(), load: least }
    const others = await Promise.all([1, 2].map(() => createTwoChats({ ...on, wrap: (it) => ({ ...it }) })))
    await Promise.all(others.map((it) => it.deliver()))
    await settle(two)
    expect(await recordsOf(two, slackSide)).toEqual(await recordsOf(whole, slackSide))
    expect(await recordsOf(two, discordSide)).toEqual({})
    expect(hanging(two)).toEqual(hanging(whole))
    expect(others.flatMap(({ log }) => log.errors)).toEqual([])
    for (const side of ['slack', 'discord'] as const)
      expect(new Set(sent(two, side)).size).toBe(sent(two, side).length)
  })

  test('whoever keeps losing the race for it takes less at once, and comes to the end', async () => {
    const two = await createBoth()
    await join(two)
    const of = importSubject(discordSide)
    const step = () =>
      two.do(slackSide, async (use) => {
        const alarm = await alarmOf(use, of)
        if (alarm === undefined) throw new Error('nothing is to be done')
        await importAlarms()[importView]?.(use, of, { ...alarm, tries: 5 })
      })
    const there = async () => {
      const entries = await two.store.range({ ...under('c', discordSide, 'incident'), limit: 10 })
      return entries.length
    }
    const seen: number[] = [await there()]
    while ((await two.look(slackSide, importing)).length > 0) {
      await step()
      seen.push(await there())
    }
    expect(seen.filter((left, nth) => left !== seen[nth - 1])).toEqual([4, 3, 2, 1, 0])
    expect(Object.keys(await recordsOf(two, discordSide))).toEqual([])
  })

  test('another that is joined meanwhile has numbers of its own', async () => {
    const two = await createBoth()
    await two.say('second', 'eve:manager', '/incident log Far away type:press')
    await two.say('second', 'eve', '/reminder add Tea when:"tomorrow 9am"')
    await begin(two, 5)
    const code = await two.code('slack', 'anna')
    const question = await two.invoke('second', 'eve', `/settings link ${code}`)
    expect(two.textOf(question)).toContain('INC-1 from Discord becomes INC-7')
    await two.press('second', 'eve', question, yes)
    await settle(two)
    expect(await two.say('slack', 'anna', '/incident show INC-7')).toContain('Far away')
    expect(await two.say('slack', 'anna', '/incident show INC-3')).toContain('Gift links')
    expect(await two.say('slack', 'anna', '/reminder show R6')).toContain('Tea')
  })
})

import { afterEach, describe, expect, test } from 'vitest'
import type { Platform, Who } from '../../../src/core/person.ts'
import { StoreError, under } from '../../../src/core/store.ts'
import type { CourierOptions } from '../../../src/features/courier/index.ts'
import { addDetail, giveAnswer, passUp } from '../../../src/features/escalations/acts.ts'
import { assign } from '../../../src/features/incidents/ownership.ts'
import { incidentOf, type Step } from '../../../src/features/incidents/record.ts'
import { keepLinks } from '../../../src/features/links.ts'
import { resume } from '../../../src/features/outbox.ts'
import { keepPerson, personRecordOf } from '../../../src/features/people.ts'
import type { Settings } from '../../../src/features/settings.ts'
import type { FakeChat } from '../../fakes.ts'
import { createPauses } from '../courier-rig.ts'
import { live } from '../mortal.ts'
import { at, createRig, discord, people, type Rig, type RigOptions, slack, storyLevels } from './rig.ts'

const moderation = { moderation: discord('mod') }
const rigs: Rig[] = []

afterEach(() => {
  // What a process says as it dies is no matter.
  const isDying = (error: unknown) => error instanceof StoreError
  for (const rig of rigs.splice(0)) expect(rig.log.errors.filter(({ error }) => !isDying(error))).toEqual([])
})

/** A community without a place for escalations, unless one is given, in which some take no direct messages. */
async function withClosed(closed: readonly (keyof typeof people)[], options: RigOptions = {}): Promise<Rig> {
  const rig = await createRig({ now: '02:58', places: moderation, ...options })
  rigs.push(rig)
  for (const chat of [rig.slack, rig.discord]) listen(rig, chat)
  for (const name of closed) rig[chatOf(people[name])].knows.closed.add(name)
  await rig.logCase()
  await rig.deliver()
  return rig
}

const chatOf = ({ account }: Who) => account.platform as 'slack' | 'discord'

async function asked(...given: Parameters<typeof withClosed>): Promise<Rig> {
  const rig = await withClosed(...given)
  await rig.ask(1, undefined, 'Is that allowed?')
  await rig.deliver()
  return rig
}

/** Gives somebody a second account, on the other chat. */
const link = (rig: Rig, whom: Who, platform: Exclude<Platform, 'console'>, id: string) =>
  rig.do(async (use) => {
    const it = await personRecordOf(use, whom.person)
    if (it === undefined) throw new Error('nobody')
    const account = { platform, space: platform === 'slack' ? 'T1' : 'G1', id }
    await keepLinks(use, [account], it.id)
    await keepPerson(use, { ...it, accounts: [...it.accounts, account] })
  })

const heard = new WeakMap<Rig, string[]>()

/** Keeps whom each message notified when it was shown, and where. */
function listen(rig: Rig, chat: FakeChat): void {
  const { send } = chat
  const pinged = heard.get(rig) ?? []
  heard.set(rig, pinged)
  chat.send = async (to, card, key) => {
    const answer = await send(to, card, key)
    if ('sent' in answer) for (const { id } of card.notify ?? []) pinged.push(`${to.channel}: ${id}`)
    return answer
  }
}

/** Everybody who was notified, by where. */
const pings = (rig: Rig) => (heard.get(rig) ?? []).toSorted()

/** What the case's timeline tells. */
const steps = (rig: Rig) =>
  rig.read(async (use) => {
    const found = await use.list<Step>({ ...under('c', use.community, 'incident-step', 1), limit: 100 })
    return found.map(({ value }) => value.did)
  })

const plainly = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '))

const act = async (rig: Rig, run: Parameters<Rig['do']>[0]) => {
  await rig.do(run)
  await rig.deliver()
}

const levels = (change: (it: Settings['levels']) => Partial<Settings['levels']>) => ({
  ...storyLevels(),
  ...change(storyLevels()),
})

const answer = (rig: Rig, by: Who = people.cm_relief) =>
  act(rig, async (use) => giveAnswer(use, await rig.question(), { by, text: 'Yes, 24 h.' }))

describe('whoever is asked and takes no direct messages', () => {
  test('is asked on their other account, and nobody else hears of it', async () => {
    const rig = await withClosed(['head_comm'])
    await link(rig, people.head_comm, 'discord', 'head')
    await rig.ask()
    await rig.deliver()
    expect(pings(rig)).toEqual(['@head: head'])
    expect(rig.shown('discord', '@head')[0]).toContain('@head_comm, @mod_est has been waiting since 02:58')
    expect(await rig.question()).toMatchObject({ level: 2, rung: 'first', until: at('03:28') })
    await rig.until('03:13')
    expect(pings(rig)).toEqual(['@head: head', '@head: head'])
    rig.slack.knows.closed.clear()
    await act(rig, (use) => resume(use, 'slack/T1/@head_comm'))
    expect(rig.slack.posts).toEqual([])
  })

  test('is given up where there is no other way: who asked learns it, and the backup is asked at once', async () => {
    const rig = await asked(['head_comm'])
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')).toEqual([
      `INC-1: your question didn't reach @head_comm
Not sent: your question of 02:58. @head_comm can't be written to.
Kept: the question. The backup, @cm_relief, is asked now instead, until 03:28.
To do: nothing. An answer from @head_comm still counts: /incident answer INC-1
[Open INC-1]`,
    ])
    expect(rig.shown('discord', 'mod').at(-1)).toBe(
      "02:58 Vigie: couldn't reach @head_comm, asked the backup: @cm_relief.",
    )
    expect(rig.shown('slack', '@cm_relief')[0]).toContain(
      "@head_comm: asked 02:58, couldn't be reached\nNo answer by 03:28: level 3, @director",
    )
    expect(await rig.question()).toMatchObject({ rung: 'backup', due: at('03:28'), until: at('03:28') })
    await rig.until('03:27')
    expect(pings(rig).filter((each) => each.includes('head_comm'))).toEqual([])
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedBackup', 'reminded'])
  })

  test('the same in French', async () => {
    const rig = await asked(['head_comm'], { locale: 'fr' })
    expect(plainly(rig.shown('discord', '@mod_est'))).toEqual([
      `INC-1 : ta demande n'est pas arrivée à @head_comm
Non envoyé : ta demande de 02:58. @head_comm ne peut rien recevoir.
Gardé : la demande. Elle part maintenant à la suppléance, @cm_relief, jusqu'à 03:28.
À faire : rien. Une réponse de @head_comm compte toujours : /incident répondre INC-1
[Ouvrir INC-1]`,
    ])
  })

  test('and the backup too: the next level is asked, and nobody is told anything twice', async () => {
    const rig = await asked(['head_comm', 'cm_relief'])
    expect(await rig.question()).toMatchObject({ level: 3, until: at('03:13'), due: at('03:13') })
    expect(await rig.read((use) => incidentOf(use, 1))).toMatchObject({ status: 'waiting', level: 3 })
    expect(pings(rig)).toEqual(['@director: director', '@mod_est: mod_est', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')[1]).toContain(
      'Kept: the question. Level 3, @director, is asked now instead, until 03:13.',
    )
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedBackup', 'unreachedRaised'])
  })

  test('others at the same rung who were reached go on being asked, until nobody is left', async () => {
    const set = levels((it) => ({
      2: { ...it[2], ask: [{ who: people.head_comm }, { who: people.cm_day }] },
    }))
    const rig = await asked(['head_comm'], { levels: set })
    expect(await rig.question()).toMatchObject({ rung: 'first', until: at('03:28') })
    expect(pings(rig)).toEqual(['@cm_day: cm_day', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')[0]).toContain(
      "Kept: the question. It's with @cm_day all the same, until 03:28.",
    )
    expect(rig.shown('slack', '@cm_day')[0]).toContain(
      "@head_comm, @cm_day: asked 02:58, @head_comm couldn't be reached\nNo answer by 03:28",
    )
    rig.slack.plan('@cm_day', { refused: { code: 'closed', scope: 'place', say: '' } })
    await rig.until('03:13')
    expect(await rig.question()).toMatchObject({ rung: 'backup', asked: [people.cm_relief] })
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreached', 'reminded', 'unreachedBackup'])
  })

  test('with nobody else to ask the clock goes on, and the question goes out as soon as it can', async () => {
    const rig = await asked(['director'], { people: ['mod_est', 'director'], levels: onlyManagers() })
    expect(await rig.question()).toMatchObject({ level: 2, until: at('03:28') })
    expect(rig.shown('discord', '@mod_est')).toEqual([
      `INC-1: your question didn't reach @director
Not sent: your question of 02:58. @director can't be written to.
Kept: the question and its clock; it goes to @director as soon as that works. Nobody else is set who could be asked.
To do: tell @director another way; the answer comes with /incident answer INC-1
[Open INC-1]`,
    ])
    await rig.until('03:27')
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedNobody'])
    await rig.until('04:30')
    expect(await rig.question()).toMatchObject({ level: 4 })
    expect(pings(rig)).toEqual(['@mod_est: mod_est'])
    rig.slack.knows.closed.clear()
    await rig.probe()
    expect(pings(rig)).toEqual(['@director: director', '@mod_est: mod_est'])
    await rig.until('04:40')
    expect(rig.shown('slack', '@director').at(-1)).toContain('no answer yet since 02:58')
  })

  test('is not asked any more once an answer came another way', async () => {
    const rig = await asked(['director'], { people: ['mod_est', 'director'], levels: onlyManagers() })
    await answer(rig, people.director)
    rig.slack.knows.closed.clear()
    await act(rig, (use) => resume(use, 'slack/T1/@director'))
    expect(rig.slack.posts).toEqual([])
  })

  test('level 4 asks its backup at once, and goes on trying without a word more to who asked', async () => {
    const rig = await withClosed(['director'])
    await rig.ask(1, 4)
    await rig.deliver()
    expect(pings(rig)).toEqual(['@head_comm: head_comm', '@mod_est: mod_est'])
    await rig.until('03:18')
    expect(pings(rig).filter((each) => each.startsWith('@mod_est'))).toHaveLength(1)
    expect(pings(rig).filter((each) => each.startsWith('@head_comm'))).toHaveLength(5)
    rig.slack.knows.closed.clear()
    await rig.probe()
    expect(pings(rig).filter((each) => each.startsWith('@director'))).toHaveLength(1)
    await rig.until('03:19')
    expect(rig.shown('slack', '@head_comm')[0]?.split('\n').at(-3)).toMatch(
      /^@director, @head_comm: asked 02:58, again/,
    )
    expect(rig.shown('slack', '@head_comm')[0]?.split('\n').at(-3)).not.toContain('reached')
  })

  test('whoever the place for escalations reaches is not written to; others are, and given up', async () => {
    const set = levels((it) => ({
      2: { ...it[2], ask: [{ who: people.head_comm }, { who: people.otter }] },
    }))
    const rig = await asked(['otter', 'head_comm'], {
      levels: set,
      places: { ...moderation, escalation: slack('esc') },
    })
    expect(pings(rig)).toEqual(['@mod_est: mod_est', 'esc: head_comm'])
    expect(rig.shown('discord', '@mod_est')[0]).toContain("It's with @head_comm all the same")
  })

  test('a place that refuses and messages that do not arrive leave the next rung, and the place’s card pings late nobody', async () => {
    const rig = await withClosed(['head_comm'], { places: { ...moderation, escalation: slack('esc') } })
    const gone = { refused: { code: 'gone', scope: 'place', say: '' } } as const
    rig.slack.plan('esc', gone)
    await rig.ask()
    await rig.deliver()
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', '@mod_est: mod_est'])
    await act(rig, (use) => resume(use, 'slack/T1/esc'))
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
    expect(rig.notified('slack', 'esc')).toEqual([[]])
  })

  test('who asked and takes none themselves is named in the case’s thread', async () => {
    const rig = await asked(['head_comm', 'mod_est'])
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', 'mod: mod_est'])
    expect(rig.shown('discord', 'mod').at(-1)).toContain("INC-1: your question didn't reach @head_comm")
  })

  test('somebody passed to is given up as well, and was not told of before they were', async () => {
    const rig = await asked(['director'])
    await act(rig, async (use) => passUp(use, await rig.question(), people.head_comm, 3))
    expect(await rig.question()).toMatchObject({ level: 4, asked: [people.director, people.head_comm] })
    expect(rig.shown('discord', '@mod_est')).toHaveLength(1)
  })
})

describe('an answer to whoever takes no direct messages', () => {
  const placed = { places: { ...moderation, escalation: slack('esc') } }

  test('goes to their other account', async () => {
    const rig = await asked([], placed)
    await link(rig, people.mod_est, 'slack', 'est')
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    expect(pings(rig)).toEqual(['@est: est', 'esc: head_comm'])
    expect(rig.shown('slack', '@est')[0]).toContain('"Yes, 24 h."')
  })

  test('is in the case’s thread once, where they are called to it', async () => {
    const rig = await asked([], placed)
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    expect(pings(rig)).toEqual(['esc: head_comm', 'mod: mod_est'])
    const [told, called] = rig.shown('discord', 'mod').slice(-2)
    expect(told).toContain('"Yes, 24 h."')
    expect(called).toBe(
      '@mod_est, @cm_relief answered your question on INC-1 at 02:58: the answer is here.\n[Open INC-1]',
    )
    rig.discord.knows.closed.clear()
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(rig.discord.in('@mod_est')).toEqual([])
  })

  test('with no way at all is noted on the case, whoever answered learns it, and it goes out when it can', async () => {
    const rig = await asked([], { places: { escalation: slack('esc') } })
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', 'esc: head_comm'])
    expect(rig.shown('slack', '@cm_relief')).toEqual([
      `INC-1: this didn't reach @mod_est
Not sent: your answer. No message gets through to @mod_est.
Kept: all of it, in INC-1; it goes out as soon as that works.
To do: tell @mod_est another way.
[Open INC-1]`,
    ])
    expect((await steps(rig)).at(-1)).toBe('unheard')
    rig.discord.knows.closed.clear()
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(rig.shown('discord', '@mod_est')).toHaveLength(1)
  })

  test('whoever answered is told of that by another way too, and else nobody is', async () => {
    const rig = await asked([], { places: { escalation: slack('esc') } })
    rig.discord.knows.closed.add('mod_est')
    rig.slack.knows.closed.add('cm_relief')
    await link(rig, people.cm_relief, 'discord', 'relief')
    await answer(rig)
    expect(pings(rig)).toEqual(['@relief: relief', 'esc: head_comm'])
    expect(rig.shown('discord', '@relief')[0]).toContain("INC-1: this didn't reach @mod_est")
    expect((await steps(rig)).filter((did) => did === 'unheard')).toHaveLength(1)
  })

  test('details for somebody go to the place for escalations, and name them there', async () => {
    const rig = await asked(['head_comm'], placed)
    const details = (by: Who, kind: 'wanted' | 'given') =>
      act(rig, async (use) => addDetail(use, await rig.question(), { by, kind, text: 'Since when?' }))
    await details(people.head_comm, 'wanted')
    await details(people.mod_est, 'given')
    expect(pings(rig)).toEqual(['@mod_est: mod_est', 'esc: head_comm', 'esc: head_comm'])
    expect(rig.shown('slack', 'esc')[1]).toContain('@mod_est adds to the question on INC-1')
  })
})

test('a case given to whoever takes no direct messages: they are named in its thread, else who gave it learns', async () => {
  const give = (rig: Rig, to: Who) =>
    act(rig, async (use) => {
      const it = await incidentOf(use, 1)
      if (it !== undefined) await assign(use, it, people.mod_est, to)
    })
  const there = await withClosed(['mod_est'])
  await act(there, async (use) => {
    const it = await incidentOf(use, 1)
    if (it !== undefined) await assign(use, it, people.head_comm, people.mod_est)
  })
  expect(pings(there)).toEqual(['mod: mod_est'])
  const nowhere = await withClosed(['cm_day'])
  await give(nowhere, people.cm_day)
  expect(pings(nowhere)).toEqual(['@mod_est: mod_est'])
  expect(nowhere.shown('discord', '@mod_est')[0]).toContain('Not sent: word that INC-1 was assigned.')
  expect((await steps(nowhere)).slice(-2)).toEqual(['assigned', 'unheard'])
})

test('killed at any step, one of each is left: what was refused, the word of it, the next one asked', async () => {
  const slow = storyLevels()
  for (const level of [1, 2, 3, 4] as const) slow[level] = { ...slow[level], minutes: 600 }
  const begun = async () => {
    const rig = await withClosed(['head_comm', 'cm_relief'], { levels: slow })
    await rig.ask()
    return rig
  }
  // Nobody is reminded before that.
  const end = at('05:00')
  const left = async (rig: Rig) => ({ pings: pings(rig), steps: await steps(rig) })
  const whole = await begun()
  await whole.deliver()
  const expected = await left(whole)
  expect(expected).toEqual({
    pings: ['@director: director', '@mod_est: mod_est', '@mod_est: mod_est'],
    steps: ['logged', 'asked', 'unreachedBackup', 'unreachedRaised'],
  })
  const { delay } = createPauses()
  let step = 0
  for (let wasDead = true; wasDead; ) {
    const rig = await begun()
    const mortal = {
      ...rig,
      courierOn: (more?: Partial<CourierOptions>) => rig.courierOn({ delay, ...more }),
    }
    const life = await live(mortal, ++step, end)
    wasDead = life.dead
    await live(mortal, undefined, end)
    expect(await left(rig), `killed at step ${step}`).toEqual(expected)
  }
  expect(step).toBeGreaterThan(15)
})

function onlyManagers(): Settings['levels'] {
  const nobody = { ask: [], backup: [] }
  const set = storyLevels()
  return {
    1: { ...set[1], ...nobody },
    2: { ...set[2], ...nobody },
    3: { ...set[3], ...nobody },
    4: { ...set[4], ...nobody },
  }
}

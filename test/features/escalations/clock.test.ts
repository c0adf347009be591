import { describe, expect, test } from 'vitest'
import { alarmAt } from '../../../src/features/alarms.ts'
import {
  addDetail,
  closeQuestion,
  giveAnswer,
  passUp,
  takeOn,
  withdraw,
} from '../../../src/features/escalations/acts.ts'
import {
  answeredBetween,
  lateNow,
  openEscalations,
  waitingFor,
} from '../../../src/features/escalations/queries.ts'
import { resolve } from '../../../src/features/incidents/closing.ts'
import { incidentOf, keepIncident } from '../../../src/features/incidents/record.ts'
import type { Settings } from '../../../src/features/settings.ts'
import { at, createRig, discord, people, type Rig, type RigOptions, storyLevels } from './rig.ts'

async function asked(options: RigOptions & { level?: 1 | 2 | 3 | 4 } = {}) {
  const rig = await createRig(options)
  await rig.logCase()
  await rig.ask(1, options.level, 'Is that allowed?')
  await rig.deliver()
  return rig
}

const withLevels = (change: (it: Settings['levels']) => Partial<Settings['levels']>) => ({
  ...storyLevels(),
  ...change(storyLevels()),
})

const names = (it: { asked: { name: string }[] }) => it.asked.map(({ name }) => name)
const alarm = (rig: Rig) => rig.read((use) => alarmAt(use, 'escalation/1/1'))
const act = async <T>(
  rig: Rig,
  run: (use: Parameters<Parameters<Rig['do']>[0]>[0], it: Awaited<ReturnType<Rig['question']>>) => Promise<T>,
) => {
  const it = await rig.question()
  const done = await rig.do((use) => run(use, it))
  await rig.deliver()
  return done
}

describe('whose turn it is', () => {
  test('level 1 counts working hours: asked at 04:20 on a Thursday, an answer is expected by 13:00', async () => {
    const rig = await asked({ now: '04:20', level: 1 })
    expect(await rig.question()).toMatchObject({ until: at('13:00'), asked: [people.cm_day] })
    expect(await alarm(rig)).toBe(at('11:00'))
    await rig.until('11:00')
    expect(await alarm(rig)).toBe(at('13:00'))
  })

  test('level 1 asked on a Friday evening waits until Monday', async () => {
    const rig = await asked({ now: '2027-03-12T17:00', level: 1 })
    expect((await rig.question()).until).toBe(at('2027-03-15T12:00'))
  })

  test('an answer at level 1 is counted in working minutes', async () => {
    const rig = await asked({ now: '04:20', level: 1 })
    await rig.until('09:20')
    await act(rig, (use, it) => giveAnswer(use, it, { by: people.cm_day, text: 'No.' }))
    expect(await rig.read((use) => answeredBetween(use, at('09:00'), at('10:00'), 10))).toMatchObject([
      { minutes: 20, late: false },
    ])
  })

  test('without working days level 1 still ends', async () => {
    const rig = await createRig({ now: '04:20' })
    await rig.settings((it) => ({ ...it, days: [] }))
    await rig.logCase()
    await rig.ask(1, 1)
    expect((await rig.question()).until).toBe(at('08:20'))
  })

  test('without a backup the next level comes at once', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], backup: [] } }))
    const rig = await asked({ now: '02:58', levels })
    await rig.until('03:28')
    expect(await rig.question()).toMatchObject({ level: 3, rung: 'first', until: at('03:43') })
    expect(await rig.read((use) => incidentOf(use, 1))).toMatchObject({ status: 'waiting', level: 3 })
  })

  test('a backup that was asked already is skipped', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], backup: [{ who: people.head_comm }] } }))
    const rig = await asked({ now: '02:58', levels })
    await rig.until('03:28')
    expect((await rig.question()).level).toBe(3)
  })

  test('nobody set means the managers, and never whoever asks', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], ask: [] } }))
    const rig = await createRig({ now: '02:58', levels })
    await rig.logCase({}, people.head_comm)
    await rig.ask(1, 2, 'Is that allowed?', people.head_comm)
    expect(names(await rig.question())).toEqual(['director'])
  })

  test('a role means everybody who has it', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], ask: [{ role: 'cm' }, { who: people.cm_day }] } }))
    const rig = await asked({ now: '02:58', levels })
    expect(names(await rig.question()).sort()).toEqual(['cm_day', 'cm_relief'])
  })

  test('where there is nobody at all the clock runs all the same, and the card says so', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], ask: [], backup: [] } }))
    const rig = await asked({ now: '02:58', levels, people: ['mod_est'] })
    expect(rig.shown('slack', 'esc')[0]).toContain('Nobody is set at this level. @mod_est has been waiting')
    await rig.until('03:28')
    expect((await rig.question()).level).toBe(3)
  })

  test('level 4 asks at once, and again every five minutes, with its backup, until somebody is on it', async () => {
    const rig = await asked({ now: '02:58', level: 4 })
    expect(names(await rig.question())).toEqual(['director'])
    await rig.until('03:18')
    const it = await rig.question()
    expect(it.turns).toHaveLength(1)
    expect(it.turns[0]).toMatchObject({ repeats: 4, repeated: at('03:18'), until: at('03:23') })
    expect(names(it)).toEqual(['director', 'head_comm'])
    expect(rig.notified('slack', 'esc')).toHaveLength(5)
    expect(rig.shown('slack', 'esc')[0]).toContain(
      '@director, @head_comm: asked 02:58, again 4 times, last at 03:18\n' +
        'No answer by 03:23: asked again, every 5 minutes',
    )
    await act(rig, (use, found) => takeOn(use, found, people.director, at('03:45')))
    await rig.until('03:44')
    expect(rig.notified('slack', 'esc')).toHaveLength(5)
    await rig.until('03:50')
    expect(rig.notified('slack', 'esc').length).toBe(7)
  })
})

describe('On it', () => {
  test('stops the clock until the hour given, and no further: the same people are asked again', async () => {
    const rig = await asked({ now: '07:40', level: 3 })
    await rig.until('07:52')
    const before = rig.slack.in('esc').length
    await act(rig, (use, it) => takeOn(use, it, people.director, at('08:30')))
    expect(await rig.question()).toMatchObject({ state: 'paused', until: at('08:30'), due: at('08:30') })
    expect(rig.shown('slack', 'esc')[0]).toContain(
      'On it · INC-1 · harassment · level 3 · until 08:30\n@director has been on it since 07:52.',
    )
    await rig.until('08:29')
    expect(rig.slack.in('esc')).toHaveLength(before)
    expect(await rig.read((use) => lateNow(use))).toEqual([])
    await rig.until('08:30')
    expect(await rig.question()).toMatchObject({ state: 'waiting', until: at('08:45'), due: at('08:45') })
    expect(rig.shown('slack', 'esc').at(-1)).toContain(
      'INC-1: the hour @director gave is over. An answer is expected from @director by 08:45.',
    )
    await rig.until('08:45')
    expect(await rig.question()).toMatchObject({ level: 4 })
  })

  test('of somebody else makes it wait for that one only', async () => {
    const rig = await asked({ now: '02:58' })
    await act(rig, (use, it) => takeOn(use, it, people.director, at('03:20')))
    const waits = (who: { person: string }) => rig.read((use) => waitingFor(use, { id: who.person }, 10))
    expect(await waits(people.head_comm)).toEqual([])
    expect(await waits(people.director)).toHaveLength(1)
    await rig.until('03:20')
    expect(names(await rig.question())).toEqual(['director', 'head_comm'])
  })

  test('does not move a deadline that is over', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.until('03:35')
    await act(rig, (use, it) => takeOn(use, it, people.cm_relief, at('04:00')))
    await rig.until('03:40')
    await act(rig, (use, it) => giveAnswer(use, it, { by: people.cm_relief, text: 'Yes.' }))
    expect((await rig.question()).first).toMatchObject({ minutes: 42, late: true })
  })
})

describe('what stops the clock and what does not', () => {
  test('details do not: those wanted go to the moderator, those given to who wanted them', async () => {
    const rig = await asked({ now: '02:58' })
    const before = await rig.question()
    await act(rig, (use, it) =>
      addDetail(use, it, { by: people.head_comm, kind: 'wanted', text: 'Since when?' }),
    )
    expect(rig.shown('discord', '@mod_est')).toEqual([
      '@head_comm asks for details on INC-1:\n"Since when?"\n' +
        'Your question stays open: an answer is due by 03:28.\n[Add details] [Open INC-1]',
    ])
    await act(rig, (use, it) => addDetail(use, it, { by: people.mod_est, kind: 'given', text: 'January.' }))
    expect(rig.shown('slack', '@head_comm')).toEqual([
      '@mod_est adds to the question on INC-1:\n"January."\n[Answer] [On it]',
    ])
    expect(rig.shown('slack', 'esc')[0]).toContain(
      '@head_comm, 02:58: "Since when?"\n@mod_est, 02:58: "January."',
    )
    const { details: _, ...after } = await rig.question()
    expect({ ...after, details: [] }).toEqual(before)
    expect(await alarm(rig)).toBe(at('03:13'))
  })

  test('passing asks the higher level at once; the first deadline stays where it comes sooner', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.until('03:05')
    await act(rig, (use, it) => passUp(use, it, people.head_comm, 3))
    const it = await rig.question()
    expect(it).toMatchObject({ level: 3, until: at('03:20'), due: at('03:20'), asked: [people.director] })
    expect(rig.shown('slack', 'esc')[0]).toContain('@head_comm: asked 02:58, passed up by @head_comm 03:05')
    expect(rig.notified('slack', 'esc').at(-1)).toEqual(['director'])
  })

  test('passing does not move the first deadline away', async () => {
    const rig = await asked({ now: '07:40', level: 3 })
    await rig.until('07:53')
    await act(rig, (use, it) => passUp(use, it, people.director, 4))
    expect(await rig.question()).toMatchObject({ level: 4, until: at('07:58'), due: at('07:55') })
  })

  test('taking the question back ends it, and the case is as before', async () => {
    const rig = await asked({ now: '02:58' })
    await act(rig, (use, it) => withdraw(use, it, people.mod_est))
    expect(await alarm(rig)).toBeUndefined()
    const incident = await rig.read((use) => incidentOf(use, 1))
    expect(incident).toMatchObject({ status: 'open' })
    expect(incident?.level).toBeUndefined()
    await rig.until('05:00')
    expect(rig.shown('slack', 'esc')).toEqual([
      'Taken back · INC-1 · harassment · level 2 · 02:58\n' +
        '@mod_est took the question back at 02:58: no answer is needed any more.\n' +
        '"Is that allowed?"\n[Open INC-1]',
    ])
  })

  test('resolving the case ends it too', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.do(async (use) => {
      const it = await incidentOf(use, 1)
      if (it !== undefined) await resolve(use, it, people.mod_est, { reason: 'mediated', actions: [] })
    })
    await rig.do((use) => closeQuestion(use, 1, people.mod_est))
    expect(await rig.question()).toMatchObject({ state: 'withdrawn' })
    expect(await alarm(rig)).toBeUndefined()
  })

  test('a case that is over by whatever way asks nobody any more', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.do(async (use) => {
      const it = await incidentOf(use, 1)
      if (it !== undefined)
        await keepIncident(use, { ...it, withdrawn: { at: rig.now(), by: people.mod_est } })
    })
    await rig.until('04:30')
    expect(await rig.question()).toMatchObject({ state: 'withdrawn', level: 2 })
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
  })

  test('of two who answer at once the first counts, the second is added, and both are told', async () => {
    const rig = await asked({ now: '02:58' })
    const before = await rig.question()
    const both = [people.head_comm, people.cm_relief].map((by) =>
      rig.do(async (use) => giveAnswer(use, await rig.question(), { by, text: `Yes, says ${by.name}.` })),
    )
    await Promise.all(both)
    await rig.deliver()
    expect(before.state).toBe('waiting')
    const it = await rig.question()
    expect(it.first?.by.name).toBe('head_comm')
    expect(it.further.map(({ by }) => by.name)).toEqual(['cm_relief'])
    expect(rig.shown('slack', '@head_comm')[0]).toContain(
      '@cm_relief answered INC-1 too, at 02:58:\n"Yes, says cm_relief."',
    )
    expect(rig.shown('discord', '@mod_est').map((text) => text.split('\n')[0])).toEqual([
      'The answer to your question on INC-1',
      'One more answer to your question on INC-1',
    ])
  })

  test('a case can be asked about again once its question was answered', async () => {
    const rig = await asked({ now: '02:58' })
    await act(rig, (use, it) => giveAnswer(use, it, { by: people.head_comm, text: 'Yes.' }))
    await expect(rig.ask(1)).resolves.toMatchObject({ nth: 2 })
    await expect(rig.ask(1)).rejects.toThrow('escalation.refused.open')
  })
})

describe('after a downtime', () => {
  test('the turns that went by are written down, and only the present one is told to anybody', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.downUntil('04:05')
    const it = await rig.question()
    expect(it.turns.map(({ at: begin, level, told }) => [level, begin, told])).toEqual([
      [2, at('02:58'), at('02:58')],
      [2, at('03:28'), undefined],
      [3, at('03:58'), at('04:05')],
    ])
    expect(it.until).toBe(at('04:13'))
    expect(rig.notified('slack', 'esc').slice(1)).toEqual([['director']])
    expect(rig.shown('slack', 'esc')[0]).toContain(
      '@head_comm: asked 02:58, no answer\n@cm_relief: not asked, Vigie was down\n',
    )
  })

  test('a whole night of level 4 is asked once, not once every five minutes', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.downUntil('09:02:30')
    const it = await rig.question()
    expect(it).toMatchObject({ level: 4, until: at('09:03') })
    expect(rig.notified('slack', 'esc')).toHaveLength(2)
    expect(await alarm(rig)).toBe(at('09:03'))
  })

  test('whoever is told late of their turn is not reminded in the same breath', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.downUntil('03:50')
    expect((await rig.question()).turns.at(-1)?.reminded).toBeUndefined()
    expect(rig.notified('slack', 'esc').slice(1)).toEqual([['cm_relief']])
    expect(await alarm(rig)).toBe(at('03:58'))
  })
})

describe('where it is told', () => {
  test('without a place for escalations people are written to themselves, once with the card', async () => {
    const rig = await asked({ now: '02:58', places: { moderation: discord('mod') } })
    await rig.until('03:28')
    const cards = (channel: string) =>
      rig.shown('slack', channel).filter((text) => text.startsWith('Advice wanted'))
    expect(cards('@head_comm')).toHaveLength(1)
    expect(cards('@cm_relief')).toHaveLength(1)
    expect(rig.shown('slack', '@head_comm')).toHaveLength(2)
    expect(rig.shown('slack', '@cm_relief')).toHaveLength(1)
  })

  test('whoever has no account where the place is gets the card directly', async () => {
    const levels = withLevels((it) => ({ 2: { ...it[2], ask: [{ who: people.otter }] } }))
    const rig = await asked({ now: '02:58', levels })
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
    expect(rig.shown('discord', '@otter')[0]).toContain('Advice wanted · INC-1')
  })

  test('a place that refuses does not leave a question unheard', async () => {
    const rig = await createRig({ now: '02:58' })
    rig.slack.plan('esc', { refused: { code: 'gone', scope: 'place', say: 'no such channel' } })
    await rig.logCase()
    await rig.ask()
    await rig.deliver()
    expect(rig.shown('slack', 'esc')).toEqual([])
    expect(rig.shown('slack', '@head_comm')[0]).toContain('Advice wanted · INC-1')
  })

  test('a reminder that could not be sent before the next turn is not sent at all', async () => {
    const rig = await asked({ now: '02:58' })
    await rig.until('03:12')
    rig.slack.plan('esc', { later: 20 * 60_000 })
    await rig.until('03:40')
    const lines = rig.shown('slack', 'esc').slice(1)
    expect(lines).toEqual(['INC-1: an answer is expected from @cm_relief by 03:58.\n[Answer] [On it]'])
  })

  test('the open questions come by deadline', async () => {
    const rig = await createRig({ now: '02:58' })
    for (const level of [1, 2, 3] as const) {
      await rig.logCase()
      await rig.ask(level, level)
    }
    const open = await rig.read((use) => openEscalations(use, 10))
    expect(open.map(({ level }) => level)).toEqual([3, 2, 1])
    expect((await rig.read((use) => openEscalations(use, 2))).length).toBe(2)
  })
})

import { describe, expect, it } from 'vitest'
import type { Work } from '../../../src/core/work.ts'
import { alarmAt } from '../../../src/features/alarms.ts'
import { newestAudit } from '../../../src/features/audit/entries.ts'
import { askAt } from '../../../src/features/escalations/ask.ts'
import { openEscalationOf } from '../../../src/features/escalations/queries.ts'
import { caseOf } from '../../../src/features/incidents/act.ts'
import { relate, setDue, setSeverity } from '../../../src/features/incidents/changes.ts'
import { incidentAlarms, monitor, reopen, resolve } from '../../../src/features/incidents/closing.ts'
import { keepEvidence, keepNote } from '../../../src/features/incidents/evidence.ts'
import { assign, claim, release } from '../../../src/features/incidents/ownership.ts'
import { historyOf, openIncidents, ownedBy, stepsOf } from '../../../src/features/incidents/queries.ts'
import type { Incident } from '../../../src/features/incidents/record.ts'
import { deliveriesOf } from '../../../src/features/outbox.ts'
import { createDesk, type Desk, day, est, nightowl, otter, refusal, west } from './desk.ts'

const on = (desk: Desk, number: number, act: (use: Work, it: Incident) => Promise<Incident>) =>
  desk.do(async (use) => act(use, await caseOf(use, number)))
const numbers = (found: Incident[]) => found.map(({ number }) => number)
const plainly = { reason: 'removed', actions: [] } as const

describe('who has a case', () => {
  it('is whoever takes one that nobody has', async () => {
    const desk = await createDesk()
    await desk.log({}, est, false)
    const it = await on(desk, 1, (use, it) => claim(use, it, west))
    expect([it.status, it.owner?.name, it.assigned?.by.name]).toEqual(['progress', 'mod_west', 'mod_west'])
    expect(numbers(await desk.look((use) => ownedBy(use, west.person, 10)))).toEqual([1])
  })

  it('is asked first when somebody else wants it, and stays the same at a second press', async () => {
    const desk = await createDesk()
    await desk.log()
    expect(await refusal(on(desk, 1, (use, it) => claim(use, it, west)))).toBe('incident.refused.taken')
    expect(await refusal(on(desk, 1, (use, it) => claim(use, it, est)))).toBe('incident.refused.yours')
  })

  it('changes when it is assigned, to somebody of the team', async () => {
    const desk = await createDesk()
    await desk.log()
    const it = await on(desk, 1, (use, it) => assign(use, it, est, day))
    expect([it.owner?.name, it.assigned?.by.name]).toEqual(['cm_day', 'mod_est'])
    expect(await refusal(on(desk, 1, (use, it) => assign(use, it, est, day)))).toBe('incident.refused.has')
    expect(await refusal(on(desk, 1, (use, it) => assign(use, it, est, nightowl)))).toBe(
      'incident.refused.stranger',
    )
    expect(numbers(await desk.look((use) => ownedBy(use, est.person, 10)))).toEqual([])
  })

  it('lets it go, alone', async () => {
    const desk = await createDesk()
    await desk.log()
    expect(await refusal(on(desk, 1, (use, it) => release(use, it, west)))).toBe('incident.refused.notYours')
    const it = await on(desk, 1, (use, it) => release(use, it, est))
    expect([it.status, it.owner, it.assigned]).toEqual(['open', undefined, undefined])
    expect(await refusal(on(desk, 1, (use, it) => release(use, it, est)))).toBe('incident.refused.free')
  })
})

describe('resolving', () => {
  it('ends a case once; the second press says who did it and when', async () => {
    const desk = await createDesk()
    await desk.log({ actions: ['banned'], accounts: 12 })
    desk.clock.add({ minutes: 35 })
    const it = await on(desk, 1, (use, it) => resolve(use, it, est, { ...plainly, accounts: 43 }))
    expect([it.status, it.resolved?.reason, it.accounts, it.actions]).toEqual([
      'resolved',
      'removed',
      43,
      ['banned'],
    ])
    expect(await refusal(on(desk, 1, (use, it) => resolve(use, it, west, plainly)))).toBe(
      'incident.refused.resolved',
    )
    const [last] = await desk.look((use) => stepsOf(use, 1, 1))
    expect(last?.values).toEqual({ reason: 'removed', actions: 'banned', accounts: 43 })
  })

  it('closes the question that is open', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, async (use, it) => {
      await askAt(use, it, { why: 'A 7-day timeout?', by: est, here: it.from })
      return it
    })
    expect((await desk.look((use) => caseOf(use, 1))).status).toBe('waiting')
    const it = await on(desk, 1, (use, it) => resolve(use, it, est, plainly))
    expect([it.status, it.level]).toEqual(['resolved', undefined])
    expect(await desk.look((use) => openEscalationOf(use, 1))).toBeUndefined()
  })

  it('refuses whatever needs an open case afterwards, but notes and evidence', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, (use, it) => resolve(use, it, est, plainly))
    const acts: ((use: Work, it: Incident) => Promise<Incident>)[] = [
      (use, it) => claim(use, it, west),
      (use, it) => release(use, it, est),
      (use, it) => assign(use, it, est, day),
      (use, it) => setSeverity(use, it, est, 'low'),
      (use, it) => setDue(use, it, est, { at: 1, what: 'decide' }),
      (use, it) => monitor(use, it, est, 1),
    ]
    for (const act of acts) expect(await refusal(on(desk, 1, act))).toBe('incident.refused.resolved')
    await on(desk, 1, (use, it) => keepNote(use, it, west, 'What was learnt', { actions: [] }))
    await on(desk, 1, (use, it) => keepEvidence(use, it, west, [{ by: west, text: 'seen' }]))
    expect((await desk.look((use) => caseOf(use, 1))).steps).toBe(4)
  })

  it('can be taken back by opening the case again', async () => {
    const desk = await createDesk()
    await desk.log()
    expect(await refusal(on(desk, 1, (use, it) => reopen(use, it, west)))).toBe('incident.refused.open')
    await on(desk, 1, (use, it) => resolve(use, it, est, plainly))
    const it = await on(desk, 1, (use, it) => reopen(use, it, west))
    expect([it.status, it.resolved, it.owner?.name]).toEqual(['progress', undefined, 'mod_est'])
    expect(numbers(await desk.look((use) => openIncidents(use, 10)))).toEqual([1])
  })
})

describe('a duplicate', () => {
  it('gives its reporters and members to the case that stays, and counts once in a history', async () => {
    const desk = await createDesk()
    await desk.log({ reported: [nightowl] })
    await desk.log({ reported: [nightowl], affected: [otter] }, west)
    const of = await desk.look((use) => caseOf(use, 1))
    const it = await on(desk, 2, (use, it) =>
      resolve(use, it, west, { reason: 'duplicate', actions: [], of }),
    )
    expect([it.duplicateOf, it.status]).toEqual([1, 'resolved'])
    const stays = await desk.look((use) => caseOf(use, 1))
    expect(stays.reporters.map(({ name }) => name)).toEqual(['mod_est', 'mod_west'])
    expect(stays.affected.map(({ name }) => name)).toEqual(['otter'])
    const [step] = await desk.look((use) => stepsOf(use, 1, 1))
    expect([step?.did, step?.values]).toEqual(['merged', { number: 2 }])
    expect(numbers(await desk.look((use) => historyOf(use, nightowl.person, 10)))).toEqual([1])
  })

  it('of a duplicate joins the case behind both, and none stands for itself', async () => {
    const desk = await createDesk()
    for (let count = 0; count < 3; count++) await desk.log()
    const merge = (number: number, into: number) =>
      on(desk, number, async (use, it) =>
        resolve(use, it, est, { reason: 'duplicate', actions: [], of: await caseOf(use, into) }),
      )
    await merge(2, 1)
    expect((await merge(3, 2)).duplicateOf).toBe(1)
    expect(await refusal(merge(1, 2))).toBe('incident.refused.itself')
    expect(await refusal(merge(1, 1))).toBe('incident.refused.itself')
  })
})

describe('monitoring', () => {
  const over = async (desk: Desk, at: number) =>
    desk.do(async (use) => {
      const alarm = {
        v: 1,
        id: 'x',
        at,
        does: 'incident-until',
        of: 'incident/1',
        wake: at,
        tries: 0,
      } as const
      await incidentAlarms['incident-until']?.(use, 'incident/1', alarm)
    })

  it('keeps a case open until its date, then it is in hand again', async () => {
    const desk = await createDesk()
    await desk.log()
    const until = desk.clock.now().epochMilliseconds + 60_000
    const it = await on(desk, 1, (use, it) => monitor(use, it, est, until))
    expect([it.status, it.until]).toEqual(['monitoring', until])
    expect(await desk.look((use) => alarmAt(use, 'incident-until/1'))).toBe(until)
    await over(desk, until)
    const after = await desk.look((use) => caseOf(use, 1))
    expect([after.status, after.until]).toEqual(['progress', undefined])
  })

  it('has no end any more where the date was moved or the case resolved', async () => {
    const desk = await createDesk()
    await desk.log()
    const until = desk.clock.now().epochMilliseconds + 60_000
    await on(desk, 1, (use, it) => monitor(use, it, est, until + 1))
    await over(desk, until)
    expect((await desk.look((use) => caseOf(use, 1))).status).toBe('monitoring')
    await on(desk, 1, (use, it) => resolve(use, it, est, plainly))
    await over(desk, until + 1)
    expect((await desk.look((use) => caseOf(use, 1))).status).toBe('resolved')
    expect(await desk.look((use) => alarmAt(use, 'incident-until/1'))).toBeUndefined()
  })
})

describe('severity, deadline and relations', () => {
  it('move a case among the open ones: severity first, then the deadline, then age', async () => {
    const desk = await createDesk()
    const now = desk.clock.now().epochMilliseconds
    await desk.log({ type: 'complaint' })
    await desk.log({ type: 'complaint' })
    await desk.log({ type: 'other' })
    await desk.log({ type: 'complaint' })
    await on(desk, 4, (use, it) => setDue(use, it, est, { at: now + 1, what: 'decide' }))
    await on(desk, 3, (use, it) => setSeverity(use, it, est, 'critical'))
    expect(numbers(await desk.look((use) => openIncidents(use, 10)))).toEqual([3, 4, 1, 2])
    expect(await refusal(on(desk, 3, (use, it) => setSeverity(use, it, est, 'critical')))).toBe(
      'incident.refused.severity',
    )
  })

  it('point both ways, once', async () => {
    const desk = await createDesk()
    await desk.log()
    await desk.log()
    const both = (number: number, other: number) =>
      on(desk, number, async (use, it) => relate(use, it, est, await caseOf(use, other)))
    await both(1, 2)
    expect((await desk.look((use) => caseOf(use, 2))).related).toEqual([1])
    expect(await refusal(both(2, 1))).toBe('incident.refused.related')
    expect(await refusal(both(2, 2))).toBe('incident.refused.itself')
  })
})

describe('every change', () => {
  it('leaves a step, an audit entry and a line in the thread of the card', async () => {
    const desk = await createDesk({ channel: true })
    await desk.log()
    await on(desk, 1, (use, it) => keepNote(use, it, west, 'Told the team', { actions: [] }))
    await on(desk, 1, (use, it) => assign(use, it, est, day))
    const steps = await desk.look((use) => stepsOf(use, 1, 10))
    expect(steps.map(({ did }) => did)).toEqual(['assigned', 'note', 'logged'])
    const entries = await desk.look((use) => newestAudit(use, 10))
    expect(entries.map(({ did }) => did).sort()).toEqual([
      'incident.assigned',
      'incident.logged',
      'incident.note',
    ])
    const lines = await Promise.all(
      [1, 2, 3].map((nth) => desk.look((use) => deliveriesOf(use, `incident/1/${nth}`))),
    )
    expect(lines.map((found) => found.length)).toEqual([0, 1, 1])
  })
})

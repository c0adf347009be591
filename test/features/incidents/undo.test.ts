import { describe, expect, it } from 'vitest'
import type { Who } from '../../../src/core/person.ts'
import type { Work } from '../../../src/core/work.ts'
import { caseOf } from '../../../src/features/incidents/act.ts'
import { relate, setDue, setSeverity } from '../../../src/features/incidents/changes.ts'
import { monitor, resolve } from '../../../src/features/incidents/closing.ts'
import { keepNote } from '../../../src/features/incidents/evidence.ts'
import { assign, claim, release } from '../../../src/features/incidents/ownership.ts'
import { countLogged, historyOf, openIncidents } from '../../../src/features/incidents/queries.ts'
import { type Incident, incidentOf } from '../../../src/features/incidents/record.ts'
import { undo } from '../../../src/features/incidents/undo.ts'
import { createDesk, type Desk, day, est, nightowl, refusal, west } from './desk.ts'

const on = (desk: Desk, number: number, act: (use: Work, it: Incident) => Promise<Incident>) =>
  desk.do(async (use) => act(use, await caseOf(use, number)))
const back = (desk: Desk, by: Who = est, number = 1) =>
  desk.do(async (use) => undo(use, await caseOf(use, number), by))
const plainly = { reason: 'removed', actions: [] } as const

describe('undoing', () => {
  it.each<[string, (use: Work, it: Incident) => Promise<Incident>]>([
    ['resolved', (use, it) => resolve(use, it, est, { ...plainly, accounts: 43 })],
    ['severity', (use, it) => setSeverity(use, it, est, 'low')],
    ['assigned', (use, it) => assign(use, it, est, day)],
    ['released', (use, it) => release(use, it, est)],
    ['due', (use, it) => setDue(use, it, est, { at: 5, what: 'decide' })],
    ['monitored', (use, it) => monitor(use, it, est, 5)],
  ])('what was %s leaves the case as it was', async (did, act) => {
    const desk = await createDesk()
    const before = await desk.log({ reported: [nightowl], accounts: 12, actions: ['banned'] })
    await on(desk, 1, act)
    const undone = await back(desk)
    expect(undone.step.did).toBe(did)
    expect(undone.it).toEqual({ ...before, steps: 3 })
  })

  it('a claim leaves the case to nobody', async () => {
    const desk = await createDesk()
    await desk.log({}, est, false)
    await on(desk, 1, (use, it) => claim(use, it, west))
    const { it } = await back(desk, west)
    expect([it.owner, it.status]).toEqual([undefined, 'open'])
  })

  it('the log withdraws the case: it is in no list, and its number is never used again', async () => {
    const desk = await createDesk()
    await desk.log({ reported: [nightowl] })
    const now = desk.clock.now().epochMilliseconds
    await back(desk)
    const [open, past, count, kept] = await desk.look(async (use) => [
      await openIncidents(use, 10),
      await historyOf(use, nightowl.person, 10),
      await countLogged(use, 0, now + 1),
      await incidentOf(use, 1),
    ])
    expect([open, past, count]).toEqual([[], [], 0])
    expect(kept?.withdrawn?.by.name).toBe('mod_est')
    expect((await desk.log()).number).toBe(2)
    expect(await refusal(back(desk))).toBe('incident.refused.withdrawn')
  })

  it('the log is refused once somebody else has worked on the case', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, (use, it) => keepNote(use, it, west, 'seen too', { actions: [] }))
    expect(await refusal(back(desk))).toBe('incident.refused.builtOn')
  })

  it('goes back one act after the other, each person their own', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, (use, it) => setSeverity(use, it, est, 'low'))
    await on(desk, 1, (use, it) => setDue(use, it, west, { at: 5, what: 'decide' }))
    await on(desk, 1, (use, it) => resolve(use, it, est, plainly))
    expect((await back(desk)).step.did).toBe('resolved')
    expect((await back(desk)).step.did).toBe('severity')
    expect((await back(desk, west)).step.did).toBe('due')
    expect((await back(desk)).it.withdrawn).toBeDefined()
  })

  it('is refused for notes, since they are only added', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, (use, it) => keepNote(use, it, est, 'seen', { actions: [] }))
    expect(await refusal(back(desk))).toBe('incident.refused.onlyAdded')
  })

  it('is refused after ten minutes, and where there is nothing', async () => {
    const desk = await createDesk()
    await desk.log()
    expect(await refusal(back(desk, west))).toBe('incident.refused.nothingToUndo')
    desk.clock.add({ minutes: 10, milliseconds: 1 })
    expect(await refusal(back(desk))).toBe('incident.refused.nothingToUndo')
  })

  it('is refused where somebody changed the same thing since', async () => {
    const desk = await createDesk()
    await desk.log()
    await on(desk, 1, (use, it) => setSeverity(use, it, est, 'low'))
    await on(desk, 1, (use, it) => setSeverity(use, it, west, 'critical'))
    expect(await refusal(back(desk))).toBe('incident.refused.changedSince')
  })

  it('takes a merge apart on both sides', async () => {
    const desk = await createDesk()
    await desk.log({ reported: [nightowl] })
    await desk.log({ reported: [nightowl] }, west)
    await on(desk, 2, async (use, it) =>
      resolve(use, it, west, { reason: 'duplicate', actions: [], of: await caseOf(use, 1) }),
    )
    const { it } = await back(desk, west, 2)
    expect([it.duplicateOf, it.status]).toEqual([undefined, 'progress'])
    const stays = await desk.look((use) => caseOf(use, 1))
    expect([stays.reporters.map(({ name }) => name), stays.related]).toEqual([['mod_est'], []])
    expect((await desk.look((use) => historyOf(use, nightowl.person, 10))).length).toBe(2)
  })

  it('takes a relation apart on both sides', async () => {
    const desk = await createDesk()
    await desk.log()
    await desk.log()
    await on(desk, 1, async (use, it) => relate(use, it, est, await caseOf(use, 2)))
    await back(desk)
    const both = await desk.look(async (use) => [await caseOf(use, 1), await caseOf(use, 2)])
    expect(both.map(({ related }) => related)).toEqual([[], []])
  })
})

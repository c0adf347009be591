import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/core/errors.ts'
import type { Who } from '../../../src/core/person.ts'
import { under } from '../../../src/core/store.ts'
import type { Work } from '../../../src/core/work.ts'
import { giveAnswer } from '../../../src/features/escalations/acts.ts'
import { askAt } from '../../../src/features/escalations/ask.ts'
import { openEscalationOf } from '../../../src/features/escalations/queries.ts'
import { caseOf } from '../../../src/features/incidents/act.ts'
import { relate, setDue, setSeverity } from '../../../src/features/incidents/changes.ts'
import { monitor, reopen, resolve } from '../../../src/features/incidents/closing.ts'
import { keepEvidence, keepNote } from '../../../src/features/incidents/evidence.ts'
import { addReport } from '../../../src/features/incidents/log.ts'
import { assign, claim, release } from '../../../src/features/incidents/ownership.ts'
import { stepsFrom } from '../../../src/features/incidents/queries.ts'
import { type Incident, indexOf, reasons, severities, types } from '../../../src/features/incidents/record.ts'
import { undo } from '../../../src/features/incidents/undo.ts'
import { createDesk, type Desk, day, est, nightowl, otter, report, west } from './desk.ts'

const team = [est, west, day]

/** Something somebody does to one of the cases, or time that passes. */
type Move = (desk: Desk, at: number) => Promise<unknown>

const on =
  (act: (use: Work, it: Incident, other: Incident) => Promise<unknown>): Move =>
  (desk, at) =>
    desk.do(async (use) => act(use, await caseOf(use, at), await caseOf(use, (at % 3) + 1)))

const someone = fc.constantFrom<Who>(...team)
const moment = fc.integer({ min: 1, max: 99_999_999_999_999 })

const moves: fc.Arbitrary<Move> = fc.oneof(
  fc
    .record({
      type: fc.constantFrom(...types),
      by: someone,
      owns: fc.boolean(),
      who: fc.subarray([nightowl, otter]),
    })
    .map(
      ({ by, owns, type, who }): Move =>
        (desk) =>
          desk.log({ type, reported: who }, by, owns),
    ),
  someone.map((by) => on((use, it) => claim(use, it, by))),
  someone.map((by) => on((use, it) => release(use, it, by))),
  fc.tuple(someone, someone).map(([by, to]) => on((use, it) => assign(use, it, by, to))),
  fc
    .tuple(someone, fc.constantFrom(...severities))
    .map(([by, severity]) => on((use, it) => setSeverity(use, it, by, severity))),
  fc.tuple(someone, moment).map(([by, at]) => on((use, it) => setDue(use, it, by, { at, what: 'decide' }))),
  fc.tuple(someone, moment).map(([by, until]) => on((use, it) => monitor(use, it, by, until))),
  fc
    .tuple(someone, fc.constantFrom(...reasons), fc.integer({ min: 1, max: 99 }))
    .map(([by, reason, accounts]) =>
      on((use, it, other) =>
        resolve(use, it, by, {
          reason,
          actions: [],
          accounts,
          ...(reason === 'duplicate' ? { of: other } : {}),
        }),
      ),
    ),
  someone.map((by) => on((use, it) => reopen(use, it, by))),
  someone.map((by) => on((use, it, other) => relate(use, it, by, other))),
  someone.map((by) => on((use, it) => keepNote(use, it, by, 'a line', { actions: ['warned'] }))),
  someone.map((by) => on((use, it) => keepEvidence(use, it, by, [{ by: otter, text: 'seen' }]))),
  someone.map((by) => on((use, it) => addReport(use, it, by, report({ reported: [otter] })))),
  someone.map((by) => on((use, it) => askAt(use, it, { why: 'A ban?', by, here: it.from }))),
  someone.map((by) =>
    on(async (use, it) => {
      const question = await openEscalationOf(use, it.number)
      if (question !== undefined) await giveAnswer(use, question, { by, text: 'Yes' })
    }),
  ),
  someone.map((by) => on((use, it) => undo(use, it, by))),
  fc.integer({ min: 1, max: 11 }).map(
    (minutes): Move =>
      async (desk) =>
        desk.clock.add({ minutes }),
  ),
)

const indexes = ['incident-open', 'incident-logged', 'incident-resolved', 'incident-member', 'incident-owner']

describe('the index entries of cases', () => {
  it('say what the records say, whatever was done to them, in whatever order', async () => {
    const plan = fc.array(fc.tuple(moves, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(plan, async (acts) => {
        const desk = await createDesk()
        for (let count = 0; count < 3; count++) await desk.log({ reported: [nightowl] }, est, count > 0)
        for (const [move, at] of acts)
          await move(desk, at).catch((error: unknown) => {
            // A refusal leaves everything as it was, which is checked below like all the rest.
            if (!(error instanceof UserError)) throw error
          })
        await desk.look(async (use) => {
          const c = use.community
          const cases = (await use.list<Incident>({ ...under('c', c, 'incident'), limit: 1000 })).map(
            ({ value }) => value,
          )
          expect(cases.length).toBeGreaterThanOrEqual(3)
          const kept: [string, unknown][] = []
          for (const index of indexes)
            for (const { key, value } of await use.list({ ...under('c', c, index), limit: 10_000 }))
              kept.push([key, value])
          const said = cases.flatMap((it) => indexOf(c, it))
          expect(new Map(kept)).toEqual(new Map<string, unknown>(said))
          for (const it of cases) {
            const steps = await stepsFrom(use, it.number, 1, it.steps + 10)
            expect(steps.length).toBe(it.steps)
            expect(it.resolved !== undefined).toBe(it.status === 'resolved')
            if (it.status === 'monitoring') expect(it.until).toBeDefined()
            if (it.until !== undefined) expect(['monitoring', 'waiting']).toContain(it.status)
            const question = await openEscalationOf(use, it.number)
            expect(it.level).toBe(question?.level)
            expect(it.status === 'waiting').toBe(question !== undefined)
            if (it.status === 'open') expect(it.owner).toBeUndefined()
            if (it.status === 'progress') expect(it.owner).toBeDefined()
          }
        })
      }),
      { numRuns: 60 },
    )
  })
})

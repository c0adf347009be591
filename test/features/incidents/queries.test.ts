import { beforeAll, describe, expect, it } from 'vitest'
import { caseOf } from '../../../src/features/incidents/act.ts'
import { resolve } from '../../../src/features/incidents/closing.ts'
import { listIncidents } from '../../../src/features/incidents/list.ts'
import { logIncident } from '../../../src/features/incidents/log.ts'
import {
  countHistory,
  countLogged,
  countOpen,
  evidenceFrom,
  historyOf,
  loggedBetween,
  openIncidents,
  ownedBy,
  resolvedBetween,
  stepsOf,
} from '../../../src/features/incidents/queries.ts'
import type { Incident } from '../../../src/features/incidents/record.ts'
import { createDesk, type Desk, est, nightowl, otter, report, west } from './desk.ts'

let desk: Desk
let start: number
const minute = 60_000
const numbers = (found: Incident[]) => found.map(({ number }) => number)

/** A case a minute: 1 to 40 open, of them the even ones high and of @mod_west; 41 to 50 resolved, a minute later each. */
beforeAll(async () => {
  desk = await createDesk()
  start = desk.clock.now().epochMilliseconds
  for (let number = 1; number <= 50; number++) {
    const even = number % 2 === 0
    await desk.do(async (use) => {
      const it = await logIncident(
        use,
        even ? west : est,
        report({
          type: even ? 'spam' : 'insults',
          reported: number <= 12 ? [nightowl] : [],
          affected: [otter],
          network: number === 7 ? 'Instagram' : undefined,
        }),
        true,
      )
      if (number > 40) await resolve(use, it, est, { reason: 'warned', actions: [] })
    })
    desk.clock.add({ minutes: 1 })
  }
})

describe('the open cases', () => {
  it('come most urgent first, a page at a time', async () => {
    const first = await desk.look((use) => openIncidents(use, 15))
    const next = await desk.look((use) => openIncidents(use, 100, first.at(-1)))
    expect(numbers(first)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30])
    expect(numbers(next).slice(0, 6)).toEqual([32, 34, 36, 38, 40, 1])
    expect(first.length + next.length).toBe(40)
    expect(await desk.look(countOpen)).toBe(40)
  })

  it('are found by who has them', async () => {
    expect(numbers(await desk.look((use) => ownedBy(use, west.person, 3)))).toEqual([2, 4, 6])
  })
})

describe('cases by time', () => {
  it('are those from one moment to before another', async () => {
    const [from, to] = [start + 10 * minute, start + 13 * minute]
    expect(numbers(await desk.look((use) => loggedBetween(use, from, to)))).toEqual([11, 12, 13])
    expect(await desk.look((use) => countLogged(use, from, to))).toBe(3)
    expect(await desk.look((use) => countLogged(use, -minute, to))).toBe(13)
    expect(numbers(await desk.look((use) => resolvedBetween(use, start, start + 42 * minute)))).toEqual([
      41, 42,
    ])
    expect(numbers(await desk.look((use) => loggedBetween(use, start, to, 2)))).toEqual([1, 2])
  })
})

describe('a history', () => {
  it('is newest first, and leaves out where somebody was affected', async () => {
    const { person } = nightowl
    expect(numbers(await desk.look((use) => historyOf(use, person, 3)))).toEqual([12, 11, 10])
    expect(numbers(await desk.look((use) => historyOf(use, person, 100, start + 10 * minute)))).toEqual([
      12, 11,
    ])
    expect(await desk.look((use) => countHistory(use, person))).toBe(12)
    expect(await desk.look((use) => countHistory(use, otter.person))).toBe(0)
  })

  it('ends before a case, also where several happened at the same moment', async () => {
    const same = await createDesk()
    for (let count = 0; count < 3; count++) await same.log({ reported: [nightowl] })
    const it = await same.look((use) => caseOf(use, 2))
    expect(numbers(await same.look((use) => historyOf(use, nightowl.person, 9, 0, it)))).toEqual([1])
  })
})

describe('a list', () => {
  const list = (filter: Parameters<typeof listIncidents>[1], skip = 0) =>
    desk.look((use) => listIncidents(use, filter, { skip, take: 3 }))

  it.each<[string, Parameters<typeof listIncidents>[1], number[], number]>([
    ['all that is open', {}, [2, 4, 6], 40],
    ['a severity', { severity: 'medium' }, [1, 3, 5], 20],
    ['a type', { type: 'spam' }, [2, 4, 6], 20],
    ['a member', { member: nightowl.person }, [2, 4, 6], 12],
    ['an owner', { owner: est.person }, [1, 3, 5], 20],
    ['a network, in any case', { network: 'instagram' }, [7], 1],
    ['a status', { status: 'progress' }, [2, 4, 6], 40],
    ['what was resolved, newest first', { status: 'resolved' }, [50, 49, 48], 10],
    ['what was resolved, by owner', { status: 'resolved', owner: west.person }, [50, 48, 46], 5],
  ])('of %s', async (_name, filter, expected, total) => {
    const listed = await list(filter)
    expect([numbers(listed.items), listed.total, listed.whole]).toEqual([expected, total, true])
  })

  it('since a moment', async () => {
    expect(numbers((await list({ since: start + 37 * minute })).items)).toEqual([38, 40, 39])
  })

  it('goes on behind a page', async () => {
    expect(numbers((await list({}, 39)).items)).toEqual([39])
  })
})

describe('steps and evidence', () => {
  it('are read a page at a time', async () => {
    const it = await desk.log({ proofs: [1, 2, 3, 4, 5].map((nth) => ({ by: otter, file: `${nth}.png` })) })
    const kept = await desk.look((use) => evidenceFrom(use, it.number, 2, 3))
    expect(kept.map(({ file }) => file)).toEqual(['2.png', '3.png'])
    expect(await desk.look((use) => evidenceFrom(use, it.number, 6, 5))).toEqual([])
    expect((await desk.look((use) => stepsOf(use, 50, 1))).map(({ did }) => did)).toEqual(['resolved'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Locale, Reader } from '../../src/core/person.ts'
import { caseOf } from '../../src/features/incidents/act.ts'
import { resolve } from '../../src/features/incidents/closing.ts'
import { keepEvidence, keepNote } from '../../src/features/incidents/evidence.ts'
import { assign } from '../../src/features/incidents/ownership.ts'
import {
  actions,
  proposedSeverity,
  reasons,
  severities,
  statuses,
  types,
} from '../../src/features/incidents/record.ts'
import { incidentCard } from '../../src/views/incident.ts'
import { wholeCard } from '../../src/views/incident-whole.ts'
import { doneText, tellingOf } from '../../src/views/incident-words.ts'
import { createDesk, type Desk, day, est, nightowl, otter, west, who } from '../features/incidents/desk.ts'
import { words } from '../test-house.ts'
import { textOf } from '../text-of.ts'

const readerIn = (locale: Locale, sees: Reader['sees'] = 'team'): Reader => ({
  locale,
  zone: 'Europe/Paris',
  sees,
})
const card = (desk: Desk, locale: Locale, number = 1, page?: number) =>
  desk.look(async (use) => {
    const reader = readerIn(locale)
    const telling = await tellingOf(use, reader, words.t(locale))
    const it = await caseOf(use, number)
    const drawn =
      page === undefined
        ? await incidentCard(use, it, telling)
        : await wholeCard(use, it, telling, { page, command: '/next' })
    return textOf({ ...drawn, for: reader }, use.now.epochMilliseconds).replaceAll('\u00a0', ' ')
  })

describe('the card of a case', () => {
  it('is drawn whatever people wrote, in both languages', async () => {
    // Any UTF-16 at all, halves of emoji included; fast-check's own binary strings take seconds to set up.
    const text = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 400 })
      .map((units) => String.fromCharCode(...units))
    const desk = await createDesk()
    await fc.assert(
      fc.asyncProperty(text, text, fc.constantFrom<Locale>('en', 'fr'), async (what, line, locale) => {
        const { number } = await desk.log({
          what,
          where: line,
          link: line,
          proofs: [{ by: otter, text: line }],
        })
        await desk.do(async (use) =>
          keepNote(use, await caseOf(use, number), est, line, { actions: ['passed'] }),
        )
        expect(await card(desk, locale, number)).toContain(`INC-${number} · Spam`)
        expect(await card(desk, locale, number, 1)).toContain(`INC-${number} · Spam`)
      }),
      { numRuns: 50 },
    )
  })

  it('names five of many members, the one with the longest past before all others', async () => {
    const desk = await createDesk()
    await desk.log({ reported: [nightowl] })
    const crowd = Array.from({ length: 9 }, (_, nth) => who(`new-${nth}`))
    await desk.log({ reported: [...crowd, nightowl] })
    expect(await card(desk, 'en', 2)).toContain(
      `Reported: @nightowl · 1 incident in 90 days
INC-1 in progress (11 Mar)
@new-0, @new-1, @new-2, @new-3, @new-4, +4 more`,
    )
  })

  it('shows acts of other days with their day', async () => {
    const desk = await createDesk()
    await desk.log()
    await desk.do(async (use) => assign(use, await caseOf(use, 1), est, day))
    desk.clock.add({ hours: 24 })
    expect(await card(desk, 'en')).toContain('Owner: @cm_day (assigned by @mod_est Thu 11 March, 02:00)')
    expect(await card(desk, 'en')).toContain('Thu 11 March, 02:00 @mod_est: assigned to @cm_day.')
  })

  it('says who resolved it and why, and offers to open it again', async () => {
    const desk = await createDesk()
    await desk.log({ actions: ['warned', 'removed'], accounts: 3 })
    await desk.do(async (use) =>
      resolve(use, await caseOf(use, 1), west, { reason: 'sanctioned', actions: ['banned'], accounts: 4 }),
    )
    expect(await card(desk, 'fr')).toBe(`INC-1 · Spam · gravité élevée · CLOS
Gift links in #general
Survenu: 02:00
Enregistré: 02:00 par @mod_est
Mesures: 4 comptes bannis, avertissement, contenu retiré
Clos: 02:00 par @mod_west, sanction
02:00 @mod_west : clos, sanction, 4 comptes bannis.
02:00 @mod_est : enregistré, 3 comptes avertis, contenu retiré.
[Noter] [Rouvrir]`)
  })
})

describe('the whole of a case', () => {
  it('shows all of its steps and evidence, a page at a time', async () => {
    const desk = await createDesk()
    await desk.log()
    for (let nth = 1; nth <= 24; nth++)
      await desk.do(async (use) => keepNote(use, await caseOf(use, 1), est, `line ${nth}`, { actions: [] }))
    await desk.do(async (use) =>
      keepEvidence(use, await caseOf(use, 1), est, [
        { by: otter, file: 'shot.png' },
        { by: otter, link: 'https://x.example/1' },
      ]),
    )
    const [first, second] = [await card(desk, 'en', 1, 1), await card(desk, 'en', 1, 2)]
    expect(first).toContain('Timeline\n02:00 @mod_est: added 2 pieces of evidence.\n02:00 @mod_est: line 24.')
    expect(first).toContain('line 6.\n+6 · /next')
    expect(first).toContain('02:00 from @otter: shot.png\n02:00 from @otter: https://x.example/1')
    expect(second).toContain('line 5.\n')
    expect(second).toContain('02:00 @mod_est: logged.')
    expect(second).not.toContain('/next')
  })
})

describe('what was done', () => {
  const told = (
    actions: Parameters<typeof doneText>[1]['actions'],
    accounts?: number,
    locale: Locale = 'en',
  ) => doneText({ t: words.t(locale) }, { actions, ...(accounts === undefined ? {} : { accounts }) })

  it('counts accounts with the gravest thing done to them', () => {
    expect(told(['warned', 'banned', 'removed'], 12)).toBe('12 accounts banned, warned, content removed')
    expect(told(['timeout'], 1, 'fr')).toBe('1 compte exclu')
    expect(told([], 7)).toBe('7 accounts concerned')
    expect(told(['slowmode'])).toBe('slow mode on')
    expect(told(['nothing'])).toBeUndefined()
  })
})

describe('the words of cases', () => {
  it.each(['en', 'fr'] as const)('say beside a type which severity it proposes, in %s', (locale) => {
    const names = words.set('values.severity', locale)
    for (const type of types)
      expect(words.set('values.type', locale).get(type)?.hint).toContain(
        names.get(proposedSeverity[type])?.name,
      )
  })

  it.each([
    ['type', types],
    ['severity', severities],
    ['status', statuses],
    ['action', actions],
    ['reason', reasons],
  ] as const)('have a name for every %s', (set, values) => {
    for (const locale of ['en', 'fr'] as const)
      expect([...words.set(`values.${set}`, locale).keys()]).toEqual([...values])
  })
})

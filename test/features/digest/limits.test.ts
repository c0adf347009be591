import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadRoutine } from '../../../config/routine.ts'
import type { Card } from '../../../src/core/card.ts'
import { audiences } from '../../../src/core/house.ts'
import { locales, roles } from '../../../src/core/person.ts'
import type { DigestFacts } from '../../../src/features/digest/facts.ts'
import { severities, statuses, types } from '../../../src/features/incidents/record.ts'
import { occurrenceStates } from '../../../src/features/reminders/record.ts'
import { digestCard } from '../../../src/views/digest/index.ts'
import { lineWidth } from '../../../src/views/digest/layout.ts'
import { words } from '../../test-house.ts'
import { textOf } from '../../text-of.ts'
import { at, caseOf, dealtWith, post, questionOf, who, zone } from './records.ts'

const routine = loadRoutine()
const now = at('08:00')

/** What people write, and what gets into it: long, broken into lines, in any script, with marks upon marks. */
const wild = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }), weight: 4 },
  fc.constant('x'.repeat(10_000)),
  fc.constant('a word '.repeat(1500)),
  fc.constant(`e${'\u0301'.repeat(3000)}`.repeat(3)),
  fc.constant('line\nbreak\r\n\u2028\u2029\u0085 and \u202e turned'),
  fc.constant('👩‍👩‍👧‍👦🏳️‍🌈'.repeat(400)),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constant(' \n\u0085'),
)
const people = fc.oneof(fc.constantFrom('cm_day', 'mod_est', 'otter'), wild).map(who)
const time = fc.integer({ min: now - 40 * 86_400_000, max: now + 3 * 86_400_000 })

const incidents = fc
  .array(
    fc.record({
      what: wild,
      type: fc.constantFrom(...types),
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...statuses.filter((it) => it !== 'resolved')),
      logged: time,
      reported: fc.array(people, { maxLength: 4 }),
      affected: fc.array(people, { maxLength: 4 }),
      owner: fc.option(people, { nil: undefined }),
      due: fc.option(fc.record({ at: time, what: wild }), { nil: undefined }),
      accounts: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ accounts, due, owner, ...it }, nth) =>
      caseOf(nth + 1, {
        ...it,
        ...(owner && { owner }),
        ...(due && { due }),
        ...(accounts === undefined ? {} : { accounts }),
      }),
    ),
  )

const questions = fc
  .array(
    fc.record({
      number: fc.integer({ min: 1, max: 80 }),
      at: time,
      until: time,
      asked: fc.array(people, { minLength: 1, maxLength: 4 }),
      by: people,
      why: wild,
      paused: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ paused, ...it }) =>
      questionOf(it.number, {
        ...it,
        level: 3,
        ...(paused ? { paused: { by: it.asked[0]!, at: it.at, until: it.until } } : {}),
      }),
    ),
  )

const content = fc
  .array(
    fc.record({
      what: wild,
      network: fc.option(wild, { nil: undefined }),
      whose: fc.oneof(
        people.map((it) => ({ who: it })),
        fc.constantFrom(...roles).map((role) => ({ role })),
      ),
      state: fc.constantFrom(...occurrenceStates),
      when: fc.integer({ min: 0, max: 23 }),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ network, state, what, when, whose }, nth) => {
      const [reminder, occurrence] = dealtWith(
        post(nth + 1, `${String(when).padStart(2, '0')}:30`, network, what, whose),
        state,
        now,
      )
      return { reminder, occurrence: { ...occurrence, ...(state === 'paused' ? { why: 'archived' } : {}) } }
    }),
  )

const count = fc.integer({ min: 0, max: 1_000_000 })
const facts: fc.Arbitrary<DigestFacts> = fc.record({
  at: fc.constant(now),
  since: fc.constantFrom(now - 86_400_000, now - 6 * 86_400_000),
  zone: fc.constant(zone),
  community: fc.constant('console-test'),
  prefix: fc.constantFrom('INC', 'DOSSIE'),
  open: incidents,
  openCount: count,
  past: fc.dictionary(
    fc.integer({ min: 1, max: 60 }).map(String),
    fc.record({
      nth: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
      answer: fc.option(fc.record({ by: people, at: time, text: wild }), { nil: undefined }),
    }),
  ) as unknown as fc.Arbitrary<DigestFacts['past']>,
  escalations: questions,
  late: questions,
  answered: questions,
  logged: incidents,
  loggedCount: count,
  resolved: incidents.map((all) =>
    all.map((it) => ({
      ...it,
      status: 'resolved' as const,
      resolved: { at: now, by: who('mod_est'), reason: 'removed' as const },
    })),
  ),
  resolvedCount: count,
  numbers: fc.record({
    incidents: fc.record({
      now: count,
      usual: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
    }),
    resolved: count,
    answers: fc.record({
      now: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined }),
      usual: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: undefined }),
    }),
    late: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 50 }),
    content: fc.record({ done: count, of: count }),
    yesterday: fc.record({ done: count, of: count }),
  }),
  content: fc.record({
    today: content,
    unconfirmed: content,
    missed: content,
    tomorrow: content,
    gaps: fc.array(fc.constantFrom('2027-03-16', '2027-03-22'), { maxLength: 14 }),
  }),
  broken: fc.array(fc.record({ platform: fc.constantFrom('slack', 'discord'), since: time }), {
    maxLength: 2,
  }),
  doubts: fc.nat(3),
  arriving: fc.subarray(['slack', 'discord']),
})

const drawings = fc.record({
  audience: fc.constantFrom(...audiences),
  locale: fc.constantFrom(...locales),
  person: fc.option(fc.constantFrom('cm_day', 'mod_est'), { nil: undefined }),
})

function draw(
  it: DigestFacts,
  {
    audience,
    locale,
    person,
  }: { audience: (typeof audiences)[number]; locale: (typeof locales)[number]; person: string | undefined },
): Card {
  return digestCard(it, {
    reader: { locale, zone, sees: 'team' },
    for: { audience, ...(person === undefined ? {} : { person: { id: who(person).person, role: 'cm' } }) },
    routine: routine[locale],
    words,
    t: words.t(locale),
  })
}

/** The card as people read it: an empty line before every section, and no buttons, which are not lines. */
function read({ buttons: _, sections = [], ...card }: Card, locale: (typeof locales)[number]): string {
  const reader = { locale, zone, sees: 'team' as const }
  return [card, ...sections.map((section) => ({ sections: [section] }))]
    .map((part) => textOf({ ...part, for: reader }, now))
    .join('\n\n')
}

/** Breaks a line at its spaces where it is wider than the digest's lines are. */
function broken(line: string): string[] {
  const lines: string[] = ['']
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && `${last} ${word}`.length > lineWidth) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

test('a digest has at most 35 lines and 3,000 characters, whatever the data', () => {
  let full = 0
  fc.assert(
    fc.property(facts, drawings, (it, drawing) => {
      const text = read(draw(it, drawing), drawing.locale)
      expect(text.length).toBeLessThanOrEqual(3000)
      const lines = text.split(/\r\n|[\n\r\u2028\u2029\u0085]/u)
      const height = drawing.audience === 'manager' ? lines.length : lines.flatMap(broken).length
      expect(height).toBeLessThanOrEqual(drawing.audience === 'manager' ? 10 : 35)
      if (height > 30) full++
    }),
    { numRuns: 150 },
  )
  expect(full).toBeGreaterThan(10)
})

test('nothing is told twice: a case has one line, and what stands above is only pointed at', () => {
  fc.assert(
    fc.property(facts, drawings, (it, drawing) => {
      if (drawing.audience === 'manager') return
      const plain = { ...it, answered: [], numbers: { ...it.numbers, late: [] } }
      const escalations = plain.escalations.filter(
        ({ number }, nth, all) => all.findIndex((each) => each.number === number) === nth,
      )
      const card = draw({ ...plain, escalations, late: [], broken: [] }, drawing)
      const lines = (card.sections ?? []).flatMap(({ lines }) => lines)
      const heads = lines.map((line) => textOf({ text: line }, now).split('\n')[0] ?? '')
      const told = heads.flatMap((head) => head.match(/(?:INC|DOSSIE)-\d+/g) ?? [])
      expect(told).toEqual([...new Set(told)])
    }),
    { numRuns: 100 },
  )
})

test('more than fits ends in how many are left, with the command that shows them', () => {
  const open = Array.from({ length: 500 }, (_, nth) =>
    caseOf(nth + 1, {
      logged: at('10 09:00'),
      severity: 'critical',
      what: 'x'.repeat(10_000),
      due: { at: at('09:00'), what: 'decide' },
      owner: who('cm_day'),
    }),
  )
  const [it] = fc.sample(facts, { numRuns: 1, seed: 1 })
  const card = draw(
    {
      ...it!,
      open,
      openCount: 500,
      escalations: [],
      content: { today: [], tomorrow: [], missed: [], unconfirmed: [], gaps: [] },
    },
    { audience: 'cm', locale: 'en', person: 'cm_day' },
  )
  const decide = read(card, 'en').split('\n\n')[1] ?? ''
  const shown = decide.split('\n').filter((line) => /^\d+\. /.test(line)).length
  expect(shown).toBeGreaterThan(2)
  expect(decide).toContain(`+${500 - shown} more: /incident list`)
  expect(card.buttons).toHaveLength(5)
})

test('the manager reads no name of a member, whatever was written', () => {
  const name = fc.stringMatching(/^[a-z]{4,12}_[a-z0-9]{2,6}$/)
  fc.assert(
    fc.property(facts, name, name, fc.constantFrom(...locales), (it, reported, affected, locale) => {
      const what = `@${reported} writes to ${affected} and @${affected}_2 again`
      const press = caseOf(1, {
        logged: now - 1000,
        type: 'press',
        severity: 'critical',
        what,
        reported: [who(reported)],
        affected: [who(affected)],
        owner: who('cm_day'),
        due: { at: now + 1000, what },
      })
      const question = questionOf(1, {
        at: now - 1000,
        until: now + 1000,
        level: 3,
        asked: [who('cm_day')],
        why: what,
      })
      const card = draw(
        { ...it, open: [press], escalations: [question], late: [], logged: [press], resolved: [] },
        { audience: 'manager', locale, person: 'cm_day' },
      )
      const text = read(card, locale).toLowerCase()
      expect(text).not.toContain(reported)
      expect(text).not.toContain(affected)
    }),
    { numRuns: 60 },
  )
})

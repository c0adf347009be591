import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  calledBefore,
  type Former,
  formerOf,
  isAddress,
  numberAt,
  numbersMeant,
  occurrenceAddress,
  occurrenceAt,
} from '../../src/features/former.ts'
import { numbered } from '../../src/features/numbering.ts'
import { occurrenceId, parseOccurrenceId } from '../../src/features/reminders/record.ts'

const numbers = fc.integer({ min: 1, max: 999_999_999 })
const kinds = fc.constantFrom(...numbered)
const names = fc.stringMatching(/^(slack|discord|console)-[A-Z0-9]{1,20}$/)
const occurrences = fc
  .tuple(
    fc.integer({ min: 1, max: 999_999 }),
    fc.integer({ min: 1, max: 9999 }),
    fc.date({ noInvalidDate: true, min: new Date('1000-01-01'), max: new Date('9999-12-31') }),
  )
  .map(([number, revision, date]) => ({
    number,
    id: occurrenceId(number, revision, date.toISOString().slice(0, 16)),
  }))

/** A community called 'home' that others were joined to one after the other, each with numbers of its own. */
const joined = fc
  .record({
    own: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 }),
    others: fc.uniqueArray(
      fc.record({
        name: names,
        prefix: fc.constantFrom('INC', 'CAS'),
        last: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }),
        grown: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 }),
      }),
      { maxLength: 4, selector: ({ name }) => name },
    ),
  })
  .map(({ others, own }) => {
    const upTo = [...own]
    const formers = others.map(({ grown, last, name, prefix }): Former => {
      const [platform = 'slack', space = ''] = name.split('-') as [Former['platform'], string]
      const counts = (of: readonly number[]) => ({
        incident: of[0] ?? 0,
        reminder: of[1] ?? 0,
        digest: of[2] ?? 0,
      })
      const added = counts(upTo)
      for (const [kind, count] of last.entries()) upTo[kind] = (upTo[kind] ?? 0) + count + (grown[kind] ?? 0)
      return { platform, space, community: name, prefix, last: counts(last), added }
    })
    return formers
  })

/** Everything that is or was numbered by one of those that were joined, with where it was. */
const everything = (formers: readonly Former[], of: (typeof numbered)[number]) =>
  formers.flatMap((from) =>
    Array.from({ length: from.last[of] }, (_, nth) => ({
      from,
      was: nth + 1,
      now: nth + 1 + from.added[of],
    })),
  )

describe('an address', () => {
  test('is read back to the number it was written from, without asking who was joined', () => {
    fc.assert(
      fc.property(numbers, kinds, names, (number, of, community) => {
        const address = addressOf(community, number)
        expect(isAddress(address)).toBe(true)
        expect(numberAt(address, of, community)).toBe(number)
      }),
    )
  })

  test('of a date is read back to its name, and neither is taken for the other', () => {
    fc.assert(
      fc.property(occurrences, kinds, names, ({ id, number }, of, community) => {
        const address = occurrenceAddress(community, id)
        expect(isAddress(address)).toBe(true)
        expect(occurrenceAt(address, community)).toBe(id)
        expect(parseOccurrenceId(id)?.reminder).toBe(number)
        expect(numberAt(address, of, community)).toBeUndefined()
        expect(occurrenceAt(addressOf(community, number), community)).toBeUndefined()
      }),
    )
  })

  test('is never what people type: a reference, a date, or words', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          numbers.map(String),
          numbers.map((it) => `INC-${it}`),
        ),
        kinds,
        (typed, of) => {
          if (/^\d+(-\d+-\d+T\d+)?~[0-9a-f]{6}$/.test(typed)) return
          expect(isAddress(typed)).toBe(false)
          expect(numberAt(typed, of, 'home')).toBeUndefined()
          expect(occurrenceAt(typed, 'home')).toBeUndefined()
        },
      ),
    )
  })

  test('of a community nobody knows means nothing', () => {
    expect(numberAt(addressOf('discord-G9', 7), 'incident', 'home', [])).toBeUndefined()
    expect(occurrenceAt(occurrenceAddress('discord-G9', '7-1-20270311T0730'), 'home', [])).toBeUndefined()
  })
})

describe('after others were joined', () => {
  test('an address of before leads to what it led to, under its new number, and so does a date', () => {
    let seen = 0
    fc.assert(
      fc.property(joined, kinds, (formers, of) => {
        for (const { from, now, was } of everything(formers, of)) {
          seen++
          expect(numberAt(addressOf(from.community, was), of, 'home', formers)).toBe(now)
          expect(formerOf(now, of, formers)).toEqual({ from, number: was })
        }
        for (const { from, now, was } of everything(formers, 'reminder'))
          expect(
            occurrenceAt(occurrenceAddress(from.community, `${was}-1-20270311T0730`), 'home', formers),
          ).toBe(`${now}-1-20270311T0730`)
      }),
    )
    expect(seen).toBeGreaterThan(100)
  })

  test('no two things share a number, nor an address', () => {
    fc.assert(
      fc.property(joined, kinds, (formers, of) => {
        const all = everything(formers, of)
        expect(new Set(all.map(({ now }) => now)).size).toBe(all.length)
        const addresses = all.flatMap(({ from, now, was }) => [
          addressOf(from.community, was),
          addressOf('home', now),
        ])
        expect(new Set(addresses).size).toBe(addresses.length)
      }),
    )
  })

  test('what people typed where they were still may mean what it did there, and nothing it never was', () => {
    fc.assert(
      fc.property(joined, kinds, fc.integer({ min: 1, max: 120 }), (formers, of, number) => {
        for (const here of formers) {
          const meant = numbersMeant({ number }, of, { here, prefix: 'INC', formers })
          expect(new Set(meant)).toEqual(
            new Set(number <= here.last[of] ? [number, number + here.added[of]] : [number]),
          )
        }
        const elsewhere = { platform: 'slack', space: 'nowhere' } as const
        expect(numbersMeant({ number }, of, { here: elsewhere, prefix: 'INC', formers })).toEqual([number])
      }),
    )
  })

  test('a prefix that only was used before means what was there, wherever it is typed', () => {
    fc.assert(
      fc.property(joined, fc.integer({ min: 1, max: 60 }), (formers, number) => {
        const here = { platform: 'slack', space: 'nowhere' } as const
        const meant = numbersMeant({ number, prefix: 'cas' }, 'incident', { here, prefix: 'INC', formers })
        const of = formers.filter(({ last, prefix }) => prefix === 'CAS' && number <= last.incident)
        expect(meant).toEqual([...new Set(of.map(({ added }) => number + added.incident))])
      }),
    )
  })

  test('what has another name than before is known by it, and nothing else is', () => {
    fc.assert(
      fc.property(joined, (formers) => {
        const called = (number: number, prefix: string) => `${prefix}-${number}`
        for (const { from, now, was } of everything(formers, 'incident')) {
          const before = calledBefore(now, 'incident', { formers, prefix: 'INC' }, called)
          const same = called(was, from.prefix) === called(now, 'INC')
          expect(before).toEqual(same ? undefined : { was: called(was, from.prefix), on: from.platform })
        }
        expect(calledBefore(1_000_000, 'incident', { formers, prefix: 'INC' }, called)).toBeUndefined()
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personKind, targetKind } from '../../src/args/kind-people.ts'
import { placeKind } from '../../src/args/kind-place.ts'
import { momentKind, ruleKind } from '../../src/args/kind-time.ts'
import {
  writtenMoment,
  writtenPlace,
  writtenRule,
  writtenTarget,
  writtenWho,
} from '../../src/args/written.ts'
import type { Kind, Reading } from '../../src/core/args.ts'
import { instant } from '../../src/core/clock.ts'
import { locales, type Place } from '../../src/core/person.ts'
import type { Work } from '../../src/core/work.ts'
import { asPerson, keepPerson, newPerson } from '../../src/features/people.ts'
import { initialSettings } from '../../src/features/settings.ts'
import { nextOf, type Rule, startRule } from '../../src/schedule/recurrence.ts'
import { anyInstant, anyRepeat, anyZone } from '../schedule/arbitraries.ts'
import { createTestBot } from '../test-bot.ts'
import { words } from '../test-house.ts'

const account = { platform: 'console', space: 'test', id: 'anna' } as const
const here: Place = { platform: 'console', space: 'test', channel: 'moderation' }
const it = await createTestBot()
const anna = asPerson(
  newPerson('anna', account, 'anna', 'cm'),
  initialSettings({ zone: 'Europe/Paris', locale: 'en' }),
)

const reading = (use: Work, more: Partial<Reading> = {}): Reading => ({
  ...anna,
  by: anna,
  here,
  now: use.now,
  words,
  ...more,
})

async function readBack(kind: Kind, typed: string, at: Reading, use: Work): Promise<unknown> {
  const read = await kind.read(typed, at, use)
  if ('problem' in read) throw new Error(`${typed} cannot be read`)
  return JSON.parse(read.value)
}

describe('what is written is read back', () => {
  test('as the same rule, whoever reads and writes it', async () => {
    const anyRule = fc.record({
      repeat: anyRepeat,
      zone: anyZone,
      now: anyInstant,
      days: fc.integer({ min: 0, max: 200 }),
      end: fc.oneof(
        fc.constant({}),
        fc.integer({ min: 1, max: 999 }).map((count) => ({ count })),
      ),
    })
    let written = 0
    await it.look((use) =>
      fc.assert(
        fc.asyncProperty(
          anyRule,
          fc.constantFrom(...locales),
          async ({ repeat, days, end, zone, now }, locale) => {
            const begun = startRule(repeat, zone, now)
            if (begun === undefined) return
            const rule: Rule = { ...begun, ...end }
            const at = reading(use, { locale, now: now.add({ hours: 24 * days }) })
            const typed = await writtenRule(rule, at, use)
            // Nothing is written of what would be read as something else.
            if (typed === '') return
            written++
            const again = (await readBack(ruleKind, typed, at, use)) as Rule
            expect(nextOf(again, at.now, 8), typed).toEqual(nextOf(rule, at.now, 8))
          },
        ),
        { numRuns: 200 },
      ),
    )
    expect(written).toBeGreaterThan(150)
  })

  test('as the same single time', async () => {
    await it.look((use) =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 1_000_000 }),
          anyZone,
          fc.constantFrom(...locales),
          async (minutes, zone, locale) => {
            const at = reading(use, { locale })
            const from = at.now.add({ minutes }).toZonedDateTimeISO(zone).toPlainDateTime()
            const rule: Rule = {
              zone,
              from: from.toString({ smallestUnit: 'minute' }),
              repeat: { kind: 'once' },
              skipped: [],
            }
            if (nextOf(rule, at.now, 1).length === 0) return
            expect(await readBack(ruleKind, await writtenRule(rule, at, use), at, use)).toEqual(rule)
          },
        ),
      ),
    )
  })

  test('as the same rule where dates of it were dealt with ahead of time', async () => {
    const typed = await it.look(async (use) => {
      const at = reading(use)
      const rule = (await readBack(ruleKind, 'every thursday 12:30', at, use)) as Rule
      return writtenRule({ ...rule, skipped: [rule.from] }, at, use)
    })
    expect(typed).toBe('Every Thursday at 12:30')
  })

  test('as the same moment, to the millisecond', async () => {
    await it.look((use) => {
      const now = Math.ceil(use.now.epochMilliseconds / 1000)
      const second = fc.integer({ min: now + 60, max: now + 100_000_000 })
      return fc.assert(
        fc.asyncProperty(second, fc.boolean(), anyZone, async (seconds, whole, zone) => {
          const ms = (whole ? seconds - (seconds % 60) : seconds) * 1000
          const at = reading(use, { zone })
          const typed = await writtenMoment(ms, at, use)
          expect(await readBack(momentKind, typed, at, use), `${typed} ${instant(ms)}`).toBe(ms)
        }),
      )
    })
  })

  test('but for a moment that is over, which another has to be given for', async () => {
    await it.look(async (use) => {
      const at = reading(use)
      const typed = await writtenMoment(use.now.epochMilliseconds - 3_600_000, at, use)
      expect(typed).toBe('2027-03-10 08:00')
      expect(await momentKind.read(typed, at, use)).toEqual({ problem: 'That time is over.', nearest: [] })
    })
  })

  test('as the same channel, of this chat or of another one', async () => {
    const places: [place: Place, typed: string][] = [
      [here, '#moderation'],
      [{ ...here, channel: 'C024BE7LR' }, '#C024BE7LR'],
      [{ ...here, space: 'other' }, '<#console/other/moderation>'],
      [{ platform: 'slack', space: 'T1', channel: 'C1' }, '<#slack/T1/C1>'],
      [{ ...here, channel: 'a room' }, '<#console/test/a room>'],
    ]
    await it.look(async (use) => {
      for (const [place, typed] of places) {
        expect(await writtenPlace(place, reading(use), use)).toBe(typed)
        expect(await readBack(placeKind, typed, reading(use), use)).toMatchObject(place)
      }
    })
  })

  test('as the same person, even where two have one name', async () => {
    const twin = (id: string) => newPerson(`console:test:${id}`, { ...account, id }, 'Sam', 'cm')
    const only = newPerson('console:test:kim', { ...account, id: 'kim' }, 'Kim', 'cm')
    await it.change(async (use) => {
      for (const one of [twin('sam1'), twin('sam2'), only]) await keepPerson(use, one)
    })
    await it.look(async (use) => {
      const at = reading(use)
      const whoIs = (one: typeof only, id: string) => ({
        person: one.id,
        account: { ...account, id },
        name: one.name,
      })
      const sam = whoIs(twin('sam2'), 'sam2')
      expect(await writtenWho(whoIs(only, 'kim'), at, use)).toBe('@Kim')
      expect(await writtenWho(sam, at, use)).toBe('<@console/test/sam2|Sam>')
      expect(await readBack(personKind, await writtenWho(sam, at, use), at, use)).toEqual(sam)
      for (const locale of locales) {
        const other = { ...at, locale }
        const typed = await writtenTarget({ role: 'manager' }, other, use)
        expect(await readBack(targetKind, typed, other, use)).toEqual({ role: 'manager' })
      }
    })
  })
})

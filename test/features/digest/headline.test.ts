import { expect, test } from 'vitest'
import type { Work } from '../../../src/core/work.ts'
import { stopKey } from '../../../src/features/delivery-keys.ts'
import { readFacts } from '../../../src/features/digest/facts.ts'
import { headlineOf } from '../../../src/features/digest/headline.ts'
import { keepEscalation } from '../../../src/features/escalations/record.ts'
import { keepIncident } from '../../../src/features/incidents/record.ts'
import { keepOccurrence, keepReminder } from '../../../src/features/reminders/record.ts'
import { standing } from '../../../src/views/digest/headline.ts'
import { textOf } from '../../text-of.ts'
import { at, caseOf, dealtWith, post, questionOf, records, who, zone } from './records.ts'

/** How a morning stands on which only this happened, and why. */
async function morning(write: (use: Work) => Promise<void>): Promise<string> {
  const it = await records(at('08:00'))
  await it.write(write)
  const facts = await it.look((use) => readFacts(use))
  const headline = headlineOf(facts)
  const telling = {
    facts,
    reader: { audience: 'cm' as const, person: { id: who('nobody').person, role: 'cm' as const } },
    t: it.house.words.t('en'),
    words: it.house.words,
    locale: 'en' as const,
    zone,
    now: facts.at,
    back: false,
    headline,
  }
  const text = textOf({ text: standing(telling, []), for: { locale: 'en', zone, sees: 'team' } }, facts.at)
  return `${headline.tone}: ${text.split('\nNothing waits')[0]}`
}

const owned = { logged: at('02:52'), owner: who('mod_est') }
const asked = { at: at('07:00'), until: at('07:30'), asked: [who('head_comm')] }

test('an open critical incident is red', async () => {
  expect(
    await morning((use) =>
      keepIncident(
        use,
        caseOf(1, { ...owned, severity: 'critical', type: 'press', what: 'a journalist calls' }),
      ),
    ),
  ).toBe('red: Press: a journalist calls.')
})

test('one that is merely watched is not', async () => {
  expect(
    await morning((use) =>
      keepIncident(use, caseOf(1, { ...owned, severity: 'critical', status: 'monitoring' })),
    ),
  ).toBe('quiet: Nothing urgent.')
})

test('others like it are counted', async () => {
  expect(
    await morning(async (use) => {
      for (const number of [1, 2, 3])
        await keepIncident(use, caseOf(number, { ...owned, severity: 'critical' }))
    }),
  ).toBe('red: Complaint: somebody complained. 2 other incidents are critical.')
})

test('an answer late at level 3 is red', async () => {
  expect(await morning((use) => keepEscalation(use, questionOf(1, { ...asked, level: 3 })))).toBe(
    'red: INC-1: no answer yet from @head_comm, due by 07:30 (level 3).',
  )
})

test('an answer late at level 2 is amber', async () => {
  expect(await morning((use) => keepEscalation(use, questionOf(1, { ...asked, level: 2 })))).toBe(
    'amber: INC-1: no answer yet from @head_comm, due by 07:30 (level 2).',
  )
})

test('an answer somebody is on until later is not late', async () => {
  const paused = { by: who('head_comm'), at: at('07:20'), until: at('09:00') }
  expect(
    await morning((use) =>
      keepEscalation(use, questionOf(1, { ...asked, level: 3, until: at('09:00'), state: 'paused', paused })),
    ),
  ).toBe('quiet: Nothing urgent.')
})

test('a chat that does not work is red, a place that refuses is not', async () => {
  const stop = (scope: 'place' | 'space') => async (use: Work) =>
    use.set(stopKey(use.community, 'slack/T1'), {
      v: 1,
      community: use.community,
      name: 'slack/T1',
      problem: { code: 'auth', scope, say: '' },
      since: at('03:10'),
      probe: at('09:00'),
      at: { direct: who('cm_day') },
    })
  expect(await morning(stop('space'))).toBe(
    "red: Slack can't be reached since 03:10: nothing goes out there.",
  )
  expect(await morning(stop('place'))).toBe('quiet: Nothing urgent.')
})

test('a high incident without an owner is amber', async () => {
  expect(
    await morning((use) =>
      keepIncident(use, caseOf(7, { logged: at('02:52'), severity: 'high', type: 'scam' })),
    ),
  ).toBe('amber: INC-7 (scam, high) has had no owner since 02:52.')
})

test('a medium one is not', async () => {
  expect(await morning((use) => keepIncident(use, caseOf(7, { logged: at('02:52') })))).toBe(
    'quiet: Nothing urgent.',
  )
})

test('content missed or not confirmed since the last digest is amber', async () => {
  expect(
    await morning(async (use) => {
      for (const [number, state] of [
        [1, 'missed'],
        [2, 'not-confirmed'],
        [3, 'done'],
      ] as const) {
        const [reminder, date] = dealtWith(
          post(number, '10 18:00', 'X', 'Poll', { role: 'cm' }),
          state,
          at('10 19:00'),
        )
        await keepReminder(use, reminder)
        await keepOccurrence(use, date)
      }
    }),
  ).toBe('amber: Content: 1 missed, 1 not confirmed.')
})

test('what was missed before the last digest is over', async () => {
  expect(
    await morning(async (use) => {
      const [reminder, date] = dealtWith(
        post(1, '9 18:00', 'X', 'Poll', { role: 'cm' }),
        'missed',
        at('9 20:00'),
      )
      await keepReminder(use, reminder)
      await keepOccurrence(use, date)
    }),
  ).toBe('quiet: Nothing urgent.')
})

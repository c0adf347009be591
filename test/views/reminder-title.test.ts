import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reminder } from '../../src/features/reminders/record.ts'
import { titleOf } from '../../src/views/reminder-words.ts'

const titleFor = (what: string) => titleOf({ what } as Reminder)

test.each([
  ['Offre de la semaine : support client, deux postes', 'Offre de la semaine'],
  ['Job of the week: customer support, two openings', 'Job of the week'],
  ["Qu'en dit-on : les avis du mois", "Qu'en dit-on"],
  ['Rappel du live : 18:30', 'Rappel du live'],
])('%j is told in passing as %j', (what, title) => {
  expect(titleFor(what)).toBe(title)
})

test.each([
  'Re: the budget of June',
  'RE : le budget de juin',
  'Fwd: Re: the budget',
  'TR : compte rendu',
  'x: y',
  'Note: call the printer',
  'Rappel : payer la facture',
  '12:30 lunch with the press',
  '12: 30 people are coming',
  'At 12:30 : call the printer',
  'https://example.org/a : read it',
  'See https://example.org/a : read it',
  'Q3 : les chiffres',
  ': begins with it',
])('%j is told in passing as it is: nothing in it is a title', (what) => {
  expect(titleFor(what)).toBe(what)
})

test('a title is one line of what was written, of 60 characters at most, and is never empty', () => {
  const words = fc.array(fc.constantFrom('Re:', 'a', 'the week', ':', ' : ', '\n', 'Offre', '12:30'), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(words, (said) => {
      const what = said.join(' ').trim()
      fc.pre(what !== '')
      const title = titleFor(what)
      expect(title).not.toContain('\n')
      expect(title.length).toBeLessThanOrEqual(60)
      expect(what.startsWith(title.replace(/…$/, ''))).toBe(true)
      expect(title).not.toBe('')
    }),
  )
})

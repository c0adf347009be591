import type { PhraseContext } from '../../src/schedule/phrases.ts'
import { words } from '../test-house.ts'

/** Thursday 11 March 2027, 08:00 in Paris, in English. */
export const morning: PhraseContext = {
  now: Temporal.ZonedDateTime.from('2027-03-11T08:00[Europe/Paris]').toInstant(),
  zone: 'Europe/Paris',
  locale: 'en',
  words,
}

/** The same moment, in French. */
export const matin: PhraseContext = { ...morning, locale: 'fr' }

import type { Locale } from '../../../src/core/person.ts'
import type { Subject } from './story.ts'

/** One picture as Discord shows it: what is on it, one under the other. */
export interface Shot {
  name: string
  subjects: readonly Subject[]
}

/** How wide they all are, in CSS pixels. */
export const width = 640

/** Every picture there is, in each language. */
export const shots: readonly Shot[] = [
  { name: 'digest', subjects: ['digest'] },
  { name: 'incident', subjects: ['incident'] },
  { name: 'reminder', subjects: ['reminder', 'posted'] },
]

/** Where a picture is. */
export const fileOf = ({ name }: Pick<Shot, 'name'>, locale: Locale): URL =>
  new URL(`${locale}/${name}.png`, import.meta.url)

import type { Locale } from '../../src/core/person.ts'
import type { Subject } from './story.ts'

/** One picture: what it shows, one under the other, and how wide the screen is, in CSS pixels. */
export interface Shot {
  name: string
  subjects: readonly Subject[]
  screen: 'desktop' | 'phone'
  width: number
}

const desk = (name: Subject, ...more: Subject[]): Shot => ({
  name,
  subjects: [name, ...more],
  screen: 'desktop',
  width: 640,
})

const phone = (name: Subject): Shot => ({
  name: `${name}-phone`,
  subjects: [name],
  screen: 'phone',
  width: 390,
})

/** Every picture there is, in each language. */
export const shots: readonly Shot[] = [
  ...[desk('digest'), desk('incident'), desk('escalation'), desk('reminder', 'posted')],
  ...[desk('home'), desk('form'), phone('digest'), phone('incident')],
]

/** Where a picture is. */
export const fileOf = ({ name }: Pick<Shot, 'name'>, locale: Locale): URL =>
  new URL(`${locale}/${name}.png`, import.meta.url)

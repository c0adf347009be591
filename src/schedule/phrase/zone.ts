import { type Locale, locales } from '../../core/person.ts'
import { foldWord } from '../../core/text.ts'
import { distance, type Words } from '../../core/words.ts'
import { zoneNamed } from '../wall-clock.ts'
import {
  either,
  type Input,
  keyword,
  map,
  meaning,
  memo,
  type Parser,
  type Step,
  seq,
  token,
} from './parser.ts'

/** A zone as it was said; `undefined` is one there is not. */
export interface SaidZone {
  typed: string
  zone: string | undefined
}

/** Cities by their folded name, from the zones' own names; two zones of one name leave it out. */
let cities: Map<string, string> | undefined

function cityZones(): Map<string, string> {
  if (cities === undefined) {
    const found = new Map<string, string>()
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const city = foldWord(zone.slice(zone.lastIndexOf('/') + 1))
      found.set(city, found.has(city) ? '' : zone)
    }
    cities = new Map([...found].filter(([, zone]) => zone !== ''))
  }
  return cities
}

/** Port-au-Prince, its hyphens included. */
const longestCity = 5

/** Reads the name of a city as its zone. */
const city: Parser<SaidZone> = (input, at) => {
  const known = meaning('city')(input, at).map(({ value, next }) => ({
    value: { typed: textOf(input, at, next), zone: value },
    next,
  }))
  if (known.length > 0) return known
  const steps: Step<SaidZone>[] = []
  for (let next = at + 1; next <= Math.min(at + longestCity, input.tokens.length); next++) {
    const typed = textOf(input, at, next)
    const zone = cityZones().get(typed)
    if (zone !== undefined) steps.unshift({ value: { typed, zone }, next })
  }
  return steps
}

const textOf = ({ tokens }: Input, from: number, to: number): string =>
  tokens
    .slice(from, to)
    .map(({ text }) => text)
    .filter((text) => text !== '-')
    .join(' ')

const unknownCity: Parser<SaidZone> = token(({ kind, text }) =>
  kind === 'word' ? { typed: text, zone: undefined } : undefined,
)

const named: Parser<SaidZone> = token(({ kind, text }) => {
  if (kind !== 'zone' && text !== 'utc' && text !== 'gmt') return undefined
  return { typed: text, zone: zoneNamed(text) }
})

/** Reads a zone: 'Europe/Paris', 'UTC', 'Paris time', 'heure de Paris'. */
export const zone: Parser<SaidZone> = memo(
  either(
    named,
    map(seq(city, keyword('zoneAfter')), ([it]) => it),
    map(seq(keyword('zoneBefore'), city), ([, it]) => it),
    map(seq(keyword('zoneBefore'), unknownCity), ([, it]) => it),
    map(seq(unknownCity, keyword('zoneAfter')), ([it]) => it),
  ),
)

/** Reads a zone or a city alone. */
export const anyZone: Parser<SaidZone> = either(zone, city)

/** Returns the zones whose name or city comes nearest to what was typed, nearest first. */
export function nearestZones(typed: string, words: Words, locale: Locale, count = 3): string[] {
  const wanted = foldWord(typed)
  const best = new Map<string, number>()
  const offer = (zone: string, name: string) => {
    const far = distance(wanted, foldWord(name))
    best.set(zone, Math.min(far, best.get(zone) ?? far))
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    offer(zone, zone)
    offer(zone, zone.slice(zone.lastIndexOf('/') + 1))
  }
  for (const each of [locale, ...locales])
    for (const [zone, { name, also = [] }] of words.set('time.city', each))
      for (const written of [name, ...also]) offer(zone, written)
  return [...best]
    .sort((a, b) => a[1] - b[1])
    .slice(0, count)
    .map(([zone]) => zone)
}

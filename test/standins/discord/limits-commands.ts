import {
  all,
  type Check,
  type Fields,
  fieldsIn,
  flag,
  integer,
  isFields,
  known,
  like,
  listOf,
  oneOf,
  rule,
  shape,
  text,
  twice,
} from '../checks.ts'
import { numberOr, orNull, snowflake } from './limits-parts.ts'

/** The languages Discord speaks, as it names them. */
export const locales = [
  ...['id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl'],
  ...['pt-BR', 'ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja'],
  ...['zh-TW', 'ko'],
]

const lower = (value: string): boolean => value === value.toLowerCase()
const slug: Check = (value, at) => {
  const wrong = like(
    /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u,
    'a name of 1 to 32 letters, digits, - and _',
  )
  const found = wrong(value, at)
  if (found.length > 0) return found
  return lower(String(value)) ? [] : [`${at}: ${JSON.stringify(value)} is not in lower case`]
}

/** The same in other languages. */
const localized = (check: Check): Check =>
  orNull((value, at) => {
    if (!isFields(value)) return [`${at}: not an object`]
    return Object.entries(value).flatMap(([locale, it]) =>
      locales.includes(locale) ? orNull(check)(it, `${at}.${locale}`) : [`${at}: unknown locale ${locale}`],
    )
  })

const described = {
  description_localizations: localized(text(1, 100)),
}
const named = (check: Check) => ({ name_localizations: localized(check) })
const base = { name: slug, description: text(1, 100) }
const spoken = { ...named(slug), ...described }
const asked = { ...spoken, required: flag }

const choicesOf = (value: Check): Check =>
  all(listOf(shape({ name: text(1, 100), value }, named(text(1, 100))), 0, 25), (given, at) => [
    ...repeatedNames(given).map((problem) => `${at}: ${problem}`),
    ...twice(fieldsIn(given).map((it) => it.value)).map(
      (it) => `${at}: the value ${JSON.stringify(it)} twice`,
    ),
  ])
const number: Check = (value, at) => (typeof value === 'number' ? [] : [`${at}: not a number`])
const whole = integer(-(2 ** 53), 2 ** 53)
const offered = rule(({ autocomplete, choices }) =>
  autocomplete === true && Array.isArray(choices) && choices.length > 0
    ? 'both choices and autocomplete'
    : undefined,
)
const bounds = (low: string, high: string): Check =>
  rule((it) =>
    numberOr(it[low], -Infinity) > numberOr(it[high], Infinity) ? `${low} is above ${high}` : undefined,
  )

const counted = (value: Check): Check =>
  all(
    shape(base, {
      ...asked,
      autocomplete: flag,
      choices: choicesOf(value),
      min_value: value,
      max_value: value,
    }),
    offered,
    bounds('min_value', 'max_value'),
  )
const plain = shape(base, asked)

const basic: Record<number, Check> = {
  3: all(
    shape(base, {
      ...{ ...asked, autocomplete: flag, choices: choicesOf(text(1, 100)) },
      ...{ min_length: integer(0, 6000), max_length: integer(1, 6000) },
    }),
    offered,
    bounds('min_length', 'max_length'),
  ),
  4: counted(whole),
  5: plain,
  6: plain,
  7: shape(base, { ...asked, channel_types: listOf(integer(0, 16), 0, 17) }),
  8: plain,
  9: plain,
  10: counted(number),
  11: shape(base, { ...asked, file_types: known }),
}

const ofType =
  (kinds: Record<number, Check>): Check =>
  (value, at) => {
    if (!isFields(value)) return [`${at}: not an object`]
    const { type, ...rest } = value
    const check = typeof type === 'number' && Object.hasOwn(kinds, type) && kinds[type]
    return check ? check(rest, at) : [`${at}: type ${JSON.stringify(type)} is not possible here`]
  }

/** Names used twice among things side by side: as written, or as anybody reads them. */
function repeatedNames(value: unknown): string[] {
  const all = fieldsIn(value)
  const said = (locale: string) =>
    all.map(({ name, name_localizations: more }) => (isFields(more) && more[locale]) || name)
  const spoken = new Set(
    all.flatMap(({ name_localizations: more }) => (isFields(more) ? Object.keys(more) : [])),
  )
  return [
    ...twice(all.map(({ name }) => name)).map((name) => `${JSON.stringify(name)} twice`),
    ...[...spoken].flatMap((locale) =>
      twice(said(locale)).map((name) => `${JSON.stringify(name)} twice in ${locale}`),
    ),
  ]
}

const ordered: Check = (value, at) => {
  const all = fieldsIn(value)
  const optional = all.findIndex(({ required }) => required !== true)
  const late = optional < 0 ? undefined : all.slice(optional).find(({ required }) => required === true)
  return late === undefined
    ? []
    : [`${at}: ${JSON.stringify(late.name)} is required, and stands after one that is not`]
}

const list = (kinds: Record<number, Check>): Check =>
  all(listOf(ofType(kinds), 0, 25), ordered, (value, at) =>
    repeatedNames(value).map((problem) => `${at}: ${problem}`),
  )

const sub = shape(base, { ...spoken, required: flag, options: list(basic) })
const group = shape({ ...base, options: list({ 1: sub }) }, { ...spoken, required: flag })
const nested = list({ 1: sub, 2: group })
const flat = list(basic)
const optionsOf: Check = (value, at) =>
  fieldsIn(value).some(({ type }) => type === 1 || type === 2) ? nested(value, at) : flat(value, at)

const manners = {
  ...{ id: snowflake, default_member_permissions: orNull(like(/^\d+$/, 'a number of permissions')) },
  ...{ dm_permission: orNull(flag), default_permission: flag, nsfw: flag },
  integration_types: listOf(oneOf(0, 1), 1, 2),
  contexts: orNull(listOf(oneOf(0, 1, 2), 1, 3)),
}

const kinds: Record<number, Check> = {
  1: shape(base, { ...manners, ...spoken, options: optionsOf }),
  2: shape({ name: text(1, 32) }, { ...manners, ...named(text(1, 32)), description: oneOf('') }),
  3: shape({ name: text(1, 32) }, { ...manners, ...named(text(1, 32)), description: oneOf('') }),
}

/** The characters of a command that Discord counts: of each text the longest of its languages. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, it) => sum + lengthOf(it), 0)
  if (!isFields(value)) return 0
  const longest = (name: string): number => {
    const more = value[`${name}_localizations`]
    const all = [value[name], ...(isFields(more) ? Object.values(more) : [])]
    return Math.max(0, ...all.map((it) => (typeof it === 'string' ? it.length : 0)))
  }
  const { value: own } = value
  const worth = typeof own === 'string' || typeof own === 'number' ? String(own).length : 0
  return longest('name') + longest('description') + worth + lengthOf(value.options) + lengthOf(value.choices)
}

/** One command. */
export const command: Check = all(
  (value, at) => (isFields(value) ? ofType(kinds)({ type: 1, ...value }, at) : [`${at}: not an object`]),
  (value, at) => {
    const length = lengthOf(value)
    return length > 8000 ? [`${at}: ${length} characters in all, at most 8000`] : []
  },
)

/** How many commands of a kind there may be in one place: more menus are allowed by now, five have always been. */
const most: Record<number, number> = { 1: 100, 2: 5, 3: 5 }

const kindOf = ({ type }: Fields): number => numberOr(type, 1)

/** All commands of one place. */
export const commands: Check = (value, at) => {
  if (!Array.isArray(value)) return [`${at}: not a list`]
  const all = fieldsIn(value)
  return [
    ...value.flatMap((it, index) => command(it, `${at}[${index}]`)),
    ...Object.entries(most).flatMap(([kind, max]) => {
      const alike = all.filter((it) => kindOf(it) === Number(kind))
      return [
        ...(alike.length > max ? [`${at}: ${alike.length} commands of type ${kind}, at most ${max}`] : []),
        ...repeatedNames(alike).map((problem) => `${at}: the name ${problem}`),
      ]
    }),
  ]
}

/** The answer to somebody who types: names and values of as many as can be shown. */
export const choices: Check = shape({
  choices: all(
    listOf(
      shape(
        {
          name: text(1, 100),
          value: (value, at) => (typeof value === 'number' ? [] : text(1, 100)(value, at)),
        },
        { ...named(text(1, 100)), name_localized: known },
      ),
      0,
      25,
    ),
  ),
})

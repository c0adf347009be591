import * as z from 'zod'
import { audiences } from '../core/house.ts'
import { locales, place as placeSchema, roles, who } from '../core/person.ts'
import { levels } from '../features/settings.ts'
import { target as targetSchema } from '../features/target.ts'
import { rule as ruleSchema } from '../schedule/recurrence.ts'

/** A line of text, up to 300 characters unless bounded otherwise. */
export const text = () => z.string().min(1).max(300).meta({ kind: 'text' })

/** A text of any number of lines, up to 10,000 characters. */
export const longText = () => z.string().min(1).max(10_000).meta({ kind: 'text' })

/** The name of a network; those used before are suggested. */
export const network = () => text().max(60).meta({ kind: 'text', among: 'network' })

/** The name of a campaign; those used before are suggested. */
export const campaign = () => text().max(100).meta({ kind: 'text', among: 'campaign' })

/** One word of a list; `set` names the branch of the locales under `values`. */
export const word = <const T extends readonly [string, ...string[]]>(set: string, values: T) =>
  z.enum(values).meta({ kind: `word:${set}` })

/** Several words of a list, separated by commas. */
export const wordList = <const T extends readonly [string, ...string[]]>(set: string, values: T) =>
  several(z.enum(values), `word:${set}`)

/** The number of an incident or a reminder: `INC-12`, `12`, `last`, or nothing in the case's own thread. */
export const reference = (of: 'incident' | 'reminder' | 'digest') => integerText().meta({ kind: of })

/** Somebody: a mention, a name, or the platform's own id. */
export const person = () => json(who).meta({ kind: 'person' })

/** Several people, separated by commas. */
export const people = () => several(json(who), 'person')

/** Somebody of the community, whom the team's chat need not know: a mention, a name, or the platform's own id. */
export const member = () => json(who).meta({ kind: 'member' })

/** Several people of the community, separated by commas. */
export const members = () => several(json(who), 'member')

/** Somebody, or a role. */
export const target = () => json(targetSchema).meta({ kind: 'target' })

/** Several people or roles, separated by commas. */
export const targets = () => several(json(targetSchema), 'target')

/** When something happens, once or again and again. */
export const rule = () => json(ruleSchema).meta({ kind: 'rule' })

/** A moment to come, in milliseconds since the epoch. */
export const moment = () => integerText().meta({ kind: 'moment' })

/** A moment that is over, in milliseconds since the epoch. */
export const past = () => integerText().meta({ kind: 'past' })

/** From when on: a moment that is over, or the beginning of a day; in milliseconds since the epoch. */
export const since = () => integerText().meta({ kind: 'since' })

/** A calendar day as 'YYYY-MM-DD'. */
export const day = () => z.iso.date().meta({ kind: 'day' })

/** A calendar day that is over, or today, as 'YYYY-MM-DD'. */
export const pastDay = () => z.iso.date().meta({ kind: 'past-day' })

/** Several calendar days. */
export const days = () => several(z.iso.date(), 'day')

/** A length of time, in milliseconds. */
export const duration = () => integerText().meta({ kind: 'duration' })

/** An IANA zone name. */
export const zone = () => z.string().meta({ kind: 'zone' })

/** A wall-clock time as 'HH:MM'. */
export const clockTime = () => z.string().meta({ kind: 'clock-time' })

/** Two wall-clock times. */
export const clockRange = () =>
  json(z.object({ from: z.string(), to: z.string() })).meta({ kind: 'clock-range' })

/** Two wall-clock times, or none at all. */
export const clockRangeOrNone = () =>
  json(z.object({ from: z.string(), to: z.string() }).nullable()).meta({ kind: 'clock-range-or-none' })

/** Days of the week as ISO numbers, 1 being Monday. */
export const weekdays = () => json(z.array(z.number().int().min(1).max(7)).min(1)).meta({ kind: 'weekdays' })

/** A whole number of at least 1. */
export const integer = () =>
  z.string().transform(Number).pipe(z.number().int().min(1).max(1_000_000)).meta({ kind: 'integer' })

/** A web address. */
export const link = () => z.string().max(2000).meta({ kind: 'link' })

/** A channel of this chat. */
export const place = () => json(placeSchema).meta({ kind: 'place' })

/** A level of escalation, 1 to 4. */
export const level = () =>
  z
    .enum(levels.map(String) as [string, ...string[]])
    .transform((it) => Number(it) as (typeof levels)[number])
    .meta({ kind: 'word:level' })

/** Yes or no. */
export const flag = () =>
  z
    .enum(['yes', 'no'])
    .transform((it) => it === 'yes')
    .meta({ kind: 'word:flag' })

/** Whose selection of the digest. */
export const audience = () => word('audience', audiences)

/** A role of the team. */
export const role = () => word('role', roles)

/** A language. */
export const language = () => word('language', locales)

const integerText = () =>
  z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)

/** A value whose canonical string is JSON; what is no such value is an issue, never an exception. */
const json = <S extends z.ZodType>(schema: S) => z.string().transform(parsed).pipe(schema)

const several = <S extends z.ZodType>(schema: S, kind: string) =>
  z.string().transform(parsed).pipe(z.array(schema).max(50)).meta({ kind, many: true })

function parsed(canonical: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(canonical)
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
}

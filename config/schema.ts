import * as z from 'zod'
import { locales } from '../src/core/person.ts'
import { zoneNamed } from '../src/schedule/wall-clock.ts'

/** How much is written to the log, from the least. */
export const logLevels = ['error', 'warn', 'info'] as const
export type LogLevel = (typeof logLevels)[number]

const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

// The message of every check is a template of the locales under `config`.

/** A length of time such as '2h', '90m' or '1h30m', as milliseconds. */
const duration = z
  .string({ error: 'duration' })
  .regex(/^(?:\d{1,6}[smhd])+$/, 'duration')
  .transform((typed) =>
    [...typed.matchAll(/(\d+)([smhd])/g)].reduce(
      (sum, [, n, unit = 's']) => sum + Number(n) * (units[unit] ?? 0),
      0,
    ),
  )

const zone = z.string({ error: 'zone' }).refine((name) => zoneNamed(name) === name, 'zone')

const text = z.string({ error: 'text' }).min(1, 'text')

/**
 * Every setting of the program. `env` names the variable that may give it instead of the file. What a community
 * sets for itself - places, hours, people - is set in the chat and kept in the store.
 */
export const schema = z.strictObject({
  store: text
    .default('sqlite://data/vigie.db')
    .describe('Where everything is kept: sqlite:///absolute/path.db, sqlite://relative/path.db or memory://.')
    .meta({ env: 'STORE_URL' }),
  language: z
    .enum(locales)
    .optional()
    .describe("The language a new community begins with; the system's where it is left out.")
    .meta({ env: 'VIGIE_LANGUAGE' }),
  zone: zone
    .optional()
    .describe(
      "The time zone a new community begins with, by its IANA name; the system's where it is left out.",
    )
    .meta({ env: 'VIGIE_ZONE' }),
  grace: duration
    .prefault('2h')
    .describe(
      'How late a message still goes out, marked as late; beyond it, it is missed and the digest says so.',
    )
    .meta({ env: 'VIGIE_GRACE' }),
  routine: z
    .strictObject({
      en: text.optional().describe("The English routine; Vigie's own where it is left out.").meta({
        env: 'VIGIE_ROUTINE_EN',
      }),
      fr: text.optional().describe("The French routine; Vigie's own where it is left out.").meta({
        env: 'VIGIE_ROUTINE_FR',
      }),
    })
    .prefault({})
    .describe(
      'Files of the day in hours, as config/routine.en.yaml is one; relative to the file that names them.',
    ),
  log: z
    .enum(logLevels)
    .default('warn')
    .describe('How much is written to standard error: error, warn or info.')
    .meta({ env: 'VIGIE_LOG' }),
})

/** The configuration, read and checked. `grace` in milliseconds. */
export type Config = z.output<typeof schema>

/** One setting, for the documentation and for reading the environment. */
export interface Setting {
  path: string[]
  env: string
  about: string
  /** What it is where nothing is given, as one would write it. */
  initial?: string
}

/** Lists every setting, in the order of the schema. */
export function listSettings(
  shape: Record<string, z.ZodType> = schema.shape,
  above: string[] = [],
): Setting[] {
  return Object.entries(shape).flatMap(([name, it]) => {
    const path = [...above, name]
    const inside = unwrapped(it)
    if (inside instanceof z.ZodObject) return listSettings(inside.shape, path)
    const { env } = it.meta() as { env: string }
    const initial = initialOf(it)
    return [{ path, env, about: it.description ?? '', ...(initial !== undefined && { initial }) }]
  })
}

const innerOf = (it: z.ZodType) => it.def as { innerType?: z.ZodType; defaultValue?: unknown }

const unwrapped = (it: z.ZodType): z.ZodType => {
  const { innerType } = innerOf(it)
  return innerType === undefined ? it : unwrapped(innerType)
}

function initialOf(it: z.ZodType): string | undefined {
  const { defaultValue } = innerOf(it)
  return typeof defaultValue === 'string' ? defaultValue : undefined
}

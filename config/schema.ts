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

/** The modes in which Slack is listened to. */
const slackModes = ['socket', 'http'] as const

const port = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)], { error: 'port' })
  .refine((given) => given <= 65_535, 'port')

/**
 * Every setting of the program. `secret` keeps what was given out of every message. `env` names the variable that may give it instead of the file. What a community
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
  slack: z
    .strictObject({
      botToken: z
        .string({ error: 'botToken' })
        .startsWith('xoxb-', 'botToken')
        .optional()
        .describe("The bot's token in a Slack workspace, xoxb-…; with it, Vigie serves that workspace.")
        .meta({ env: 'SLACK_BOT_TOKEN', secret: true }),
      appToken: z
        .string({ error: 'appToken' })
        .startsWith('xapp-', 'appToken')
        .optional()
        .describe("The app's token for Socket Mode, xapp-…, with the scope connections:write.")
        .meta({ env: 'SLACK_APP_TOKEN', secret: true }),
      signingSecret: text
        .optional()
        .describe('What Slack signs its requests with, in http mode.')
        .meta({ env: 'SLACK_SIGNING_SECRET', secret: true }),
      mode: z
        .enum(slackModes)
        .default('socket')
        .describe(
          'How Slack is listened to: socket, which needs no public address, or http, at /slack/events.',
        )
        .meta({ env: 'SLACK_MODE' }),
      apiUrl: z
        .url({ protocol: /^https?$/, error: 'url' })
        .optional()
        .describe("Where Slack's Web API is, if not at Slack's own address.")
        .meta({ env: 'SLACK_API_URL' }),
      command: z
        .string({ error: 'command' })
        .regex(/^\/[a-z0-9_-]{1,31}$/, 'command')
        .default('/vigie')
        .describe('The root command, as the manifest names it.')
        .meta({ env: 'SLACK_COMMAND' }),
    })
    .prefault({})
    .describe('Serving a Slack workspace.')
    .superRefine((given, context) => {
      const missing = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (given.botToken === undefined) {
        if (given.appToken !== undefined || given.signingSecret !== undefined)
          missing('botToken', 'botTokenMissing')
      } else if (given.mode === 'socket' && given.appToken === undefined)
        missing('appToken', 'appTokenMissing')
      else if (given.mode === 'http' && given.signingSecret === undefined)
        missing('signingSecret', 'signingSecretMissing')
    }),
  discord: z
    .strictObject({
      token: z
        .string({ error: 'discordToken' })
        .regex(/^[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}$/, 'discordToken')
        .optional()
        .describe("The bot's token on Discord; with it, Vigie serves the servers that bot is in.")
        .meta({ env: 'DISCORD_TOKEN', secret: true }),
      apiUrl: z
        .url({ protocol: /^https?$/, error: 'url' })
        .optional()
        .describe("Where Discord's REST API is, if not at Discord's own address.")
        .meta({ env: 'DISCORD_API_URL' }),
      devGuild: z
        .string({ error: 'guild' })
        .regex(/^\d{17,20}$/, 'guild')
        .optional()
        .describe('The id of the one server commands are registered in, at once, while they are worked on.')
        .meta({ env: 'DISCORD_DEV_GUILD' }),
    })
    .prefault({})
    .describe('Serving Discord.'),
  port: port
    .prefault('3000')
    .describe(
      'Where a chat that is served is asked for its health, and where Slack in http mode sends its events.',
    )
    .meta({ env: 'PORT' }),
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
  /** Whether it lets somebody in, so that nobody is shown what was given. */
  secret?: true
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
    const { env, secret } = it.meta() as { env: string; secret?: true }
    const initial = initialOf(it)
    return [
      {
        path,
        env,
        about: it.description ?? '',
        ...(initial !== undefined && { initial }),
        ...(secret && { secret }),
      },
    ]
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

import * as z from 'zod'

/** The chats Vigie can live in. */
export const platforms = ['console', 'slack', 'discord'] as const
export type Platform = (typeof platforms)[number]

/** The languages everything is written in; the first is the default. */
export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

/** Returns the language a chat names, as in 'fr-FR'; `undefined` where it is none of ours. */
export function localeIn(named: string | undefined): Locale | undefined {
  const language = named?.toLowerCase().split(/[-_]/)[0]
  return locales.find((each) => each === language)
}

/** Who may see something, from the fewest to the most. */
export const visibilities = ['asker', 'team', 'community', 'public'] as const
export type Visibility = (typeof visibilities)[number]

/** Somebody on one platform: `space` is the workspace or server, `id` the platform's own id. */
export const account = z.object({ platform: z.enum(platforms), space: z.string(), id: z.string() })
export type Account = z.infer<typeof account>

/**
 * A channel, a thread in it, or a direct conversation. `name` is how it was called when it was named, for those who
 * read of it on another chat: it takes no part in which place it is.
 */
export const place = z.object({
  platform: z.enum(platforms),
  space: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  name: z.string().exactOptional(),
})
export type Place = z.infer<typeof place>

/** Somebody as records remember them: which person, which of their accounts, under which name. */
export const who = z.object({ person: z.string(), account, name: z.string() })
export type Who = z.infer<typeof who>

/** Somebody reading: their language, their zone (IANA name) and how far they may see. */
export interface Reader {
  locale: Locale
  zone: string
  sees: Visibility
}

/** The roles of a team, each including those before it. */
export const roles = ['member', 'moderator', 'cm', 'manager'] as const
export type Role = (typeof roles)[number]

/** What a command may ask permission for, and the first role that has it. */
export const capabilities = {
  'help.read': 'member',
  'reminder.own': 'member',
  'reminder.team': 'cm',
  'incident.read': 'moderator',
  'incident.log': 'moderator',
  'incident.note': 'moderator',
  'incident.ask': 'moderator',
  'incident.handle': 'moderator',
  'incident.answer': 'manager',
  'digest.read': 'moderator',
  'digest.schedule': 'cm',
  'routine.read': 'moderator',
  'routine.tick': 'cm',
  'settings.read': 'moderator',
  'settings.own': 'member',
  'settings.write': 'manager',
  'team.read': 'moderator',
  'team.write': 'manager',
  'status.read': 'moderator',
  'message.decide': 'cm',
} as const satisfies Record<string, Role>
export type Capability = keyof typeof capabilities

/** Tells whether a role has a capability. */
export const roleMay = (role: Role, capability: Capability): boolean =>
  roles.indexOf(role) >= roles.indexOf(capabilities[capability])

/** The person behind an invocation. `supervised`: their work is approved by somebody else. */
export interface Person extends Reader {
  id: string
  name: string
  role: Role
  supervised: boolean
  accounts: Account[]
  may(capability: Capability): boolean
}

/** Writes a person, seen through one of their accounts, the way records keep them. */
export function whoIs(person: Person, through?: Account): Who {
  const [first] = person.accounts
  const seen = through ?? first
  if (seen === undefined) throw new Error(`person ${person.id} has no account`)
  return { person: person.id, account: seen, name: person.name }
}

/** A message kept as evidence: a copy, since messages disappear. `at` in milliseconds, `bytes` per file. */
export const quote = z.object({
  author: who,
  text: z.string(),
  at: z.number(),
  permalink: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), url: z.string() })),
})
export type Quote = z.infer<typeof quote>

import { isDeepStrictEqual } from 'node:util'
import { type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js'
import type { Log } from '../../core/errors.ts'
import { rest } from '../../core/patience.ts'
import { listAt, numberAt, textAt } from '../../core/peek.ts'
import type { Answered, Api } from './api.ts'

/** When to try again where nobody knows why it failed, in milliseconds; twice as long each time. */
const first = 2000
const longest = 5 * 60_000

/** How long Discord may take to write all of them down, in milliseconds. */
const patience = 30_000

/** Somebody has to do something about a refusal, and Discord counts them. */
const refused = 10 * 60_000

interface RegistrationParts {
  api: Pick<Api, 'call'>
  definitions: readonly RESTPostAPIApplicationCommandsJSONBody[]
  /** The one server they are registered in; everywhere where it is left out. */
  devGuild?: string
  log: Log
}

/** How commands come to be known to Discord. */
interface Registration {
  /** Begins to register them for an application, by its id; once is enough. Never throws. */
  begin(application: string): void
  /** Gives up what is under way. */
  stop(): Promise<void>
}

/**
 * Returns what registers the commands: Discord is asked what it has, and told only where that is something else. It is
 * tried until it is done.
 */
export function createRegistration(
  { api, definitions, devGuild, log }: RegistrationParts,
  pace = { first, refused },
): Registration {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<undefined>()
  const isLocal = devGuild !== undefined
  let going: Promise<void> | undefined

  async function register(application: string): Promise<Answered> {
    const route = isLocal
      ? Routes.applicationGuildCommands(application, devGuild)
      : Routes.applicationCommands(application)
    const had = await api.call('GET', route, { query: { with_localizations: 'true' } })
    if (!('ok' in had) || isDeepStrictEqual(known(had.ok, isLocal), known(definitions, isLocal))) return had
    const put = await api.call('PUT', route, { body: definitions, timeout: patience })
    if ('ok' in put) log.info('the commands are registered with Discord', { count: definitions.length })
    return put
  }

  async function keepTrying(application: string): Promise<void> {
    let pause = pace.first
    while (!stopping.signal.aborted) {
      const done = await Promise.race([register(application), stopped.promise])
      if (done === undefined || 'ok' in done) return
      const why = 'refused' in done ? done.refused.say : 'unknown' in done ? done.unknown : 'asked to wait'
      log.warn('the commands are not registered with Discord yet', { why })
      if ('refused' in done) await rest(pace.refused, stopping.signal)
      else {
        await rest('later' in done ? Math.max(done.later, pace.first) : pause, stopping.signal)
        pause = Math.min(2 * pause, longest)
      }
    }
  }

  return {
    begin(application) {
      going ??= keepTrying(application).catch((error: unknown) =>
        log.error('the commands could not be registered', error),
      )
    },
    async stop() {
      stopping.abort()
      stopped.resolve(undefined)
      await going
    },
  }
}

/** What a definition says; Discord adds ids, versions and what is as it always is. */
const meant = new Set([
  ...['name', 'name_localizations', 'description', 'description_localizations', 'type', 'options'],
  ...['default_member_permissions', 'contexts', 'integration_types', 'nsfw', 'required', 'autocomplete'],
  ...['choices', 'value', 'channel_types', 'min_value', 'max_value', 'min_length', 'max_length'],
])

/** These have no order. */
const sets = new Set(['contexts', 'integration_types', 'channel_types'])

/** Where commands may be used goes without saying for those of one server. */
const everywhere = new Set(['contexts', 'integration_types'])

/** Returns definitions, ours or as Discord tells them, so that those that mean the same are the same. */
function known(list: unknown, isLocal: boolean): unknown[] {
  return listAt({ list }, 'list')
    .map((it) => bare(it, isLocal ? meant.difference(everywhere) : meant))
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
}

const orderOf = (it: unknown): string => `${numberAt(it, 'type') ?? 1} ${textAt(it, 'name')}`

function bare(it: unknown, told: ReadonlySet<string>): unknown {
  if (Array.isArray(it)) return it.map((one) => bare(one, told))
  if (typeof it !== 'object' || it === null) return it
  return Object.fromEntries(
    Object.entries(it)
      .filter(([name, value]) => told.has(name) && !isNothing(value))
      .map(([name, value]) => [name, sets.has(name) ? [...value].sort() : insideOf(name, value, told)]),
  )
}

/** Names by language have languages for keys. */
const insideOf = (name: string, value: unknown, told: ReadonlySet<string>): unknown =>
  name.endsWith('_localizations') ? { ...(value as object) } : bare(value, told)

/** What is left out says the same. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

import type { Account, Place, Platform } from '../../src/core/person.ts'
import { parts, type Store } from '../../src/core/store.ts'
import type { Json } from '../../src/core/text.ts'
import type { Does } from '../../src/features/delivery.ts'
import { zone } from './scenarios/cast.ts'

/** What one chat calls what the others call otherwise: its people and channels, by their ids, as '@anna' and '#help'. */
export interface Called {
  platform: Platform
  space: string
  names: ReadonlyMap<string, string>
}

/** A community's records by their keys, with nothing in them that only one chat has. */
export type Records = Record<string, unknown>

/**
 * What tells of the way something came in or went out, which every chat has its own of: what an invocation was
 * answered, its draft, the lanes and when they were last looked at; and when what was sealed.
 */
const ofTheWay = new Set([
  ...['did', 'draft', 'inbox', 'outbox', 'pressed', 'recent', 'tmp', 'space'],
  ...['audit-head', 'audit-seal', 'audit-sealer'],
])

/** A case belongs to the chat it was logged in where no other network is named; a terminal is none. */
const networks: Partial<Record<Platform, string>> = { slack: 'Slack', discord: 'Discord' }

/** Where a message is found again, on each chat. */
const permalink = /^https:\/\/(?:[\w-]+\.slack\.com\/archives|discord\.com\/channels)\//

/** Never, as keys write it where something else sorts by a time. */
const never = 99_999_999_999_999

/** Reads all that is stored, in the words that all chats share: names for ids, wall-clock times, '#moderation' for a place. */
export async function recordsOf(store: Store, called: Called): Promise<Records> {
  const entries = await store.range({ from: '!', to: '~', limit: 10_000 })
  const { text, value } = wording(called, entries)
  const own = networks[called.platform]
  const found: Record<string, unknown[]> = {}
  for (const { key, value: stored } of entries) {
    const [first = '', second = '', ...rest] = parts(key)
    const [family = '', ...path] =
      first === 'c' ? rest : first === 'audit-open' ? ['audit', ...rest] : [first, second, ...rest]
    if (ofTheWay.has(family)) continue
    if (family === 'used' && path[0] === 'network' && path[1] === own?.toLowerCase()) continue
    const it = family === 'person' ? personOf(stored) : family === 'first-run' ? beginningsOf(stored) : stored
    const at = [family, ...placed(family, path, called)].map(text).join('/')
    found[at] = [...(found[at] ?? []), value(it)].sort(inOrder)
  }
  return Object.fromEntries(Object.entries(found).map(([at, all]) => [at, all.length === 1 ? all[0] : all]))
}

const inOrder = (one: unknown, other: unknown): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1

/** The parts of a key that mean the same on every chat. */
function placed(family: string, path: readonly string[], { names }: Called): string[] {
  const nameOf = (id = '') => names.get(id) ?? id
  switch (family) {
    // By which invocation it came about.
    case 'audit':
      return path.filter((_, index) => index !== 1)
    case 'incident-thread':
    case 'reminder-message':
      return [nameOf(path[0])]
    // Who wrote it is named by platform, space and id.
    case 'incident-quoted':
      return [path[0] ?? '', nameOf(path[3]), path[4] ?? '']
    default:
      return [...path]
  }
}

/** What chats do not tell of somebody by themselves. */
function personOf(stored: Json): Json {
  const { name = null, role = null, supervised = null, locale, zone } = stored as Record<string, Json>
  return { name, role, supervised, ...(locale && { locale }), ...(zone && { zone }) }
}

/** How the greeting was drawn last is told by what it is drawn from. */
function beginningsOf(stored: Json): Json {
  const { shown: _, ...rest } = stored as Record<string, Json>
  return rest
}

function wording({ names, platform, space }: Called, entries: readonly { key: string; value: Json }[]) {
  const community = parts(entries.find(({ key }) => key.startsWith('c/'))?.key ?? 'c/')[1] ?? ''
  const own = networks[platform]
  const deliveries = new Map<string, string>()
  const nameOf = ({ id }: Account) => names.get(id) ?? id
  const placeOf = ({ channel, thread }: Place) =>
    (names.get(channel) ?? channel) + (thread === undefined ? '' : '/thread')

  const text = (it: string): string => {
    if (/^\d{14}$/.test(it)) return String(time(Number(it)))
    const known = deliveries.get(it)
    if (known !== undefined) return known
    if (permalink.test(it)) return 'the way to the message'
    // People are named by platform, space and id, with one sign or another between them.
    const everybody = new RegExp(`${platform}([:/])${RegExp.escape(space)}\\1@?([^/:]+)`, 'g')
    return it
      .replaceAll(everybody, (_, _sign, id: string) => names.get(id) ?? id)
      .replaceAll(community, 'here')
  }

  const value = (it: unknown): unknown => {
    if (typeof it === 'number') return time(it)
    if (typeof it === 'string') return text(it)
    if (Array.isArray(it)) return it.map(value)
    if (typeof it !== 'object' || it === null) return it
    if (isWho(it)) return nameOf(it.account)
    if (isAccount(it)) return nameOf(it)
    if (isPlace(it)) return placeOf(it)
    if ('place' in it && 'id' in it) return `a message in ${value(it.place)}`
    if ('does' in it && 'lane' in it) return delivered(it as never)
    return Object.fromEntries(
      Object.entries(it)
        .filter(([name, each]) => name !== 'v' && !(name === 'network' && each === own))
        .map(([name, each]) => [text(name), value(each)]),
    )
  }

  /** How often it was tried, and by whom, is of the way. */
  const delivered = ({ does, due, late, notify, state, why }: Record<string, unknown> & { does: Does }) =>
    value({ does, due, late, state, ...(notify ? { notify } : {}), ...(why ? { why } : {}) })

  const told = (does: Does): string => {
    if ('post' in does)
      return `${does.post} ${text(does.of)} to ${'place' in does.to ? value(does.to.place) : value(does.to.direct)}`
    if ('note' in does) return `${does.note} ${text(does.of)}`
    return 'edit' in does
      ? `edit of ${text(does.of)} in ${value(does.edit.place)}`
      : `home of ${value(does.home)}`
  }
  for (const { key, value: stored } of entries) {
    const [, , family, id = ''] = parts(key)
    if (family === 'delivery') deliveries.set(id, told((stored as { does: Does }).does))
  }
  return { text, value }
}

/** A wall-clock time, where a number is one. */
function time(it: number): number | string {
  if (it === never) return 'never'
  if (it < 1_500_000_000_000) return it
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(it)).toZonedDateTimeISO(zone)
  return at.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

const isAccount = (it: object): it is Account => 'platform' in it && 'space' in it && 'id' in it
const isPlace = (it: object): it is Place => 'platform' in it && 'space' in it && 'channel' in it
const isWho = (it: object): it is { account: Account } => 'person' in it && 'account' in it

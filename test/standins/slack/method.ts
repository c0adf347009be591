import type { Fields } from '../checks.ts'
import type { Message, Refusal, View } from './model.ts'
import type { Passes } from './passes.ts'
import type { Workspace } from './workspace.ts'

/** How an argument is read: a form has only strings. */
export type Kind = 'text' | 'flag' | 'number' | 'json'

/** What methods work on. */
export interface House {
  space: Workspace
  passes: Passes
  now(): number
  /** The scopes the app was granted. */
  granted(scope: string): boolean
  /** Notes what Slack refused and the app should have known. */
  violate(what: string): void
  /** Where Socket Mode connects to, with a ticket that opens once. */
  connection(): string
}

/** A method of the Web API. What it throws as `refuse(...)` is answered as `{ ok: false, error }`. */
export interface Method {
  required?: Record<string, Kind>
  optional?: Record<string, Kind>
  /** The scopes that are needed, known from the arguments; none where it is left out. */
  scopes?: (args: Fields, house: House) => readonly string[]
  run(args: Fields, house: House): Fields
}

const refusals = new WeakMap<Error, Refusal>()

/** An error that carries Slack's answer: the code, and why the app should have known better, where it should. */
export function refuse(error: string, violation?: string, more?: Fields): Error {
  const made = new Error(`Slack answers ${error}`)
  refusals.set(made, { error, ...(violation === undefined ? {} : { violation }), ...(more ? { more } : {}) })
  return made
}

/** The refusal within an error; any other error is thrown on. */
export function refusalOf(error: unknown): Refusal {
  const found = error instanceof Error ? refusals.get(error) : undefined
  if (found === undefined) throw error
  return found
}

/** Reads the arguments of a call, and refuses what is missing, unknown or unreadable. */
export function readArgs(method: Method, sent: Fields, violate: (what: string) => void): Fields {
  const { required = {}, optional = {} } = method
  const kinds: Record<string, Kind> = { token: 'text', team_id: 'text', ...optional, ...required }
  const args: Fields = {}
  for (const [name, value] of Object.entries(sent)) {
    const kind = kinds[name]
    if (kind === undefined) violate(`unknown argument ${name}`)
    else if (name !== 'token') args[name] = readOne(name, kind, value)
  }
  const missing = Object.keys(required).filter((name) => args[name] === undefined || args[name] === '')
  if (missing.length > 0)
    throw refuse('invalid_arguments', `required arguments are missing: ${missing.join(', ')}`, {
      response_metadata: { messages: missing.map((name) => `[ERROR] missing required field: ${name}`) },
    })
  return args
}

function readOne(name: string, kind: Kind, value: unknown): unknown {
  if (kind === 'json') return typeof value === 'string' ? parsed(name, value) : value
  if (kind === 'flag') return value === true || value === 'true' || value === '1'
  if (kind === 'text') return String(value)
  if (!/^\d+$/.test(String(value))) throw refuse('invalid_arguments', `${name} is no number: ${value}`)
  return Number(value)
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw refuse(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments', `${name} is not JSON`)
  }
}

/** A page of a list by `limit` and `cursor`, and the metadata that leads to the next. */
export function page<T>(
  list: readonly T[],
  args: Fields,
  usual: number,
  most: number,
): { items: T[]; more: Fields } {
  const limit = args.limit === undefined ? usual : Number(args.limit)
  if (limit < 1 || limit > most) throw refuse('invalid_limit', `limit ${limit} is not from 1 to ${most}`)
  const cursor = String(args.cursor ?? '')
  const from =
    cursor === '' ? 0 : Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? -1)
  if (from < 0) throw refuse('invalid_cursor', `a cursor that was never given: ${cursor}`)
  const next = from + limit < list.length ? Buffer.from(`next:${from + limit}`).toString('base64') : ''
  return { items: list.slice(from, from + limit), more: { response_metadata: { next_cursor: next } } }
}

/** A message as the Web API shows it: without what is only told to whom. */
export function shown(
  { channel: _, ephemeral: _to, metadata, ...rest }: Message,
  withMetadata = false,
): Fields {
  return { type: 'message', ...rest, ...(withMetadata && metadata !== undefined ? { metadata } : {}) }
}

/** A view as the Web API and payloads show it. */
export function shownView(it: View, { team, app, botId }: Workspace): Fields {
  const { type, title, submit, close, ...view } = it.view
  return structuredClone({
    id: it.id,
    team_id: team.id,
    type,
    ...{
      private_metadata: '',
      callback_id: '',
      external_id: '',
      clear_on_close: false,
      notify_on_close: false,
    },
    ...view,
    ...(type === 'modal' ? { title, submit: submit ?? null, close: close ?? null } : {}),
    state: { values: it.values },
    ...{ hash: it.hash, root_view_id: it.root, previous_view_id: it.previous },
    ...{ app_id: app, app_installed_team_id: team.id, bot_id: botId },
  })
}

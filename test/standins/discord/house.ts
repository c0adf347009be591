import { type Fields, isFields } from '../checks.ts'
import type { Book } from './commands.ts'
import type { Guild } from './guild.ts'
import type { Interaction, Interactions } from './interactions.ts'

/** What the routes work on. */
export interface House {
  guild: Guild
  book: Book
  interactions: Interactions
  now(): number
  /** Notes what the bot should have known better. */
  violate(what: string): void
  /** Opens a form for whoever did this. */
  show(it: Interaction, modal: Fields): void
  /** Called once an interaction was answered, before the one who did it hears of that. */
  answered(it: Interaction): void
  /** Tells the bot over the gateway. */
  tell(event: string, data: Fields): void
  base(): string
  gateway(): string
}

/** A file that was sent along. */
export interface File {
  name: string
  size: number
  type: string
}

/** A call of a route: its parameters by name, what was asked in the address, and the body. */
export interface Request {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  files: File[]
}

/** Answers a call: with JSON, or with nothing (204) where it returns `undefined`. What it throws as `refuse(...)` is Discord's refusal. */
export type Route = (request: Request, house: House) => unknown

/** Routes by method and path: 'GET /channels/:channel'. */
export type Routes = Record<string, Route>

/** The body as an object; anything else is read as an empty one. */
export const fieldsOf = (body: unknown): Fields => (isFields(body) ? body : {})

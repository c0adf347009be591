import type { Json } from './text.ts'

/** One stored value. `version` is opaque: it names this value of this key and no other. */
export interface Entry {
  key: string
  value: Json
  version: string
}

/**
 * A change is applied whole or not at all, and only where every checked key still has the version it names
 * (`null`: the key must be absent). `id` is unique per attempt, so that a store can tell, after a connection
 * was lost in the middle of a commit, whether it happened.
 */
export interface Change {
  id: string
  checks: [key: string, version: string | null][]
  set: [key: string, value: Json][]
  delete: string[]
}

/** The keys of a range: `from` inclusive, `to` exclusive, in byte order, or backwards from the end with `reverse`. */
export interface Range {
  from: string
  to: string
  limit: number
  reverse?: boolean
}

/** `lost` names the checked keys that had changed; nothing was applied. */
export type Committed = { done: true } | { lost: string[] }

/**
 * Where everything is kept: a sorted map with atomic changes. Keys are made by `key`. Every failure is an
 * exception: an empty answer always means that there is nothing.
 */
export interface Store {
  /** What is stored under each key, in the order asked, `undefined` where there is nothing. */
  getMany(keys: string[]): Promise<(Entry | undefined)[]>
  /** One consistent page, at most `limit` entries. */
  range(range: Range): Promise<Entry[]>
  commit(change: Change): Promise<Committed>
  close(): Promise<void>
}

/**
 * Why a store could not do what it was asked. `busy`: others kept it locked; `foreign`: the data is not Vigie's;
 * `newer`: it was written by a later Vigie; `scheme`: no store answers to such a URL; `unsupported`: the backend
 * cannot keep a store's promises; `failed`: anything else.
 */
export type StoreFailure =
  | 'busy'
  | 'closed'
  | 'corrupt'
  | 'failed'
  | 'foreign'
  | 'full'
  | 'newer'
  | 'readonly'
  | 'scheme'
  | 'unsupported'

/**
 * A store could not be read or written; `cause` is the backend's own error. `about` fills in the words a person
 * reads for its `code`: `file`, `key`, `url`, `known`. After a commit that failed, its change may be there whole
 * or not at all, never in part.
 */
export class StoreError extends Error {
  override name = 'StoreError'
  readonly code: StoreFailure
  readonly about: Readonly<Record<string, string>>
  constructor(
    message: string,
    options: { code?: StoreFailure; cause?: unknown; about?: Record<string, string> } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : {})
    this.code = options.code ?? 'failed'
    this.about = options.about ?? {}
  }
}

const unsafe = /[^\x21-\x24\x26-\x2e\x30-\x7d]/gu

/**
 * Makes a key: parts joined by '/', numbers as 14 digits so that they sort, everything outside ASCII
 * 0x21-0x7D, '/' and '%' inside a part as %XX of its UTF-8 bytes. '~' (0x7E) is left for the end of ranges.
 */
export const key = (...parts: (string | number)[]): string =>
  parts.map((part) => (typeof part === 'number' ? digits(part) : part.replace(unsafe, percent))).join('/')

const utf8 = new TextEncoder()
const percent = (character: string): string =>
  [...utf8.encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

function digits(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > 99_999_999_999_999)
    throw new RangeError(`not a number a key can hold: ${number}`)
  return String(number).padStart(14, '0')
}

/** Returns the parts a key was made of; numbers come back as their 14 digits. */
export const parts = (made: string): string[] => made.split('/').map(decodeURIComponent)

/** The range of all keys below a prefix of whole parts: `under('c', 'x')` holds `c/x/...`, not `c/xy/...`. */
export const under = (...prefix: (string | number)[]): { from: string; to: string } => {
  const start = `${key(...prefix)}/`
  return { from: start, to: `${start}~` }
}

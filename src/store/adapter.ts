import { type KeyvStorageAdapter, keyvStorageCapability } from 'keyv'
import { type Committed, type Range, StoreError } from '../core/store.ts'

/** A change as adapters see it: values are stored texts, and a version is the stored text itself. */
export interface TextChange {
  id: string
  checks: [key: string, text: string | null][]
  set: [key: string, text: string][]
  delete: string[]
}

/** What to tell at the start: that only one process may use the store, or that nothing outlives the process. */
export type StoreNote = 'one-process' | 'volatile'

/**
 * What a backend does natively. Texts are whatever Keyv stores under a key; ranges and commits keep the promises
 * of the `Store` port. Every failure is an exception.
 */
export interface Sorted {
  readonly note?: StoreNote
  getMany(keys: string[]): Promise<(string | undefined)[]>
  range(range: Range): Promise<[key: string, text: string][]>
  commit(change: TextChange): Promise<Committed>
  /** Ends what was begun, then lets go of the backend. */
  disconnect(): Promise<void>
}

type KeyvMethod =
  | 'get'
  | 'has'
  | 'hasMany'
  | 'set'
  | 'setMany'
  | 'delete'
  | 'deleteMany'
  | 'clear'
  | 'iterator'

/** A Keyv storage adapter with order and transactions: a plain Keyv reads and writes the very same entries. */
export interface SortedAdapter
  extends Sorted,
    Pick<KeyvStorageAdapter, 'namespace' | 'capabilities'>,
    Required<Pick<KeyvStorageAdapter, KeyvMethod>> {}

/** Tells whether a Keyv's adapter has order and transactions of its own. */
export const isSorted = (adapter: object): adapter is SortedAdapter =>
  ['getMany', 'range', 'commit', 'disconnect'].every(
    (name) => typeof (adapter as Record<string, unknown>)[name] === 'function',
  )

const page = 1000
const end = '\u{10ffff}'

/**
 * Completes a sorted backend to a whole Keyv storage adapter. Expiry is left to Keyv itself, which keeps it beside
 * the value and looks at it when it reads; a namespace is refused, since the store would not see it.
 */
export function createAdapter(backend: Sorted): SortedAdapter {
  const change = (it: Partial<TextChange>) =>
    backend.commit({ id: 'keyv', checks: [], set: [], delete: [], ...it })
  const getMany = (keys: string[]) => backend.getMany(keys)
  const remove = async (keys: string[]) => {
    const found = await getMany(keys)
    await change({ delete: keys })
    return found.map((text) => text !== undefined)
  }
  const write = async (set: [string, unknown][]) => {
    await change({ set: set.map(([key, text]) => [key, asText(key, text)]) })
    return set.map(() => true)
  }
  async function* pages() {
    for (let from = ''; ; ) {
      const found = await backend.range({ from, to: end, limit: page })
      yield found
      const last = found.at(-1)
      if (last === undefined || found.length < page) return
      from = `${last[0]}\0`
    }
  }
  const adapter = {
    ...backend,
    get namespace() {
      return undefined
    },
    set namespace(it: string | undefined) {
      if (it !== undefined) throw new StoreError(`no namespaces here: ${it}`, { code: 'unsupported' })
    },
    get: async (key: string) => (await getMany([key]))[0],
    has: async (key: string) => (await getMany([key]))[0] !== undefined,
    hasMany: async (keys: string[]) => (await getMany(keys)).map((text) => text !== undefined),
    set: async (key: string, text: unknown) => (await write([[key, text]])).length === 1,
    setMany: (entries: { key: string; value: unknown }[]) =>
      write(entries.map(({ key, value }) => [key, value])),
    delete: async (key: string) => (await remove([key]))[0] === true,
    deleteMany: remove,
    async clear() {
      for await (const found of pages()) await change({ delete: found.map(([key]) => key) })
    },
    async *iterator() {
      for await (const found of pages()) yield* found
    },
  }
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) }) as SortedAdapter
}

function asText(key: string, text: unknown): string {
  if (typeof text === 'string') return text
  throw new StoreError(`only texts are stored, so Keyv must serialize: ${key}`, { code: 'unsupported' })
}

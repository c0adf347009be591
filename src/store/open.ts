import { resolve } from 'node:path'
import { Keyv } from 'keyv'
import { StoreError } from '../core/store.ts'
import type { SortedAdapter, StoreNote } from './adapter.ts'
import { createStore, type NotedStore } from './keyv.ts'
import { createMemory } from './memory.ts'
import { createSqlite } from './sqlite.ts'

/** What `openStore` may be told. */
interface OpenOptions {
  /** Where relative paths begin; the working directory where it is left out. */
  folder?: string
}

/** An open store. `url` names it in full and is fit to be shown; `backup` is there where the store can copy itself. */
export interface Opened {
  store: NotedStore
  url: string
  note?: StoreNote
  backup?: (to: string) => Promise<void>
}

interface Backend {
  adapter: SortedAdapter
  url: string
  backup?: (to: string) => Promise<void>
}

/** Opens what follows the scheme and '://'. */
type Scheme = (rest: string, options: OpenOptions) => Promise<Backend>

/** Every kind of store there is, by the scheme of its URL. A new backend is a sorted adapter and a line here. */
const schemes = new Map<string, Scheme>([
  [
    'sqlite',
    async (rest, { folder = '.' }) => {
      if (rest === '') throw unknown('sqlite://', 'names no file')
      const file = resolve(folder, rest)
      const adapter = await createSqlite(file)
      return { adapter, url: `sqlite://${file}`, backup: adapter.backup }
    },
  ],
  ['memory', async () => ({ adapter: createMemory(), url: 'memory://' })],
])

/** The forms a store's URL may have, to be shown. */
export const storeUrls = ['sqlite:///absolute/path.db', 'sqlite://relative/path.db', 'memory://']

/**
 * Opens a store by its URL: `sqlite:///absolute/path.db`, `sqlite://relative/path.db` or `memory://`. Raises a
 * `StoreError`: `scheme` where no store answers to the URL, else what is wrong with the data.
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Opened> {
  const [, name = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/s.exec(url) ?? []
  const scheme = schemes.get(name)
  if (scheme === undefined) throw unknown(url, 'is not the URL of a store')
  const { adapter, ...about } = await scheme(rest, options)
  const store = await createStore(new Keyv({ store: adapter }))
  return { store, ...about, ...(store.note === undefined ? {} : { note: store.note }) }
}

const unknown = (url: string, what: string) => {
  const shown = url.replace(/\/\/[^/@]*@/, '//')
  const known = storeUrls.join(', ')
  return new StoreError(`${shown} ${what}; known: ${known}`, { code: 'scheme', about: { url: shown, known } })
}

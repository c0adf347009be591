import { hash, randomUUID } from 'node:crypto'
import { KeyvBridgeAdapter, KeyvMemoryAdapter, type KeyvStorageAdapter } from 'keyv'
import { type Committed, StoreError } from '../core/store.ts'
import type { Json } from '../core/text.ts'
import type { Sorted, TextChange } from './adapter.ts'
import type { Codec } from './codec.ts'
import type { Call } from './faults.ts'
import { createLock } from './lock.ts'
import { createSortedMap } from './sorted-map.ts'

/** What is written: texts to set and keys to delete. */
type Writes = Pick<TextChange, 'set' | 'delete'>

/** Kept beside the records. `redo` is the last commit while it is on its way; `keys` is how many there are after it. */
interface Header {
  v: 1
  last: string
  keys: number
  redo?: Writes
}

/** `key` never makes a '~', so that no record is ever stored there. */
const headerKey = '~vigie'

/**
 * Gives order and transactions to a Keyv adapter that has neither, for one process alone.
 *
 * The sorted keys are kept in memory, each with a digest of its text: whatever the adapter answers is held against
 * them, so that a missing, stale or half answer is an error and never an absence. A commit first writes its redo
 * record, in one `set`; then its entries, which are read back; then takes the redo away. Reads wait meanwhile. A redo
 * that is found at the start, or after a failure, is done again: until that has worked nothing is answered.
 */
export async function createBridge(adapter: KeyvStorageAdapter, codec: Codec, call: Call): Promise<Sorted> {
  const digests = createSortedMap<string>()
  const lock = createLock()
  /** A commit of which it is not known how far it came. */
  let doubtful: (Writes & { commit: string }) | undefined

  const fetch = async (keys: string[]): Promise<unknown[]> => {
    const texts: unknown[] = keys.length === 0 ? [] : await call(() => adapter.getMany(keys))
    if (!Array.isArray(texts) || texts.length !== keys.length) throw broken('it answered for too few keys')
    return texts.map((text) => text ?? undefined)
  }
  const put = async (key: string, text: string) => {
    if ((await call(() => adapter.set(key, text))) === false) throw broken(`it did not keep ${key}`)
  }

  const readHeader = async (): Promise<Header | undefined> => {
    const [text] = await fetch([headerKey])
    if (text === undefined) return undefined
    const header = typeof text === 'string' ? codec.decode(headerKey, text) : undefined
    if (isHeader(header)) return header
    throw new StoreError('the data was not written by this bridge', { code: 'foreign' })
  }
  const writeHeader = async (header: Header) => {
    const text = codec.encode({ ...header } as unknown as Json)
    await put(headerKey, text)
    const [kept] = await fetch([headerKey])
    if (kept !== text) throw broken('it did not keep what it said it did')
  }

  /** Writes all of it, however often it was begun before, and looks whether it is there. */
  const apply = async (writes: Writes) => {
    const done = await Promise.allSettled([
      ...writes.set.map(([key, text]) => put(key, text)),
      // Deleting may rightly answer false, where the redo had come as far before: what counts is what is read back.
      ...writes.delete.map((key) => call(() => adapter.delete(key))),
    ])
    for (const each of done) if (each.status === 'rejected') throw each.reason
    const wanted = new Map<string, string | undefined>(writes.set)
    for (const key of writes.delete) wanted.set(key, undefined)
    const kept = await fetch([...wanted.keys()])
    const lies = [...wanted].filter(([, text], index) => kept[index] !== text).map(([key]) => key)
    if (lies.length > 0) throw broken(`it did not keep what it said it did: ${lies.join(', ')}`)
  }
  const remember = (writes: Writes) => {
    for (const [key, text] of writes.set) digests.set(key, digest(text))
    for (const key of writes.delete) digests.delete(key)
  }

  /** Ends a redo that was begun, if one was; returns the last change that happened. */
  const redo = async (): Promise<Header | undefined> => {
    const header = await readHeader()
    if (header?.redo === undefined) return header
    await apply(header.redo)
    const { redo: _, ...ended } = header
    await writeHeader(ended)
    return ended
  }
  /** Finds out what became of the commit in doubt; tells whether it happened. */
  const settle = async (): Promise<boolean> => {
    if (doubtful === undefined) return false
    const header = await redo()
    if (header === undefined) throw broken('it lost what was there')
    const happened = header.last === doubtful.commit
    if (happened) remember(doubtful)
    doubtful = undefined
    return happened
  }

  const write = async ({ id, set, delete: gone }: TextChange) => {
    const keys = new Map(set.map(([key]) => [key, digests.get(key) === undefined ? 1 : 0]))
    for (const key of gone) keys.set(key, digests.get(key) === undefined ? 0 : -1)
    const count = [...keys.values()].reduce((sum, each) => sum + each, digests.size)
    const writes: Writes = { set, delete: gone }
    const ended: Header = { v: 1, last: `${id} ${randomUUID()}`, keys: count }
    doubtful = { ...writes, commit: ended.last }
    try {
      await writeHeader({ ...ended, redo: writes })
      await apply(writes)
      await writeHeader(ended)
      remember(writes)
      doubtful = undefined
    } catch (error) {
      if (!(await settled(error))) throw error
    }
  }
  const settled = async (because: unknown): Promise<boolean> => {
    try {
      return await settle()
    } catch {
      // The first failure says what went wrong; the doubt stays, and the next call looks again.
      throw because
    }
  }

  const commit = async (change: TextChange): Promise<Committed> => {
    await settle()
    const lost = change.checks
      .filter(([key, text]) => digests.get(key) !== (text === null ? undefined : digest(text)))
      .map(([key]) => key)
    if (lost.length > 0) return { lost }
    if (change.set.length + change.delete.length > 0) await write(change)
    return { done: true }
  }

  /** Reads while nothing is being written and nothing is in doubt. */
  const reading = async <T>(run: () => Promise<T>): Promise<T> => {
    if (doubtful !== undefined) await lock.write(settle)
    return lock.read(async () => {
      if (doubtful !== undefined) throw broken('a commit has not ended yet')
      return run()
    })
  }
  const texts = async (keys: string[]): Promise<string[]> =>
    (await fetch(keys)).map((text, index) => {
      const key = keys[index] ?? ''
      if (typeof text === 'string' && digest(text) === digests.get(key)) return text
      throw broken(`it answered ${text === undefined ? 'nothing' : 'something else'} for ${key}`)
    })

  const load = async () => {
    refuseUnlisted(adapter)
    const header = await redo()
    await call(async () => {
      for await (const [key, text] of adapter.iterator?.() ?? [])
        if (key !== headerKey) digests.set(String(key), digest(String(text)))
    })
    if (header === undefined && digests.size > 0)
      throw new StoreError('the data was not written by this bridge', { code: 'foreign' })
    if (header === undefined) await writeHeader({ v: 1, last: '', keys: 0 })
    else if (header.keys !== digests.size) throw broken(`it listed ${digests.size} of ${header.keys} keys`)
  }
  await load()

  return {
    note: 'one-process',
    getMany: (keys) =>
      reading(async () => {
        const known = [...new Set(keys)].filter((key) => digests.get(key) !== undefined)
        const found = await texts(known)
        const byKey = new Map(known.map((key, index) => [key, found[index]]))
        return keys.map((key) => byKey.get(key))
      }),
    range: (range) =>
      reading(async () => {
        const keys = digests.keys(range)
        const found = await texts(keys)
        return keys.map((key, index) => [key, found[index] ?? ''])
      }),
    commit: (change) => lock.write(() => commit(change)),
    disconnect: () => lock.write(async () => adapter.disconnect?.()),
  }
}

const digest = (text: string): string => hash('sha256', text, 'base64url')

const broken = (what: string) => new StoreError(`the backend cannot be relied on: ${what}`)

const isHeader = (it: unknown): it is Header => (it as { v?: unknown } | null | undefined)?.v === 1

/** Keyv's own wrappers have an iterator that lists nothing where what they wrap has none. */
function refuseUnlisted(adapter: KeyvStorageAdapter) {
  const listed =
    adapter instanceof KeyvBridgeAdapter
      ? adapter.capabilities.methods.iterator.exists
      : adapter instanceof KeyvMemoryAdapter
        ? typeof (adapter.store as { entries?: unknown }).entries === 'function'
        : typeof adapter.iterator === 'function'
  if (!listed)
    throw new StoreError('the Keyv adapter has no iterator, so its keys cannot be put in order', {
      code: 'unsupported',
    })
}

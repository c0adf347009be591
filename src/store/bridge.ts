import { hash, randomUUID } from 'node:crypto'
import { KeyvBridgeAdapter, KeyvMemoryAdapter, type KeyvStorageAdapter } from 'keyv'
import { type Committed, StoreError } from '../core/store.ts'
import type { Json } from '../core/text.ts'
import type { Sorted, TextChange } from './adapter.ts'
import type { Codec } from './codec.ts'
import type { Call } from './faults.ts'
import { createLock } from './lock.ts'
import { createSortedMap } from './sorted-map.ts'

/** What a change comes to: the text under each key it touches, `null` where there is none any more. */
type Writes = [key: string, text: string | null][]

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
 * record, in one `set`; then its entries, which are read back; then takes the redo away. Reads wait meanwhile. What
 * failed before the redo was there is taken back; from then on, and at the start where one is found, it is done again.
 * Until that has worked nothing is answered.
 */
export async function createBridge(adapter: KeyvStorageAdapter, codec: Codec, call: Call): Promise<Sorted> {
  const digests = createSortedMap<string>()
  const lock = createLock()
  /** The header after the last commit that ended. */
  let current: Header = { v: 1, last: '', keys: 0 }
  /** Ends a commit of which it is not known how far it came, and answers whether it happened. */
  let unfinished: (() => Promise<boolean>) | undefined

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
    throw notOurs()
  }
  // A header is plain values, some of them left out.
  const encoded = (header: Header) => codec.encode({ ...header } as unknown as Json)
  const writeHeader = async (header: Header) => {
    const text = encoded(header)
    await put(headerKey, text)
    const [kept] = await fetch([headerKey])
    if (kept !== text) throw broken('it did not keep the redo record')
  }

  /** Writes all of it, however often it was begun before, and looks whether it is there. */
  const apply = async (writes: Writes) => {
    const done = await Promise.allSettled(
      writes.map(async ([key, text]) => {
        if (text !== null) await put(key, text)
        // False where there was nothing to delete, as in a redo that had come so far: what counts is what is read back.
        else await call(() => adapter.delete(key))
      }),
    )
    for (const each of done) if (each.status === 'rejected') throw each.reason
    const kept = await fetch(writes.map(([key]) => key))
    for (const [index, [key, text]] of writes.entries())
      if ((kept[index] ?? null) !== text) throw broken(`it did not keep ${key}`)
  }
  const remember = (writes: Writes) => {
    for (const [key, text] of writes)
      if (text === null) digests.delete(key)
      else digests.set(key, digest(text))
  }

  /** Ends what has not ended, if anything; tells whether it happened. */
  const settle = async (): Promise<boolean> => {
    const happened = await unfinished?.()
    unfinished = undefined
    return happened === true
  }

  const write = async ({ id, set, delete: gone }: TextChange) => {
    const writes: Writes = [...new Map([...set, ...gone.map((key): [string, null] => [key, null])])]
    const appearing = writes.filter(([key, text]) => text !== null && digests.get(key) === undefined)
    const vanishing = writes.filter(([key, text]) => text === null && digests.get(key) !== undefined)
    const keys = digests.size + appearing.length - vanishing.length
    const before = current
    const ended: Header = { v: 1, last: `${id} ${randomUUID()}`, keys }
    const goBack = async () => {
      await writeHeader(before)
      return false
    }
    const goOn = async () => {
      await apply(writes)
      await writeHeader(ended)
      current = ended
      remember(writes)
      return true
    }
    try {
      // Which way to go is known from here, not asked of the backend: it may still answer what was there before.
      unfinished = goBack
      await writeHeader({ ...ended, redo: writes })
      unfinished = goOn
      await settle()
    } catch (error) {
      if (!(await settled(error))) throw error
    }
  }
  const settled = async (because: unknown): Promise<boolean> => {
    try {
      return await settle()
    } catch {
      // The first failure says what went wrong; the next call tries again to end it.
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
    if (unfinished !== undefined) await lock.write(settle)
    return lock.read(async () => {
      if (unfinished !== undefined) throw broken('a commit has not ended yet')
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
    const found = await readHeader()
    if (found !== undefined) {
      const { redo, ...ended } = found
      if (redo !== undefined) {
        await apply(redo)
        await writeHeader(ended)
      }
      current = ended
    }
    let listed: unknown
    await call(async () => {
      for await (const [key, text] of adapter.iterator?.() ?? [])
        if (key === headerKey) listed = text
        else digests.set(String(key), digest(String(text)))
    })
    if (found === undefined && listed === undefined) {
      if (digests.size > 0) throw notOurs()
      await writeHeader(current)
    } else if (listed !== encoded(current)) throw broken('it listed another header than it answered')
    else if (digests.size !== current.keys) throw broken(`it listed ${digests.size} of ${current.keys} keys`)
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

const notOurs = () => new StoreError('the data was not written by this bridge', { code: 'foreign' })

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

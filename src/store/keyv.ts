import type { Keyv } from 'keyv'
import { type Entry, type Store, StoreError } from '../core/store.ts'
import { isSorted, type Sorted, type StoreNote } from './adapter.ts'
import { createBridge } from './bridge.ts'
import { createCodec } from './codec.ts'
import { watch } from './faults.ts'

/** A store, with what its people should know about it. */
export interface NotedStore extends Store {
  readonly note?: StoreNote
}

/**
 * Makes a store of a Keyv. Keyv is the plug: it names the adapter, and its serializer makes the stored format, so
 * that `keyv.get(key)` reads what the store wrote. The calls themselves go to the adapter, past Keyv's hooks, its
 * statistics and its habit of turning failures into `undefined`: natively where the adapter has order and
 * transactions, else through the bridge, for one process.
 */
export async function createStore(keyv: Keyv): Promise<NotedStore> {
  const codec = createCodec(keyv)
  const call = watch(keyv)
  const native = isSorted(keyv.store) ? keyv.store : undefined
  const sorted: Sorted = native ?? (await createBridge(keyv.store, codec, call))
  let closing: Promise<void> | undefined

  const ask = <T>(run: () => Promise<T>): Promise<T> => {
    if (closing !== undefined)
      return Promise.reject(new StoreError('the store is closed', { code: 'closed' }))
    // The bridge makes its own calls, of which one may fail and be made up for.
    return native === undefined ? run() : call(run)
  }
  const entry = (key: string, text: string): Entry => ({ key, value: codec.decode(key, text), version: text })

  return {
    ...(sorted.note === undefined ? {} : { note: sorted.note }),
    async getMany(keys) {
      if (keys.length === 0) return []
      const texts = await ask(() => sorted.getMany(keys))
      if (texts.length !== keys.length) throw new StoreError('the store answered for too few keys')
      return keys.map((key, index) => {
        const text = texts[index] ?? undefined
        return text === undefined ? undefined : entry(key, text)
      })
    },
    async range(range) {
      if (!Number.isSafeInteger(range.limit) || range.limit < 0)
        throw new RangeError(`not a limit: ${range.limit}`)
      const found = await ask(() => sorted.range(range))
      return found.map(([key, text]) => entry(key, text))
    },
    async commit(change) {
      // Values become texts now: what is changed in them afterwards is not meant.
      const set = change.set.map(([key, value]): [string, string] => [key, codec.encode(value)])
      return ask(() => sorted.commit({ ...change, set }))
    },
    close() {
      closing ??= call(() => sorted.disconnect())
      return closing
    },
  }
}

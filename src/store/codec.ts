import { type Keyv, KeyvJsonSerializer } from 'keyv'
import { StoreError } from '../core/store.ts'
import type { Json } from '../core/text.ts'

/** How values become stored texts and back, as the Keyv they came in would do it. */
export interface Codec {
  encode(value: Json): string
  /** Raises `corrupt` for a text that no value was ever made into. */
  decode(key: string, text: string): Json
}

/**
 * Returns the codec of a Keyv, which writes and reads the very texts `keyv.set` and `keyv.get` would. A Keyv that
 * would do something else to values than serialize them is refused: encrypted by hope, or gone after its time.
 */
export function createCodec(keyv: Keyv): Codec {
  const { serialization } = keyv
  for (const feature of ['namespace', 'ttl', 'compression', 'encryption'] as const)
    if (keyv[feature] !== undefined) throw refusal(`no ${feature}`)
  if (serialization === undefined) throw refusal('a serializer')
  const stringify = (value: Json): string => {
    const text = serialization.stringify({ value })
    if (typeof text === 'string') return text
    throw refusal('a serializer that answers at once')
  }
  const parse = (text: string): unknown => serialization.parse(text)
  return serialization instanceof KeyvJsonSerializer
    ? codecOf(
        (value) => {
          const text = JSON.stringify({ value })
          return marked.test(text) ? stringify(value) : text
        },
        (text) => (marked.test(text) ? parse(text) : JSON.parse(text)),
      )
    : codecOf(stringify, parse)
}

/**
 * Keyv's own serializer is JSON, except that it doubles a colon at the beginning of a string, and takes more than
 * twice as long. Only texts that may hold such a string need it: where ':' opens a string that is not a name.
 */
const marked = /[:,[]":/

function codecOf(stringify: (value: Json) => string, parse: (text: string) => unknown): Codec {
  return {
    encode(value) {
      if (value === undefined) throw new TypeError('nothing to store')
      return stringify(value)
    },
    decode(key, text) {
      let envelope: unknown
      try {
        envelope = parse(text)
      } catch (cause) {
        throw unreadable(key, cause)
      }
      const value = (envelope as { value?: Json } | null)?.value
      if (value === undefined) throw unreadable(key)
      return value
    },
  }
}

const unreadable = (key: string, cause?: unknown) =>
  new StoreError(`what is stored cannot be read: ${key}`, { code: 'corrupt', cause, about: { key } })

const refusal = (needs: string) =>
  new StoreError(`the store needs a Keyv with ${needs}`, { code: 'unsupported' })

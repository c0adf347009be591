import { createHash } from 'node:crypto'
import { listAt, numberAt, textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import { limits } from './limits.ts'
import type { Payload } from './render.ts'

/**
 * A post is known by two things made from its delivery's key. Its nonce keeps Discord from taking it twice, for some
 * minutes. Its mark stays, so that it can be found: the id of its first component, which Discord keeps and nobody
 * sees, or, where it has none, characters without width at the end of its text.
 */
const hashOf = (...parts: string[]): Buffer => createHash('sha256').update(parts.join('\n')).digest()

/** The most characters Discord takes as a nonce. */
const nonceLength = 25

/** The channel a message hangs in: a thread is one. */
export const channelOf = ({ channel, thread }: Place): string => thread ?? channel

/**
 * Returns the nonce of a delivery to a place: Discord holds it against all that the bot sends, and would answer with
 * what it sent elsewhere.
 */
export const nonceOf = (to: Place, key: string): string =>
  hashOf(channelOf(to), key).toString('base64url').slice(0, nonceLength)

/** Components that are given no id get the first numbers; Discord's ids have 31 bits. */
const lowest = 1000
const highest = 2 ** 31 - 1

const numberOf = (key: string): number => lowest + (hashOf(key).readUInt32BE() % (highest - lowest))

/** Four characters without width, two bits each, after one that says where they begin. */
const digits = ['\u200b', '\u200c', '\u200d', '\u2060']
const begin = '\u2063'
const length = 16

function invisible(number: number): string {
  const written = number.toString(4).padStart(length, '0')
  return begin + [...written].map((digit) => digits[Number(digit)]).join('')
}

/** Writes the mark of a delivery on its post. A text that has no room for it is left alone. */
export function marked(payload: Payload, key: string): Payload {
  const number = numberOf(key)
  const [first, ...others] = payload.components
  if (first !== undefined) return { ...payload, components: [{ ...first, id: number }, ...others] }
  const content = `${payload.content ?? ''}${invisible(number)}`
  return content.length > limits.content ? payload : { ...payload, content }
}

/** Tells whether a message, as Discord has it, carries a delivery's mark; `undefined` where it carries none at all. */
export function carries(message: unknown, key: string): boolean | undefined {
  const [first] = listAt(message, 'components')
  const number = first === undefined ? readInvisible(message) : numberAt(first, 'id')
  if (number === undefined || number < lowest) return undefined
  return number === numberOf(key)
}

function readInvisible(message: unknown): number | undefined {
  const content = textAt(message, 'content') ?? ''
  const written = content.slice(content.lastIndexOf(begin) + 1)
  const read = [...written].map((digit) => digits.indexOf(digit))
  return content.includes(begin) && read.length === length && !read.includes(-1)
    ? Number.parseInt(read.join(''), 4)
    : undefined
}

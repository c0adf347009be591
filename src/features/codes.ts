import { hash, randomInt } from 'node:crypto'

/** Letters and digits that nobody takes for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const half = 4

/** Makes a code that can be read out: two groups of four. */
export const newCode = (): string => `${group()}-${group()}`

const group = () => Array.from({ length: half }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Reads a code however it was typed: small letters, spaces and dashes make no difference. */
export const asCode = (typed: string): string => {
  const bare = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return `${bare.slice(0, half)}-${bare.slice(half)}`
}

/** Returns what is kept in place of a code: nobody who reads the store can use it. */
export const hashOf = (code: string): string => hash('sha256', code)

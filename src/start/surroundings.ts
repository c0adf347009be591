import type { Words } from '../core/words.ts'
import type { Ways } from './community.ts'

/** All that the program meets outside itself; only main.ts looks there. */
export interface Surroundings {
  args: readonly string[]
  env: Record<string, string | undefined>
  /** Where relative paths begin. */
  folder: string
  input: NodeJS.ReadStream
  output: NodeJS.WriteStream
  errors: { write(text: string): unknown }
  /** Whether colours are wanted on a screen that has them. */
  colours: boolean
  /** The name of whoever runs it, and the language and zone of their system. */
  user: string
  system: Ways
  version: string
  words: Words
  /** Aborted when it is to end, once what has begun is finished. */
  signal: AbortSignal
  /** Asks for that, as a signal does. */
  interrupt(): void
}

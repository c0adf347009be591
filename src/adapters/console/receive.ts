import { type Role, roles } from '../../core/person.ts'
import { clean } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { Line } from './terminal.ts'

/** What the terminal understands by itself, besides the commands every chat has. */
export const ownVerbs = ['press', 'as', 'in', 'clock', 'quit'] as const
export type OwnVerb = (typeof ownVerbs)[number]

/** What a line asks for: nothing, something of the terminal's own, or a command, whose words go to the bot. */
type Received =
  | { nothing: true }
  | { unreadable: 'encoding' | 'length' }
  | { own: OwnVerb; words: string }
  | { help: true; line: string }
  | { line: string }

/** Reads a line. Empty ones and those that begin with '#', as remarks in a script do, ask for nothing. */
export function receive(line: Line, words: Words): Received {
  if ('unreadable' in line) return line
  const typed = clean(line.text).trim()
  if (typed === '' || typed.startsWith('#')) return { nothing: true }
  const [, first = '', rest = ''] = /^\/?(\S*)\s*(.*)$/su.exec(typed) ?? []
  const own = words.find('console.own', first, 'en')
  if ('value' in own) return { own: own.value as OwnVerb, words: rest }
  const noun = words.find('nouns', first, 'en')
  if ('value' in noun && noun.value === 'help' && rest === '') return { help: true, line: typed }
  return { line: typed }
}

/** A name and the role that was typed with it. */
export interface Named {
  name: string
  role?: Role
}

/** Reads `NAME` or `NAME:ROLE`, roles in any language; answers what is wrong with it otherwise. */
export function readNamed(typed: string, words: Words): Named | { badName: string } | { badRole: string } {
  const [, name = '', role] = /^@?([^:]*)(?::(.*))?$/su.exec(clean(typed).trim()) ?? []
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,79}$/u.test(name)) return { badName: typed }
  if (role === undefined) return { name }
  const found = words.find('values.role', role, 'en')
  const value = 'value' in found ? roles.find((each) => each === found.value) : undefined
  return value === undefined ? { badRole: role } : { name, role: value }
}

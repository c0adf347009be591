import type { Check } from '../checks.ts'
import { choices, command, commands } from './limits-commands.ts'
import { message } from './limits-message.ts'
import { modal } from './limits-modal.ts'

/** What a payload is: `choices` is the data of an answer to somebody who types. */
export type Surface = 'message' | 'modal' | 'command' | 'commands' | 'choices'

const checks: Record<Surface, Check> = { message, modal, command, commands, choices }

/**
 * Tells everything Discord would refuse about a message, a modal, one command, all commands of one place, or the
 * choices offered to somebody who types: limits, unknown properties, ids and names used twice. Empty where all is
 * well. Lengths are counted as UTF-16 does, and what Discord does not write down is on the safe side.
 */
export const problemsOf = (surface: Surface, payload: unknown): string[] => [
  ...new Set(checks[surface](payload, surface === 'commands' ? 'commands' : '')),
]

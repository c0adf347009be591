import { type Around, argMeta, type Kind } from '../core/args.ts'
import type { Directory } from '../core/chat.ts'
import type { Command } from '../core/command.ts'
import type { Log } from '../core/errors.ts'
import { shapeOf } from '../core/naming.ts'
import { within } from '../core/patience.ts'
import type { Platform } from '../core/person.ts'
import type { Space } from '../features/link/space.ts'

/** How long a chat may take to say who and what it knows, in milliseconds: what Vigie knows itself is suggested anyway. */
const patience = 1000

/** What chats are asked with. */
interface AroundParts {
  commands: readonly Command[]
  kinds: Record<string, Kind>
  directory(platform: Platform): Directory | undefined
  log: Log
}

/** What is being typed, into which argument of which command. */
interface Typing {
  command: string
  field: string
  typed: string
}

/**
 * Returns what asks the chats of a community for those whose name goes on like what is typed, where the argument is
 * of a kind that wants to know: before the unit of work, so that nobody else's waits for a chat.
 */
export function createAround({ commands, directory, kinds, log }: AroundParts) {
  const asked = ({ command, field }: Typing): Kind['asks'] => {
    const found = commands.find(({ name }) => name === command)
    if (found === undefined || !(field in found.args.shape)) return undefined
    return kinds[argMeta(shapeOf(found, field)).kind]?.asks
  }

  async function each<T>(
    spaces: readonly Space[],
    ask: (at: Space) => Promise<readonly T[] | undefined> | undefined,
  ): Promise<T[]> {
    const told = await Promise.all(
      spaces.map(async (it) => {
        try {
          return await within(patience, ask(it) ?? Promise.resolve([]), undefined)
        } catch (error) {
          log.warn('a chat could not say who is there', { ...it, error: String(error) })
          return undefined
        }
      }),
    )
    return told.flatMap((them) => them ?? [])
  }

  return async (it: Typing, spacesOf: () => Promise<Space[]>): Promise<Around | undefined> => {
    const what = asked(it)
    if (what === undefined) return undefined
    const spaces = await spacesOf()
    const typed = it.typed.replace(/^@/, '').trim()
    const isName = typed !== '' && !typed.startsWith('<')
    return {
      people:
        what === 'people' && isName
          ? await each(spaces, ({ platform, space }) => directory(platform)?.people?.(space, typed))
          : [],
      groups:
        what === 'groups'
          ? await each(spaces, ({ platform, space }) => directory(platform)?.allGroups?.(space))
          : [],
    }
  }
}

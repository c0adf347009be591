import { randomUUID } from 'node:crypto'
import { type Around, argMeta, type Kind } from '../core/args.ts'
import type { Invocation } from '../core/chat.ts'
import type { Clock } from '../core/clock.ts'
import type { Command } from '../core/command.ts'
import type { Log } from '../core/errors.ts'
import type { House } from '../core/house.ts'
import { shapeOf } from '../core/naming.ts'
import { within } from '../core/patience.ts'
import type { Store } from '../core/store.ts'
import { read } from '../core/update.ts'
import { spacesOf } from '../features/chats.ts'
import { communityOf, type Space } from '../features/link/space.ts'

/** How long a chat may take to say who and what it knows, in milliseconds: what Vigie knows itself is suggested anyway. */
const patience = 1000

/** What the chats of a community are asked with. */
interface AroundParts {
  store: Store
  clock: Clock
  house: House
  commands: readonly Command[]
  kinds: Record<string, Kind>
  log: Log
}

/**
 * Returns what asks the chats of a community for those whose name goes on like what is typed, where the field is of a
 * kind that wants to know: before the unit of work, so that nobody else's waits for a chat.
 */
export function createAround({ store, clock, house, commands, kinds, log }: AroundParts) {
  const asked = (name: string, field: string): Kind['asks'] => {
    const command = commands.find((each) => each.name === name)
    if (command === undefined || !(field in command.args.shape)) return undefined
    return kinds[argMeta(shapeOf(command, field)).kind]?.asks
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

  return async ({ by, command }: Invocation, field: string, said: string): Promise<Around | undefined> => {
    const what = asked(command, field)
    if (what === undefined) return undefined
    const community = await communityOf(store, by)
    const spaces = await read({ store, clock, house, community, id: `around-${randomUUID()}` }, spacesOf)
    const typed = said.replace(/^@/, '').trim()
    const isName = typed !== '' && !typed.startsWith('<')
    const there = house.directory
    return {
      people:
        what === 'people' && isName
          ? await each(spaces, ({ platform, space }) => there(platform)?.people?.(space, typed))
          : [],
      groups:
        what === 'groups'
          ? await each(spaces, ({ platform, space }) => there(platform)?.allGroups?.(space))
          : [],
      places:
        what === 'places'
          ? await each(spaces, ({ platform, space }) => there(platform)?.places?.(space, [by]))
          : [],
    }
  }
}

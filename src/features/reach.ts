import type { Chat } from '../core/chat.ts'
import type { Clock } from '../core/clock.ts'
import type { Platform } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import { spacesOf } from './chats.ts'

/** A chat from which nothing comes in, and since when, in milliseconds. */
export interface Lost {
  platform: Platform
  since: number
}

/** How often it is looked whether the chats are there, in milliseconds. */
const every = 1000

interface ReachParts {
  chats(): Iterable<Pick<Chat, 'platform' | 'fresh'>>
  clock: Clock
}

/** Returns what watches whether events come in from the chats, and since when they do not. */
export function createReach({ chats, clock }: ReachParts) {
  const lost = new Map<Platform, number>()
  let watch: NodeJS.Timeout | undefined

  function look(): void {
    for (const chat of chats()) {
      const { platform } = chat
      if (chat.fresh?.() === false) lost.getOrInsertComputed(platform, () => clock.now().epochMilliseconds)
      else lost.delete(platform)
    }
  }

  return {
    start(): void {
      watch ??= setInterval(look, every)
    },
    stop: (): void => clearInterval(watch),
    /** Returns since when a chat is out of reach, in milliseconds; `undefined` where it is not. */
    lost(platform: Platform): number | undefined {
      look()
      return lost.get(platform)
    },
  }
}

/** Lists those of a community's chats that are out of reach now. */
export async function lostChats(use: Work): Promise<Lost[]> {
  const platforms = new Set((await spacesOf(use)).map(({ platform }) => platform))
  return [...platforms].flatMap((platform) => {
    const since = use.house.lost?.(platform)
    return since === undefined ? [] : [{ platform, since }]
  })
}

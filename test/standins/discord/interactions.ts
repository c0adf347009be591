import { randomUUID } from 'node:crypto'
import type { Fields } from '../checks.ts'
import type { Channel, Message, User } from './model.ts'

/** A command, a press, an autocompletion and a form, as Discord numbers interactions. */
export const acts = { command: 2, press: 3, typing: 4, form: 5 } as const

/** What somebody did. */
export interface Act {
  kind: (typeof acts)[keyof typeof acts]
  /** What it is called where something is wrong with it: 'the command /incident log', 'the press of Resolve'. */
  what: string
  user: User
  channel: Channel
  /** The message it was done on. */
  source?: Message
  /** The name of the command. */
  name?: string
}

/** How the bot answered: after how long, with which type of callback, and with what. `late`: the person saw it fail. */
export interface Answer {
  ms: number
  type: number
  body: Fields
  late: boolean
}

/** An interaction that the bot may answer; `original` is the message that is its answer, once there is one. */
export interface Interaction extends Act {
  id: string
  token: string
  answered?: number
  original?: string
  done: Promise<Answer>
}

/** A person sees that the bot did not answer after this many milliseconds. */
export const answerTime = 3000
const tokenLife = 15 * 60_000
/** So many interactions are kept; those before are forgotten. */
const most = 10_000

interface Kept extends Interaction {
  since(): number
  noted: boolean
  /** Whether it reached the bot at once: what waits for a lost connection is no fault of the bot's. */
  reached: boolean
  take(type: number, body: Fields): void
  fail(why: string): void
}

/** The interactions. */
export type Interactions = ReturnType<typeof createInteractions>

/**
 * Interactions and how long they may be answered: 3 s for the first answer, 15 minutes for others. Time goes by the
 * clock given and by the machine's: whichever is further on.
 */
export function createInteractions(house: {
  now(): number
  snowflake(): string
  violate(what: string): void
}) {
  const all = new Map<string, Kept>()
  const byToken = new Map<string, Kept>()

  function open(act: Act): Kept {
    const [told, real] = [house.now(), performance.now()]
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const end = (): void => clearTimeout(timer)
    const late = (): void => {
      note(made)
      resolve({ ms: performance.now() - real, type: 0, body: {}, late: true })
    }
    const timer = setTimeout(late, answerTime)
    const made: Kept = {
      ...{ ...act, id: house.snowflake(), token: `aW50ZXJhY3Rpb24${randomUUID().replaceAll('-', '')}` },
      ...{ done: promise, noted: false, reached: true },
      since: () => Math.max(house.now() - told, performance.now() - real),
      take(type, body) {
        end()
        made.answered = type
        resolve({ ms: performance.now() - real, type, body, late: false })
      },
      fail(why) {
        end()
        reject(new Error(`Discord stand-in: ${act.what}: ${why}`))
      },
    }
    all.set(made.id, made)
    byToken.set(made.token, made)
    const [oldest] = all.values()
    if (all.size > most && oldest !== undefined) {
      all.delete(oldest.id)
      byToken.delete(oldest.token)
    }
    return made
  }

  function note(it: Kept): void {
    if (!it.noted && it.reached)
      house.violate(`${it.what}: not answered within 3 s, the person sees that it failed`)
    it.noted = true
  }

  return {
    open,

    /** The interaction a callback answers, or the error code Discord answers, with why where the bot should know. */
    forCallback(id: string, token: string): Kept | { code: number; why?: string } {
      const found = all.get(id)
      if (found === undefined || found.token !== token) return { code: 10062 }
      if (found.answered !== undefined) return { code: 40060, why: `${found.what}: answered twice` }
      if (found.since() <= answerTime) return found
      note(found)
      return { code: 10062 }
    },

    /** The interaction of a token, or the error code Discord answers. */
    forToken(token: string): Kept | { code: number } {
      const found = byToken.get(token)
      if (found === undefined) return { code: 10015 }
      return found.since() > tokenLife ? { code: 50027 } : found
    },

    close(): void {
      for (const it of all.values()) if (it.answered === undefined) it.fail('the stand-in was closed')
    },
  }
}

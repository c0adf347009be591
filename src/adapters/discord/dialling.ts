import type { Log } from '../../core/errors.ts'
import { redial, soon } from '../../core/redial.ts'
import type { Connection } from './connection.ts'
import { createSession, type Session, type SessionParts } from './session.ts'
import { type Refusal, type Trouble, troubleOf } from './trouble.ts'

/** So often a session is to be taken up, before a new one is begun in its place. */
const mostResumes = 12

/** How long somebody may take to mend what Discord refuses, and how long it wants between two sessions, in ms. */
export interface Pace {
  mending: number
  between: number
}

/** What dialling is made of. */
interface DiallingParts extends Omit<SessionParts, 'identified'> {
  log: Log
  pace: Pace
  signal: AbortSignal
}

/** Makes connections. */
interface Dialling {
  /** One try; rejects when it fails. */
  once(): Promise<Connection>
  /** Says what is in the way, and answers how long to wait, in milliseconds. */
  tell(trouble: Trouble): number
  /** Tries until Discord is there; `undefined` once that is given up. */
  until(pause: number): Promise<Connection | undefined>
  /** Lets go of the session. */
  end(): Promise<void>
}

/**
 * Returns a way to dial: what was is gone on with where that is possible, and begun anew where it is not, no more often
 * than Discord allows. Nothing is tried any more once `signal` is aborted.
 */
export function createDialling({ pace, signal, ...parts }: DiallingParts): Dialling {
  const { log } = parts
  const said = new Set<string>()
  let session: Session | undefined
  let resumes = 0
  let identifiedAt = Number.NEGATIVE_INFINITY

  const begins = () => !(session?.isResumable() && resumes < mostResumes)
  const untilNext = () => (begins() ? Math.max(0, identifiedAt + pace.between - performance.now()) : 0)

  async function attempt(over: AbortSignal): Promise<Connection> {
    if (session !== undefined && !begins()) {
      resumes += 1
      return found(await session.resume(over), session)
    }
    const begun = createSession({
      ...parts,
      identified() {
        identifiedAt = performance.now()
      },
    })
    try {
      return found(await begun.begin(over), begun)
    } catch (error) {
      await begun.end()
      throw error
    }
  }

  function found(connection: Connection, its: Session): Connection {
    said.clear()
    resumes = 0
    if (session !== its) void session?.end()
    session = its
    return connection
  }

  const first = (what: string): boolean => !said.has(what) && said.add(what).has(what)

  function tell(trouble: Trouble): number {
    if ('refused' in trouble) {
      const { refused, code } = trouble
      if (first(refused)) log.error('Discord refuses the connection', code, { todo: remedies[refused] })
      return pace.mending
    }
    if ('later' in trouble) {
      if (first('later')) log.warn('Discord asks to wait before connecting', { ms: trouble.later })
      return trouble.later
    }
    if (first('away')) log.warn('Discord cannot be reached; trying every second', { why: trouble.away })
    return soon()
  }

  return {
    once: () => attempt(signal),
    tell,
    until: (pause) =>
      redial({ attempt, failed: (error) => tell(troubleOf(error)), wait: untilNext, signal }, pause),
    async end() {
      await session?.end()
    },
  }
}

const remedies: Record<Refusal, string> = {
  token: 'put a new token of the bot into DISCORD_TOKEN, and start again',
  intents: "check the bot's settings in Discord's developer portal",
  gateway: 'check that this version of Vigie is still served by Discord',
}

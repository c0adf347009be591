import { randomUUID } from 'node:crypto'

/** Where an answer through a response_url goes: whom it is for, and which message was the source. */
export interface Target {
  user: string
  channel: string
  thread?: string
  source?: { ts: string; ephemeral: boolean }
}

interface Moment {
  told: number
  real: number
}

interface Trigger {
  user: string
  /** The modal the trigger came from: only then can another be put on top of it. */
  view?: string
  at: Moment
  used: boolean
}

interface Url {
  to: Target
  at: Moment
  uses: number
}

const triggerLife = 3000
const urlLife = 30 * 60_000
const urlUses = 5

/** What Slack handed out. */
export type Passes = ReturnType<typeof createPasses>

/**
 * What Slack hands out for a short while: trigger ids (3 s, once) and response URLs (30 minutes, 5 times). Time
 * goes by the clock given and by the machine's: whichever is further on.
 */
export function createPasses(now: () => number, base: () => string) {
  const triggers = new Map<string, Trigger>()
  const urls = new Map<string, Url>()
  const moment = (): Moment => ({ told: now(), real: performance.now() })
  const since = ({ told, real }: Moment): number => Math.max(now() - told, performance.now() - real)
  let serial = 0

  return {
    trigger(user: string, view?: string): string {
      const id = `${1_000_000 + ++serial}.${Math.floor(performance.now())}.${randomUUID().replaceAll('-', '')}`
      triggers.set(id, { user, at: moment(), used: false, ...(view === undefined ? {} : { view }) })
      return id
    },

    /** Uses a trigger up: whose it is, or the error Slack answers. */
    use(id: string): { user: string; view?: string } | { error: string } {
      const found = triggers.get(id)
      if (found === undefined) return { error: 'invalid_trigger_id' }
      if (since(found.at) > triggerLife) return { error: 'expired_trigger_id' }
      if (found.used) return { error: 'exchanged_trigger_id' }
      found.used = true
      return found
    },

    url(to: Target): string {
      const id = randomUUID()
      urls.set(id, { to, at: moment(), uses: 0 })
      return `${base()}/respond/${id}`
    },

    /** Where the answer at this address goes, or the error Slack answers. */
    respond(id: string): Target | { error: string } {
      const found = urls.get(id)
      if (found === undefined) return { error: 'no_service' }
      if (since(found.at) > urlLife) return { error: 'expired_url' }
      if (found.uses >= urlUses) return { error: 'used_url' }
      found.uses += 1
      return found.to
    },
  }
}

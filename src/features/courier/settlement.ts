import type { MessageRef, Problem } from '../../core/chat.ts'
import { type Delivery, isRefresh, type Why } from '../delivery.ts'
import type { CourierSettings } from './options.ts'

/**
 * How one sending ended. `found`: it was there already. `later`: nothing was sent, in milliseconds. `failed`:
 * nothing was sent, for a passing reason. `unknown`: it may be there. `unsure`: nobody can tell and nobody may
 * guess. `absent`: it is not there and too late. `astray`: the thread is no more. `broken`: it could not be
 * drawn. `nothing`: there is nothing to show any more.
 */
export type Outcome =
  | { sent: MessageRef; found?: true; empty?: readonly string[] }
  | { later: number }
  | { refused: Problem }
  | { failed: string }
  | { unknown: string }
  | 'unsure'
  | 'absent'
  | 'astray'
  | 'broken'
  | 'nothing'

/** What follows from an outcome: the delivery as it is now, and what that means for its lane. */
export interface Settled {
  after: Delivery
  /** Why it is paused, for its owner. */
  problem?: Problem
  /** What refuses is not this message but its place or space. */
  stop?: true
  /** The lane rests until then. */
  notBefore?: number
  /** What hangs there may be out of date. */
  edit?: true
}

/** Whether a delivery goes out; `look`: only to see whether it is there, since it is too late to send it. */
export type Verdict = 'send' | 'look' | { missed: Why } | { paused: Why }

/** The shortest pause a chat may ask for, so that none is asked without end, in milliseconds. */
const shortestPause = 100

/** The longest pause between two tries, in milliseconds. */
const longestPause = 10 * 60_000

/** Tells whether a delivery goes out later than it should; what brings something up to date never does. */
export const isLate = (it: Delivery, now: number, { mark }: CourierSettings): boolean =>
  !isRefresh(it.does) && now - it.due > mark

/** Says what a delivery is whose sender is gone: it may be on display, and that was a try. */
export const orphaned = (it: Delivery): Delivery => ({ ...doubtful(it), state: 'retry', tries: it.tries + 1 })

/** Nobody needs to know whether a refresh happened: it is simply done again. */
const doubtful = (it: Delivery): Delivery => (isRefresh(it.does) ? it : { ...it, doubt: it.doubt ?? it.at })

/** Decides about a delivery that is due. */
export function judge(it: Delivery, now: number, settings: CourierSettings): Verdict {
  const absent = it.doubt === undefined
  if (it.tries >= settings.tries) return { paused: { code: 'tries' } }
  if (it.grace !== 'any' && now - it.due > (it.grace ?? settings.grace))
    return absent ? { missed: { code: 'late' } } : 'look'
  if (it.policy === 'skip' && isLate(it, now, settings) && absent) return { missed: { code: 'late' } }
  return 'send'
}

/** Says what follows from the outcome of a sending. */
export function settle(
  sending: Delivery,
  outcome: Outcome,
  on: { now: number; settings: CourierSettings; random(): number },
): Settled {
  const { stale, why: _, withdrawn, ...before } = sending
  const at = on.now
  if (typeof outcome === 'object' && 'sent' in outcome) return arrived(before, stale, outcome, at)
  const it = typeof outcome === 'object' && 'unknown' in outcome ? doubtful(before) : before
  if (withdrawn) return { after: { ...it, state: 'cancelled', at, why: { code: 'withdrawn' } } }
  if (outcome === 'nothing') return { after: { ...it, state: 'cancelled', at, why: { code: 'nothing' } } }
  if (outcome === 'unsure') return { after: { ...it, state: 'unsure', at, why: { code: 'doubt' } } }
  if (outcome === 'broken') return paused(it, at, { code: 'broken' })
  if (outcome === 'astray') return { after: { ...it, state: 'scheduled', at, gone: true } }
  if (outcome === 'absent') {
    const { bundle: __, doubt: ___, ...known } = it
    return { after: { ...known, state: 'scheduled', at } }
  }
  if ('refused' in outcome) return refused(it, outcome.refused, at)
  if ('later' in outcome) {
    const pause = Math.max(shortestPause, Math.ceil(outcome.later))
    return { after: { ...it, state: 'scheduled', at }, notBefore: at + pause }
  }
  return failed(it, outcome, on)
}

function arrived(
  { doubt: _, gone: __, ...it }: Delivery,
  stale: true | undefined,
  { empty, found, sent: ref }: { sent: MessageRef; found?: true; empty?: readonly string[] },
  at: number,
): Settled {
  // Its subject changed after it was drawn: it is drawn once more.
  if (isRefresh(it.does) && stale) return { after: { ...it, state: 'scheduled', at } }
  if (empty?.includes(it.id)) return { after: { ...it, state: 'cancelled', at, why: { code: 'nothing' } } }
  return { after: { ...it, state: 'sent', at, ref }, ...(stale || found ? { edit: true } : {}) }
}

function refused(it: Delivery, problem: Problem, at: number): Settled {
  const why = { code: problem.code, say: problem.say }
  if ('home' in it.does) return { after: { ...it, state: 'cancelled', at, why } }
  if ('edit' in it.does && problem.code === 'gone')
    return { after: { ...it, state: 'cancelled', at, why, gone: true } }
  // What is invalid is this message; the next one may be well.
  return { ...paused(it, at, why, problem), ...(problem.code === 'invalid' ? {} : { stop: true }) }
}

function failed(
  it: Delivery,
  outcome: { failed: string } | { unknown: string },
  { now: at, random, settings }: { now: number; settings: CourierSettings; random(): number },
): Settled {
  const tried: Delivery = { ...it, tries: it.tries + 1 }
  const say = 'unknown' in outcome ? outcome.unknown : outcome.failed
  if (tried.tries >= settings.tries) return paused(tried, at, { code: 'tries', say })
  const pause = Math.min(longestPause, settings.backoff * 2 ** it.tries)
  return {
    after: { ...tried, state: 'retry', at, why: { code: 'unanswered', say } },
    notBefore: at + Math.ceil(pause * (0.5 + random() / 2)),
  }
}

const paused = (it: Delivery, at: number, why: Why, problem = problemOf(why)): Settled => ({
  after: { ...it, state: 'paused', at, why },
  problem,
})

/** Says why a delivery is paused the way chats say it. */
export function problemOf({ code, say = '' }: Why): Problem {
  switch (code) {
    case 'archived':
    case 'auth':
    case 'closed':
    case 'forbidden':
    case 'gone':
    case 'invalid':
      return { code, scope: 'place', say }
    case 'broken':
      return { code: 'invalid', scope: 'place', say }
    default:
      return { code: 'closed', scope: 'place', say }
  }
}

import type { Accepted, Bot } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { createTelling } from '../../core/telling.ts'
import { toldOf } from '../../core/told.ts'
import type { Answers } from './answers.ts'
import type { Received } from './received.ts'
import type { Windows } from './windows.ts'

/** How Slack is told that something came in; what it takes with it depends on what came. */
export type Acknowledge = (body?: Record<string, unknown>) => Promise<void>

/** What handlers work with. */
interface HandlerParts {
  bot: Bot
  answers: Answers
  windows: Windows
  clock: Clock
  log: Log
}

/**
 * How long after it came in something is acknowledged, durable or not, in milliseconds: Slack shows an error after
 * 3 s.
 */
const patience = 2_300

/** How long a trigger may still open something, in milliseconds: Slack lets it die after 3 s. */
const triggerLife = 2_500

/** How many invocations are remembered, so that one that is repeated is answered once. */
const remembered = 2000

/** Takes what comes in from Slack through the bot and back, acknowledging it as soon as it is durable. */
export function createHandlers({ bot, answers, windows, clock, log }: HandlerParts) {
  const telling = createTelling(log)
  const age = ({ it }: Received): number => clock.now().epochMilliseconds - it.at
  /** What was begun, by its id, with what tells when it was safe. */
  const taken = new Map<string, Promise<unknown>>()

  function take(id: string, safe: Promise<unknown>): void {
    taken.set(id, safe)
    const [oldest] = taken.keys()
    if (taken.size > remembered && oldest !== undefined) taken.delete(oldest)
  }

  /** Slack repeats what it saw no acknowledgement of: the answer to the first one is on its way, or there. */
  function isNew(id: string): boolean {
    if (taken.has(id)) return false
    take(id, Promise.resolve())
    return true
  }

  /** Tells somebody what came of it, where they are. */
  async function end(received: Received, accepted: Accepted): Promise<void> {
    const { it, reply } = received
    const told = await toldOf(accepted)
    const young = age(received) < triggerLife
    if (!('shown' in told) && (await windows.show(received, told, young))) await accepted.answered?.()
    else await telling.tell(it.id, accepted, () => answers.answer(reply, told))
  }

  /** Runs what was not begun before; anything else is told again. */
  async function endOnce(received: Received, accepted: Accepted): Promise<void> {
    if (!('run' in accepted) || isNew(received.it.id)) return end(received, accepted)
    // The first one has an entry of its own in the inbox, and leaves it once it is answered.
    await accepted.answered?.()
  }

  /**
   * A typed command is acknowledged as soon as it is durable, and whatever it comes to is an answer; only what could
   * not even be kept is refused in the acknowledgement.
   */
  async function takeCommand(received: Received, acknowledge: Acknowledge): Promise<void> {
    const { id } = received.it
    const before = taken.get(id)
    if (before !== undefined) {
      await within(patience - age(received), before, undefined)
      return acknowledge()
    }
    const durable = Promise.withResolvers<'durable'>()
    const accepting = bot.accept(received.it, () => durable.resolve('durable'))
    const first = Promise.race([durable.promise, accepting])
    take(id, first)
    const known = await within(patience - age(received), first, undefined)
    if (known === undefined) await acknowledge(answers.still())
    else if (known !== 'durable' && 'refuse' in known) {
      taken.delete(id)
      return acknowledge(answers.inAcknowledgement(known.refuse))
    } else await acknowledge()
    await end(received, await accepting)
  }

  async function receive(received: Received, acknowledge: Acknowledge): Promise<void> {
    if (received.surface === 'command') return takeCommand(received, acknowledge)
    const accepting = bot.accept(received.it)
    const accepted = await within(patience - age(received), accepting, undefined)
    if (accepted === undefined) {
      await acknowledge()
      return endOnce(received, await accepting)
    }
    if (accepted.keep !== undefined) await within(patience - age(received), accepted.keep(), undefined)
    if (received.surface === 'form') return takeForm(received, accepted, acknowledge)
    if (!('run' in accepted)) return showFirst(received, accepted, acknowledge)
    await acknowledge()
    await endOnce(received, accepted)
  }

  /** What is kept nowhere, a form to fill in say, is shown before it is acknowledged: after a kill nobody waits for it. */
  async function showFirst(received: Received, accepted: Accepted, acknowledge: Acknowledge): Promise<void> {
    const ending = end(received, accepted)
    await within(patience - age(received), ending, undefined)
    await acknowledge()
    await ending
  }

  /** A submitted form closes with its acknowledgement, or says there what is wrong. */
  async function takeForm(received: Received, accepted: Accepted, acknowledge: Acknowledge): Promise<void> {
    if ('refuse' in accepted) return acknowledge(windows.refused(accepted.refuse, received))
    if ('form' in accepted) return acknowledge(windows.corrected(accepted, received))
    await acknowledge(windows.waiting(received))
    await endOnce(received, accepted)
  }

  /** Does something to its end, whatever happens; what nobody foresaw is logged and still acknowledged. */
  function begin(name: string, acknowledge: Acknowledge, work: () => Promise<void>): Promise<void> {
    const done = work().catch(async (error: unknown) => {
      log.error('something from Slack could not be dealt with', error, { what: name })
      try {
        await acknowledge()
      } catch (again) {
        log.warn('it could not be acknowledged either', { what: name, why: String(again) })
      }
    })
    return telling.follow(done)
  }

  return {
    /** Deals with a command, a press, a shortcut or a submitted form; `undefined` is nothing of ours. */
    received: (name: string, received: Received | undefined, acknowledge: Acknowledge) =>
      begin(name, acknowledge, async () => {
        if (received !== undefined) return receive(received, acknowledge)
        log.warn('something from Slack was not understood', { what: name })
        await acknowledge()
      }),
    begin,
    isNew,
    stop: telling.stop,
  }
}

export type Handlers = ReturnType<typeof createHandlers>

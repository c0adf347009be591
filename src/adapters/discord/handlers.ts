import {
  RESTJSONErrorCodes as codes,
  InteractionResponseType as kinds,
  MessageFlags,
  Routes,
} from 'discord.js'
import type { Accepted, Bot } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/errors.ts'
import { within } from '../../core/patience.ts'
import { createTelling } from '../../core/telling.ts'
import { type Told, toldOf } from '../../core/told.ts'
import type { Answers } from './answers.ts'
import type { Answered, Api } from './api.ts'
import type { Look } from './inline.ts'
import { modalOf } from './modal.ts'
import type { Received } from './received.ts'
import type { Reply } from './reply.ts'

/** What handlers work with. */
interface HandlerParts {
  api: Api
  bot: Bot
  answers: Answers
  look(space: string): Look
  clock: Clock
  log: Log
}

/** How long after it came in something is answered, if only that it is begun, in milliseconds: Discord gives 3 s. */
const patience = 2_200

/** How long after it came in its answer is waited for, to be the first thing that is said, in milliseconds. */
const promptly = 1_000

/** What Discord calls a press that changes nothing yet: the message stays as it is. */
const untouched = { type: kinds.DeferredMessageUpdate }

/** Takes what comes in from Discord through the bot and back; who sees an answer is settled by the first one. */
export function createHandlers({ api, bot, answers, look, clock, log }: HandlerParts) {
  const telling = createTelling(log)

  /** Gives the first answer to an interaction; returns what Discord said to it. */
  async function respond(
    { interaction, token }: Pick<Reply, 'interaction' | 'token'>,
    body: object,
  ): Promise<Answered> {
    const sent = await api.call('POST', Routes.interactionCallback(interaction, token), { body, open: true })
    if (!('ok' in sent)) log.warn('Discord did not take the first answer', { interaction, sent })
    return sent
  }

  /** Says that it is begun: a press and a form from a card leave the card alone, all else gets a place of its own. */
  const defer = ({ reply }: Received): Promise<Answered> =>
    respond(
      reply,
      reply.message === undefined
        ? { type: kinds.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } }
        : untouched,
    )

  /**
   * Says at once what is known at once: a form as a form, where one can be opened, else in the place of the question
   * that was pressed, else for their eyes only.
   */
  function sayAtOnce({ reply, surface }: Received, told: Exclude<Told, { shown: true }>): Promise<Answered> {
    if ('form' in told && surface !== 'form') {
      const data = modalOf(told.form, {
        look: { ...look(reply.space), space: reply.space },
        replace: reply.replace === 'yes',
      })
      return respond(reply, { type: kinds.Modal, data })
    }
    const type = reply.replace === 'yes' ? kinds.UpdateMessage : kinds.ChannelMessageWithSource
    return respond(reply, { type, data: answers.atOnce(reply, told) })
  }

  const end = ({ it, reply }: Received, told: Told, accepted: Accepted): Promise<void> =>
    telling.tell(it.id, accepted, () => answers.answer(reply, told))

  /** Says that it is begun, and then what it came to. */
  async function endLater(
    received: Received,
    accepting: Promise<Accepted>,
    doing = accepting.then(toldOf),
  ): Promise<void> {
    const [first, told] = await Promise.all([defer(received), doing])
    await end(stillOpen(received, first), told, await accepting)
  }

  async function take(received: Received): Promise<void> {
    const left = (ms: number): number => ms - (clock.now().epochMilliseconds - received.it.at)
    const accepting = bot.accept(received.it)
    const accepted = await within(left(patience), accepting, undefined)
    if (accepted === undefined) return endLater(received, accepting)
    const doing = toldOf(accepted)
    const told = await within(left(promptly), doing, undefined)
    if (told === undefined || 'shown' in told) {
      if (told === undefined && accepted.keep !== undefined)
        await within(left(patience), accepted.keep(), undefined)
      return endLater(received, accepting, doing)
    }
    const said = await sayAtOnce(received, told)
    if ('ok' in said) await accepted.answered?.()
    else await end(stillOpen(received, said), told, accepted)
  }

  function begin(name: string, work: () => Promise<void>): void {
    const done = work().catch((error: unknown) =>
      log.error('something from Discord could not be dealt with', error, { what: name }),
    )
    void telling.follow(done)
  }

  return {
    /** Deals with a command, a press, a menu or a submitted form. Never throws. */
    received: (received: Received): void => begin(received.surface, () => take(received)),
    begin,
    respond,
    stop: telling.stop,
  }
}

/** Where it was too late for the first answer, there are no others by the same token: it is as good as over. */
const stillOpen = (received: Received, first: Answered): Received =>
  'error' in first && first.error === codes.UnknownInteraction
    ? { ...received, reply: { ...received.reply, at: '0' } }
    : received

export type Handlers = ReturnType<typeof createHandlers>

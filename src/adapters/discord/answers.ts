import { MessageFlags, type RouteLike, Routes } from 'discord.js'
import { sentNot } from '../../core/call.ts'
import type { Card } from '../../core/card.ts'
import type { Sent } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { textAt } from '../../core/peek.ts'
import type { Place } from '../../core/person.ts'
import { cardOf, type Told } from '../../core/told.ts'
import type { Answered, Api } from './api.ts'
import { openDirect } from './directory.ts'
import type { Look } from './inline.ts'
import { nonceOf } from './marks.ts'
import { type Payload, renderMessage } from './render.ts'
import type { Reply } from './reply.ts'

/** What answers are made of. */
interface AnswerParts {
  api: Api
  look(space: string): Look
  clock: Clock
}

/** How long an interaction is answered by its token, in milliseconds: a little less than the 15 minutes it lives. */
const tokenAge = 14.5 * 60_000

/** When to come back where no conversation could be opened, in milliseconds. */
const pause = 1_000

/** Delivers what a command came to, to the one person who asked, where they asked as long as that can be done. */
export function createAnswers({ api, look, clock }: AnswerParts) {
  const isOpen = ({ at, token }: Partial<Reply>): boolean =>
    token !== undefined && at !== undefined && clock.now().epochMilliseconds - Number(at) < tokenAge

  const original = ({ application, token }: Reply): RouteLike =>
    Routes.webhookMessage(application, token, '@original')

  /**
   * Fills in what was deferred, or takes the place of the question that was pressed. What was pressed on a card must
   * stay: there, the original is the card. To do it twice comes to the same.
   */
  async function inPlace(reply: Reply, card: Card): Promise<Sent | undefined> {
    if (!isOpen(reply) || !hasOwn(reply)) return undefined
    const body = reply.replace === 'yes' ? instead(reply, card) : written(reply, card)
    const answered = await api.repeat('PATCH', original(reply), { body, open: true })
    return sentAs(answered, placeOf(reply))
  }

  /** Says it besides, for their eyes only. */
  async function besides(reply: Reply, card: Card): Promise<Sent | undefined> {
    if (!isOpen(reply)) return undefined
    const body = forTheirEyes(written(reply, card))
    const answered = await api.call('POST', Routes.webhook(reply.application, reply.token), {
      body,
      open: true,
    })
    return sentAs(answered, placeOf(reply))
  }

  /** Tells them directly, once: what the same interaction came to has the same nonce. */
  async function directly(reply: Reply, card: Card): Promise<Sent> {
    const { interaction, user } = reply
    const opened = await openDirect(api, user)
    // Nothing was shown to anybody yet.
    if (!('ok' in opened)) return 'unknown' in opened ? { later: pause } : sentNot(opened)
    const { thread: _, ...asked } = placeOf(reply)
    const place = { ...asked, channel: opened.ok }
    const body = renderMessage(card, { ...look(reply.space), direct: true }, 'private')
    const answered = await api.call('POST', Routes.channelMessages(place.channel), {
      body: { ...body, nonce: nonceOf(place, `answer/${interaction}`), enforce_nonce: true },
    })
    return sentAs(answered, place)
  }

  /** What was pressed says it all: a question that was answered goes, and so does what was deferred. */
  async function shownAlready(reply: Reply): Promise<Sent> {
    if (isOpen(reply) && hasOwn(reply)) await api.repeat('DELETE', original(reply), { open: true })
    return { sent: { place: placeOf(reply), id: reply.message ?? '' } }
  }

  const written = (reply: Reply, card: Card, how: 'edit' | 'private' = 'private'): Payload =>
    renderMessage(card, look(reply.space), how)

  const instead = (reply: Reply, card: Card): Payload => written(reply, { ...card, notify: [] }, 'edit')

  return {
    /**
     * Answers by the interaction's token, else in a direct message; never in the open. A way by which nothing was
     * shown is followed by the next one, but for one that will be open again soon; where nobody knows, nothing is
     * shown twice.
     */
    async answer(reply: Reply, told: Told): Promise<Sent> {
      if ('shown' in told) return shownAlready(reply)
      const card = cardOf(told, look(reply.space))
      for (const way of [inPlace, besides]) {
        const sent = await way(reply, card)
        if (sent !== undefined && !('refused' in sent)) return sent
      }
      return directly(reply, card)
    },

    /**
     * Writes what somebody is told as the first answer to what they did: in the place of the question they pressed,
     * else by itself, for their eyes only.
     */
    atOnce(reply: Reply, told: Exclude<Told, { shown: true }>): Payload {
      const card = cardOf(told, look(reply.space))
      return reply.replace === 'yes' ? instead(reply, card) : forTheirEyes(written(reply, card))
    },
  }
}

export type Answers = ReturnType<typeof createAnswers>

/** Tells whether the original of an interaction is an answer, rather than the card that was pressed. */
const hasOwn = ({ message, replace }: Reply): boolean => message === undefined || replace === 'yes'

const placeOf = ({ channel, space, thread }: Reply): Place => ({
  platform: 'discord',
  space,
  channel,
  ...(thread !== undefined && { thread }),
})

const forTheirEyes = (payload: Payload): Payload => ({
  ...payload,
  flags: payload.flags | MessageFlags.Ephemeral,
})

function sentAs(answered: Answered, place: Place): Sent {
  if (!('ok' in answered)) return sentNot(answered)
  const id = textAt(answered.ok, 'id')
  return id === undefined ? { unknown: 'unreadable_answer' } : { sent: { place, id } }
}

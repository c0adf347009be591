import { type Fields, integer, isFields, known, shape } from '../checks.ts'
import { edited } from './api-messages.ts'
import { composed } from './compose.ts'
import { fieldsOf, type House, type Request, type Routes } from './house.ts'
import { acts, type Interaction } from './interactions.ts'
import { channelJson, messageJson } from './json.ts'
import { problemsOf } from './limits.ts'
import { ephemeralFlag } from './limits-message.ts'

import type { Message } from './model.ts'
import { refuse, refuseProblems } from './refusals.ts'

/** Kinds of callbacks, as Discord numbers them. */
export const callbacks = { reply: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const

const deferral = shape({}, { flags: integer(0, 2 ** 31 - 1), tts: known })

const causeOf = ({ id, kind, user, name }: Interaction): Pick<Message, 'cause'> => ({
  cause: { id, type: kind, user: user.id, ...(name === undefined ? {} : { name }) },
})

const audience = (flags: unknown, { user }: Interaction): Pick<Message, 'ephemeral'> =>
  (Number(flags ?? 0) & ephemeralFlag) === 0 ? {} : { ephemeral: { to: user.id } }

function answer(it: Interaction, request: Request, data: Fields, house: House): Message {
  return house.guild.post({
    ...{ channel: it.channel.id, author: house.guild.bot.id, ...causeOf(it) },
    ...composed(data, request.files, house),
    ...audience(data.flags, it),
  })
}

function thinking(it: Interaction, data: Fields, house: House): Message {
  refuseProblems(deferral(data, 'data'))
  return house.guild.post({
    ...{ channel: it.channel.id, author: house.guild.bot.id, ...causeOf(it), ...audience(data.flags, it) },
    ...{ content: '', embeds: [], components: [], attachments: [], pending: true },
    ...{ flags: Number(data.flags ?? 0), mentions: { users: [], roles: [], everyone: false } },
  })
}

/** The message an interaction came from, as it is now. */
function sourceOf({ source, what }: Interaction, house: House): Message {
  if (source === undefined) throw refuse(50035, `${what}: there is no message to update`)
  const now = house.guild.find(source.id)
  if (now === undefined) throw refuse(10008)
  return now
}

function change(message: Message, request: Request, house: House): Message {
  const flags = message.flags & ephemeralFlag
  const content = edited(message, request, house, message.pending)
  if (message.pending !== true) {
    return house.guild.change(message, { ...content, flags: content.flags | flags, edited: house.now() })
  }
  const hides = (Number(fieldsOf(request.body).flags ?? 0) & ephemeralFlag) !== 0
  if (hides && flags === 0)
    house.violate('an answer is to be for one person only, but was deferred for everybody')
  const rest = { ...message, ...content, flags: (content.flags & ~ephemeralFlag) | flags, pending: false }
  const done = house.guild.change(message, rest)
  house.guild.notify(done)
  return done
}

/** Which callbacks each kind of interaction takes. */
const taken: Record<Interaction['kind'], readonly number[]> = {
  [acts.command]: [callbacks.reply, callbacks.defer, callbacks.modal],
  [acts.press]: [callbacks.reply, callbacks.defer, callbacks.deferUpdate, callbacks.update, callbacks.modal],
  [acts.typing]: [callbacks.choices],
  [acts.form]: [callbacks.reply, callbacks.defer, callbacks.deferUpdate, callbacks.update],
}

/** Does what a callback says, and returns the message that is the answer, where there is one. */
function act(
  it: Interaction,
  type: number,
  data: Fields,
  request: Request,
  house: House,
): Message | undefined {
  switch (type) {
    case callbacks.reply:
      return answer(it, request, data, house)
    case callbacks.defer:
      return thinking(it, data, house)
    case callbacks.deferUpdate:
      return sourceOf(it, house)
    case callbacks.update:
      return change(sourceOf(it, house), { ...request, body: data }, house)
    case callbacks.choices:
      refuseProblems(problemsOf('choices', data))
      return undefined
    default:
      refuseProblems(problemsOf('modal', data))
      house.show(it, data)
      return undefined
  }
}

function callback(request: Request, house: House): unknown {
  const { params, query } = request
  const it = house.interactions.forCallback(String(params.interaction), String(params.token))
  if ('code' in it) throw refuse(it.code, it.why)
  const { type, data = {}, ...more } = fieldsOf(request.body)
  const unknown = Object.keys(more).map((name) => `: unknown property ${name}`)
  refuseProblems([...unknown, ...(isFields(data) ? [] : ['data: not an object'])])
  if (typeof type !== 'number' || !taken[it.kind].includes(type))
    throw refuse(50035, `${it.what}: type ${type} is no answer to it`)
  const message = act(it, type, fieldsOf(data), request, house)
  if (message !== undefined) it.original = message.id
  house.answered(it)
  it.take(type, fieldsOf(data))
  if (query.get('with_response') !== 'true') return undefined
  return {
    interaction: {
      ...{ id: it.id, type: it.kind, response_message_loading: message?.pending === true },
      ...{ response_message_ephemeral: message?.ephemeral !== undefined },
      ...(message === undefined ? {} : { response_message_id: message.id }),
      channel: channelJson(it.channel, house.guild),
    },
    resource: { type, ...(message === undefined ? {} : { message: messageJson(message, house.guild) }) },
  }
}

/** The interaction of a token, once it was answered. */
function begun({ params }: Request, house: House): Interaction {
  if (params.application !== house.guild.bot.id) throw refuse(10015)
  const it = house.interactions.forToken(String(params.token))
  if ('code' in it) throw refuse(it.code)
  if (it.answered === undefined) throw refuse(10015, `${it.what}: a follow-up before the first answer`)
  return it
}

function answerOf(request: Request, house: House): Message {
  const it = begun(request, house)
  const wanted = request.params.message === '@original' ? it.original : request.params.message
  const found = wanted === undefined ? undefined : house.guild.find(wanted)
  if (found === undefined || (found.cause?.id !== it.id && found.id !== it.original)) throw refuse(10008)
  return found
}

/** The first answer to an interaction, and those that follow. */
export const interactionRoutes: Routes = {
  'POST /interactions/:interaction/:token/callback': callback,

  'POST /webhooks/:application/:token'(request, house) {
    const it = begun(request, house)
    const first = it.original === undefined ? undefined : house.guild.find(it.original)
    if (first?.pending === true) return messageJson(change(first, request, house), house.guild)
    return messageJson(answer(it, request, fieldsOf(request.body), house), house.guild)
  },

  'GET /webhooks/:application/:token/messages/:message': (request, house) =>
    messageJson(answerOf(request, house), house.guild),

  'PATCH /webhooks/:application/:token/messages/:message': (request, house) =>
    messageJson(change(answerOf(request, house), request, house), house.guild),

  'DELETE /webhooks/:application/:token/messages/:message'(request, house) {
    house.guild.drop(answerOf(request, house))
    return undefined
  },
}

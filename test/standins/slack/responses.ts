import { type Fields, isFields } from '../checks.ts'
import { checkMessage, contentOf, edit } from './api-chat.ts'
import { type House, refusalOf } from './method.ts'
import type { Target } from './passes.ts'

/** What Slack answers at a response_url. */
export interface Answer {
  status: number
  body: string
}

const failed = (status: number, error: string): Answer => ({
  status,
  body: JSON.stringify({ ok: false, error }),
})

/** Takes what was posted to a response_url: a new message, or a change of the one that was pressed. */
export function respond(id: string, sent: unknown, house: House): Answer {
  const target = house.passes.respond(id)
  if ('error' in target) {
    house.violate(`response_url: ${target.error}`)
    return failed(404, target.error)
  }
  if (!isFields(sent)) {
    house.violate('response_url: what was sent is no JSON object')
    return failed(400, 'invalid_payload')
  }
  try {
    checkMessage(sent, house)
  } catch (thrown) {
    const { error, violation } = refusalOf(thrown)
    house.violate(`response_url: ${error}: ${violation}`)
    return failed(400, error)
  }
  place(sent, target, house)
  return { status: 200, body: 'ok' }
}

/** Shows an answer: in place of the message that was pressed, to everybody, or to its person only. */
export function place(sent: Fields, target: Target, house: House): void {
  const { space } = house
  const { replace_original: replace, delete_original: drop, response_type: type } = sent
  const changes = replace === true || drop === true
  const { source } = target
  if (changes && source === undefined)
    house.violate('response_url: there is no original to replace or delete')
  if (!changes && replace === undefined && source !== undefined)
    house.violate('response_url: after a press it has to be said whether the original is replaced')
  const found =
    source !== undefined &&
    (source.ephemeral
      ? space.ephemerals.find(({ ts }) => ts === source.ts)
      : space.message(target.channel, source.ts))
  if (changes && found) {
    if (replace === true) {
      edit(found, sent, house)
      return
    }
    space.drop(found)
    return
  }
  if (drop === true) return
  const thread = sent.thread_ts === undefined ? target.thread : String(sent.thread_ts)
  const message = {
    ...{ channel: target.channel, user: space.bot.id, bot_id: space.botId },
    ...contentOf(sent),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  }
  if (type === 'in_channel') space.post(message)
  else space.whisper({ ...message, ephemeral: { to: target.user } })
}

import { flag, integer, oneOf, shape, text } from '../checks.ts'
import { need, seen } from './api-messages.ts'
import { fieldsOf, type House, type Routes } from './house.ts'
import { channelJson } from './json.ts'
import { snowflake } from './limits-parts.ts'
import { type Channel, kinds } from './model.ts'
import { refuse, refuseProblems } from './refusals.ts'

const lasts = oneOf(60, 1440, 4320, 10_080)
const threadShape = shape(
  { name: text(1, 100) },
  {
    auto_archive_duration: lasts,
    rate_limit_per_user: integer(0, 21_600),
    type: oneOf(11, 12),
    invitable: flag,
  },
)
const changeShape = shape(
  {},
  {
    ...{ name: text(1, 100), archived: flag, locked: flag, invitable: flag },
    ...{ auto_archive_duration: lasts, rate_limit_per_user: integer(0, 21_600) },
  },
)

function open(channel: Channel, sent: unknown, house: House, id?: string): Channel {
  const body = fieldsOf(sent)
  refuseProblems(threadShape(body, ''))
  if (channel.type !== kinds.text) throw refuse(50024)
  need(channel, house, 'CreatePublicThreads')
  const made = house.guild.make({
    ...{ name: String(body.name), type: kinds.thread, parent: channel.id },
    ...(id === undefined ? {} : { id }),
    ...(typeof body.auto_archive_duration === 'number' ? { lasts: body.auto_archive_duration } : {}),
  })
  house.tell('THREAD_CREATE', { ...channelJson(made, house.guild), newly_created: true })
  return made
}

/** Channels, threads and direct conversations. */
export const channelRoutes: Routes = {
  'GET /channels/:channel': ({ params }, house) =>
    channelJson(seen(String(params.channel), house), house.guild),

  'PATCH /channels/:channel'({ params, body: sent }, house) {
    const { guild } = house
    const channel = seen(String(params.channel), house)
    const body = fieldsOf(sent)
    if (channel.type !== kinds.thread) throw refuse(50013)
    refuseProblems(changeShape(body, ''))
    // Whoever made a thread may archive and rename it; locking is a moderator's.
    if (body.locked !== undefined) need(channel, house, 'ManageThreads')
    const waking = body.archived === false
    if (channel.archived && !waking) throw refuse(50083)
    if (channel.archived && channel.locked) need(channel, house, 'ManageThreads')
    if (waking) need(channel, house, 'SendMessagesInThreads')
    if (typeof body.name === 'string') channel.name = body.name
    if (typeof body.archived === 'boolean') channel.archived = body.archived
    if (typeof body.locked === 'boolean') channel.locked = body.locked
    if (typeof body.auto_archive_duration === 'number') channel.lasts = body.auto_archive_duration
    house.tell('THREAD_UPDATE', channelJson(channel, guild))
    return channelJson(channel, guild)
  },

  'POST /channels/:channel/messages/:message/threads'({ params, body }, house) {
    const channel = seen(String(params.channel), house)
    const found = house.guild.message(channel.id, String(params.message))
    if (found === undefined) throw refuse(10008)
    if (found.thread !== undefined) throw refuse(160_004)
    need(channel, house, 'ReadMessageHistory')
    const made = open(channel, body, house, found.id)
    house.guild.change(found, { thread: made.id })
    return channelJson(made, house.guild)
  },

  'POST /channels/:channel/threads': ({ params, body }, house) =>
    channelJson(open(seen(String(params.channel), house), body, house), house.guild),

  'PUT /channels/:channel/thread-members/@me'({ params }, house) {
    const channel = seen(String(params.channel), house)
    if (channel.type !== kinds.thread) throw refuse(50024)
    if (channel.archived) throw refuse(50083)
    return undefined
  },

  'POST /channels/:channel/typing'({ params }, house) {
    const channel = seen(String(params.channel), house)
    need(channel, house, channel.type === kinds.thread ? 'SendMessagesInThreads' : 'SendMessages')
    return undefined
  },

  'POST /users/@me/channels'({ body }, house) {
    const { recipient_id: id } = fieldsOf(body)
    refuseProblems(snowflake(id, 'recipient_id'))
    const user = house.guild.users.get(String(id))
    if (user === undefined) throw refuse(50033)
    if (user.bot) throw refuse(50007)
    return channelJson(house.guild.direct(user.id), house.guild)
  },
}

import type { Fields } from '../checks.ts'
import { type Content, composed } from './compose.ts'
import { fieldsOf, type House, type Request, type Routes } from './house.ts'
import { messageJson } from './json.ts'
import { type Channel, kinds, type Message } from './model.ts'
import type { Permission } from './permissions.ts'
import { refuse } from './refusals.ts'

/** For so long Discord remembers a nonce: "a few minutes". */
const nonceLife = 5 * 60_000

/** A channel the bot sees. */
export function seen(id: string, { guild }: House): Channel {
  const channel = guild.channels.get(id)
  if (channel === undefined) throw refuse(10003)
  if (channel.type !== kinds.direct && !guild.joined) throw refuse(50001)
  if (channel.type !== kinds.direct && !guild.may(guild.bot, channel, 'ViewChannel')) throw refuse(50001)
  return channel
}

/** Refuses where the bot lacks a permission. */
export function need(channel: Channel, { guild }: House, ...names: Permission[]): void {
  if (channel.type !== kinds.direct && !guild.may(guild.bot, channel, ...names)) throw refuse(50013)
}

function existing(channel: Channel, id: string, { guild }: House): Message {
  const found = guild.message(channel.id, id)
  if (found === undefined || found.pending === true) throw refuse(10008)
  return found
}

/** Opens an archived thread again, as sending in it does; a locked one stays as it is. */
function wake(channel: Channel, house: House): void {
  if (channel.type !== kinds.thread) return
  const moderates = house.guild.may(house.guild.bot, channel, 'ManageThreads')
  if (channel.locked && !moderates) throw refuse(channel.archived ? 50083 : 160005)
  channel.archived = false
}

function writable(channel: Channel, house: House): void {
  const { guild } = house
  if (channel.type === kinds.direct) {
    const other = guild.users.get(channel.recipient ?? '')
    if (other === undefined || !other.dms || other.bot || !other.member || !guild.joined) throw refuse(50007)
    return
  }
  need(channel, house, channel.type === kinds.thread ? 'SendMessagesInThreads' : 'SendMessages')
  wake(channel, house)
}

function reference(body: Fields, channel: Channel, house: House): Pick<Message, 'reference'> {
  if (body.message_reference === undefined) return {}
  const { message_id: id, fail_if_not_exists: fails = true } = body.message_reference as Fields
  need(channel, house, 'ReadMessageHistory')
  const found = house.guild.message(channel.id, String(id))
  if (found === undefined && fails === false) return {}
  if (found === undefined)
    throw refuse(50035, undefined, {
      message_reference: {
        _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }],
      },
    })
  return { reference: { type: 0, message_id: found.id, channel_id: channel.id, guild_id: house.guild.id } }
}

function remembered(nonce: unknown, { guild, now }: House): Message | undefined {
  if (typeof nonce !== 'string' && typeof nonce !== 'number') return undefined
  const found = guild.noted(nonce)
  return found !== undefined && now() - found.at <= nonceLife ? found : undefined
}

/** Refuses words to a channel that are for an answer only, and notes a post that could be there twice. */
function checkPost(body: Fields, house: House): void {
  if ((Number(body.flags ?? 0) & (1 << 6)) !== 0)
    throw refuse(50035, 'flags: only an answer to an interaction can be for one person')
  if (body.nonce === undefined || body.enforce_nonce !== true)
    house.violate('a post without nonce and enforce_nonce: a lost answer would show it twice')
}

function post({ params, body: sent, files }: Request, house: House): Fields {
  const { guild } = house
  const body = fieldsOf(sent)
  const channel = seen(String(params.channel), house)
  writable(channel, house)
  checkPost(body, house)
  const content = composed(body, files, house)
  if (content.embeds.length > 0) need(channel, house, 'EmbedLinks')
  if (content.attachments.length > 0) need(channel, house, 'AttachFiles')
  const first = body.enforce_nonce === true ? remembered(body.nonce, house) : undefined
  if (first !== undefined && first.channel !== channel.id)
    house.violate(`the nonce ${body.nonce} in two channels`)
  const made =
    first ??
    guild.post({
      ...{ channel: channel.id, author: guild.bot.id, ...content, ...reference(body, channel, house) },
      ...(typeof body.nonce === 'string' || typeof body.nonce === 'number' ? { nonce: body.nonce } : {}),
    })
  return messageJson(made, guild)
}

/** What is left of a message once it is edited, refused where Discord would. */
export function edited(message: Message, { body, files }: Request, house: House, fresh = false): Content {
  return composed(fieldsOf(body), files, house, { before: message, fresh })
}

function page(list: readonly Message[], query: URLSearchParams): Message[] {
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw refuse(50035, `limit: ${limit} is not from 1 to 100`)
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name))
  const newest = [...list].reverse()
  const than = (id: string) => (it: Message) => BigInt(it.id) - BigInt(id)
  if (before) return newest.filter((it) => than(before)(it) < 0n).slice(0, limit)
  if (after) return newest.filter((it) => than(after)(it) > 0n).slice(-limit)
  if (around) {
    const at = newest.findIndex((it) => than(around)(it) <= 0n)
    return newest.slice(Math.max(0, at - Math.floor(limit / 2))).slice(0, limit)
  }
  return newest.slice(0, limit)
}

/** Whether the bot is not told what a message says: it asked for no more than the Guilds intent. */
function isClosed(message: Message, channel: Channel, { guild }: House): boolean {
  const told = message.author === guild.bot.id || message.mentions.users.includes(guild.bot.id)
  return !told && channel.type !== kinds.direct
}

/** Messages in channels, threads and direct conversations. */
export const messageRoutes: Routes = {
  'POST /channels/:channel/messages': post,

  'GET /channels/:channel/messages'({ params, query }, house) {
    const channel = seen(String(params.channel), house)
    if (channel.type !== kinds.direct && !house.guild.may(house.guild.bot, channel, 'ReadMessageHistory'))
      return []
    const list = channel.messages.filter(({ pending }) => pending !== true)
    return page(list, query).map((it) => messageJson(it, house.guild, isClosed(it, channel, house)))
  },

  'GET /channels/:channel/messages/:message'({ params }, house) {
    const channel = seen(String(params.channel), house)
    need(channel, house, 'ReadMessageHistory')
    const found = existing(channel, String(params.message), house)
    return messageJson(found, house.guild, isClosed(found, channel, house))
  },

  'PATCH /channels/:channel/messages/:message'(request, house) {
    const { params } = request
    const channel = seen(String(params.channel), house)
    const found = existing(channel, String(params.message), house)
    if (found.author !== house.guild.bot.id) throw refuse(50005, "somebody else's message")
    if (channel.archived) throw refuse(50083)
    const changes = { ...edited(found, request, house), edited: house.now() }
    return messageJson(house.guild.change(found, changes), house.guild)
  },

  'DELETE /channels/:channel/messages/:message'({ params }, house) {
    const channel = seen(String(params.channel), house)
    const found = existing(channel, String(params.message), house)
    const foreign = found.author !== house.guild.bot.id
    if (foreign && channel.type === kinds.direct) throw refuse(50003)
    if (foreign) need(channel, house, 'ManageMessages')
    if (channel.archived) throw refuse(50083)
    house.guild.drop(found)
    return undefined
  },
}

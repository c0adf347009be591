import type { Fields } from '../checks.ts'
import type { Guild } from './guild.ts'
import { type Channel, kinds, type Message, type Role, type User } from './model.ts'

const blank = { avatar: null, global_name: null, discriminator: '0', public_flags: 0 }

/** A person or bot, as Discord shows them. */
export const userJson = ({ id, name, bot }: User): Fields => ({
  ...{ ...blank, id, username: name },
  ...(bot ? { bot: true } : {}),
})

/** What the server knows of a person; `permissions` goes with interactions. */
export const memberJson = (user: User, permissions?: bigint): Fields => ({
  user: userJson(user),
  ...{ nick: user.nick ?? null, avatar: null, banner: null, roles: [...user.roles] },
  ...{
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
  },
  ...{ pending: false, communication_disabled_until: null },
  ...(permissions === undefined ? {} : { permissions: `${permissions}` }),
})

/** A role. */
export const roleJson = ({ id, name, permissions, mentionable }: Role, position: number): Fields => ({
  ...{ id, name, permissions: `${permissions}`, mentionable, position },
  ...{ color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } },
  ...{ hoist: false, icon: null, unicode_emoji: null, managed: false, flags: 0 },
})

/** A channel, a thread or a direct conversation. */
export function channelJson(channel: Channel, guild: Guild): Fields {
  const { id, name, type, messages } = channel
  const last = { last_message_id: messages.at(-1)?.id ?? null, flags: 0 }
  if (type === kinds.direct) {
    const other = guild.users.get(channel.recipient ?? '')
    return { id, type, ...last, recipients: other === undefined ? [] : [userJson(other)] }
  }
  const common = { id, type, name, guild_id: guild.id, ...last, rate_limit_per_user: 0 }
  if (type !== kinds.thread)
    return {
      ...{ ...common, position: 0, parent_id: null, topic: null, nsfw: false },
      permission_overwrites: [...channel.overwrites].map(([it, { type: kind, allow, deny }]) => ({
        ...{ id: it, type: kind, allow: `${allow}`, deny: `${deny}` },
      })),
    }
  return {
    ...{ ...common, parent_id: channel.parent, owner_id: guild.bot.id, member_count: 1 },
    ...{ message_count: messages.length, total_message_sent: messages.length },
    thread_metadata: {
      ...{ archived: channel.archived, locked: channel.locked, auto_archive_duration: channel.lasts ?? 1440 },
      ...{ archive_timestamp: '2026-01-01T00:00:00.000000+00:00', create_timestamp: null },
    },
  }
}

const isoOf = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00')

/** A message; `bare` leaves out what a bot without the message content intent is not told. */
export function messageJson(message: Message, guild: Guild, bare = false): Fields {
  const author = guild.users.get(message.author)
  const thread = message.thread === undefined ? undefined : guild.channels.get(message.thread)
  const { cause } = message
  const by = guild.users.get(cause?.user ?? '')
  const mentioned = message.mentions.users.flatMap((it) => guild.users.get(it) ?? [])
  return {
    ...{
      id: message.id,
      type: cause?.type === 2 ? 20 : 0,
      channel_id: message.channel,
    },
    author: author === undefined ? { id: message.author, username: 'gone', ...blank } : userJson(author),
    ...(bare
      ? { content: '', embeds: [], components: [], attachments: [] }
      : {
          ...{ content: message.content, embeds: message.embeds },
          ...{ components: message.components, attachments: message.attachments },
        }),
    ...{ mentions: mentioned.map(userJson), mention_roles: message.mentions.roles },
    ...{ mention_everyone: message.mentions.everyone, pinned: false, tts: false },
    timestamp: isoOf(message.at),
    edited_timestamp: message.edited === undefined ? null : isoOf(message.edited),
    flags:
      message.flags | (message.pending === true ? 1 << 7 : 0) | (message.thread === undefined ? 0 : 1 << 5),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.reference === undefined ? {} : { message_reference: message.reference }),
    ...(thread === undefined ? {} : { thread: channelJson(thread, guild) }),
    ...(cause === undefined
      ? {}
      : {
          ...{ webhook_id: guild.bot.id, application_id: guild.bot.id },
          interaction_metadata: {
            ...{ id: cause.id, type: cause.type, user: by === undefined ? null : userJson(by) },
            authorizing_integration_owners: { 0: guild.id },
          },
        }),
  }
}

/** The server as REST shows it. */
export const guildJson = (guild: Guild): Fields => ({
  ...{ id: guild.id, name: guild.name, icon: null, splash: null, discovery_splash: null, banner: null },
  ...{ owner_id: guild.owner.id, region: 'deprecated', afk_channel_id: null, afk_timeout: 300 },
  ...{ verification_level: 0, default_message_notifications: 1, explicit_content_filter: 0, mfa_level: 0 },
  ...{ roles: [...guild.roles.values()].map(roleJson), emojis: [], stickers: [], features: [] },
  ...{ application_id: null, widget_enabled: false, system_channel_flags: 0, rules_channel_id: null },
  system_channel_id: [...guild.channels.values()].find(({ type }) => type === kinds.text)?.id ?? null,
  ...{ vanity_url_code: null, description: null, premium_tier: 0, premium_progress_bar_enabled: false },
  ...{ preferred_locale: 'en-US', public_updates_channel_id: null, nsfw_level: 0, max_members: 500_000 },
  ...{ safety_alerts_channel_id: null, hub_type: null },
})

/** The server as GUILD_CREATE tells it. */
export const guildCreated = (guild: Guild): Fields => {
  const channels = [...guild.channels.values()]
  return {
    ...guildJson(guild),
    ...{ joined_at: '2026-01-01T00:00:00.000000+00:00', large: false, unavailable: false },
    member_count: [...guild.users.values()].filter(({ member }) => member).length,
    members: [memberJson(guild.bot)],
    channels: channels.filter(({ type }) => type === kinds.text).map((it) => channelJson(it, guild)),
    threads: channels
      .filter(({ type, archived }) => type === kinds.thread && !archived)
      .map((it) => channelJson(it, guild)),
    ...{
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    },
  }
}

import type { Typed } from './mix.ts'

/** An id as Discord makes them. */
export const numbered = (n: number): string => `${1_400_000_000_000_000_000n + BigInt(n)}`

/** What there is on the server. */
export const ids = {
  bot: '1300000000000000001',
  guild: '1300000000000000002',
  channel: '1300000000000000003',
  direct: '1300000000000000004',
  admins: '1300000000000000005',
}

const user = (id: string, username: string) => ({
  ...{ id, username, global_name: null, avatar: null, discriminator: '0', public_flags: 0 },
})

const moderator = (n: number) => user(`${1_310_000_000_000_000_000n + BigInt(n)}`, `mod_${n}`)
const otter = (n: number) => user(`${1_320_000_000_000_000_000n + BigInt(n)}`, `otter_${n}`)

/** How many people type. */
const typing = 24

/** The bot. */
export const me = { ...user(ids.bot, 'bot'), bot: true }

const role = (id: string, name: string, permissions: string, position: number) => ({
  ...{
    id,
    name,
    permissions,
    position,
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  },
})

/** The channel where everything is typed. */
export const channel = {
  ...{ id: ids.channel, type: 0, name: 'moderation', guild_id: ids.guild, position: 0, parent_id: null },
  ...{
    topic: null,
    nsfw: false,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    permission_overwrites: [],
  },
}

/** The server; whoever types administers it. */
export const guild = {
  ...{
    id: ids.guild,
    name: 'Bench',
    icon: null,
    owner_id: numbered(0),
    features: [],
    emojis: [],
    stickers: [],
  },
  ...{ preferred_locale: 'en-US', afk_timeout: 300, verification_level: 0, nsfw_level: 0, premium_tier: 0 },
  roles: [role(ids.guild, '@everyone', '0', 0), role(ids.admins, 'Admins', '8', 1)],
}

/** The server as the gateway tells it. */
export const guildCreated = {
  ...{ ...guild, unavailable: false, large: false, member_count: typing, channels: [channel], threads: [] },
  ...{ joined_at: '2026-01-01T00:00:00.000000+00:00', voice_states: [], presences: [], stage_instances: [] },
  ...{
    guild_scheduled_events: [],
    soundboard_sounds: [],
    members: [{ user: me, roles: [ids.admins], flags: 0 }],
  },
}

/** Writes a command as the gateway tells it: a member that is named in an option as a mention. */
export function interactionOf(
  { command, given }: Typed,
  it: { id: string; token: string; by: number },
): object {
  const [noun = '', verb] = command.split(' ')
  const users: Record<string, object> = {}
  const options = Object.entries(given).map(([name, value]) => {
    const named = /^@otter_(\d+)$/.exec(value)?.[1]
    if (named === undefined) return { type: 3, name, value }
    const member = otter(Number(named))
    users[member.id] = member
    return { type: 3, name, value: `<@${member.id}>` }
  })
  const resolved = Object.keys(users).length === 0 ? {} : { resolved: { users } }
  return {
    ...{
      id: it.id,
      application_id: ids.bot,
      type: 2,
      token: it.token,
      version: 1,
      context: 0,
      locale: 'en-GB',
    },
    ...{
      guild_id: ids.guild,
      guild: { id: ids.guild, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
    },
    ...{ channel_id: ids.channel, channel: { ...channel, permissions: '8' }, app_permissions: '8' },
    ...{
      entitlements: [],
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: { 0: ids.guild },
    },
    member: {
      ...{ user: moderator(it.by % typing), roles: [ids.admins], nick: null, avatar: null, permissions: '8' },
      ...{
        joined_at: '2026-01-01T00:00:00.000000+00:00',
        deaf: false,
        mute: false,
        pending: false,
        flags: 0,
      },
    },
    data: {
      ...{ id: numbered(0), name: noun, type: 1, ...resolved },
      options: verb === undefined ? options : [{ type: 1, name: verb, options }],
    },
  }
}

import type { Fields } from '../checks.ts'
import type { Guild } from './guild.ts'
import type { Interaction } from './interactions.ts'
import { channelJson, memberJson, messageJson, userJson } from './json.ts'
import { kinds } from './model.ts'

/** An interaction as the gateway tells it. */
export function interactionJson(it: Interaction, data: Fields, guild: Guild): Fields {
  const { user, channel, source } = it
  const direct = channel.type === kinds.direct
  const server = { id: guild.id, locale: 'en-US', features: [] }
  const now = source === undefined ? undefined : (guild.find(source.id) ?? source)
  return {
    ...{ id: it.id, application_id: guild.bot.id, type: it.kind, token: it.token, version: 1 },
    channel_id: channel.id,
    channel: {
      ...channelJson(channel, guild),
      ...(direct ? {} : { permissions: `${guild.allowed(user, channel)}` }),
    },
    ...(direct
      ? { user: userJson(user), context: 1, authorizing_integration_owners: { 0: '0' } }
      : {
          ...{ guild_id: guild.id, guild: server, guild_locale: 'en-US', context: 0 },
          member: memberJson(user, guild.allowed(user, channel)),
          authorizing_integration_owners: { 0: guild.id },
        }),
    ...{ locale: user.locale, entitlements: [], attachment_size_limit: 10_485_760 },
    app_permissions: `${guild.allowed(guild.bot, channel)}`,
    data,
    ...(now === undefined ? {} : { message: messageJson(now, guild) }),
  }
}

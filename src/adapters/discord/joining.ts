import { AuditLogEvent, Routes } from 'discord.js'
import type { Bot } from '../../core/chat.ts'
import { listAt, textAt } from '../../core/peek.ts'
import type { Api } from './api.ts'
import type { DiscordDirectory } from './directory.ts'

interface JoiningParts {
  api: Pick<Api, 'read'>
  bot: Pick<Bot, 'joined' | 'isNew'>
  directory: Pick<DiscordDirectory, 'may' | 'me'>
}

/** How many of the last bots that were added are looked at. */
const looked = 20

/**
 * Returns what is done with a server that is there, given as Discord sends it, when Vigie has just come into it
 * (`isNew`) or nobody has met Vigie there yet: whoever added it is told of, as far as the audit log may be read, else
 * the server's owner; and its system channel, if Vigie may speak there.
 */
export function createJoining({ api, bot, directory }: JoiningParts) {
  async function adderIn(space: string): Promise<string | undefined> {
    const query = { action_type: String(AuditLogEvent.BotAdd), limit: String(looked) }
    const [me, answered] = await Promise.all([
      directory.me(),
      api.read(Routes.guildAuditLog(space), { query }),
    ])
    if (me === undefined || !('ok' in answered)) return undefined
    const entry = listAt(answered.ok, 'audit_log_entries').find((it) => textAt(it, 'target_id') === me)
    return textAt(entry, 'user_id')
  }

  return async (guild: unknown, isNew: boolean): Promise<void> => {
    const space = textAt(guild, 'id')
    if (space === undefined) return
    if (!isNew && (await bot.isNew?.({ platform: 'discord', space })) !== true) return
    const id = (await adderIn(space)) ?? textAt(guild, 'owner_id')
    if (id === undefined) return
    const channel = textAt(guild, 'system_channel_id')
    const place = channel === undefined ? undefined : ({ platform: 'discord', space, channel } as const)
    const speaks =
      place !== undefined &&
      (await directory.may(place, 'ViewChannel')) === true &&
      (await directory.may(place, 'SendMessages')) === true
    await bot.joined?.({ platform: 'discord', space, id }, speaks ? place : undefined)
  }
}

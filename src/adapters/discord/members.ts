import { Routes } from 'discord.js'
import type { Clock } from '../../core/clock.ts'
import type { Choice } from '../../core/form.ts'
import { createMemory } from '../../core/memory.ts'
import { listAt, peek } from '../../core/peek.ts'
import { foldWord } from '../../core/text.ts'
import type { Api } from './api.ts'
import { readMember } from './census.ts'
import { mention } from './mentions.ts'

/** How many members are offered, how long an answer counts, and how long one is waited for, in milliseconds. */
const most = 10
const fresh = 60_000
const patience = 1_000

/**
 * Returns what offers a server's members whose name begins with what is typed, known to Vigie or not: picked from
 * there, somebody is who they are on Discord, however they are called. Offers nobody where Discord cannot tell in time.
 */
export function createMembers({ api, clock }: { api: Api; clock: Clock }) {
  const known = createMemory<readonly Choice[]>({ clock, fresh, patience })

  async function ask(space: string, query: string): Promise<readonly Choice[] | undefined> {
    const answered = await api.read(Routes.guildMembersSearch(space), {
      query: { query, limit: String(most) },
    })
    if (!('ok' in answered)) return 'refused' in answered ? [] : undefined
    return listAt(answered.ok).flatMap((said) => {
      const it = readMember(said)
      if (it === undefined || peek(said, 'user', 'bot') === true) return []
      return [{ value: mention('@', space, it.id, it.name), label: `@${it.name}` }]
    })
  }

  return async (space: string, typed: string): Promise<readonly Choice[]> => {
    const query = typed.replace(/^@/, '').trim().slice(0, 100)
    if (query === '') return []
    return (await known(`${space}/${foldWord(query)}`, () => ask(space, query), fresh)) ?? []
  }
}

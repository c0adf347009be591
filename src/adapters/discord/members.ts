import { Routes } from 'discord.js'
import type { Acquaintance } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { createMemory } from '../../core/memory.ts'
import { listAt, peek } from '../../core/peek.ts'
import { foldWord } from '../../core/text.ts'
import type { Api } from './api.ts'
import { type Census, type Member, readMember } from './census.ts'
import { isId } from './mentions.ts'

/** How many members are found, how long an answer counts, and how long one is waited for, in milliseconds. */
const most = 10
const fresh = 60_000
const patience = 1_000

interface MemberParts {
  api: Pick<Api, 'read'>
  census: Pick<Census, 'member'>
  clock: Clock
}

/**
 * Returns what finds a server's members by the beginning of their names, or by their id, known to Vigie or not: found
 * there, somebody is who they are on Discord, however they are called. No bot is found.
 */
export function createMembers({ api, census, clock }: MemberParts) {
  const known = createMemory<readonly Acquaintance[]>({ clock, fresh, patience })

  async function ask(space: string, query: string): Promise<readonly Acquaintance[] | undefined> {
    const answered = await api.read(Routes.guildMembersSearch(space), {
      query: { query, limit: String(most) },
    })
    if (!('ok' in answered)) return 'refused' in answered ? [] : undefined
    return listAt(answered.ok).flatMap((said) => {
      const it = readMember(said)
      return it === undefined || peek(said, 'user', 'bot') === true ? [] : [acquaintance(it, space)]
    })
  }

  async function withId(space: string, id: string): Promise<readonly Acquaintance[] | undefined> {
    const seen = await census.member(space, id, fresh)
    return seen && ('ok' in seen ? [acquaintance(seen.ok, space)] : [])
  }

  return async (space: string, typed: string): Promise<readonly Acquaintance[] | undefined> => {
    const query = typed.trim().slice(0, 100)
    if (query === '') return []
    if (isId(query)) return withId(space, query)
    return known(`${space}/${foldWord(query)}`, () => ask(space, query), fresh)
  }
}

const acquaintance = ({ also, id, name }: Member, space: string): Acquaintance => ({
  account: { platform: 'discord', space, id },
  name,
  also,
})

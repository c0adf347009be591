import { peek, textAt } from '../../core/peek.ts'
import type { Names } from './mentions.ts'

/** Returns how somebody is called: on the server, else everywhere, else by the name they log in with. */
export const nameOfUser = (user: unknown, member?: unknown): string | undefined =>
  textAt(member, 'nick') ?? textAt(user, 'global_name') ?? textAt(user, 'username')

/** Names what an interaction brought along with what was given, and else what `known` knows. */
export function namesIn(resolved: unknown, known?: Partial<Names>): Names {
  return {
    user: (id) => nameOfUser(peek(resolved, 'users', id), peek(resolved, 'members', id)) ?? known?.user?.(id),
    channel: (id) => textAt(resolved, 'channels', id, 'name') ?? known?.channel?.(id),
    role: (id) => textAt(resolved, 'roles', id, 'name') ?? known?.role?.(id),
  }
}

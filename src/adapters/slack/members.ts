import type { Acquaintance } from '../../core/chat.ts'
import type { Clock } from '../../core/clock.ts'
import { createMemory } from '../../core/memory.ts'
import { peek, textAt } from '../../core/peek.ts'
import { foldWord } from '../../core/text.ts'
import { type Api, patience } from './api.ts'
import type { Team } from './options.ts'
import { everyPage, fresh, stale } from './pages.ts'

interface MemberParts {
  api: Pick<Api, 'call'>
  team(): Pick<Team, 'id'>
  clock: Clock
}

/** How many are answered at most. */
const most = 25

/** Slack's own id for its own messages, which is nobody. */
const slackbot = 'USLACKBOT'

/**
 * Returns what finds members of the workspace by the beginning of one of their names, or by their id. Slack has no
 * search: its list is read now and then, and whoever asks while it is being read is not kept waiting.
 */
export function createMembers({ api, team, clock }: MemberParts) {
  const known = createMemory<readonly Acquaintance[]>({ clock, fresh, patience })

  async function ask(space: string): Promise<readonly Acquaintance[] | undefined> {
    return (await everyPage(api, 'users.list', 'members'))?.flatMap((said) => memberIn(said, space) ?? [])
  }

  return async (space: string, typed: string): Promise<readonly Acquaintance[] | undefined> => {
    if (space !== team().id) return []
    const all = await known(space, () => ask(space), stale)
    const folded = foldWord(typed)
    return all
      ?.filter(
        ({ account, also = [], name }) =>
          account.id === typed || [name, ...also].some((each) => foldWord(each).startsWith(folded)),
      )
      .slice(0, most)
  }
}

/** Reads a member who is somebody: neither gone nor a bot. */
function memberIn(said: unknown, space: string): Acquaintance | undefined {
  const id = textAt(said, 'id')
  if (id === undefined || id === slackbot) return undefined
  if (peek(said, 'deleted') === true || peek(said, 'is_bot') === true) return undefined
  const names = [
    textAt(said, 'profile', 'display_name'),
    textAt(said, 'profile', 'real_name'),
    textAt(said, 'real_name'),
    textAt(said, 'name'),
  ].filter((it) => it !== undefined)
  const [name = id, ...also] = new Set(names)
  return { account: { platform: 'slack', space, id }, name, also }
}

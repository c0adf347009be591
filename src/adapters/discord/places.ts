import type { Problem } from '../../core/chat.ts'
import type { Place, Visibility } from '../../core/person.ts'
import type { Text, Translate } from '../../core/text.ts'
import type { Census, Seen } from './census.ts'
import type { Look } from './inline.ts'
import { holds, inChannel, isOpen, missing, type Permission, permissionNames, wanted } from './permissions.ts'

/** How a place is: who reads it, how it is called, what keeps posts from it, and which permissions the bot has not. */
export interface PlaceState {
  sees: Visibility
  name?: string
  problems: Problem[]
  lacks: Text[]
}

/** What can be told about places. */
export interface Places {
  state(at: Place): Promise<PlaceState>
  /** Tells whether a place is a direct conversation; `undefined` where it cannot be told now. */
  isDirect(at: Place): Promise<boolean | undefined>
  /** Tells whether the bot may do something in a place; `undefined` where it cannot be told now. */
  may(at: Place, permission: Permission): Promise<boolean | undefined>
}

/** What places are made of; `talk` tells whether a channel is a conversation that was opened, and still is. */
interface PlaceParts {
  census: Census
  look(space: string): Look
  talk(channel: string): 'open' | 'closed' | undefined
}

const minute = 60_000

/** How long an answer counts that cannot be renewed, in milliseconds: for rights, and for what never changes. */
const staleRights = 5 * minute
const staleFacts = 24 * 60 * minute

/** Who reads where nothing is known about a place: as few as may be relied on. */
const unknownReaders: Visibility = 'community'

/** What the bot may do in a channel of a server, or what could not be seen; `undefined` cannot be told now. */
type Standing = { may: bigint; open: boolean; name: string | undefined } | { unseen: Refused | undefined }
type Refused = Exclude<Seen<never>, { ok: unknown }>

/** Tells of places what the bot may do there, computed from the server's roles and the channel's overwrites. */
export function createPlaces({ census, look, talk }: PlaceParts): Places {
  const isDirect: Places['isDirect'] = async ({ channel }) => {
    if (talk(channel) !== undefined) return true
    const seen = await census.channel(channel, staleFacts)
    return seen === undefined ? undefined : 'ok' in seen && seen.ok.direct
  }

  async function standing({ channel: id, space }: Place): Promise<Standing> {
    const me = await census.me()
    if (me === undefined) return { unseen: undefined }
    const [channel, guild, member] = await Promise.all([
      census.channel(id, staleRights),
      census.guild(space, staleRights),
      census.member(space, me, staleRights),
    ])
    if (!isSeen(guild)) return { unseen: guild }
    if (!isSeen(channel)) return { unseen: channel }
    if (!isSeen(member)) return { unseen: member }
    return {
      may: inChannel(guild.ok, member.ok, channel.ok),
      open: isOpen(guild.ok, channel.ok),
      name: channel.ok.name,
    }
  }

  async function stateOf(at: Place): Promise<PlaceState> {
    const { locale, words } = look(at.space)
    const t = words.t(locale)
    const lacking = (names: readonly Permission[]): Problem[] =>
      names.length === 0
        ? []
        : [
            placeProblem(
              'forbidden',
              t('discord.problems.missing', { permissions: permissionNames(names, t) }),
            ),
          ]
    const here = await standing(at)
    if ('unseen' in here) {
      const { unseen } = here
      // Discord shows nothing of a channel that the bot does not see.
      if (unseen?.refused.code === 'forbidden')
        return {
          sees: unknownReaders,
          problems: lacking(['ViewChannel']),
          lacks: namesOf(['ViewChannel'], t),
        }
      const problems = [unseen?.refused ?? unanswered(t('discord.problems.unanswered'))]
      return { sees: unknownReaders, problems, lacks: [] }
    }
    const needed = missing(here.may, ['ViewChannel', speaking(at)])
    const others = missing(here.may, wanted).filter(
      (name) => name !== 'SendMessages' && !needed.includes(name),
    )
    // Who does not see a channel lacks all the rest for that reason.
    const lacked = needed.includes('ViewChannel') ? (['ViewChannel'] as const) : [...needed, ...others]
    return {
      sees: here.open ? 'community' : 'team',
      ...(here.name !== undefined && { name: here.name }),
      problems: [...lacking(needed), ...(await threadProblems(at))],
      lacks: namesOf(lacked, t),
    }
  }

  /** An archived thread opens again when something is sent; only a locked one takes nothing. */
  async function threadProblems({ space, thread }: Place): Promise<Problem[]> {
    if (thread === undefined) return []
    const { locale, words } = look(space)
    const seen = await census.channel(thread, staleRights)
    if (!isSeen(seen)) return [seen?.refused ?? unanswered(words.t(locale)('discord.problems.unanswered'))]
    return seen.ok.locked ? [placeProblem('archived', words.t(locale)('discord.problems.locked'))] : []
  }

  return {
    async state(at) {
      if ((await isDirect(at)) !== true) return stateOf(at)
      const { locale, words } = look(at.space)
      const closed = placeProblem('closed', words.t(locale)('discord.problems.closed'))
      return { sees: 'asker', problems: talk(at.channel) === 'closed' ? [closed] : [], lacks: [] }
    },
    isDirect,
    async may(at, permission) {
      if ((await isDirect(at)) === true) return true
      const here = await standing(at)
      if ('may' in here) return holds(here.may, permission)
      return here.unseen === undefined ? undefined : false
    },
  }
}

const namesOf = (names: readonly Permission[], t: Translate): Text[] =>
  names.map((name) => permissionNames([name], t))

const isSeen = <T>(seen: Seen<T> | undefined): seen is { ok: T } => seen !== undefined && 'ok' in seen

const speaking = ({ thread }: Place): Permission =>
  thread === undefined ? 'SendMessages' : 'SendMessagesInThreads'

const placeProblem = (code: Problem['code'], say: Text): Problem => ({ code, scope: 'place', say })

const unanswered = (say: Text): Problem => ({ code: 'closed', scope: 'space', say })

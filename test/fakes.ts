import type { Card } from '../src/core/card.ts'
import type { Bot, Chat, MessageRef, Problem, Sent } from '../src/core/chat.ts'
import type { Clock } from '../src/core/clock.ts'
import type { Outcome } from '../src/core/command.ts'
import type { Log } from '../src/core/errors.ts'
import type { Account, Place, Platform, Visibility } from '../src/core/person.ts'

/**
 * What a fake chat does with the next message: as it says; `lost`: shows it and loses the answer; `vanish`: loses
 * message and answer; `hang`: answers only when released; `throw`: breaks, before anything is shown.
 */
export type Answer = 'sent' | { later: number } | { refused: Problem } | 'lost' | 'vanish' | 'hang' | 'throw'

/** A message on display in a fake chat; `edits` counts how often it was changed. */
export interface FakePost {
  ref: MessageRef
  key: string
  card: Card
  /** When it was shown, in milliseconds. */
  at: number
  edits: number
}

/** A chat in memory that answers as it is told to. */
export interface FakeChat extends Chat {
  /** What is on display, in the order it appeared. */
  posts: FakePost[]
  /** Everything that was asked of it, in order. */
  asked: { did: 'send' | 'edit' | 'home'; at: string; key?: string }[]
  homes: { who: Account; card: Card }[]
  answers: { reply: Record<string, string>; outcome: Outcome }[]
  /** What it says about who and what is there; all may be changed. */
  knows: {
    /** Tells whether it can look for messages it was sent. */
    history: boolean
    threads: boolean
    /** Ids of those who cannot be written to. */
    closed: Set<string>
    /** By channel. */
    problems: Map<string, Problem[]>
    sees: Map<string, Visibility>
    /** By channel: what is not allowed there. */
    lacks: Map<string, string[]>
    /** By the id of an account. */
    profiles: Map<string, { name: string; locale?: string; zone?: string }>
    /** `undefined`: cannot be told just now. */
    groups: Map<string, string[] | undefined>
  }
  bot: Bot | undefined
  /** Says what happens to the next messages and edits in a channel, or in those that nothing was said about. */
  plan(channel: string | '*', ...answers: Answer[]): void
  /** Forgets what was planned: from now on everything succeeds. */
  heal(): void
  /** Lets everything that hangs be answered. */
  release(): void
  /** What is on display in a channel, with its threads. */
  in(channel: string): FakePost[]
}

/** Returns a chat in memory, on which everything succeeds until it is told otherwise; the clock tells when. */
export function createFakeChat(platform: Platform, clock?: Clock): FakeChat {
  const plans = new Map<string, Answer[]>()
  const hanging: (() => void)[] = []
  let count = 0

  const answerAt = (channel: string): Answer =>
    plans.get(channel)?.shift() ?? plans.get('*')?.shift() ?? 'sent'

  async function act(channel: string, show: () => MessageRef): Promise<Sent> {
    const answer = answerAt(channel)
    if (typeof answer === 'object') return answer
    if (answer === 'throw') throw new Error('the fake chat broke')
    if (answer === 'vanish') return { unknown: 'vanished' }
    const ref = show()
    if (answer === 'lost') return { unknown: 'the answer was lost' }
    if (answer === 'hang') await new Promise<void>((resolve) => hanging.push(resolve))
    return { sent: ref }
  }

  const chat: FakeChat = {
    platform,
    posts: [],
    asked: [],
    homes: [],
    answers: [],
    knows: {
      history: true,
      threads: true,
      closed: new Set(),
      problems: new Map(),
      sees: new Map(),
      lacks: new Map(),
      profiles: new Map(),
      groups: new Map(),
    },
    bot: undefined,
    async start(bot) {
      chat.bot = bot
    },
    async stop() {
      chat.release()
    },
    send(to, card, key) {
      chat.asked.push({ did: 'send', at: to.channel, key })
      return act(to.channel, () => {
        const ref = { place: to, id: `${platform}-${++count}` }
        chat.posts.push({ ref, key, card, at: clock?.now().epochMilliseconds ?? 0, edits: 0 })
        return ref
      })
    },
    async edit(ref, card) {
      chat.asked.push({ did: 'edit', at: ref.place.channel })
      return act(ref.place.channel, () => {
        const post = chat.posts.find((each) => each.ref.id === ref.id)
        if (post !== undefined) Object.assign(post, { card, edits: post.edits + 1 })
        return ref
      })
    },
    async find(to, key, since) {
      if (!chat.knows.history) return 'unknown'
      const recent = chat.in(to.channel).filter((post) => clock === undefined || post.at >= since)
      return recent.find((post) => post.key === key)?.ref ?? 'absent'
    },
    async thread(ref) {
      return chat.knows.threads ? { ...ref.place, thread: ref.id } : undefined
    },
    async answer(reply, outcome) {
      chat.answers.push({ reply, outcome })
      return { sent: { place: { platform, space: '', channel: '' }, id: `${platform}-${++count}` } }
    },
    async home(who, card) {
      chat.asked.push({ did: 'home', at: `@${who.id}` })
      return act(`@${who.id}`, () => {
        chat.homes.push({ who, card })
        return { place: directOf(who), id: `home-${who.id}` }
      })
    },
    directory: {
      direct: async (who) => (chat.knows.closed.has(who.id) ? undefined : directOf(who)),
      profile: async ({ id }) => chat.knows.profiles.get(id) ?? { name: id },
      groups: async ({ id }) => (chat.knows.groups.has(id) ? chat.knows.groups.get(id) : []),
      place: async ({ channel, platform }) => ({
        ...(platform !== 'console' && { name: channel }),
        sees: chat.knows.sees.get(channel) ?? 'team',
        problems: chat.knows.problems.get(channel) ?? [],
        lacks: chat.knows.lacks.get(channel) ?? [],
      }),
    },
    plan(channel, ...answers) {
      plans.set(channel, [...(plans.get(channel) ?? []), ...answers])
    },
    heal: () => plans.clear(),
    release() {
      for (const resolve of hanging.splice(0)) resolve()
    },
    in: (channel) => chat.posts.filter(({ ref }) => ref.place.channel === channel),
  }
  return chat
}

const directOf = ({ id, platform, space }: Account): Place => ({ platform, space, channel: `@${id}` })

/** A log that keeps what it is told. */
export interface FakeLog extends Log {
  errors: { what: string; error: unknown; about?: Record<string, unknown> }[]
  warnings: string[]
}

/** Returns an empty log. */
export function createFakeLog(): FakeLog {
  const log: FakeLog = {
    errors: [],
    warnings: [],
    error: (what, error, about) =>
      void log.errors.push({ what, error, ...(about === undefined ? {} : { about }) }),
    warn: (what) => void log.warnings.push(what),
    info: () => {},
  }
  return log
}

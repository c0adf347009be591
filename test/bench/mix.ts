/** What somebody types: a command and what it is given, in order. `done` is what its answer holds if it was done. */
export interface Typed {
  command: string
  given: Record<string, string>
  done: RegExp
}

/** One kind of command in the mix: how many of twenty, what it is given, and what its answer holds if it was done. */
interface Kind {
  name: string
  share: number
  given(n: number, incidents: number): Record<string, string>
  done: RegExp
}

const types = ['spam', 'insults', 'harassment', 'hate', 'scam', 'off-topic', 'complaint', 'technical']

/** A day of a moderation team, as it is typed; a member is named by '@otter_12'. */
const kinds: Kind[] = [
  {
    name: 'incident log',
    share: 5,
    given: (n) => ({
      what: `Gift links in <general>, wave ${n}`,
      type: types[n % types.length] ?? 'other',
      place: `room-${n}`,
      member: `@otter_${n % 300}`,
      action: 'removed',
      ...(n % 2 === 0 && { resolve: 'removed' }),
    }),
    // A question whether it is another one's would be no log.
    done: /^(?!.*(?:\$|%24)draft).*INC-1\d{5}\b/,
  },
  {
    name: 'incident show',
    share: 5,
    given: (n, incidents) => ({ ref: `INC-${1 + ((n * 7919) % incidents)}` }),
    done: /Gift links in #general/,
  },
  {
    name: 'incident note',
    share: 4,
    given: (n, incidents) => ({ ref: `INC-${1 + ((n * 6389) % incidents)}`, text: `Told them again, ${n}` }),
    done: /INC-\d+/,
  },
  { name: 'incident list', share: 2, given: () => ({}), done: /INC-\d+|No open incident/ },
  {
    name: 'reminder add',
    share: 2,
    given: (n) => ({ what: `Job of the week ${n}`, network: 'LinkedIn', when: 'tomorrow 12:30' }),
    done: /\bR\d+/,
  },
  { name: 'reminder mine', share: 1, given: () => ({}), done: /\bR\d+|reminder/i },
  { name: 'help', share: 1, given: () => ({}), done: /incident/ },
]

const turn = kinds.flatMap((kind) => Array<Kind>(kind.share).fill(kind))

/** The mix in words. */
export const mixInWords = kinds.map(({ name, share }) => `${share} ${name}`).join(', ')

/** The command that comes so many-th; kinds follow each other as if nobody had sorted them. */
export function typed(n: number, incidents: number): Typed {
  const { done, given, name } = turn[(n * 7) % turn.length]!
  return { command: name, given: given(n, incidents), done }
}

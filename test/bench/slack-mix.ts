/** One kind of command in the mix: how many of twenty, what is typed, and what its answer holds if it was done. */
interface Typed {
  name: string
  share: number
  text(n: number, incidents: number): string
  done: RegExp
}

const types = ['spam', 'insults', 'harassment', 'hate', 'scam', 'off-topic', 'complaint', 'technical']

/** A day of a moderation team, as it is typed. */
const kinds: Typed[] = [
  {
    name: 'incident log',
    share: 5,
    text: (n) =>
      `incident log Gift links in &lt;general&gt;, wave ${n} type:${types[n % types.length]} place:room-${n} ` +
      `member:<@U0MEMBER${n % 300}|otter_${n % 300}> action:removed${n % 2 === 0 ? ' resolve:removed' : ''}`,
    // A question whether it is another one's would be no log.
    done: /^(?!.*\$draft).*INC-1\d{5}\b/,
  },
  {
    name: 'incident show',
    share: 5,
    text: (n, incidents) => `incident show INC-${1 + ((n * 7919) % incidents)}`,
    done: /Gift links in #general/,
  },
  {
    name: 'incident note',
    share: 4,
    text: (n, incidents) => `incident note INC-${1 + ((n * 6389) % incidents)} Told them again, ${n}`,
    done: /INC-\d+/,
  },
  { name: 'incident list', share: 2, text: () => 'incident list', done: /INC-\d+|No open incident/ },
  {
    name: 'reminder add',
    share: 2,
    text: (n) => `reminder add Job of the week ${n} network:LinkedIn when:"tomorrow 12:30"`,
    done: /\bR\d+/,
  },
  { name: 'reminder mine', share: 1, text: () => 'reminder mine', done: /\bR\d+|reminder/i },
  { name: 'help', share: 1, text: () => 'help', done: /incident/ },
]

const turn = kinds.flatMap((kind) => Array<Typed>(kind.share).fill(kind))

/** The mix in words. */
export const mixInWords = kinds.map(({ name, share }) => `${share} ${name}`).join(', ')

/** The command that comes so many-th, and what its answer holds; kinds follow each other as if nobody had sorted them. */
export function typed(n: number, incidents: number): { text: string; done: RegExp } {
  const { done, text } = turn[(n * 7) % turn.length]!
  return { text: text(n, incidents), done }
}

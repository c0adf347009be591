import type { Clock } from './clock.ts'
import { within } from './patience.ts'

interface MemoryParts {
  clock: Clock
  /** How long an answer is as good as new, in milliseconds. */
  fresh: number
  /** How long whoever asks is kept waiting at most, in milliseconds. */
  patience: number
}

/** Answers to one kind of question, by key. */
export interface Memory<T> {
  /**
   * Answers what is remembered while it is fresh, else what `question` comes to, asked once however many want to
   * know. Where no new answer is to be had (`undefined`), one that is at most `stale` milliseconds old will do.
   */
  (key: string, question: () => Promise<T | undefined>, stale: number): Promise<T | undefined>
  /** Remembers what was learnt without asking. */
  note(key: string, value: T): void
  /** Returns what is remembered while it is fresh, and asks nobody. */
  recall(key: string): T | undefined
  /** Forgets what may not hold any more. */
  forget(key: string): void
}

/** How many answers are remembered; the oldest go first. */
const most = 10_000

/** Returns a memory with nothing in it. */
export function createMemory<T>({ clock, fresh, patience }: MemoryParts): Memory<T> {
  const known = new Map<string, { value: T; at: number }>()
  const asking = new Map<string, Promise<T | undefined>>()

  const young = (key: string, age: number): T | undefined => {
    const found = known.get(key)
    return found !== undefined && clock.now().epochMilliseconds - found.at < age ? found.value : undefined
  }

  async function ask(key: string, question: () => Promise<T | undefined>): Promise<T | undefined> {
    try {
      const value = await question()
      if (value !== undefined) note(key, value)
      return value
    } finally {
      asking.delete(key)
    }
  }

  function note(key: string, value: T) {
    known.delete(key)
    known.set(key, { value, at: clock.now().epochMilliseconds })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
  }

  const memory = async (
    key: string,
    question: () => Promise<T | undefined>,
    stale: number,
  ): Promise<T | undefined> => {
    const value = young(key, fresh)
    if (value !== undefined) return value
    const asked = asking.getOrInsertComputed(key, () => ask(key, question))
    return (await within(patience, asked, undefined)) ?? young(key, stale)
  }
  return Object.assign(memory, {
    note,
    recall: (key: string) => young(key, fresh),
    forget: (key: string) => void known.delete(key),
  })
}

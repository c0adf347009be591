import type { MessageRef } from '../../core/chat.ts'
import type { Place } from '../../core/person.ts'

/** A message as it was last shown. `title` is its first line, without colours. */
interface Message {
  ref: MessageRef
  title: string
  lines: string[]
}

/** How many messages are remembered. */
const remembered = 5000

/**
 * Remembers what was shown since `started` (milliseconds), so that nothing shows twice and an edit can tell
 * what changed. A terminal scrolls: what an earlier session showed is gone from it.
 */
export function createMessages(started: number) {
  const all = new Map<string, Message>()
  let forgotten = false

  return {
    get: (id: string): Message | undefined => all.get(id),

    keep(it: Message) {
      all.set(it.ref.id, it)
      const [oldest] = all.keys()
      if (all.size > remembered && oldest !== undefined) {
        all.delete(oldest)
        forgotten = true
      }
    },

    /** Looks for a post by its delivery's key, which is its id here. */
    find(id: string, since: number): MessageRef | 'absent' | 'unknown' {
      const found = all.get(id)
      if (found !== undefined) return found.ref
      return forgotten || since < started ? 'unknown' : 'absent'
    },

    /** Finds the latest card about a reference: INC-211, which begins its first line, or R31, which ends a line. */
    about(reference: string): Message | undefined {
      const wanted = reference.toLowerCase()
      return [...all.values()].findLast(({ title, lines, ref }) => {
        const names = [title.split(' · ')[0], ...lines.map((line) => line.split(' · ').at(-1))]
        return ref.place.thread === undefined && names.some((name) => name?.toLowerCase() === wanted)
      })
    },

    /** Writes a place the way people name it; a thread is named after the card it hangs under. */
    nameOf({ channel, thread }: Place): string {
      const where = channel.startsWith('@') ? channel : `#${channel}`
      if (thread === undefined) return where
      const [name] = all.get(thread)?.title.split(' · ') ?? []
      return name === undefined ? where : `${where}/${name}`
    },
  }
}

export type Messages = ReturnType<typeof createMessages>

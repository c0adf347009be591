import { setTimeout as pause } from 'node:timers/promises'
import { type Fact, lineShown } from '../contracts/play.ts'

/** A message as somebody can see it now. `id` stays the same when it is edited; `where` names a channel, or who sees it. */
export interface Sighting<M> {
  id: string
  where: string
  isPrivate: boolean
  text: string
  labels: readonly string[]
  notifies: readonly string[]
  /** The command whose form it stands for: one that was refused, and can be opened again. */
  form?: string | undefined
  message: M
}

/** Remembers what was shown in a chat: each message as it was at each look, and what is new since the last one. */
export function createSightings<M>(look: () => Sighting<M>[]) {
  const known = new Map<string, string>()
  const all: Sighting<M>[] = []

  /** Looks again; returns what has come or has changed since. */
  function fresh(): Fact[] {
    return look().flatMap((it): Fact[] => {
      const { form, id, isPrivate, labels, notifies, text, where } = it
      const before = known.get(id)
      const now = JSON.stringify([text, labels])
      if (before === now) return []
      known.set(id, now)
      all.push(it)
      const says = lineShown(firstLine(text))
      if (form !== undefined) return [{ sees: 'form', where, says: form, whole: text }]
      // A terminal does not repeat the buttons of a message that was edited.
      if (before !== undefined && !isPrivate) return [{ sees: 'edited', where, says, whole: text }]
      const isPost = !isPrivate && where.startsWith('#')
      const sees = isPrivate ? 'privately' : 'posted'
      return [{ sees, where, says, buttons: labels, ...(isPost && { notifies }), whole: text }]
    })
  }

  /** The newest message somebody has seen with a button that is called so, as it was then. */
  function bearing(who: string, labels: readonly string[], of = ''): { message: M; label: string } {
    const isTheirs = ({ isPrivate, where }: Sighting<M>) =>
      isPrivate || where.startsWith('@') ? where === `@${who}` : true
    const found = all.findLast(
      (it) =>
        isTheirs(it) &&
        it.labels.some((label) => labels.includes(label)) &&
        firstLine(it.text).startsWith(of),
    )
    const label = found?.labels.find((each) => labels.includes(each))
    if (found === undefined || label === undefined)
      throw new Error(`${who} has nothing called ${labels.join(' or ')} before them`)
    return { message: found.message, label }
  }

  return { fresh, bearing }
}

/** The first line that says more than whom a message calls. */
const firstLine = (text: string): string =>
  text.split('\n').find((line) => !/^\s*(?:@[\p{L}\p{N}._-]+\s*)+$/u.test(line)) ?? ''

/**
 * Waits until something has stayed the same for some turns of the event loop, each a millisecond at least: what goes
 * from one end of a loopback connection to the other takes turns, however busy the machine is.
 */
export async function calm(moved: () => string): Promise<void> {
  for (let last = '', turns = 0; turns < 12; ) {
    await pause(1)
    const now = moved()
    turns = now === last ? turns + 1 : 0
    last = now
  }
}

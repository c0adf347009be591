import { rest } from './patience.ts'

/** A try that takes longer does not keep the next one waiting, so that one that hangs costs no time; in milliseconds. */
const slow = 1500

/** How connections are tried for. */
interface Redialling<C> {
  /** Makes one try, which is given up once `over` is aborted; rejects when it fails. */
  attempt(over: AbortSignal): Promise<C>
  /** Hears why a try failed, and answers how long to wait before the next one, in milliseconds. */
  failed(error: unknown): number
  /** Tells how long it still takes until a try may begin, in milliseconds. */
  wait?(): number
  /** Nothing is tried any more once this is aborted. */
  signal: AbortSignal
}

/** How long to wait before a chat is tried again: less than a second, and not at one time for all who wait. */
export const soon = (): number => 200 + Math.random() * 700

/** Tries after a pause, in milliseconds, until there is a connection; `undefined` once that is given up. */
export async function redial<C extends { close(): Promise<void> }>(
  { attempt, failed, wait = () => 0, signal }: Redialling<C>,
  pause: number,
): Promise<C | undefined> {
  const done = new AbortController()
  const over = AbortSignal.any([signal, done.signal])
  let made: C | undefined
  let hold: Promise<void> | undefined
  const go = async (): Promise<void> => {
    try {
      const connection = await attempt(over)
      if (over.aborted) await connection.close()
      else {
        made = connection
        done.abort()
      }
    } catch (error) {
      if (!over.aborted) hold = rest(failed(error), over)
    }
  }
  await rest(pause, over)
  while (!over.aborted) {
    await rest(wait(), over)
    if (over.aborted) break
    await Promise.race([go(), rest(slow, over)])
    await hold
  }
  return made
}

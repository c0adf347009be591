import { setTimeout as pause } from 'node:timers/promises'

/** What is under way. */
export type Activity = ReturnType<typeof createActivity>

/** No helper waits longer than this, in milliseconds. */
export const patience = 5000

/** Watches what is under way on a chat, so that a test can wait for it to end, and be told what it waited for. */
export function createActivity(chat: string) {
  const busy = new Map<symbol, string>()
  let last = performance.now()
  const touch = (): void => {
    last = performance.now()
  }

  return {
    touch,

    /** Notes that something has begun; what is returned notes that it has ended. */
    begin(what: string): () => void {
      const it = Symbol(what)
      busy.set(it, what)
      touch()
      return () => {
        if (busy.delete(it)) touch()
      }
    },

    /** Waits until nothing has moved for so many milliseconds; throws after 5 s, naming what still moves. */
    async settled(quiet = 100): Promise<void> {
      const start = performance.now()
      while (busy.size > 0 || performance.now() - last < quiet) {
        if (performance.now() - start > patience)
          throw new Error(
            `${chat} stand-in: not settled after 5 s, still under way: ${[...busy.values()].join(', ') || 'calls'}`,
          )
        await pause(Math.min(10, quiet))
      }
    },

    /** Waits until something holds; throws after 5 s, or as long as is said, naming it. */
    async until(holds: () => boolean, what: string, within = patience): Promise<void> {
      const start = performance.now()
      while (!holds()) {
        if (performance.now() - start > within)
          throw new Error(`${chat} stand-in: after ${within / 1000} s still waiting: ${what}`)
        await pause(1)
      }
    },
  }
}

import type { Chat } from '../../src/core/chat.ts'
import { instant } from '../../src/core/clock.ts'
import { type Store, StoreError } from '../../src/core/store.ts'
import type { createRig } from './courier-rig.ts'

/** The life of one process, as far as others can see it: what it has done to the store and to chats. */
export interface Life {
  readonly dead: boolean
  /** How many steps it has taken. */
  readonly steps: number
  store: Store
  chat<C extends Chat>(chat: C): C
  /** Ends it before its next step. */
  end(): void
}

/**
 * Gives a process a life that ends at a step. Each commit and each message are two steps: one before it is done
 * and one after, when it is done and nobody hears of it. After that nothing it does has any effect.
 */
export function createLife(store: Store, endsAt = Number.POSITIVE_INFINITY): Life {
  let steps = 0
  let last = endsAt
  const dead = () => steps >= last
  const alive = () => {
    if (dead()) throw new StoreError('this process is dead')
  }
  const never = new Promise<never>(() => {})

  async function step<T>(act: () => Promise<T>, die: () => Promise<T>): Promise<T> {
    if (dead() || ++steps >= last) return die()
    const result = await act()
    return dead() || ++steps >= last ? die() : result
  }

  return {
    get dead() {
      return dead()
    },
    get steps() {
      return steps
    },
    end() {
      last = 0
    },
    store: {
      async getMany(keys) {
        alive()
        return store.getMany(keys)
      },
      async range(range) {
        alive()
        return store.range(range)
      },
      commit: (change) =>
        step(
          () => store.commit(change),
          () => Promise.reject(new StoreError('this process is dead')),
        ),
      close: () => store.close(),
    },
    chat: (chat) => ({
      ...chat,
      send: (to, card, key) =>
        step(
          () => chat.send(to, card, key),
          () => never,
        ),
      edit: (ref, card) =>
        step(
          () => chat.edit(ref, card),
          () => never,
        ),
    }),
  }
}

/** What a process lives in. */
export type Rig = Awaited<ReturnType<typeof createRig>>

/** Starts a process on the rig's store that ends at a step, and has it do all it can until a time in milliseconds. */
export async function live(
  rig: Pick<Rig, 'clock' | 'courierOn' | 'discord' | 'slack' | 'store'>,
  endsAt?: number,
  until = Number.POSITIVE_INFINITY,
): Promise<Life> {
  const life = createLife(rig.store, endsAt)
  const chats = { slack: life.chat(rig.slack), discord: life.chat(rig.discord) }
  const courier = rig.courierOn({
    store: life.store,
    chats: (platform) => (platform === 'console' ? undefined : chats[platform]),
  })
  for (let run = 0; run < 40 && !life.dead; run++) {
    const next = await courier.run().catch(() => undefined)
    if (next === undefined || next > until) break
    if (!life.dead) rig.clock.set(instant(Math.max(next, rig.clock.now().epochMilliseconds + 1)))
  }
  return life
}

import { EventEmitter } from 'node:events'
import { Keyv } from 'keyv'

/** What a backend does with a call: answers `with` something of its own, says an `error` in an event, fails, waits. */
export type Act = 'properly' | 'reject' | 'hang' | { error?: Error; with?: unknown }

/** One call of a backend. */
export interface Asked {
  method: 'get' | 'getMany' | 'set' | 'delete' | 'iterator' | 'disconnect'
  key?: string
  value?: unknown
}

/** A backend of the kind that Keyv's older adapters are: a map behind a connection, on which anything may go wrong. */
export interface Unreliable {
  /** What is really stored; it outlives a connection. */
  readonly data: Map<string, unknown>
  readonly asked: Asked[]
  /** Decides about each call; it does all of them properly to begin with. */
  act: (it: Asked, turn: number) => Act
  /** A Keyv on a new connection to the same data. */
  connect(): Keyv
  /** Lets the calls go on that hang. */
  release(): void
  /** Says an error in an event, during no call. */
  say(error: Error): void
}

/** The error of a connection that was lost. */
export const lost = () => new Error('connection lost')

/** Returns an empty backend that does everything properly. */
export function createUnreliable({ together = false } = {}): Unreliable {
  const data = new Map<string, unknown>()
  const asked: Asked[] = []
  let connection = new EventEmitter()
  let hanging: (() => void)[] = []
  const it: Unreliable = {
    data,
    asked,
    act: () => 'properly',
    connect() {
      connection = new EventEmitter()
      return new Keyv({ store: adapterOn(connection) })
    },
    release() {
      for (const goOn of hanging) goOn()
      hanging = []
    },
    say: (error) => void connection.emit('error', error),
  }

  async function call<T>(on: EventEmitter, asking: Asked, properly: () => T): Promise<T> {
    const act = it.act(asking, asked.push(asking))
    await undefined
    if (act === 'reject') throw lost()
    if (act === 'hang') await new Promise<void>((goOn) => hanging.push(goOn))
    if (typeof act === 'string') return properly()
    if (act.error !== undefined) on.emit('error', act.error)
    return ('with' in act ? act.with : properly()) as T
  }

  function adapterOn(on: EventEmitter) {
    const get = (key: string) => call(on, { method: 'get', key }, () => data.get(key))
    return Object.assign(on, {
      get,
      set: (key: string, value: unknown) =>
        call(on, { method: 'set', key, value }, () => data.set(key, value) && true),
      delete: (key: string) => call(on, { method: 'delete', key }, () => data.delete(key)),
      clear: async () => data.clear(),
      disconnect: () => call(on, { method: 'disconnect' }, () => undefined),
      ...(together && {
        getMany: (keys: string[]) =>
          call(on, { method: 'getMany', key: keys.join(' ') }, () => keys.map((key) => data.get(key))),
      }),
      async *iterator() {
        for (const [key, value] of data) {
          // An iterator that ends early looks like one that has come to its end.
          if ((await call(on, { method: 'iterator', key }, () => 'next')) !== 'next') return
          yield [key, value]
        }
      },
    })
  }
  return it
}

import { SimpleShardingStrategy, type WebSocketOptions } from 'discord.js'

/** What a Client connects with. */
export type Manager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0]

/** How a shard lets go of its connection; `recover` is 0 to identify anew and 1 to resume, if it is to come back. */
interface Letting {
  code?: number
  reason?: string
  recover?: number
}

/** A socket of the library's. */
interface Socket {
  on(event: 'error', listener: () => void): void
  terminate(): void
}

/** What a shard does by itself, and nobody waits for: what these reject with would end the process. */
const unwatched = ['internalConnect', 'onMessage', 'onClose', 'heartbeat'] as const

type Task = (...given: unknown[]) => Promise<void>

/** One shard of the library's, with what it keeps to itself. */
interface Shard extends Record<(typeof unwatched)[number], Task> {
  connection: Socket | null
  destroy(options?: Letting): Promise<void>
  on(event: 'closed', listener: (it: { code: number }) => void): void
  on(event: 'error', listener: (it: { error: Error }) => void): void
  on(event: 'ready' | 'resumed', listener: () => void): void
}

/** What comes of a shard: `failed` when it cannot go on, `left` when it wants to connect anew; and `came`, `beat`. */
interface Watching {
  failed(error: unknown): void
  left(options: Letting): void
  /** Something came in. */
  came(): void
  /** A heartbeat went out. */
  beat(): void
}

/**
 * Makes a shard that connects once. The library's own reconnecting waits up to 30 s for an old socket to close,
 * forgets the session when the server is away, and starts twice when it is given up meanwhile.
 */
export async function createShard(manager: Manager, on: Watching) {
  const strategy = new SimpleShardingStrategy(manager)
  await strategy.spawn([0])
  // The library's own types keep it for themselves.
  const shard: Shard | undefined = (strategy as unknown as { shards: Map<number, Shard> }).shards.get(0)
  if (shard === undefined) throw new Error('there is no shard')
  for (const task of unwatched) {
    const run = shard[task].bind(shard)
    shard[task] = async (...given) => {
      if (task === 'onMessage') on.came()
      if (task === 'heartbeat') on.beat()
      try {
        await run(...given)
      } catch (error) {
        on.failed(error)
      }
    }
  }
  const letGo = shard.destroy.bind(shard)
  shard.destroy = async (options = {}) => on.left(options)
  return { shard, letGo }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inboxRange } from '../../src/bot/did.ts'
import { openStore } from '../../src/store/open.ts'

/** How a process is started: as `npm start` does unless told otherwise. */
export interface Starting {
  /** The file that is run, and what stands behind it. */
  run?: readonly [file: string, ...args: string[]]
  env?: Record<string, string>
  /** Its input, as for a process. */
  stdin?: 'ignore' | 'pipe'
  /** What it sends to whoever started it; it has no line to them where this is left out. */
  heard?: (message: unknown) => void
}

/** A process of Vigie's. */
export interface Program {
  child: ChildProcess
  /** Ends with the process: its status or signal, and everything it said. */
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null; said: string }>
  /** Everything it has said so far. */
  said(): string
  /** Asks for a health check; the status, 0 where nobody listens. */
  health(path: '/livez' | '/readyz'): Promise<number>
  /** Waits until it is ready, or not ready; throws after 20 s. */
  until(status: number): Promise<void>
  kill(): Promise<void>
}

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** What was compiled once need not be again: a start takes half the time. */
const compiled = join(tmpdir(), 'vigie-compiled')

/** A folder for the data and a port, and processes of Vigie's in and on them, which know the chats from `env`. */
export async function createMachine(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-e2e-'))
  const port = await freePort()
  const store = `sqlite://${join(folder, 'vigie.db')}`
  const saids: (() => string)[] = []
  const running = new Set<ChildProcess>()

  /** Everything the processes have said, one after the other. */
  const said = (): string => saids.map((each) => each()).join('\n')

  const health = async (path: string): Promise<number> => {
    try {
      const { status } = await fetch(`http://127.0.0.1:${port}${path}`, {
        signal: AbortSignal.timeout(5_000),
      })
      return status
    } catch {
      return 0
    }
  }

  return {
    port,
    store,
    start({ run = [main], env: more = {}, stdin = 'ignore', heard }: Starting = {}): Program {
      const child = spawn(process.execPath, run, {
        cwd: folder,
        env: {
          ...{ PATH: process.env.PATH ?? '', TZ: 'Europe/Paris', LANG: 'en_GB.UTF-8' },
          ...{ NODE_COMPILE_CACHE: compiled, VIGIE_LOG: 'info', ...env },
          ...{ PORT: String(port), STORE_URL: store, ...more },
        },
        stdio: [stdin, 'pipe', 'pipe', ...(heard === undefined ? [] : ['ipc' as const])],
      })
      running.add(child)
      let said = ''
      const hear = (chunk: Buffer): void => {
        said += chunk
      }
      saids.push(() => said)
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
      if (heard !== undefined) child.on('message', heard)
      const ended = once(child, 'close').then(([status, signal]) => {
        running.delete(child)
        return { status, signal, said }
      })
      return {
        ...{ child, ended, health },
        said: () => said,
        until: (status) =>
          until(
            async () => {
              if (child.exitCode !== null) throw new Error(`it has ended:\n${said}`)
              return (await health('/readyz')) === status
            },
            () => `/readyz to answer ${status}; so far it said:\n${said}`,
          ),
        async kill() {
          child.kill('SIGKILL')
          await ended
        },
      }
    },
    said,
    /** Waits until everything was answered and is known to be: after a kill before, it would be answered again. */
    async answered(): Promise<void> {
      const { store: opened } = await openStore(store)
      try {
        const left = () => opened.range({ ...inboxRange, limit: 1 })
        await until(async () => (await left()).length === 0, 'everything to be answered')
      } finally {
        await opened.close()
      }
    },
    /** Everything that was ever written: by the processes, and to the folder. */
    written: (): string =>
      [said(), ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))].join('\n'),
    /** Kills what still runs, and forgets the data. */
    async close(): Promise<void> {
      for (const child of running) {
        child.kill('SIGKILL')
        await once(child, 'close')
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until something holds; throws after 20 s, since a process may start slowly on a busy machine. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
): Promise<void> {
  const end = performance.now() + 20_000
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(`after 20 s still waiting: ${typeof what === 'string' ? what : what()}`)
    await pause(10)
  }
}

/** A port nobody listens on, below those that are given to whoever asks for any: nobody else gets it meanwhile. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer()
    try {
      await once(server.listen(port, '0.0.0.0'), 'listening')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') continue
      throw error
    }
    server.close()
    await once(server, 'close')
    return port
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createDiscord, type Discord } from '../../standins/discord/index.ts'

const main = fileURLToPath(new URL('../../../src/main.ts', import.meta.url))

/** How the program is started. */
export interface Starting {
  env?: Record<string, string>
}

/** A process that serves the server. */
export interface Program {
  child: ChildProcess
  /** Ends with the process: its status or signal, and everything it said. */
  ended: Promise<{ status: number | null; signal: NodeJS.Signals | null; said: string }>
  /** Asks for a health check; the status, 0 where nobody listens. */
  health(path: '/livez' | '/readyz'): Promise<number>
  /** Waits until it is ready, or not ready; throws after 20 s. */
  until(status: number): Promise<void>
  kill(): Promise<void>
}

/** A server, a folder for the data, and the program itself in processes of its own. */
export async function createPlace() {
  const discord: Discord = await createDiscord()
  const folder = mkdtempSync(join(tmpdir(), 'vigie-discord-'))
  const port = await freePort()
  const outputs: string[] = []
  const running = new Set<ChildProcess>()
  discord.user('anna', { locale: 'en-GB', tz: 'Europe/Paris', admin: true })
  discord.channel('moderation')

  async function start({ env = {} }: Starting = {}): Promise<Program> {
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env: {
        ...{ PATH: process.env.PATH ?? '', TZ: 'Europe/Paris', LANG: 'en_GB.UTF-8', VIGIE_LOG: 'info' },
        ...discord.env,
        ...{
          PORT: String(port),
          STORE_URL: `sqlite://${join(folder, 'vigie.db')}`,
          ...env,
        },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let said = ''
    const hear = (chunk: Buffer): void => {
      said += chunk
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    const ended = once(child, 'close').then(([status, signal]) => {
      running.delete(child)
      outputs.push(said)
      return { status, signal, said }
    })
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
      ...{ child, ended, health },
      until: (status) =>
        until(async () => {
          if (child.exitCode !== null) throw new Error(`it has ended:\n${said}`)
          return (await health('/readyz')) === status
        }, `/readyz to answer ${status}; so far it said:\n${said}`),
      async kill() {
        child.kill('SIGKILL')
        await ended
      },
    }
  }

  return {
    discord,
    start,
    port,
    /** Starts it and waits until it serves, with its commands registered. */
    async serve(how?: Starting): Promise<Program> {
      const program = await start(how)
      await program.until(200)
      await until(() => discord.commands().length > 0, 'the commands')
      return program
    },
    /** Anna types a command; answers what is shown to her only. */
    async says(words: string, given: Parameters<Discord['submit']>[1]): Promise<string> {
      const seen = discord.private('anna').length
      await discord.type('anna', '#moderation', words, given)
      await until(() => discord.private('anna').length > seen, `an answer to ${words}`)
      return discord.textOf(discord.private('anna').at(-1) ?? never(), 'anna')
    },
    /** Everything that was ever written: by processes that have ended, and to the folder. */
    written: (): string =>
      [...outputs, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))].join(
        '\n',
      ),
    async close(): Promise<void> {
      for (const child of running) {
        child.kill('SIGKILL')
        await once(child, 'close')
      }
      await discord.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until something holds; throws after 20 s, since a process may start slowly on a busy machine. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 20_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`after 20 s still waiting: ${what}`)
    await pause(10)
  }
}

const never = (): never => {
  throw new Error('nothing is shown')
}

/** A port nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : never()
}

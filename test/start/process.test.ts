import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-process-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts the program itself in a process of its own, as `npm start` does. */
function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, TZ: 'Europe/Paris', ...env },
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  return {
    child,
    said,
    ended: once(child, 'close').then(([status, signal]) => ({ status, signal, ...said })),
  }
}

const until = async ({ stdout }: ChildProcess, said: { out: string }, text: string) => {
  while (!said.out.includes(text)) await once(stdout ?? process.stdin, 'data')
}

describe('the program', () => {
  test('takes its language, zone and store from its surroundings and ends with its input', async () => {
    const { child, ended } = start([], { LANG: 'fr_FR.UTF-8', STORE_URL: `sqlite://${join(folder, 'x.db')}` })
    child.stdin.end('/incident enregistrer "Liens cadeaux" type:spam\n/statut\n/horloge')
    const { status, out, err } = await ended
    expect(err).toBe('')
    expect(status).toBe(0)
    expect(out).toMatch(/INC-1 · spam · élevée/)
    expect(out).toContain(join(folder, 'x.db'))
    expect(out).toContain('(Europe/Paris)')
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes what has begun on %s and ends with status 0',
    async (signal) => {
      const { child, said, ended } = start(['--store', 'memory://', '--as', 'anna'])
      child.stdin.write('/incident log "Spam wave" type:spam\n')
      await until(child, said, 'INC-1')
      child.kill(signal)
      expect(await ended).toMatchObject({ status: 0, signal: null, err: '' })
    },
  )

  test('ends quietly when nobody reads its output any more', async () => {
    const { child, said, ended } = start(['--store', 'memory://'])
    child.stdin.write('/help\n')
    await until(child, said, '/incident')
    child.stdout.destroy()
    child.stdin.on('error', () => {})
    child.stdin.write('/help\n'.repeat(200))
    expect(await ended).toMatchObject({ status: 0, err: '' })
  })
})

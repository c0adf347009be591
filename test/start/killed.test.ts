import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'vigie-killed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = (store: string) =>
  spawn(
    process.execPath,
    [main, '--as', 'anna:manager', '--store', store, '--clock', '2027-03-11T02:00[Europe/Paris]'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )

/** Types lines until so many cases were acknowledged, then kills in the middle of the next; answers their numbers. */
async function logAndKill(store: string, acknowledge: number): Promise<number[]> {
  const child = open(store)
  const seen: number[] = []
  for (let n = 0; n < 200; n++)
    child.stdin.write(`/incident log Case ${acknowledge}-${n} type:other member:@m${n}\n`)
  child.stdin.on('error', () => {})
  for await (const line of createInterface({ input: child.stdout })) {
    const number = /^INC-(\d+) · other · low · logged/.exec(line)?.[1]
    if (number !== undefined) seen.push(Number(number))
    if (seen.length === acknowledge) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return seen
}

async function answersTo(store: string, ...lines: string[]): Promise<string> {
  const child = open(store)
  child.stdin.end(`${lines.join('\n')}\n`)
  let out = ''
  for await (const chunk of child.stdout) out += chunk
  return out
}

test('killed in the middle of its work, it has everything it acknowledged, whole, and no number twice', async () => {
  const store = `sqlite://${join(folder, 'killed.db')}`
  const acknowledged: number[] = []
  for (const count of [1, 4, 9]) acknowledged.push(...(await logAndKill(store, count)))
  expect(new Set(acknowledged).size).toBe(acknowledged.length)

  // The case, its steps and the member's index entry are one commit.
  const shown = await answersTo(store, ...acknowledged.map((number) => `/incident show ${number}`))
  for (const number of acknowledged) expect(shown).toContain(`INC-${number} · Other · low severity`)
  expect(shown.split('@anna: logged')).toHaveLength(acknowledged.length + 1)

  const last = Math.max(...acknowledged)
  const next = /INC-(\d+) · spam/.exec(await answersTo(store, '/incident log Next type:spam'))?.[1]
  expect(Number(next)).toBeGreaterThan(last)
}, 60_000)

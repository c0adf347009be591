import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { openStore } from '../../src/store/open.ts'
import { createAudit, home } from '../features/audit/rig.ts'
import { runProgram } from './surroundings.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'vigie-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

/** A store with five entries in two seals, and one that waits. */
async function createFile() {
  const url = `sqlite://${join(folder, `${++files}.db`)}`
  const { store } = await openStore(url)
  const it = await createAudit(store)
  const one = it.process()
  await one.note(3)
  await one.seal()
  const { end: noted } = await it.check()
  await one.note(2)
  await one.seal()
  await one.note()
  const { end } = await it.check()
  return { ...it, one, url, noted: noted?.head ?? '', head: end?.head.slice(0, 12) ?? '' }
}

const verify = (url: string, ...args: string[]) => runProgram({ args: ['--store', url, '--verify', ...args] })
const firstEntry = async (store: Store) =>
  (await store.range({ from: `c/${home}/audit/`, to: `c/${home}/audit/~`, limit: 1 }))[0]

describe('verifying a store', () => {
  test('tells how much is sealed, up to when and with which head, beside whoever uses it', async () => {
    const it = await createFile()
    expect(await verify(it.url)).toEqual({
      status: 0,
      errors: '',
      output: `slack-T1: 5 entries in 2 seals · head ${it.head} · sealed up to Thursday 11 March 2027, 09:00
  1 entry waits to be sealed.
  Everything is as it was sealed.
`,
    })
    await it.one.seal()
    expect((await verify(it.url)).output).toContain('6 entries in 3 seals')
    await it.store.close()
  })

  test('in French, as in the configuration', async () => {
    const it = await createFile()
    await it.store.close()
    const french = await runProgram({ args: ['--base', it.url, '--vérifier'], env: { VIGIE_LANGUAGE: 'fr' } })
    expect(french.status).toBe(0)
    expect(french.output.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      `slack-T1 : 5 entrées en 2 sceaux · tête ${it.head} · scellé jusqu'à jeudi 11 mars 2027, 09:00
  1 entrée attend d'être scellée.
  Tout est tel qu'il a été scellé.
`,
    )
  })

  test('tells what is wrong, the first ten of it, and fails', async () => {
    const it = await createFile()
    const first = await firstEntry(it.store)
    await it.tamper({
      [first?.key ?? '']: { ...(first?.value as object), what: { text: 'nothing' } },
      [`c/${home}/audit/zzz\u001b[31m`]: 1,
      ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`c/${home}/audit/0${n}`, n])),
    })
    await it.store.close()
    const { output, status } = await verify(it.url)
    expect(status).toBe(1)
    expect(output).toContain(
      "14 things aren't as they were sealed. The store is left as it is; compare with a backup:\n",
    )
    expect(output).toContain(
      '    incident.noted incident/1, Thursday 11 March 2027, 09:00: altered since seal 1\n',
    )
    expect(output).toContain('    00: put in without being sealed\n')
    expect(output).toContain('    +4 more\n')
    expect(output).not.toContain('\u001b')
    expect(output.split('\n').filter((line) => line.startsWith('    '))).toHaveLength(11)
  })

  test('a head that was noted is found again, for as long as the chain has it', async () => {
    const it = await createFile()
    await it.store.close()
    const noted = await verify(it.url, `--verify=${it.noted.slice(0, 12).toUpperCase()}`)
    expect(noted).toMatchObject({ status: 0, errors: '' })
    expect(noted.output).toContain(
      'The head you noted is that of seal 1, Thursday 11 March 2027, 09:00: everything up to it is what it was then.',
    )
    const unknown = await verify(it.url, '--verify=0123456789abcdef')
    expect(unknown.status).toBe(1)
    expect(unknown.output).toContain('No seal has the head 0123456789abcdef.')
    expect(await runProgram({ args: ['--verify=latest'] })).toMatchObject({
      status: 2,
      errors: expect.stringContaining("“latest” can't be the head of a seal"),
    })
  })

  test('an empty store is likely another one', async () => {
    const { output, status } = await verify(`sqlite://${join(folder, 'empty.db')}`)
    expect(status).toBe(1)
    expect(output).toContain('holds no community')
  })
})

describe('the program itself', () => {
  const url = `sqlite://${join(folder, 'program.db')}`
  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [main, '--store', url, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, TZ: 'Europe/Paris', LANG: 'en_GB.UTF-8' },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const said = { out: '', err: '' }
    child.stdout.on('data', (chunk) => {
      said.out += chunk
    })
    child.stderr.on('data', (chunk) => {
      said.err += chunk
    })
    return { child, ended: once(child, 'close').then(([status]) => ({ status, ...said })) }
  }
  /** Looks into the file again and again until something lies under a beginning of keys. */
  const until = async (store: Store, from: string) => {
    for (;;) {
      const [found] = await store.range({ from, to: `${from}~`, limit: 1 })
      if (found !== undefined) return found
      await pause(20)
    }
  }

  test('seals while it runs, is verified meanwhile, and seals what is left when it ends', async () => {
    const running = start()
    running.child.stdin.write('/incident log Spam wave type:spam\n')
    const { store } = await openStore(url)
    onTestFinished(() => store.close())
    const first = await until(store, 'audit-seal/')
    const meanwhile = await start('--verify').ended
    expect(meanwhile).toMatchObject({ status: 0, err: '' })
    expect(meanwhile.out).toMatch(
      /^console-[\w-]+: 1 entry in 1 seal · head [0-9a-f]{12} · sealed up to .+\n {2}Everything is as it was sealed\.\n$/,
    )
    running.child.stdin.end('/incident note 1 "Again"\n/incident note 1 "And again"\n')
    expect(await running.ended).toMatchObject({ status: 0, err: '' })
    expect(await store.range({ from: 'audit-open/', to: 'audit-open/~', limit: 1 })).toEqual([])
    expect(await start('--verify').ended).toMatchObject({
      status: 0,
      out: expect.stringContaining('3 entries in'),
    })
    await store.commit({ id: 'cut', checks: [], set: [], delete: [first.key] })
    const cut = await start('--verify').ended
    expect(cut).toMatchObject({ status: 1, err: '', out: expect.stringContaining('seal 1 is gone') })
  })
})

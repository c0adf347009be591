import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runProgram } from './surroundings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const memory = ['--store', 'memory://']
const at = (time: string) => ['--clock', `${time}[Europe/Paris]`]

describe('piped input', () => {
  test('is read one command a line, answered in plain text, and ends with status 0', async () => {
    const { status, output, errors } = await runProgram({
      folder,
      input: '# set up\r\n\r\n/incident log Gift links in #general type:spam accounts:12\r\n/incident',
    })
    expect(errors).toBe('')
    expect(status).toBe(0)
    expect(output).toMatch(/^INC-1 · spam · high · logged \d\d:\d\d\n/)
    expect(output).toContain('Gift links in #general')
    expect(output).not.toContain('\u001b')
    expect(output).not.toContain('›')
  })

  test('is there again on the next start, with the roles people have', async () => {
    const first = ['/incident log "Spam wave" type:spam', '/as mod_est:moderator', '/status']
    await runProgram({ folder, input: first.join('\n') })
    const { output } = await runProgram({
      folder,
      args: ['--as', 'mod_est'],
      input: '/incident show 1\n/settings set zone:UTC',
    })
    expect(output).toContain('Spam wave')
    expect(output).toMatch(/for the role manager and above; yours is moderator/)
  })

  test('is answered in French, and understood in both', async () => {
    const { output } = await runProgram({
      args: [...memory, ...at('2027-03-10T18:00'), '--lang', 'fr'],
      input:
        '/incident enregistrer "Liens cadeaux" type:spam\n/incident log "Rude words" type:insults\n/horloge',
    })
    expect(output).toMatch(/INC-1 · spam · élevée · enregistré à 18:00/)
    expect(output).toContain('INC-2')
    expect(output).toContain('mercredi 10 mars, 18:00')
  })

  test('that is bad gets a clear answer each time, and nothing is recorded', async () => {
    const lines = [
      Buffer.from(`/incident log ${'x'.repeat(100_000)} type:spam\n`),
      Buffer.from([0x2f, 0xff, 0xfe, 0x0a]),
      Buffer.from([0x2f, 0xf0, 0x9f, 0x0a]),
      Buffer.from('/inc\u0000ident \u001b[31mlist\u0007\n/incident'),
    ]
    const { status, output } = await runProgram({ args: memory, input: Buffer.concat(lines) })
    expect(status).toBe(0)
    expect(output).toMatch(/That line has 100,02\d characters/)
    expect(output.match(/isn't valid UTF-8/g)).toHaveLength(2)
    expect(output).toContain('“[31mlist”')
    expect(output).not.toMatch(/INC-\d/)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach the terminal
    expect(output.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
  })

  test('ends quietly at the end of an empty one', async () => {
    expect(await runProgram({ args: memory })).toEqual({ status: 0, output: '', errors: '' })
  })
})

describe('a simulated clock', () => {
  test('brings what falls due on the way, in order and with its time', async () => {
    const { output } = await runProgram({
      args: [...memory, ...at('2027-03-26T07:00')],
      input: [
        '/reminder add Water the plants every day at 8:30',
        '/press Save',
        '/clock 2027-03-28T09:00',
        '/clock 2027-03-27T09:00',
      ].join('\n'),
    })
    const times = [...output.matchAll(/^(\d\d:\d\d) {2}→ @anna$/gm)].map(([, time]) => time)
    expect(times.filter((time) => time === '08:30')).toHaveLength(3)
    expect(output).toMatch(/Sunday 28 March\n08:30 {2}→ @anna/)
    expect(output).toContain('The clock now says Sunday 28 March, 09:00 (Europe/Paris).')
    expect(output).toContain('A clock only moves forward')
  })

  test("gives a new community its zone, which a later start's does not change", async () => {
    await runProgram({ folder, args: ['--clock', '2027-03-26T07:00[Asia/Kolkata]'], input: '/clock' })
    const { output } = await runProgram({ folder, args: ['--clock', '2027-03-26T07:00'], input: '/clock' })
    expect(output).toContain('07:00 (Asia/Kolkata)')
  })

  test('is refused a move where there is none, with the reason', async () => {
    const { output } = await runProgram({ args: memory, input: '/clock +1h' })
    expect(output).toMatch(/can't be moved\. Nothing was changed/)
  })
})

describe('who starts it', () => {
  test('is a manager, under any name that is new', async () => {
    const { output } = await runProgram({ args: [...memory, '--as', 'zoé'], input: '/team' })
    expect(output).toMatch(/Managers\n@zoé/)
  })

  test('may come as less', async () => {
    const { output } = await runProgram({ args: [...memory, '--as', 'otter:member'], input: '/incident' })
    expect(output).toMatch(/moderator/)
    expect(output).toMatch(/member/)
  })
})

describe('what stands in the way', () => {
  const start = (args: string[], env = {}) => runProgram({ folder, args, env, input: '/help' })

  test('a wrong flag: one answer, status 2', async () => {
    expect(await start(['--sotre', 'x'])).toEqual({
      status: 2,
      output: '',
      errors: expect.stringMatching(/^There's no flag “--sotre”\..*--store.*\n$/),
    })
  })

  test('a configuration with mistakes: all of them, status 1, in the language asked for', async () => {
    const { status, errors } = await start(['--lang', 'fr'], {
      VIGIE_ZONE: 'Europe/Pari',
      VIGIE_GRACE: 'soon',
      VIGIE_LOG: 'loud',
      VIGIE_LANGUAGE: 'de',
      VIGIE_ROUTINE_FR: 'none.yaml',
    })
    expect(status).toBe(1)
    expect(errors.trimEnd().split('\n')).toHaveLength(6)
    expect(errors).toMatch(/5 erreurs dans la configuration.*Europe\/Paris.*45m/s)
  })

  test('a store nobody knows', async () => {
    const { status, errors } = await start(['--store', 'mongo://x'])
    expect(status).toBe(1)
    expect(errors).toMatch(/“mongo:\/\/x” isn't a store Vigie knows.*memory:\/\//s)
  })

  test("a file that isn't a database, is another program's, or is from a newer Vigie: left as it is", async () => {
    const text = join(folder, 'text.db')
    writeFileSync(text, 'dear diary, '.repeat(1000))
    const other = join(folder, 'other.db')
    const db = new DatabaseSync(other)
    db.exec('CREATE TABLE cats (name TEXT)')
    db.close()
    const newer = join(folder, 'newer.db')
    await start(['--store', `sqlite://${newer}`])
    const ours = new DatabaseSync(newer)
    ours.exec('PRAGMA user_version = 99')
    ours.close()
    for (const [file, said] of [
      [text, /left as it is|Nothing was written/],
      [other, /isn't a database of Vigie's/],
      [newer, /written by a newer Vigie/],
    ] as const) {
      const before = readFileSync(file)
      const { status, errors, output } = await start(['--store', `sqlite://${file}`])
      expect(status).toBe(1)
      expect(output).toBe('')
      expect(errors).toMatch(said)
      expect(errors).toContain(file)
      expect(readFileSync(file).equals(before)).toBe(true)
    }
  })

  test('a damaged database', async () => {
    const file = join(folder, 'damaged.db')
    await runProgram({
      folder,
      args: ['--store', `sqlite://${file}`],
      input: '/incident log Spam type:spam\n'.repeat(3),
    })
    const bytes = readFileSync(file)
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 7)]))
    const { status, errors } = await start(['--store', `sqlite://${file}`])
    expect(status).toBe(1)
    expect(errors).toMatch(/damaged|isn't a database/)
  })
})

describe('what is only asked', () => {
  test('is answered without opening anything', async () => {
    expect(await runProgram({ folder, args: ['--version'] })).toMatchObject({
      status: 0,
      output: 'vigie 1.2.3\n',
    })
    const { output } = await runProgram({ folder, args: ['--aide', '--langue', 'fr'] })
    expect(output).toContain('--horloge')
  })
})

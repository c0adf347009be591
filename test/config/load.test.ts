import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../config/load.ts'
import { listSettings } from '../../config/schema.ts'
import { words } from '../adapters/console/fixtures.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const load = (env: Record<string, string> = {}, file?: string) =>
  loadConfig({ env, folder, ...(file && { file }) })

/** What the program would say about the mistakes. */
function said(run: () => unknown, locale: 'en' | 'fr' = 'en'): string[] {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.say(words.t(locale)).map(String)
    throw error
  }
  return []
}

describe('the configuration', () => {
  test('needs nothing: every setting has a default or the system says', () => {
    const { config, routine } = load()
    expect(config).toEqual({
      store: 'sqlite://data/vigie.db',
      grace: 7_200_000,
      routine: {},
      slack: { mode: 'socket', command: '/vigie' },
      discord: {},
      port: 3000,
      log: 'warn',
    })
    expect(routine.en.length).toBeGreaterThan(5)
    expect(routine.fr.map(({ id }) => id)).toEqual(routine.en.map(({ id }) => id))
  })

  test('comes from the file, and before it from the environment', () => {
    write('v.yaml', 'store: memory://\nlanguage: fr\ngrace: 1h30m\n')
    expect(
      load({ VIGIE_LANGUAGE: 'en', VIGIE_ZONE: 'Asia/Kolkata', VIGIE_LOG: '' }, 'v.yaml').config,
    ).toMatchObject({
      store: 'memory://',
      language: 'en',
      zone: 'Asia/Kolkata',
      grace: 5_400_000,
      routine: {},
      log: 'warn',
    })
  })

  test('of the example is exactly what holds without one', () => {
    const example = readFileSync(new URL('../../config/vigie.example.yaml', import.meta.url), 'utf8')
    write('example.yaml', example)
    expect(load({}, 'example.yaml')).toEqual(load())
    for (const { env, path } of listSettings()) {
      expect(example).toContain(`[${env}]`)
      expect(example).toMatch(new RegExp(`^(# )? *${path.at(-1)}:`, 'm'))
    }
  })

  test('takes the routine from a file, relative to the one that names it', () => {
    write('day.yaml', "- id: standup\n  at: '09:15'\n  title: Stand-up\n  audience: [cm]\n")
    write('v.yaml', 'routine: { en: day.yaml }')
    expect(load({}, 'v.yaml').routine.en).toMatchObject([{ id: 'standup', at: '09:15', shows: [] }])
    expect(load({ VIGIE_ROUTINE_FR: 'day.yaml' }).routine.fr).toHaveLength(1)
  })
})

describe('the configuration of the chats', () => {
  const slack = (env: Record<string, string>) => load(env).config.slack

  test('comes from the environment', () => {
    expect(
      slack({
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: 's',
        SLACK_MODE: 'http',
        SLACK_COMMAND: '/ops',
      }),
    ).toEqual({ botToken: 'xoxb-1', signingSecret: 's', mode: 'http', command: '/ops' })
    expect(load({ PORT: '0' }).config.port).toBe(0)
  })

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN is missing'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_MODE: 'http' }, 'SLACK_SIGNING_SECRET is missing'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' }, "SLACK_BOT_TOKEN: this isn't a bot token"],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }, "SLACK_APP_TOKEN: this isn't an app token"],
    [{ SLACK_MODE: 'https' }, 'SLACK_MODE: “https”'],
    [{ SLACK_API_URL: 'slack' }, 'SLACK_API_URL: “slack”'],
    [{ SLACK_COMMAND: 'vigie' }, 'SLACK_COMMAND: “vigie”'],
    [{ DISCORD_TOKEN: 'xoxb-1' }, "DISCORD_TOKEN: this isn't a bot token"],
    [{ DISCORD_DEV_GUILD: 'mine' }, 'DISCORD_DEV_GUILD: “mine”'],
    [{ PORT: '70000' }, 'PORT: “70000”'],
    [{ PORT: 'http' }, 'PORT: “http”'],
  ])('that is wrong (%j) says what to do, and shows no token', (env, begins) => {
    const [, wrong = ''] = said(() => load(env))
    expect(wrong.slice(0, begins.length)).toBe(begins)
    expect(said(() => load(env), 'fr')).toHaveLength(2)
    expect(wrong).not.toMatch(/xoxb-1|xapp-1/)
  })
})

describe('a configuration with mistakes', () => {
  const five = [
    'stroe: memory://',
    'zone: Europe/Pari',
    'grace: soon',
    'log: loud',
    'language: de',
    'routine: { en: none.yaml }',
  ].join('\n')

  test('is refused with all of them at once, each with where, what and how to mend it', () => {
    write('v.yaml', five)
    expect(said(() => load({}, 'v.yaml'))).toEqual([
      "Vigie didn't start: 6 things in the configuration are wrong. Nothing was changed.",
      "language: “de” isn't one of the choices. Write one of: en, fr",
      "zone: “Europe/Pari” isn't a time zone. Write an IANA name; the nearest is Europe/Paris",
      "grace: “soon” isn't a length of time. Write for example 45m, 2h or 1h30m.",
      "log: “loud” isn't one of the choices. Write one of: error, warn, info",
      "stroe: there's no such setting. Remove it, or did you mean “store”?",
      `${join(folder, 'none.yaml')}: the file can't be read (ENOENT). Check its path and that Vigie may read it.`,
    ])
    expect(said(() => load({}, 'v.yaml'), 'fr')).toHaveLength(7)
  })

  test('names the variable where that is what is wrong', () => {
    expect(said(() => load({ VIGIE_ZONE: '+02:00' }))[1]).toMatch(/^VIGIE_ZONE: “\+02:00” isn't a time zone/)
  })

  test('tells values of the wrong shape from wrong values', () => {
    write('v.yaml', 'store: 5\nroutine: day.yaml\ngrace: 2\nzone: [a]\n')
    expect(said(() => load({}, 'v.yaml')).map((line) => line.slice(0, 40))).toEqual([
      "Vigie didn't start: 4 things in the conf",
      "store: 5 isn't text. Write it between qu",
      'zone: “["a"]” isn\'t a time zone. Write a',
      "grace: “2” isn't a length of time. Write",
      "routine: day.yaml isn't a group of setti",
    ])
  })

  test('of a name that is near none lists those there are', () => {
    write('v.yaml', 'colour: blue\n')
    expect(said(() => load({}, 'v.yaml'))[1]).toBe(
      "colour: there's no such setting. Remove it; those there are: store, language, zone, grace, routine.en, routine.fr, slack.botToken, slack.appToken, slack.signingSecret, slack.mode, slack.apiUrl, slack.command, discord.token, discord.apiUrl, discord.devGuild, port, log",
    )
  })

  test('is refused where its file is missing, no YAML, or no settings', () => {
    expect(said(() => load({}, 'none.yaml'))[1]).toContain("none.yaml: the file can't be read (ENOENT)")
    write('broken.yaml', 'log: warn\nstore: "memory\n')
    expect(said(() => load({}, 'broken.yaml'))[1]).toMatch(/^broken\.yaml, line \d: this isn't YAML/)
    write('list.yaml', '- a\n')
    expect(said(() => load({}, 'list.yaml'))[1]).toContain('one setting a line')
    write('empty.yaml', '')
    expect(said(() => load({}, 'empty.yaml'))).toEqual([])
  })

  test('shows what was typed without its control characters, and not at length', () => {
    const [, line = ''] = said(() => load({ VIGIE_LOG: `\u001b[31m${'x'.repeat(500)}` }))
    expect(line).not.toContain('\u001b')
    expect(line.length).toBeLessThan(150)
  })

  test('in the routine is told with the block', () => {
    write('day.yaml', "- id: A\n  at: '25:00'\n  title: x\n  audience: [cm]\n")
    expect(said(() => load({ VIGIE_ROUTINE_EN: 'day.yaml' })).join('\n')).toMatch(/day\.yaml: block 1.*at/)
  })
})

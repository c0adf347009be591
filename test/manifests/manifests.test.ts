import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { mostShortcuts, scopeRows, scopes } from '../../src/adapters/slack/manifest.ts'
import { commandOfShortcut, shortcutId } from '../../src/adapters/slack/shortcuts.ts'
import { locales } from '../../src/core/person.ts'
import { words } from '../test-house.ts'
import { type ManifestFile, manifestNow, manifestsMade, manifestText } from './manifests.ts'

const schema = JSON.parse(
  readFileSync(new URL('../standins/slack/schema/manifest.schema.2.0.0.json', import.meta.url), 'utf8'),
)
// The schema carries notes of its own, and a format that only its own address has.
const isManifest = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema)

describe.each(manifestsMade())('$name', (file) => {
  const { manifest, name } = file

  test('is what the commands make of it (npm run manifests writes it)', () => {
    expect(manifestNow(file)).toBe(manifestText(manifest))
  })

  test('is a manifest as Slack describes it', () => {
    isManifest(JSON.parse(manifestNow(file)))
    expect(isManifest.errors ?? []).toEqual([])
  })

  test('names one command, which gets mentions with their ids', () => {
    expect(manifest.features?.slash_commands).toHaveLength(1)
    expect(manifest.features?.slash_commands?.[0]).toMatchObject({ command: '/vigie', should_escape: true })
  })

  test('offers each command where it says it is offered, no two under one id or name', () => {
    const shortcuts = manifest.features?.shortcuts ?? []
    const offered = shortcuts.map(({ callback_id, type }) => `${type} ${commandOfShortcut(callback_id)}`)
    expect(offered.toSorted()).toEqual(
      [
        ...commands.filter(({ from }) => from?.includes('anywhere')).map((it) => `global ${it.name}`),
        ...commands.filter(({ from }) => from?.includes('message')).map((it) => `message ${it.name}`),
      ].toSorted(),
    )
    expect(shortcuts.length).toBeLessThanOrEqual(mostShortcuts)
    for (const part of ['callback_id', 'name'] as const)
      expect(new Set(shortcuts.map((it) => it[part])).size).toBe(shortcuts.length)
  })

  test('asks for what there is a reason for, and for nothing of a person’s', () => {
    expect(manifest.oauth_config?.scopes).toEqual({ bot: [...scopes] })
  })

  test('names an address exactly where Slack sends to one', () => {
    const isHttp = name.includes('.http.')
    expect(manifest.settings?.socket_mode_enabled).toBe(!isHttp)
    const addresses = manifestText(manifest).match(/https:\/\/[^"]*/g) ?? []
    expect(addresses).toEqual(isHttp ? Array(4).fill('https://vigie.example.com/slack/events') : [])
  })

  test('bears a name that a bot may have', () => {
    // Slack's own description of manifests allows no other characters.
    expect(manifest.features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]+$/)
    expect(manifest.display_information.background_color).toMatch(/^#[0-9a-f]{6}$/)
  })
})

test('a manifest with something wrong is told', () => {
  expect(isManifest({ display_information: { name: 'x'.repeat(36) } })).toBe(false)
  expect(isManifest({ display_information: { name: 'Vigie' }, shortcuts: [] })).toBe(false)
  expect(isManifest({ display_information: { name: 'Vigie' } })).toBe(true)
  expect(isManifest({ display_information: { name: 'Vigie' }, features: { shortcuts: [{}] } })).toBe(false)
})

test('the two ways of listening are the same app, but for the addresses', () => {
  const ways = ['url', 'request_url', 'message_menu_options_url', 'socket_mode_enabled']
  const app = (file?: ManifestFile) =>
    JSON.stringify(file?.manifest, (key, value) => (ways.includes(key) ? undefined : value))
  for (const locale of locales) {
    const [socket, http] = manifestsMade().filter(({ name }) => name.endsWith(`.${locale}.json`))
    expect(app(http)).toContain('slash_commands')
    expect(app(http)).toBe(app(socket))
  }
})

test('every scope has its reason and what is missing without it, in both languages', () => {
  for (const locale of locales) {
    const rows = scopeRows(words, locale)
    expect(rows.map(({ scope }) => scope)).toEqual([...scopes])
    for (const row of rows)
      for (const part of [row.why, row.without]) expect(part, row.scope).toMatch(/^\p{Lu}.{15,}[.]$/u)
    expect(new Set(rows.map(({ why }) => why)).size).toBeGreaterThan(scopes.length - 2)
  }
})

test('a shortcut’s id tells its command, wherever it is offered', () => {
  for (const { name } of commands)
    for (const type of ['global', 'message'] as const)
      expect(commandOfShortcut(shortcutId(name, type))).toBe(name)
})

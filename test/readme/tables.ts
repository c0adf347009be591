import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commands } from '../../commands/index.ts'
import { listSettings } from '../../config/schema.ts'
import { nounsOf, slashNoun, slashVerb } from '../../src/adapters/discord/names.ts'
import { scopeRows } from '../../src/adapters/slack/manifest.ts'
import { isRequired } from '../../src/core/args.ts'
import type { Command } from '../../src/core/command.ts'
import { labelOf, nameOfCommand, nounOf, shapeOf, verbOf } from '../../src/core/naming.ts'
import { capabilities, type Locale, locales } from '../../src/core/person.ts'
import { words } from '../test-house.ts'
import { invitationLink, permissionRows } from './permissions.ts'

const file = fileURLToPath(new URL('../../README.md', import.meta.url))

/** Returns the README as it stands. */
export const readmeNow = (): string => readFileSync(file, 'utf8')

/** Returns the README with its tables made anew from the code. */
export const readmeMade = (text: string = readmeNow()): string =>
  [
    ['digest', digest()],
    ['scopes', scopeTable()],
    ['invitation', invitationLink()],
    ['permissions', table(['permission', 'what for', 'without it'], permissionRows())],
    ['commands', commandTable()],
    ['configuration', settingTable()],
  ].reduce((made, [name = '', part = '']) => between(made, name, part), text)

/** Writes the README's tables. */
export const writeReadme = (): void => writeFileSync(file, readmeMade())

function between(text: string, name: string, table: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before, rest] = text.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`README.md has no place for ${name}`)
  return `${before}${start}\n${table}\n${end}${after}`
}

/** The digest of the demo's morning, as the terminal shows it, without its buttons. */
function digest(): string {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
  const played = execFileSync(process.execPath, [main, '--demo', '--lang', 'en'], { encoding: 'utf8' })
  const shown = /^ {2}RED · .*?(?=\n\n {2}\[)/ms.exec(played)?.[0]
  if (shown === undefined) throw new Error('the demo shows no digest')
  return `\`\`\`text\n${shown.replaceAll(/^ {2}/gm, '')}\n\`\`\``
}

function commandTable(): string {
  const rows = commands.map((command) =>
    [
      inBoth((locale) => `/vigie ${nameOfCommand(words, locale, command)}`),
      inBoth((locale) => slashName(command, locale)),
      String(words.t('en')(`nouns.${nounOf(command)}.verbs.${verbOf(command)}.does`)),
      argNames(command, 'en'),
      String(words.t('en')(`values.role.${capabilities[command.may]}.name`)),
    ].join(' | '),
  )
  return table(['on Slack', 'on Discord', 'does', 'takes (needed first)', 'from'], rows)
}

/** What is typed, in each language, one under the other. */
function inBoth(typed: (locale: Locale) => string | undefined): string {
  const lines = locales.map(typed).filter((line) => line !== undefined)
  return [...new Set(lines)].map((line) => `\`${line}\``).join('<br>')
}

/** A command as Discord shows it; `undefined` where it has none. */
function slashName(command: Command, locale: Locale): string | undefined {
  const noun = nounsOf(commands).find((it) => it.commands.includes(command))
  if (noun === undefined) return undefined
  const name = `/${slashNoun(words, locale, noun.noun)}`
  return noun.commands.length === 1 ? name : `${name} ${slashVerb(words, locale, command)}`
}

function argNames(command: Command, locale: Locale): string {
  const names = Object.keys(command.args.shape).filter((name) =>
    labelOf(command, name, 'label', { words, locale }),
  )
  const typed = (name: string) => words.set('args', locale).get(name)?.name ?? name
  const needed = names.filter((name) => isRequired(shapeOf(command, name)))
  const rest = names.filter((name) => !needed.includes(name))
  return [...needed.map((name) => `**${typed(name)}**`), ...rest.map(typed)].join(', ')
}

function scopeTable(): string {
  const rows = scopeRows(words, 'en').map(({ scope, why, without }) => `\`${scope}\` | ${why} | ${without}`)
  return table(['scope', 'what for', 'without it'], rows)
}

function settingTable(): string {
  const rows = listSettings().map(({ path, env, about, initial }) =>
    [`\`${path.join('.')}\``, `\`${env}\``, about, initial === undefined ? '' : `\`${initial}\``].join(' | '),
  )
  return table(['setting', 'environment', 'what it is', 'if not set'], rows)
}

const table = (titles: string[], rows: string[]): string =>
  [titles.join(' | '), titles.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n')

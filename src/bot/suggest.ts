import { argMeta, type Kind, type Reading } from '../core/args.ts'
import type { Invocation } from '../core/chat.ts'
import type { Command } from '../core/command.ts'
import type { Choice } from '../core/form.ts'
import { nameOfNoun, nounOf, shapeOf, verbOf } from '../core/naming.ts'
import { foldWord } from '../core/text.ts'
import type { Work } from '../core/work.ts'

/** The most that any chat shows at once (Discord: 25 choices). */
const most = 25

interface Suggesting {
  commands: readonly Command[]
  kinds: Record<string, Kind>
  it: Invocation
  field: string
  typed: string
  at: Reading
  use: Work
}

/**
 * Suggests values for one field of a command, or, with no field, how a typed line can go on: choices are then
 * whole words that replace the last one.
 */
export async function suggestFor({
  commands,
  kinds,
  it,
  field,
  typed,
  at,
  use,
}: Suggesting): Promise<Choice[]> {
  const allowed = commands.filter((each) => at.by.may(each.may))
  if (field === '') return suggestLine(allowed, kinds, typed, at, use)
  const command = allowed.find((each) => each.name === it.command)
  return command === undefined ? [] : suggestValue(command, field, typed, kinds, at, use)
}

async function suggestValue(
  command: Command,
  name: string,
  typed: string,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Choice[]> {
  const kind = kinds[argMeta(shapeOf(command, name)).kind]
  const choices = (await kind?.suggest?.(typed, at, use)) ?? kind?.choices?.(at) ?? []
  return beginning(choices, typed)
}

const beginning = (choices: Choice[], typed: string): Choice[] => {
  const folded = foldWord(typed.replace(/^@/, ''))
  const rank = (label: string) => (foldWord(label).startsWith(folded) ? 0 : 1)
  return choices
    .filter(({ label, value }) => foldWord(label).includes(folded) || foldWord(value).includes(folded))
    .sort((a, b) => rank(a.label) - rank(b.label))
    .slice(0, most)
}

async function suggestLine(
  commands: readonly Command[],
  kinds: Record<string, Kind>,
  line: string,
  at: Reading,
  use: Work,
): Promise<Choice[]> {
  const { words, locale } = at
  const typed = line.replace(/^\//, '').split(/\s+/)
  const last = typed.at(-1) ?? ''
  const before = typed.slice(0, -1)
  const noun = before.length === 0 ? undefined : words.leading('nouns', before, locale)
  if (noun === undefined) {
    const nouns = [...new Set(commands.map(nounOf))].map((each) => nameOfNoun(words, locale, each))
    return beginning(
      nouns.map((name) => ({ value: name, label: name })),
      last,
    )
  }
  const own = commands.filter((each) => nounOf(each) === noun.value)
  const verbs = words.set(`nouns.${noun.value}.verbs`, locale)
  const verb = words.leading(`nouns.${noun.value}.verbs`, before.slice(noun.taken), locale)
  if (verb === undefined) {
    const known = own.map((each) => verbs.get(verbOf(each))?.name ?? verbOf(each))
    return beginning(
      known.map((name) => ({ value: name, label: name })),
      last,
    )
  }
  const command = own.find((each) => verbOf(each) === verb.value)
  if (command === undefined) return []
  const [name, value] = last.split(':', 2)
  if (value === undefined)
    return beginning(
      Object.keys(command.args.shape).map((each) => {
        const shown = `${words.set('args', locale).get(each)?.name ?? each}:`
        return { value: shown, label: shown }
      }),
      last,
    )
  const arg = Object.keys(command.args.shape).find((each) => {
    const found = words.find('args', name ?? '', locale)
    return 'value' in found && found.value === each
  })
  if (arg === undefined) return []
  const choices = await suggestValue(command, arg, value, kinds, at, use)
  return choices.map(({ label, ...rest }) => ({
    ...rest,
    label,
    value: `${name}:${/\s/.test(label) ? `"${label}"` : label}`,
  }))
}

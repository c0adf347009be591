import { argMeta, isRequired, type Kind, type Reading } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import { shapeOf } from '../core/naming.ts'
import type { Work } from '../core/work.ts'
import { readOne } from './read.ts'

/** What the words of a form are understood with. */
interface On {
  command: Command
  kinds: Record<string, Kind>
  at: Reading
  use: Work
}

/**
 * Returns what a form opens filled with: how things stand and, beside it, what it is opened about; `undefined` where
 * there is nothing yet that it could change. `read` are the canonical strings of what was typed.
 */
export async function presence(
  { command, at, use }: On,
  typed: Record<string, string>,
  read: Record<string, string>,
): Promise<Record<string, string> | undefined> {
  const stands = await command.present?.(read, at, use)
  if (stands === undefined) return undefined
  const about = Object.entries(typed).filter(
    ([name]) => name in command.args.shape && isRequired(shapeOf(command, name)),
  )
  return { ...Object.fromEntries(about), ...stands }
}

/** Tells whether 'none' takes away what an argument says. */
export function isRemovable(command: Command, name: string, kinds: Record<string, Kind>): boolean {
  const { kind, many } = argMeta(shapeOf(command, name))
  return many === true || kinds[kind]?.none === true
}

/**
 * Returns what was given in a form that opened filled with `shown`: all but what was left as it was; what was emptied
 * is taken away, where it can be. What the command cannot do without is given in any case. `undefined` where nothing
 * was changed at all.
 */
export async function givenIn(
  on: On,
  values: Record<string, string>,
  shown: Record<string, string> | undefined,
): Promise<Record<string, string> | undefined> {
  if (shown === undefined) return values
  const given = { ...values }
  let isChanged = Object.entries(values).some(([name, said]) => !(name in shown) && isAdded(on, name, said))
  for (const [name, before] of Object.entries(shown)) {
    const said = (values[name] ?? before).trim()
    const isEmptied = said === '' && before !== ''
    if (isEmptied && isRemovable(on.command, name, on.kinds)) given[name] = nothing(on.at)
    else if (isEmptied || (await isSame(on, name, said, before))) {
      if (isRequired(shapeOf(on.command, name))) given[name] = before
      else delete given[name]
      continue
    }
    isChanged = true
  }
  return isChanged ? given : undefined
}

/** What a form is opened about is no change of its own; whatever else is given is one. */
const isAdded = ({ command }: On, name: string, said: string): boolean =>
  said.trim() !== '' && name in command.args.shape && !isRequired(shapeOf(command, name))

const nothing = ({ locale, words }: Reading): string =>
  words.set('values.nothing', locale).get('none')?.name ?? 'none'

/** Tells whether words say the same: chats' own controls give back others than they were filled with. */
async function isSame(
  { command, kinds, at, use }: On,
  name: string,
  said: string,
  before: string,
): Promise<boolean> {
  if (said === before.trim()) return true
  if (said === '' || before === '') return false
  const one = await readOne(command, name, said, kinds, at, use)
  const other = await readOne(command, name, before, kinds, at, use)
  return 'value' in one && 'value' in other && unnamed(one.value) === unnamed(other.value)
}

/** A canonical string without names: people are who they are, however they are called. */
const unnamed = (canonical: string): string => canonical.replaceAll(/\\*"name\\*":\\*"[^"\\]*\\*",?/g, '')

import type * as z from 'zod'
import type { Kind, Reading } from '../core/args.ts'
import { asForm, type Card } from '../core/card.ts'
import type { Invocation } from '../core/chat.ts'
import type { Command } from '../core/command.ts'
import type { Draft, Form } from '../core/form.ts'
import type { Work } from '../core/work.ts'
import { type createAnswers, isUnclear } from './answers.ts'
import { draftInput, dropDraft, formOf, keepDraft, ownDraft } from './drafts.ts'
import { type Parsed, parse } from './grammar.ts'
import { givenIn, presence } from './presence.ts'
import { readArgs } from './read.ts'

/** A command with everything it needs to run. `typed` are its values as they were given, by argument. */
export interface Ready {
  command: Command
  args: z.output<Command['args']>
  typed: Record<string, string>
  draft?: Draft
}

/** What an invocation comes to: something to run, or the answer that can be given at once. */
type Understood = { ready: Ready } | { refuse: Card } | { form: Form }

interface Options {
  commands: readonly Command[]
  kinds: Record<string, Kind>
  refusal: ReturnType<typeof createAnswers>['refusal']
}

/** Returns what finds the command, asks whether this person may, and reads its arguments. */
export function createUnderstanding({ commands, kinds, refusal }: Options) {
  async function find(it: Invocation, draft: Draft | undefined, at: Reading, use: Work): Promise<Parsed> {
    if (typeof it.input === 'string' && draft === undefined)
      return parse(`${it.command} ${it.input}`.trim(), commands, kinds, at, use)
    const command = commands.find((each) => each.name === (draft?.command ?? it.command))
    if (command === undefined) return { problem: at.words.t(at.locale)('bot.gone') }
    const given = typeof it.input === 'string' ? {} : it.input
    const own = Object.fromEntries(Object.entries(given).filter(([name]) => !name.startsWith('$')))
    const values = { ...draft?.values, ...own }
    return { command, values: draft === undefined ? (command.prepare?.(values, at) ?? values) : values }
  }

  return async function understand(it: Invocation, at: Reading, use: Work): Promise<Understood> {
    const t = at.words.t(at.locale)
    const input = typeof it.input === 'string' ? {} : it.input
    const draftId = it.draft ?? input[draftInput.id]
    const draft = draftId === undefined ? undefined : await ownDraft(use, draftId, at.by)
    if (draftId !== undefined && draft === undefined) return { refuse: { text: t('bot.draftGone') } }
    if (draft !== undefined && input[draftInput.no] !== undefined) {
      dropDraft(use, draft.id)
      return { refuse: { text: t('bot.dropped') } }
    }
    const found = await find(it, draft, at, use)
    if ('problem' in found) return { refuse: refusal({ problem: found.problem, at }) }
    const { command } = found
    if (!at.by.may(command.may)) return { refuse: refusal({ mayNot: command, at }) }
    const told = draft === undefined && it.about && (await command.fromMessage?.(it.about, at, use))
    const values = { ...told, ...found.values }
    const asked = input.$form === asForm.$form || (told && Object.keys(found.values).length === 0)
    const on = { command, kinds, at, use }
    const given = await givenIn(on, values, draft?.shown)
    if (given === undefined && draft !== undefined && !asked) {
      dropDraft(use, draft.id)
      return { refuse: { text: t('bot.unchanged') } }
    }
    const read = await readArgs(command, given ?? values, kinds, at, use)
    if ('args' in read && !asked)
      return { ready: { command, args: read.args, typed: values, ...(draft && { draft }) } }
    const mistakes = 'args' in read ? {} : read.mistakes
    // A form that is handed in stands as it was opened, whatever has changed meanwhile.
    const shown = draft?.shown ?? (it.draft === undefined ? await presence(on, values, read.read) : undefined)
    const kept = keepDraft(
      use,
      { command: command.name, values, ...(draft && { before: draft }), ...(shown && { shown }) },
      it,
    )
    const isWrong = Object.keys(mistakes).length > 0
    // In a form there is no room for what else may have been meant.
    if (isWrong && (draft === undefined || (isUnclear(mistakes) && !asked)))
      return { refuse: refusal({ mistakes, command, draft: kept, at }) }
    const errors = Object.fromEntries(Object.entries(mistakes).map(([name, { problem }]) => [name, problem]))
    const stands =
      shown === undefined ? read : await readArgs(command, { ...shown, ...values }, kinds, at, use)
    return { form: await formOf(command, kept, { errors, read: stands.read }, kinds, at, use) }
  }
}

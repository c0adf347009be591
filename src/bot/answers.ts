import { randomUUID } from 'node:crypto'
import type { Reading } from '../core/args.ts'
import { asForm, type Button, type Card } from '../core/card.ts'
import type { Command, Outcome } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { Choice, Draft } from '../core/form.ts'
import { commandText, exampleOf, labelOf } from '../core/naming.ts'
import { capabilities, type Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { StoreError } from '../core/store.ts'
import { join, type Text } from '../core/text.ts'
import type { Words } from '../core/words.ts'
import { draftInput } from './drafts.ts'
import type { Mistake } from './read.ts'

/** Why an invocation cannot be done as it is. */
type Refused =
  | { problem: Text; at: Reading }
  | { mayNot: Command; at: Reading }
  | { mistakes: Record<string, Mistake>; command: Command; draft: Draft; at: Reading }

/** Makes the cards the bot answers with when a command could not run. */
export function createAnswers(words: Words) {
  function refusal(it: Refused): Card {
    const t = words.t(it.at.locale)
    if ('mayNot' in it)
      return {
        text: t('bot.mayNot', {
          command: commandText(words, it.at.locale, it.mayNot),
          role: t(`values.role.${capabilities[it.mayNot.may]}.name`),
          own: t(`values.role.${it.at.by.role}.name`),
        }),
      }
    if ('problem' in it) return { text: it.problem }
    const { draft, mistakes } = it
    const edit = correct(draft, plain(t('bot.edit')))
    const meant = Object.entries(mistakes).flatMap(([name, { meant: choices = [] }]) =>
      choices.map((choice) => ({ name, choice })),
    )
    const buttons = [...meant.map(({ name, choice }) => meaning(draft, name, choice)), edit]
    if (isUnclear(mistakes)) {
      const problems = Object.values(mistakes).map(({ problem }) => problem)
      const lines = meant.flatMap(({ choice: { hint, label } }) =>
        hint === undefined ? [] : [join([label, hint])],
      )
      return {
        text: join(problems, '\n'),
        ...(lines.length > 0 && { sections: [{ lines }] }),
        buttons,
        footer: t('bot.unclear'),
      }
    }
    const lines = Object.entries(mistakes).map(([name, { problem, nearest }]) =>
      t(nearest.length > 0 ? 'bot.mistakeNear' : 'bot.mistake', {
        label: labelOf(it.command, name, 'label', it.at) ?? name,
        problem,
        nearest: nearest.join(', '),
      }),
    )
    return {
      text: t('bot.notUnderstood'),
      sections: [{ lines }],
      footer: t('bot.example', { example: exampleOf(words, it.at.locale, it.command.name) }),
      buttons,
    }
  }

  const correct = (draft: Draft, label: string): Button => ({
    label,
    command: draft.command,
    input: { [draftInput.id]: draft.id, ...asForm },
  })

  /** Does what was typed, with one of the things that an argument can mean. */
  const meaning = (draft: Draft, name: string, { label, value }: Choice): Button => ({
    label,
    command: draft.command,
    input: { [draftInput.id]: draft.id, [name]: value },
  })

  /** Turns an error into what the person reads; what is not theirs to mend is logged once, with a reference. */
  function failure(error: unknown, reader: Reader, logged: (reference: string) => void): Card {
    const t = words.t(reader.locale)
    if (error instanceof UserError) return { text: error.say(t) }
    const reference = randomUUID().slice(0, 8).toUpperCase()
    logged(reference)
    return {
      tone: 'amber',
      text: t(failureKey(error), { reference }),
    }
  }

  /** Writes on a card for whom it was made. */
  function withReader(outcome: Outcome, reader: Reader): Outcome {
    const made = { locale: reader.locale, zone: reader.zone, sees: reader.sees }
    if ('card' in outcome) return { card: { ...outcome.card, for: made } }
    if ('ask' in outcome) return { ...outcome, ask: { ...outcome.ask, for: made } }
    return outcome
  }

  return { refusal, failure, withReader }
}

/** Tells whether all that is wrong with what was typed is that it can mean several things. */
export const isUnclear = (mistakes: Record<string, Mistake>): boolean => {
  const all = Object.values(mistakes)
  return all.length > 0 && all.every(({ meant }) => meant !== undefined)
}

/** What a store says of itself where it can be mended by somebody; else that it fails; else that we do. */
function failureKey(error: unknown): string {
  if (!(error instanceof StoreError)) return 'bot.failed'
  return error.code === 'full' || error.code === 'readonly' ? `bot.store.${error.code}` : 'bot.store.other'
}

import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { argMeta, isRequired, type Kind, type Reading } from '../core/args.ts'
import { asForm, type Card } from '../core/card.ts'
import type { Invocation } from '../core/chat.ts'
import type { Command } from '../core/command.ts'
import type { Draft, Field, Form } from '../core/form.ts'
import { gist } from '../core/gist.ts'
import { labelOf, nameOfCommand, nounOf, shapeOf, verbOf } from '../core/naming.ts'
import type { Person } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { key } from '../core/store.ts'
import type { Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { onSeveralChats } from '../features/chats.ts'
import { isAddress } from '../features/former.ts'
import { bringAlong } from '../features/link/import.ts'
import { isRemovable } from './presence.ts'

/** How long a form or a question that was not answered is kept, in milliseconds. */
const kept = 24 * 60 * 60 * 1000

/** Inputs of buttons that speak to the bot itself rather than to the command: which draft, and the answer to it. */
export const draftInput = { id: '$draft', yes: '$yes', no: '$no' } as const

const draftKey = (community: string, id: string) => key('c', community, 'draft', id)

/**
 * Keeps what somebody filled in so far, so that a form or a question survives a restart. `before` is the draft that
 * it goes on with: the evidence, the card that was pressed and what stood in the form came with the first step.
 */
export function keepDraft(
  use: Work,
  it: Pick<Draft, 'command' | 'values'> & Partial<Pick<Draft, 'confirmed' | 'shown'>> & { before?: Draft },
  from: Invocation,
): Draft {
  const expires = use.now.epochMilliseconds + kept
  const about = from.about ?? it.before?.about
  const pressed = from.pressed ?? it.before?.pressed
  const shown = it.shown ?? it.before?.shown
  const draft: Draft = {
    v: 1,
    id: it.before?.id ?? randomUUID().slice(0, 13),
    command: it.command,
    values: it.values,
    by: from.by,
    here: from.here,
    expires,
    ...(shown === undefined ? {} : { shown }),
    ...(about === undefined ? {} : { about }),
    ...(pressed === undefined ? {} : { pressed }),
    ...(it.confirmed === undefined ? {} : { confirmed: it.confirmed }),
  }
  const at = draftKey(use.community, draft.id)
  use.set(at, draft)
  use.expire(at, expires)
  return draft
}

/** Returns a draft, `undefined` when it was used up, dropped or is over. */
export async function draftOf(use: Work, id: string): Promise<Draft | undefined> {
  await bringAlong(use, 'draft', id)
  const found = await use.get<Draft>(draftKey(use.community, id))
  return found === undefined || found.expires < use.now.epochMilliseconds ? undefined : found
}

/** Returns somebody's own draft: what others filled in, and the message they chose, is none of theirs. */
export async function ownDraft(use: Work, id: string, by: Person): Promise<Draft | undefined> {
  const found = await draftOf(use, id)
  return by.accounts.some((it) => found !== undefined && isDeepStrictEqual(it, found.by)) ? found : undefined
}

/** Throws a draft away: it was used, or nobody wants it any more. */
export const dropDraft = (use: Work, id: string): void => use.delete(draftKey(use.community, id))

/** Builds the form of a command, filled with how things stand, with what was typed and with what was read of it. */
export async function formOf(
  command: Command,
  draft: Draft,
  { errors, read }: Required<Pick<Form, 'errors' | 'read'>>,
  kinds: Record<string, Kind>,
  at: Reading,
  use: Work,
): Promise<Form> {
  const filled = draft.shown ?? {}
  const fields = fieldsOf(command, kinds, at).map((field) =>
    // What is there and cannot be taken away cannot be left empty either.
    (filled[field.name] ?? '') !== '' && !isRemovable(command, field.name, kinds)
      ? { ...field, required: true }
      : field,
  )
  const values = { ...filled, ...draft.values }
  const standing = { ...read }
  const shown: Record<string, string> = {}
  for (const { kind, many, name } of fields) {
    const canonical = read[name]
    if (canonical === undefined || many === true) continue
    const label = await kinds[kind]?.show?.(canonical, at, use)
    if (label !== undefined) shown[name] = label
    const written = await kinds[kind]?.written?.(canonical, at, use)
    if (written === undefined) continue
    standing[name] = written.carried
    if (isAddress(values[name] ?? '')) values[name] = written.typed
  }
  const intro = introOf(command, draft, at)
  return {
    for: { locale: at.locale, zone: at.zone, sees: at.sees },
    draft: draft.id,
    command: command.name,
    title: nameOfCommand(at.words, at.locale, command),
    ...(intro === undefined ? {} : { intro }),
    fields,
    values,
    errors,
    read: standing,
    shown,
    ...((await onSeveralChats(use)) && { linked: true as const }),
  }
}

/** How much of a message its form shows, in characters. */
const shownOfMessage = 300

/** Says what becomes of the message a form was opened from, where the command's words tell. */
function introOf(command: Command, { about }: Draft, { locale, words }: Reading): Text | undefined {
  const path = `nouns.${nounOf(command)}.verbs.${verbOf(command)}.about`
  if (about === undefined || !words.has(path)) return undefined
  return words.t(locale)(path, {
    who: [{ account: about.author.account, name: about.author.name }],
    time: [{ time: about.at, as: 'short' }],
    text: gist(about.text, shownOfMessage) || about.files.map(({ name }) => name).join(', ') || '…',
  })
}

/** Lists the fields of a command's form: those it names, then whatever else it cannot do without. */
function fieldsOf(command: Command, kinds: Record<string, Kind>, at: Reading): Field[] {
  const names = Object.keys(command.args.shape)
  const listed: readonly string[] = command.form ?? names
  const needed = names.filter((name) => !listed.includes(name) && isRequired(shapeOf(command, name)))
  return [...listed, ...needed].map((name) => fieldOf(command, name, kinds, at))
}

function fieldOf(command: Command, name: string, kinds: Record<string, Kind>, at: Reading): Field {
  const schema = shapeOf(command, name)
  const meta = argMeta(schema)
  const choices = kinds[meta.kind]?.choices?.(at)
  const help = labelOf(command, name, 'help', at)
  const max = meta.kind.startsWith('text') ? longestOf(schema) : undefined
  return {
    name,
    kind: meta.kind,
    label: labelOf(command, name, 'label', at) ?? name,
    ...(help === undefined ? {} : { help }),
    required: isRequired(schema),
    ...(meta.many === true ? { many: true } : {}),
    ...(choices === undefined ? {} : { choices }),
    ...(max === undefined ? {} : { max }),
  }
}

/** Returns how many characters a text may have, `undefined` where its schema says nothing of that. */
function longestOf(schema: z.ZodType): number | undefined {
  if (schema instanceof z.ZodString) return schema.maxLength ?? undefined
  const { innerType, out } = schema.def as { innerType?: z.ZodType; out?: z.ZodType }
  const inner = innerType ?? out
  return inner === undefined ? undefined : longestOf(inner)
}

/**
 * Puts Yes (or `yes`), Correct and No under a question; they carry nothing but the draft's id. A button of its
 * own that presses the same command answers with the draft too: what was typed, with the button's input.
 */
export function questionOf(
  card: Card,
  draft: Draft,
  at: Reading,
  yes = plain(at.words.t(at.locale)('bot.yes')),
): Card {
  const t = at.words.t(at.locale)
  const press = (label: string, input: Record<string, string>) => ({
    label,
    command: draft.command,
    input: { [draftInput.id]: draft.id, ...input },
  })
  const own = (card.buttons ?? []).map((button) =>
    button.command === draft.command
      ? { ...button, input: { [draftInput.id]: draft.id, ...button.input } }
      : button,
  )
  return {
    ...card,
    buttons: [
      { ...press(yes, { [draftInput.yes]: 'yes' }), style: 'primary' },
      ...own,
      press(plain(t('bot.edit')), asForm),
      press(plain(t('bot.no')), { [draftInput.no]: 'yes' }),
    ],
  }
}

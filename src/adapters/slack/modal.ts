import type { types } from '@slack/bolt'
import { askedOf, elsewhere, hintOf, isSilent, titleOf } from '../../core/asked.ts'
import type { Form } from '../../core/form.ts'
import { penOf } from '../../core/look.ts'
import { textAt } from '../../core/peek.ts'
import { plain } from '../../core/plain.ts'
import { join } from '../../core/text.ts'
import type { Reply } from './answers.ts'
import { plainText } from './choices.ts'
import { inWords, type Look, type Pen } from './inline.ts'
import { limits, surfaces } from './limits.ts'
import { writeMeta } from './meta.ts'
import { type Asked, elementOf } from './modal-fields.ts'

/** How a modal that is a form is called. */
const formId = 'form'
/** A label is one line on a phone. */
const longestLabel = 48
/** How many fields a modal shows at most: some room stays for what is said about them. */
const mostFields = 90
/** How many characters all texts of a modal may have together: Slack refuses a view of more than 250,000. */
const longestTexts = 180_000

/** Tells whether a view is a form's. */
export const isForm = (view: unknown): boolean => textAt(view, 'callback_id') === formId

/**
 * Draws a form as a modal: one input for each field, filled with what is known, and below it what is wrong with it.
 * A field's block is called like the field.
 */
export function modalOf(form: Form, { look, meta }: { look: Look; meta: Partial<Reply> }): types.ModalView {
  const pen = penOf(look, form.for)
  const { t } = pen
  const most = Math.min(limits.input, Math.floor(longestTexts / Math.min(form.fields.length, mostFields)))
  const fields = form.fields.map((field) => ({ ...askedOf(field, form, { space: look.space, t }), most }))
  const shown = fields.filter((it) => !isSilent(it)).slice(0, mostFields)
  const inputs = shown.map((it) => inputOf(it, form, look))
  const notes = new Map(shown.map((it) => [it.field.name, noteOf(it, form, pen)]))
  let left = surfaces.view.blocks - inputs.length
  const blocks = inputs.flatMap((block): types.KnownBlock[] => {
    const note = notes.get(block.block_id ?? '')
    return note === undefined || left-- <= 0 ? [block] : [block, contextOf(note)]
  })
  const others = inWords(join(elsewhere(form, new Set(notes.keys())), ' '), pen)
  if (others !== '' && left-- > 0) blocks.unshift(contextOf(others))
  const intro = inWords(form.intro ?? '', pen)
  if (intro !== '' && left > 0) blocks.unshift(contextOf(intro))
  if (blocks.length === 0) blocks.push(contextOf(plain(t('slack.form.nothing'))))
  return {
    type: 'modal',
    callback_id: formId,
    title: plainText(titleOf(form, look.words, t), limits.title),
    submit: plainText(plain(t('slack.form.submit')), limits.title),
    close: plainText(plain(t('slack.form.close')), limits.title),
    private_metadata: writeMeta({ reply: meta, command: form.command, draft: form.draft }),
    blocks,
  }
}

/**
 * Says what is wrong with a submitted form beside its fields, for the acknowledgement; `asked` are the fields it
 * had. What is wrong with another one stands at the first. `undefined` where there is nothing to say so.
 */
export function errorsOf(
  form: Form,
  asked: readonly string[],
  look: Look,
): Record<string, string> | undefined {
  const pen = penOf(look, form.for)
  const errors: Record<string, string> = {}
  for (const { name, required } of form.fields) {
    if (!asked.includes(name)) continue
    const isMissing = required && (form.values[name] ?? '').trim() === '' && form.read?.[name] === undefined
    const said = form.errors[name] ?? (isMissing ? pen.t('slack.form.needed') : undefined)
    if (said !== undefined) errors[name] = inWords(said, pen)
  }
  const [first] = asked
  const others = inWords(join(elsewhere(form, new Set(asked)), ' '), pen)
  if (first !== undefined && others !== '') errors[first] = [errors[first], others].filter(Boolean).join('\n')
  return Object.keys(errors).length === 0 ? undefined : errors
}

function inputOf(it: Asked, form: Form, { words }: Look): types.InputBlock {
  const { help, label, name, required } = it.field
  const element = elementOf(it)
  const isPicked = element.type !== 'plain_text_input' || it.field.kind === 'text'
  const picked = isPicked ? hintOf(it, form, { chat: 'slack', words }) : undefined
  const hint = picked ?? help ?? ''
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, longestLabel, name),
    element,
    optional: !required,
    ...(hint.trim() !== '' && { hint: plainText(hint, longestHint) }),
  }
}

/** A hint is read while filling in. */
const longestHint = 300

const contextOf = (said: string): types.ContextBlock => ({
  type: 'context',
  elements: [plainText(said, limits.context)],
})

/** What stands below a field: what is wrong with it, and how much of it does not show. */
function noteOf({ field, most, read, typed }: Asked, { errors }: Form, pen: Pen): string | undefined {
  const { length } = field.kind === 'text' ? (read ?? typed) : typed
  const cut = length > most ? pen.t('slack.form.cut', { shown: most, length }) : undefined
  const said = inWords(join([errors[field.name], cut], ' '), pen)
  return said === '' ? undefined : said
}

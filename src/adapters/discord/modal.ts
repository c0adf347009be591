import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import { type Asked, askedOf, elsewhere, hintOf, isSilent, titleOf } from '../../core/asked.ts'
import type { Form } from '../../core/form.ts'
import { penOf, timeInWords } from '../../core/look.ts'
import { plain } from '../../core/plain.ts'
import { lineOf } from '../../core/safe.ts'
import { concat, join, pieces, type Text, type Translate } from '../../core/text.ts'
import { markdownWithin } from './fit.ts'
import { formIdOf } from './form-id.ts'
import { type Look, type Pen, typed, write } from './inline.ts'
import { controlOf, longestText, textIn } from './modal-fields.ts'

/** How much Discord takes of each. */
const most = { parts: 5, title: 45, label: 45, description: 100 } as const
/** How much is said above the fields, in characters of markdown. */
const longestIntro = 1000

/**
 * Draws a form as a modal of five parts: first of all the fields that are wrong or cannot be left empty, then the
 * others as far as there is room, each in its place. Fields that do not show keep what stands in them. `replace`:
 * the answer takes the place of the question the form was opened from.
 */
export function modalOf(
  form: Form,
  { look, replace = false }: { look: Look; replace?: boolean },
): APIModalInteractionResponseCallbackData {
  const pen = penOf(look, form.for)
  const { t } = pen
  const fields = form.fields
    .map((field) => askedOf(field, form, { space: look.space, t }))
    .filter((it) => !isSilent(it))
  const others = join(elsewhere(form, new Set(fields.map(({ field }) => field.name))), '\n')
  const shown = chosen(fields, form, others === '' ? most.parts : most.parts - 1)
  const said = shown.length < most.parts ? introOf(form, shown, others, t) : ''
  const above = markdownWithin(write(said, pen), longestIntro).trim()
  return {
    custom_id: formIdOf({ command: form.command, draft: form.draft, space: look.space, replace }),
    title: lineOf(titleOf(form, look.words, t), most.title),
    components: [...(above === '' ? [] : [sayingOf(above)]), ...shown.map((it) => labelOf(it, form, pen))],
  }
}

/** Picks the fields that show, and keeps their order. */
function chosen(fields: readonly Asked[], { errors }: Form, room: number): Asked[] {
  const isNeeded = ({ field, read, typed }: Asked) =>
    errors[field.name] !== undefined || (field.required && typed === '' && read === undefined)
  const first = fields.filter(isNeeded)
  const kept = new Set([...first, ...fields.filter((it) => !isNeeded(it))].slice(0, room))
  return fields.filter((it) => kept.has(it))
}

function introOf({ intro = '' }: Form, shown: readonly Asked[], others: Text, t: Translate): Text {
  const nothing = shown.length === 0 ? t('discord.form.nothing') : ''
  const all = [intro, others, nothing].filter((it) => it !== '' && it.length > 0)
  return concat(...all.flatMap((it, index) => (index === 0 ? [it] : ['\n', it])))
}

const sayingOf = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content })

function labelOf(it: Asked, form: Form, pen: Pen): APILabelComponent {
  const { label, name } = it.field
  const component = controlOf(it)
  const said = besides(it, form, pen, component.type === ComponentType.TextInput)
  return {
    type: ComponentType.Label,
    label: lineOf(label, most.label, name),
    ...(said !== '' && { description: lineOf(said, most.description) }),
    component,
  }
}

/** Writes a text in words alone: Discord takes nothing else beside a field. */
function inWords(text: Text, pen: Pen): string {
  const worded = pieces(text).map((piece) =>
    typeof piece !== 'string' && 'command' in piece ? typed(piece.command, pen) : piece,
  )
  return plain(worded, (ms, as) => timeInWords(ms, as, pen))
}

/** How those are named whom no list of Discord's holds, by kind. */
const naming: Readonly<Record<string, string>> = {
  person: 'discord.form.who',
  place: 'discord.form.where',
  'place-or-none': 'discord.form.where',
}

/** What stands beside a field: what is wrong with it, how much of it does not show, what it is, how it is filled in. */
function besides(it: Asked, form: Form, pen: Pen, isTyped: boolean): string {
  const { field, shown = '', t } = it
  const { length } = isTyped ? textIn(it) : ''
  const wrong = inWords(form.errors[field.name] ?? '', pen).trim()
  if (wrong !== '') return wrong
  if (length > longestText) return plain(t('discord.form.cut', { shown: longestText, length }))
  const picked = isTyped ? undefined : hintOf(it, form, { chat: 'discord', words: pen.words })
  // Where there is no list to pick somebody or a channel from, it is said how they are named.
  const how = isTyped && it.linked ? naming[field.kind] : undefined
  const hint = picked ?? field.help ?? (how === undefined ? '' : plain(t(how)))
  return (
    (isTyped && field.kind !== 'text' && it.read !== undefined && shown !== textIn(it) ? shown : '') ||
    hint.trim()
  )
}

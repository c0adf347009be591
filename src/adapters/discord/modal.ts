import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import type { Field, Form } from '../../core/form.ts'
import { penOf } from '../../core/look.ts'
import { plain } from '../../core/plain.ts'
import { lineOf } from '../../core/safe.ts'
import { concat, type Text, type Translate } from '../../core/text.ts'
import { markdownWithin } from './fit.ts'
import { formIdOf } from './form-id.ts'
import { type Look, write } from './inline.ts'
import { type Asked, controlOf, isSilent, longestText, textIn } from './modal-fields.ts'

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
  const t = look.words.t(form.for?.locale ?? look.locale)
  const fields = form.fields.map((field) => askedOf(field, form, look, t)).filter((it) => !isSilent(it))
  const others = elsewhere(form, fields)
  const shown = chosen(fields, form, others === '' ? most.parts : most.parts - 1)
  const said = shown.length < most.parts ? introOf(form, shown, others, t) : ''
  const above = markdownWithin(write(said, penOf(look, form.for)), longestIntro).trim()
  return {
    custom_id: formIdOf({ command: form.command, draft: form.draft, space: look.space, replace }),
    title: lineOf(titleOf(form, look, t), most.title),
    components: [...(above === '' ? [] : [sayingOf(above)]), ...shown.map((it) => labelOf(it, form, look))],
  }
}

/** Names a form: by a title of its own where its command has one, else by the command as it is typed. */
export function titleOf({ command, title }: Form, { words }: Look, t: Translate): string {
  const [noun = '', ...verb] = command.split(' ')
  const key = `discord.form.titles.${noun}.${verb.join(' ')}`
  return words.has(key) ? plain(t(key)) : title.charAt(0).toUpperCase() + title.slice(1)
}

function askedOf(field: Field, form: Form, look: Look, t: Translate): Asked {
  const typed = form.values[field.name] ?? ''
  const read = form.read?.[field.name]
  const shown = form.shown?.[field.name]
  return {
    field,
    typed: typed.trim() === '' ? '' : typed,
    ...(read !== undefined && read !== '' && { read }),
    ...(shown !== undefined && { shown }),
    space: look.space,
    linked: form.linked === true,
    t,
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

function introOf({ intro = '' }: Form, shown: readonly Asked[], others: string, t: Translate): Text {
  const nothing = shown.length === 0 ? t('discord.form.nothing') : ''
  const all = [intro, others, nothing].filter((it) => it !== '' && it.length > 0)
  return concat(...all.flatMap((it, index) => (index === 0 ? [it] : ['\n', it])))
}

const sayingOf = (content: string): APITextDisplayComponent => ({ type: ComponentType.TextDisplay, content })

function labelOf(it: Asked, form: Form, look: Look): APILabelComponent {
  const { label, name } = it.field
  const component = controlOf(it)
  const said = besides(it, form, look, component.type === ComponentType.TextInput)
  return {
    type: ComponentType.Label,
    label: lineOf(label, most.label, name),
    ...(said !== '' && { description: lineOf(said, most.description) }),
    component,
  }
}

/** What stands beside a field: what is wrong with it, how much of it does not show, what it is, how it is filled in. */
function besides(it: Asked, { command, errors }: Form, { words }: Look, isTyped: boolean): string {
  const { field, shown = '', t } = it
  const { length } = isTyped ? textIn(it) : ''
  const wrong = errors[field.name] ?? ''
  if (wrong.trim() !== '') return wrong.trim()
  if (length > longestText) return plain(t('discord.form.cut', { shown: longestText, length }))
  // What a field says for those who type it is beside the point where there is nothing to type.
  const own = `discord.form.hints.${command.split(' ').join('.')}.${field.name}`
  const hint = !isTyped && words.has(own) ? plain(t(own)) : (field.help ?? '')
  return (
    (isTyped && field.kind !== 'text' && it.read !== undefined && shown !== textIn(it) ? shown : '') ||
    hint.trim()
  )
}

/** What is wrong with what is no field of the form, each with its name. */
const elsewhere = ({ errors, fields }: Form, drawn: readonly Asked[]): string =>
  Object.entries(errors)
    .filter(([name]) => !drawn.some(({ field }) => field.name === name))
    .map(([name, said]) => `${fields.find((it) => it.name === name)?.label ?? name} · ${said}`)
    .join('\n')

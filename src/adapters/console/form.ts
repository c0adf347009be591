import type { Card } from '../../core/card.ts'
import type { Field, Form } from '../../core/form.ts'
import { type Locale, locales } from '../../core/person.ts'
import { safeLine } from '../../core/safe.ts'
import { foldWord, join, type Text, type Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import { writeText } from './inline.ts'
import type { Screen } from './screen.ts'
import type { Terminal } from './terminal.ts'
import { wrap } from './width.ts'

const isEmpty = ({ name }: Field, { values }: Form): boolean => (values[name] ?? '') === ''
const isWrong = ({ name }: Field, { errors }: Form): boolean => errors[name] !== undefined

/** The fields a form cannot do without as it stands; none where it is opened to change what is there. */
const lacking = (form: Form): Field[] =>
  form.fields.filter((field) => isWrong(field, form) || (field.required && isEmpty(field, form)))

/** The fields a person is asked for: what is wrong, else what is empty, the required first, else all of them. */
function asked(form: Form): Field[] {
  const wrong = form.fields.filter((field) => isWrong(field, form))
  if (wrong.length > 0) return wrong
  if (lacking(form).length === 0) return form.fields
  const empty = form.fields.filter((field) => isEmpty(field, form))
  return empty.toSorted((a, b) => Number(b.required) - Number(a.required))
}

/** Writes what a form still needs, or holds, with a line that gives it: `/press 7 reason:removed`. */
export function missingCard(form: Form, number: number, words: Words, locale: Locale): Card {
  const t = words.t(locale)
  const needed = lacking(form)
  const command = `/${form.title}`
  const press = words.set('console.own', locale).get('press')?.name ?? 'press'
  const line = (fields: Field[]) => {
    const values = fields.map((field) => `${typedName(field, words, locale)}:${sample(field, t)}`)
    return [`/${press} ${number}`, ...values].join(' ')
  }
  if (needed.length > 0)
    return {
      title: t('console.form.title', { command }),
      fields: needed.map((field) => ({ name: field.label, value: describe(field, form, t) })),
      footer: t('console.form.go', { example: line(needed) }),
    }
  return {
    title: t('console.form.change', { command }),
    fields: form.fields
      .filter((field) => !isEmpty(field, form))
      .map((field) => ({ name: field.label, value: form.values[field.name] ?? '' })),
    footer: t('console.form.go', { example: line(form.fields.slice(0, 1)) }),
  }
}

const typedName = ({ name }: Field, words: Words, locale: Locale) =>
  words.set('args', locale).get(name)?.name ?? name

const sample = ({ choices: [first] = [] }: Field, t: Translate): string => {
  const label = first?.label ?? String(t('console.form.sample'))
  return /\s/.test(label) ? `"${label}"` : label
}

function describe({ name, help, choices }: Field, { errors }: Form, t: Translate): Text {
  const list = choices?.map(({ label }) => label).join(', ')
  const among = list === undefined ? undefined : t('console.form.choices', { choices: list })
  const said = join([errors[name], help, among], '\n')
  return said === '' ? t('console.form.needed') : said
}

/**
 * Fills a form with typed words: `name:value` by any of a field's names, the rest into the first field that
 * is still needed. Quotes hold spaces.
 */
export function fill(form: Form, typed: string, words: Words): Record<string, string> {
  const values: Record<string, string> = {}
  const bare: string[] = []
  for (const [raw] of typed.matchAll(/[^\s:"“«]+:["“«][^"”»]*["”»]|\S+/gu)) {
    const [, name = '', value = ''] = /^([^\s:]+):(?!\/\/)(.*)$/su.exec(raw) ?? []
    const field = form.fields.find((each) => isNamed(each, name, words))
    if (field === undefined) bare.push(raw)
    else values[field.name] = value.replace(/^["“«]\s*|\s*["”»]$/gu, '')
  }
  const first = [...lacking(form), ...asked(form)].find(({ name }) => values[name] === undefined)
  const rest = bare.join(' ').replace(/^["“«]\s*([^"“”«»]*?)\s*["”»]$/su, '$1')
  return first === undefined || rest === '' ? values : { ...values, [first.name]: rest }
}

/** Several arguments go by one word ('motif'): which of them is meant, the form that has it tells. */
function isNamed({ name }: Field, typed: string, words: Words): boolean {
  const folded = foldWord(typed)
  const called = locales.flatMap((locale) => {
    const word = words.set('args', locale).get(name)
    return word === undefined ? [] : [word.name, ...(word.also ?? [])]
  })
  return folded !== '' && [name, ...called].some((each) => foldWord(each) === folded)
}

/**
 * Asks a person field by field; `undefined` when they break off. An empty line leaves a field as it is, and leaves
 * out what was wrong.
 */
export async function askFields(
  form: Form,
  ask: NonNullable<Terminal['ask']>,
  screen: Screen,
): Promise<Record<string, string> | undefined> {
  const { t, paint } = screen.look()
  screen.say('console.form.begin', { command: `/${form.title}` })
  const values: Record<string, string> = {}
  for (const field of asked(form)) {
    const lines = prelude(field, form, screen)
    if (lines.length > 0) screen.print(lines, '')
    const known = isWrong(field, form) ? '' : safeLine(form.values[field.name] ?? '')
    const optional = field.required ? '' : ` ${paint.dim(String(t('console.form.optional')))}`
    const mark = known === '' ? optional : ` ${paint.dim(`[${known}]`)}`
    const typed = await ask(`${paint.bold(safeLine(field.label))}${mark} › `)
    if (typed === undefined || (field.required && known === '' && typed.trim() === '')) return undefined
    if (typed.trim() !== '' || isWrong(field, form)) values[field.name] = typed.trim()
  }
  return values
}

/** What stands above a field's question: what was wrong with it, what it is for, and what there is to choose from. */
function prelude(field: Field, { errors }: Form, { look }: Screen): string[] {
  const own = look()
  const choices = field.choices ?? []
  const hinted = choices.some(({ hint }) => hint !== undefined)
  const list = choices.map(({ label }) => label).join(', ')
  const set = (text: string, paint: (line: string) => string, hang = '') =>
    wrap(text, own.width, hang).map(paint)
  return [
    ...set(writeText(errors[field.name] ?? '', own), own.paint.amber),
    ...set(safeLine(field.help ?? ''), own.paint.dim),
    ...(hinted
      ? choices.flatMap(({ label, hint = '' }) =>
          set(`  ${safeLine(label)} · ${safeLine(hint)}`, same, '    '),
        )
      : set(list === '' ? '' : writeText(own.t('console.form.choices', { choices: list }), own), same)),
  ].filter((line) => line !== '')
}

const same = (line: string) => line

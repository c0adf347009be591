import { createElement, type ReactNode } from 'react'
import { plainText, type Sent } from './sent.ts'
import type { Reader } from './sight.ts'

/** Draws what a form asks with, and what stands in it. */
export function inputElement(element: Sent, reader: Reader): ReactNode {
  const draw = drawers[element.type]
  if (draw === undefined) throw new Error(`no picture knows inputs of type ${element.type}`)
  return draw(element, reader)
}

const drawers: Record<string, (element: Sent, reader: Reader) => ReactNode> = {
  plain_text_input: text,
  url_text_input: text,
  number_input: text,
  static_select: (element) => menu(labelOf(element.initial_option), element),
  external_select: (element) => menu(labelOf(element.initial_option), element),
  multi_static_select: (element) => menu(labelsOf(element.initial_options), element),
  multi_external_select: (element) => menu(labelsOf(element.initial_options), element),
  users_select: (element, { users }) => menu(nameOf(element.initial_user, users), element),
  multi_users_select: (element, { users }) =>
    menu((element.initial_users as string[] | undefined)?.map((id) => nameOf(id, users)).join(', '), element),
  conversations_select: (element, { channels }) =>
    menu(nameOf(element.initial_conversation, channels, '#'), element),
  datepicker: ({ initial_date: date }) => box('picker', date),
  timepicker: ({ initial_time: time }) => box('picker', time),
  datetimepicker(element, { locale, zone }) {
    const at = element.initial_date_time
    if (typeof at !== 'number') return box('picker', '')
    const [date, time] = (['dateStyle', 'timeStyle'] as const).map((style) =>
      new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
        [style]: style === 'dateStyle' ? 'long' : 'short',
        timeZone: zone,
      }).format(at * 1000),
    )
    return createElement('div', { className: 'pair' }, box('picker', date), box('picker', time))
  },
  radio_buttons: (element) =>
    createElement(
      'div',
      null,
      ...(element.options as Sent[]).map((option) =>
        createElement(
          'p',
          {
            key: String(option.value),
            className: isIn(element.initial_option, option) ? 'radio on' : 'radio',
          },
          plainText(option.text),
          option.description === undefined
            ? null
            : createElement('span', { className: 'hint' }, plainText(option.description)),
        ),
      ),
    ),
}

function text({ initial_value: value, multiline }: Sent): ReactNode {
  return box(multiline === true ? 'box lines' : 'box', value)
}

const box = (className: string, shown: unknown): ReactNode =>
  createElement('div', { className: `field ${className}` }, String(shown ?? ''))

const menu = (chosen: string | undefined, { placeholder }: Sent): ReactNode =>
  chosen === undefined || chosen === ''
    ? createElement('div', { className: 'field menu empty' }, plainText(placeholder))
    : createElement('div', { className: 'field menu' }, chosen)

const labelOf = (option: unknown): string | undefined =>
  option === undefined ? undefined : plainText((option as Sent).text)

const labelsOf = (options: unknown): string | undefined =>
  (options as unknown[] | undefined)?.map(labelOf).join(', ')

const nameOf = (
  id: unknown,
  known: readonly { id: string; name: string }[],
  mark = '',
): string | undefined => {
  const found = known.find((each) => each.id === id)
  return found === undefined ? undefined : `${mark}${found.name}`
}

const isIn = (chosen: unknown, { value }: Sent): boolean => (chosen as Sent | undefined)?.value === value

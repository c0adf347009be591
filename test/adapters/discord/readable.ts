import type { Payload } from '../../../src/adapters/discord/render.ts'
import { writeWhen } from '../../../src/core/dates.ts'
import type { Locale } from '../../../src/core/person.ts'
import type { TimeStyle } from '../../../src/core/text.ts'
import { read, type Token } from './markdown-reader.ts'

/** Who reads: their language and zone, and when, in milliseconds. */
export interface Eyes {
  locale: Locale
  zone: string
  now: number
}

/** Any component, as far as it is read here. */
interface Component {
  type: number
  content?: string
  components?: Component[]
  label?: string
  placeholder?: string
  options?: { label: string }[]
}

/** All that a message says, as the markdown it is sent as, in order. */
export const textsOf = ({ components, content }: Payload): string[] => [
  ...(content ? [content] : []),
  ...(components as Component[]).flatMap(textsIn),
]

const textsIn = ({ components = [], content }: Component): string[] => [
  ...(content === undefined ? [] : [content]),
  ...components.flatMap(textsIn),
]

/** Turns a message into the lines a person reads; buttons and menus as [Label], a line across as '---'. */
export const readable = ({ components, content }: Payload, eyes: Eyes): string[] => [
  ...(content ? shown(content, eyes).split('\n') : []),
  ...(components as Component[]).flatMap((each) => linesOf(each, eyes)),
]

function linesOf(it: Component, eyes: Eyes): string[] {
  const { components = [], content = '' } = it
  switch (it.type) {
    case 1:
      return [components.map(labelOf).join(' ')]
    case 10:
      return shown(content, eyes).split('\n')
    case 14:
      return ['---']
    case 17:
      return components.flatMap((each) => linesOf(each, eyes))
    default:
      throw new Error(`nobody reads a component of type ${it.type}`)
  }
}

const labelOf = ({ label, options = [], placeholder }: Component): string =>
  label === undefined ? `[${placeholder}: ${options.map((each) => each.label).join(' | ')}]` : `[${label}]`

/** Writes what is shown of some markdown, times in words. */
const shown = (content: string, eyes: Eyes): string =>
  read(content)
    .map((token) => tokenText(token, eyes))
    .join('')

const styles: Record<string, TimeStyle> = { t: 'time', d: 'day', D: 'date', F: 'both', f: 'short', R: 'ago' }

function tokenText({ kind, shown: text }: Token, { locale, now, zone }: Eyes): string {
  switch (kind) {
    case 'text':
    case 'code':
      return text.replaceAll('\u200b', '')
    case 'user':
      return `<@${text}>`
    case 'channel':
      return `<#${text}>`
    case 'list':
      return '• '
    case 'heading':
    case 'small':
    case 'link':
    case 'mail':
      return text
    case 'time': {
      const [seconds, style = 'f'] = text.split(':')
      return writeWhen(Number(seconds) * 1000, styles[style] ?? 'short', locale, zone, now)
    }
    default:
      throw new Error(`nobody expects a ${kind}`)
  }
}

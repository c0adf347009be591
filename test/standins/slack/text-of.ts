import { type Fields, fieldsIn, isFields } from '../checks.ts'
import type { Seen } from './controls.ts'
import { elementsOf, heldBy } from './state.ts'
import type { Workspace } from './workspace.ts'

/** Whose eyes it is read with: times are told in this zone. */
export interface Eyes {
  locale: string
  tz: string
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  day_divider: { weekday: 'long', day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long' },
  date_long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date_long_full: { day: 'numeric', month: 'long', year: 'numeric' },
  date_short: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
}

const date = (seconds: number, format: string, { locale, tz }: Eyes): string =>
  // A space without width is nothing that anybody reads.
  format.replaceAll('\u200b', '').replace(/\{(\w+)\}/g, (whole, token: string) => {
    const style = styles[token] ?? styles[token.replace('_pretty', '')]
    return style === undefined
      ? whole
      : new Intl.DateTimeFormat(locale, { ...style, timeZone: tz }).format(seconds * 1000)
  })

/** Returns what a person reads, line by line: controls in brackets, a form's fields as 'label: value'. */
export function createReader(space: Workspace) {
  const user = (id: string): string => `@${space.users.get(id)?.name ?? id}`
  const channel = (id: string): string => {
    const found = space.channels.get(id)
    if (found?.kind === 'im') return user([...found.members].find((it) => it !== space.bot.id) ?? id)
    return `#${found?.name ?? id}`
  }
  const group = (id: string): string => `@${space.groups.get(id)?.handle ?? id}`

  const marked = (words: string, eyes: Eyes): string =>
    words
      .replace(/<!date\^(\d+)\^([^^>|]*)(?:\^[^>|]*)?\|[^>]*>/g, (_, at, format) =>
        date(Number(at), format, eyes),
      )
      .replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (_, id) => user(id))
      .replace(/<#(C\w+)(?:\|[^>]*)?>/g, (_, id) => channel(id))
      .replace(/<!subteam\^(S\w+)(?:\|[^>]*)?>/g, (_, id) => group(id))
      .replace(/<!(channel|here|everyone)>/g, '@$1')
      .replace(/<([^>|]+)\|([^>]+)>/g, '$2')
      .replace(/<([^>]+)>/g, '$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')

  const text = (it: unknown, eyes: Eyes): string => {
    if (!isFields(it)) return ''
    return it.type === 'mrkdwn' ? marked(String(it.text), eyes) : String(it.text ?? '')
  }

  const piece = (it: Fields, eyes: Eyes): string => {
    if (it.type === 'user') return user(String(it.user_id))
    if (it.type === 'channel') return channel(String(it.channel_id))
    if (it.type === 'usergroup') return group(String(it.usergroup_id))
    if (it.type === 'broadcast') return `@${it.range}`
    if (it.type === 'emoji') return `:${it.name}:`
    if (it.type === 'date') return date(Number(it.timestamp), String(it.format), eyes)
    return String(it.text ?? it.url ?? '')
  }

  const rich = (it: Fields, eyes: Eyes): string => {
    const parts = fieldsIn(it.elements)
    if (it.type !== 'rich_text_list') return parts.map((one) => piece(one, eyes)).join('')
    return parts
      .map((one, index) => `${it.style === 'ordered' ? `${index + 1}.` : '•'} ${rich(one, eyes)}`)
      .join('\n')
  }

  const held = (value: unknown, eyes: Eyes): string => {
    if (value === null || value === undefined) return ''
    if (Array.isArray(value)) return value.map((it) => held(it, eyes)).join(', ')
    if (isFields(value)) return text(value.text, eyes)
    // The only number a field holds is a moment.
    if (typeof value === 'number') return date(value, '{date_short} {time}', eyes)
    if (typeof value === 'string' && space.users.has(value)) return user(value)
    return typeof value === 'string' && space.channels.has(value) ? channel(value) : String(value)
  }

  const control = (it: Fields, eyes: Eyes): string =>
    it.type === 'image' ? `[${it.alt_text}]` : `[${text(it.text ?? it.placeholder, eyes) || it.action_id}]`

  const block = (it: Fields, seen: Seen, eyes: Eyes): string[] => {
    const aside = isFields(it.accessory) ? [control(it.accessory, eyes)] : []
    switch (it.type) {
      case 'section':
        return [text(it.text, eyes), ...fieldsIn(it.fields).map((one) => text(one, eyes)), ...aside]
      case 'rich_text':
        return fieldsIn(it.elements).map((one) => rich(one, eyes))
      case 'context':
        return [
          fieldsIn(it.elements)
            .map((one) => (one.type === 'image' ? `[${one.alt_text}]` : text(one, eyes)))
            .join(' '),
        ]
      case 'actions':
        return [
          fieldsIn(it.elements)
            .map((one) => control(one, eyes))
            .join(' '),
        ]
      case 'image':
        return [text(it.title, eyes), `[${it.alt_text}]`]
      case 'input': {
        const id = String(it.block_id)
        const [element] = elementsOf(it)
        const value = 'view' in seen ? seen.values[id]?.[String(element?.action_id)] : undefined
        const error = 'view' in seen ? seen.errors[id] : undefined
        const given = value === undefined ? '' : held(heldBy(value), eyes)
        return [
          `${text(it.label, eyes)}: ${given}`.trimEnd(),
          text(it.hint, eyes),
          error === undefined ? '' : `! ${error}`,
        ]
      }
      default:
        return [text(it.text, eyes)]
    }
  }

  return function textOf(seen: Seen, eyes: Eyes = { locale: 'en-GB', tz: 'Etc/UTC' }): string {
    const lines = (blocks: readonly Fields[]) => blocks.flatMap((it) => block(it, seen, eyes))
    const all =
      'view' in seen
        ? [
            text(seen.view.title, eyes),
            ...lines(seen.view.blocks),
            [seen.view.submit, seen.view.close]
              .filter(isFields)
              .map((it) => `[${text(it, eyes)}]`)
              .join(' '),
          ]
        : seen.blocks === undefined
          ? [marked(seen.text, eyes)]
          : lines(seen.blocks)
    return all.filter((line) => line.trim() !== '').join('\n')
  }
}

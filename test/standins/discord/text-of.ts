import { type Fields, fieldsIn, isFields } from '../checks.ts'
import { fieldsOfModal } from './controls.ts'
import type { Guild } from './guild.ts'
import { createMarkup, type Eyes } from './markup.ts'
import type { Message, Modal } from './model.ts'

export type { Eyes } from './markup.ts'

/** Something a person sees. */
export type Seen = Message | Modal

/** Returns what a person reads, line by line: controls in brackets, a form's fields as 'label: value'. */
export function createReader(guild: Guild, now: () => number) {
  const marked = createMarkup(guild, now)

  const control = (it: Fields): string => {
    const emoji = isFields(it.emoji) ? String(it.emoji.name) : ''
    const words = it.label ?? it.placeholder ?? (it.type === 2 ? undefined : it.custom_id)
    return `[${[emoji, words].filter((part) => part !== undefined && part !== '').join(' ')}]`
  }

  const parts = (list: unknown, eyes: Eyes): string[] => fieldsIn(list).flatMap((it) => component(it, eyes))

  function component(it: Fields, eyes: Eyes): string[] {
    switch (it.type) {
      case 1:
        return [fieldsIn(it.components).map(control).join(' ')]
      case 9:
        return [...parts(it.components, eyes), ...parts([it.accessory], eyes)]
      case 10:
        return [marked(String(it.content), eyes)]
      case 11:
        return [it.description ? `[${it.description}]` : '[picture]']
      case 12:
        return fieldsIn(it.items).map(({ description }) => `[${description ?? 'picture'}]`)
      case 13:
        return ['[file]']
      case 14:
        return []
      case 17:
        return parts(it.components, eyes)
      default:
        return [control(it)]
    }
  }

  const embed = ({ author, title, description, fields, footer }: Fields, eyes: Eyes): string[] => [
    isFields(author) ? String(author.name) : '',
    marked(String(title ?? ''), eyes),
    marked(String(description ?? ''), eyes),
    ...fieldsIn(fields).map(
      ({ name, value }) => `${marked(String(name), eyes)}: ${marked(String(value), eyes)}`,
    ),
    isFields(footer) ? String(footer.text) : '',
  ]

  const held = (component: Fields, value: unknown): string => {
    const options = fieldsIn(component.options)
    const label = (one: unknown): string => {
      const id = String(one)
      const option = options.find((it) => it.value === id)
      if (option !== undefined) return String(option.label)
      const [user, role, channel] = [guild.users.get(id), guild.roles.get(id), guild.channels.get(id)]
      return user ? `@${user.name}` : role ? `@${role.name}` : channel ? `#${channel.name}` : id
    }
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (Array.isArray(value)) return value.map(label).join(', ')
    return value === null || value === undefined ? '' : component.type === 4 ? String(value) : label(value)
  }

  const form = (modal: Modal, eyes: Eyes): string[] => [
    modal.title,
    ...modal.components.flatMap((around) =>
      around.type === 10
        ? [marked(String(around.content), eyes)]
        : fieldsOfModal({ components: [around] }).flatMap(({ label, description = '', component: it }) => [
            `${label}: ${held(it, modal.values[String(it.custom_id)])}`.trimEnd(),
            description,
          ]),
    ),
  ]

  return function textOf(seen: Seen, eyes: Eyes = { locale: 'en-GB', tz: 'Europe/Paris' }): string {
    const all =
      'title' in seen
        ? form(seen, eyes)
        : [
            marked(seen.content, eyes),
            ...seen.embeds.flatMap((it) => embed(it, eyes)),
            ...parts(seen.components, eyes),
            ...seen.attachments.map(({ filename }) => `[${filename}]`),
          ]
    return all.filter((line) => line.trim() !== '').join('\n')
  }
}

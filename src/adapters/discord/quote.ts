import { instant } from '../../core/clock.ts'
import { listAt, numberAt, peek, textAt } from '../../core/peek.ts'
import type { Quote } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { amountIn, withoutWords } from '../../core/quoted.ts'
import { clean, type Translate } from '../../core/text.ts'
import type { Names } from './mentions.ts'
import { nameOfUser } from './names-in.ts'
import { withMentions } from './typed.ts'

/** What a message does not say itself. `guild` is the server's id, left out for a direct message. */
export interface Quoting {
  space: string
  guild?: string
  names: Names
  t: Translate
}

/** The most people write in a message that a copy keeps, in characters: more than Discord takes. */
const longest = 20_000

/** Copies a message as evidence: in plain words, with what it carried; one without words says what it was. */
export function quoteOf(message: unknown, on: Quoting): Quote {
  const id = textAt(message, 'author', 'id') ?? 'unknown'
  const parts = [message, ...listAt(message, 'message_snapshots').map((it) => peek(it, 'message'))]
  const files = parts
    .flatMap((part) => listAt(part, 'attachments'))
    .map((file) => ({
      name: clean(textAt(file, 'title') ?? textAt(file, 'filename') ?? plain(on.t('quote.file'))),
      bytes: amountIn(numberAt(file, 'size')),
      url: textAt(file, 'url') ?? '',
    }))
  const name = on.names.user(id) ?? nameOfUser(peek(message, 'author')) ?? id
  const said = parts
    .map((part) => saidIn(part, on))
    .filter((it) => it !== '')
    .join('\n')
  return {
    author: {
      person: `discord:${on.space}:${id}`,
      account: { platform: 'discord', space: on.space, id },
      name: clean(name),
    },
    text: said.slice(0, longest).toWellFormed() || withoutWords(files, on.t),
    at: msOf(message),
    permalink: permalinkOf(textAt(message, 'channel_id') ?? '', textAt(message, 'id') ?? '', on.guild),
    files,
  }
}

/** Writes the address of a message. */
const permalinkOf = (channel: string, id: string, guild = '@me'): string =>
  `https://discord.com/channels/${guild}/${channel}/${id}`

/** Returns the time of a message in milliseconds, 0 where it says none. */
const msOf = (message: unknown): number => amountIn(Date.parse(textAt(message, 'timestamp') ?? ''))

/** The message's own words, those of its cards and components, and what stands for words. */
function saidIn(message: unknown, on: Quoting): string {
  const own = readable(textAt(message, 'content') ?? '', message, on)
  // Previews of links that are there already say nothing that was written.
  const cards = listAt(message, 'embeds').filter((it) => own === '' || textAt(it, 'type') === 'rich')
  const stickers = [...listAt(message, 'sticker_items')].flatMap((it) => textAt(it, 'name') ?? [])
  const question = textAt(message, 'poll', 'question', 'text')
  return [
    own,
    ...cards.map((it) => readable(wordsOfEmbed(it), message, on)),
    readable(wordsIn(peek(message, 'components'), 0), message, on),
    question === undefined ? '' : clean(plain(on.t('discord.quote.poll', { question }))),
    stickers.length === 0 ? '' : clean(plain(on.t('discord.quote.stickers', { names: stickers.join(', ') }))),
  ]
    .filter((it) => it !== '')
    .join('\n')
}

function wordsOfEmbed(embed: unknown): string {
  const fields = listAt(embed, 'fields').map((it) =>
    [textAt(it, 'name'), textAt(it, 'value')].filter((part) => part !== undefined).join(' · '),
  )
  return [textAt(embed, 'author', 'name'), textAt(embed, 'title'), textAt(embed, 'description'), ...fields]
    .concat(textAt(embed, 'footer', 'text'))
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
}

/** How deep components are looked into. */
const deepest = 6

/** Gathers what components say, one line for each; what there is to press says nothing. */
function wordsIn(components: unknown, depth: number): string {
  if (!Array.isArray(components) || depth > deepest) return ''
  return components
    .map((it) => textAt(it, 'content') ?? wordsIn(peek(it, 'components'), depth + 1))
    .filter((it) => it !== '')
    .join('\n')
}

/** Writes out what is mentioned, by names, and moments, in UTC. */
function readable(text: string, message: unknown, { names }: Quoting): string {
  const mentioned = (id: string) => {
    const user = listAt(message, 'mentions').find((it) => textAt(it, 'id') === id)
    return nameOfUser(user, peek(user, 'member'))
  }
  const channel = (id: string) => {
    const known = listAt(message, 'mention_channels').find((it) => textAt(it, 'id') === id)
    return textAt(known, 'name') ?? names.channel(id)
  }
  const named = withMentions(text, (sign, id) => {
    if (sign === '#') return `#${channel(id) ?? id}`
    return `@${(sign === '&' ? names.role(id) : (mentioned(id) ?? names.user(id))) ?? id}`
  })
  return clean(named.replace(/<t:(\d{1,11})(?::[a-zA-Z])?>/g, (_all, s: string) => moment(Number(s)))).trim()
}

const moment = (seconds: number): string => instant(seconds * 1000).toString({ smallestUnit: 'minute' })

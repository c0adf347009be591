import { listAt, peek, textAt } from '../../core/peek.ts'
import type { Quote } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { amountIn, withoutWords } from '../../core/quoted.ts'
import { clean, type Translate } from '../../core/text.ts'
import { type Marked, marked } from './markup.ts'

/** What a message does not say itself; `names` are people's by id, as far as they are known. */
interface Quoting {
  space: string
  permalink: string
  names: ReadonlyMap<string, string>
  t: Translate
}

/** The most people a message is looked through for. */
const mostNames = 20

/** Lists whom a message is by and whom it mentions without a name, by id: those whose names `quoteOf` wants. */
export function peopleIn(message: unknown): string[] {
  const author = textAt(message, 'user')
  const mentioned = marked(textAt(message, 'text') ?? '').flatMap((it) =>
    'user' in it && it.name === '' ? [it.user] : [],
  )
  return [...new Set([...(author === undefined ? [] : [author]), ...mentioned])].slice(0, mostNames)
}

/** Copies a message as evidence: in plain words, with what it carried; one without words says what it was. */
export function quoteOf(message: unknown, on: Quoting): Quote {
  const user = textAt(message, 'user')
  const id = user ?? textAt(message, 'bot_id') ?? 'unknown'
  const name = nameOfBot(message) ?? on.names.get(id) ?? id
  const files = listAt(message, 'files').map((file) => ({
    name: clean(textAt(file, 'name') ?? textAt(file, 'title') ?? plain(on.t('quote.file'))),
    bytes: amountIn(peek(file, 'size')),
    url: textAt(file, 'permalink') ?? textAt(file, 'url_private') ?? '',
  }))
  return {
    author: {
      person: `slack:${on.space}:${id}`,
      account: { platform: 'slack', space: on.space, id },
      name: clean(name),
    },
    text: saidIn(message, on) || withoutWords(files, on.t),
    at: msOf(textAt(message, 'ts')),
    permalink: on.permalink,
    files,
  }
}

/** Writes the address of a message in a workspace; `url` is the workspace's own, 'https://acme.slack.com/'. */
export function permalinkOf(url: string, channel: string, ts: string, thread?: string): string {
  const address = `${url.replace(/\/$/, '')}/archives/${channel}/p${ts.replace('.', '')}`
  return thread === undefined || thread === ts ? address : `${address}?thread_ts=${thread}&cid=${channel}`
}

/** Returns the time of a message in milliseconds, 0 where it says none: 'seconds.microseconds'. */
const msOf = (ts: string | undefined): number => amountIn(Math.floor(Number(ts) * 1000))

const nameOfBot = (message: unknown): string | undefined =>
  textAt(message, 'username') ?? textAt(message, 'bot_profile', 'name')

/** The message's own words; else those of its blocks; and those of what it passes on, which stands apart. */
function saidIn(message: unknown, on: Quoting): string {
  const own = readable(textAt(message, 'text') ?? '', on) || wordsIn(peek(message, 'blocks'), on)
  const passedOn = listAt(message, 'attachments').map((it) => attached(it, on))
  return [own, ...passedOn].filter((it) => it !== '').join('\n')
}

function attached(attachment: unknown, on: Quoting): string {
  const said = ['pretext', 'title', 'text']
    .map((name) => readable(textAt(attachment, name) ?? '', on))
    .filter((it) => it !== '')
  if (said.length > 0) return [...new Set(said)].join('\n')
  const inside = wordsIn(peek(attachment, 'blocks') ?? peek(attachment, 'message_blocks'), on)
  return inside || readable(textAt(attachment, 'fallback') ?? '', on)
}

function readable(text: string, on: Quoting): string {
  return clean(marked(text).map(worded(on)).join('')).trim()
}

const worded =
  ({ names }: Quoting) =>
  (piece: Marked): string => {
    if ('words' in piece) return piece.words
    if ('user' in piece) return `@${bare(piece.name) || (names.get(piece.user) ?? piece.user)}`
    if ('channel' in piece) return `#${bare(piece.name) || piece.channel}`
    if ('group' in piece) return `@${bare(piece.name) || piece.group}`
    const address = piece.link.replace(/^(?:mailto|tel):/i, '')
    // A link that says it is another one is evidence itself.
    return piece.name === '' || piece.link.replace(/^\w+:\/*/, '').startsWith(piece.name)
      ? address
      : `${piece.name} (${address})`
  }

const bare = (name: string): string => name.replace(/^[@#]/, '')

/** How deep blocks are looked into. */
const deepest = 12

/** Gathers the words of blocks, one line for each that has any. */
function wordsIn(blocks: unknown, on: Quoting): string {
  const lines = Array.isArray(blocks) ? blocks.map((it) => wordsOf(it, on, 0)) : []
  return lines
    .filter((it) => it !== '')
    .join('\n')
    .trim()
}

function wordsOf(it: unknown, on: Quoting, depth: number): string {
  if (typeof it !== 'object' || it === null || depth > deepest) return ''
  const type = textAt(it, 'type')
  const text = textAt(it, 'text')
  if (type === 'mrkdwn') return readable(text ?? '', on)
  if (type === 'user') return `@${on.names.get(textAt(it, 'user_id') ?? '') ?? textAt(it, 'user_id') ?? ''}`
  if (type === 'channel') return `#${textAt(it, 'channel_id') ?? ''}`
  if (type === 'emoji') return `:${textAt(it, 'name') ?? ''}:`
  if (type === 'broadcast') return `@${textAt(it, 'range') ?? ''}`
  if (type === 'link')
    return text === undefined ? (textAt(it, 'url') ?? '') : `${text} (${textAt(it, 'url') ?? ''})`
  if (text !== undefined) return clean(text)
  // The pieces of a line of rich text stand side by side, everything else one below the other.
  const between = /^rich_text_(?:section|quote|preformatted)$/.test(type ?? '') ? '' : '\n'
  return ['title', 'text', 'fields', 'elements', 'alt_text']
    .flatMap((name) => peek(it, name) ?? [])
    .map((part) => (typeof part === 'string' ? clean(part) : wordsOf(part, on, depth + 1)))
    .filter((part) => part !== '')
    .join(between)
}

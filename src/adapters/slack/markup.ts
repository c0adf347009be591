/**
 * One part of what Slack sends as text: words as they were typed, or something Slack marked with angle brackets.
 * `name` is what Slack says of it, '' where it says nothing.
 */
export type Marked =
  | { words: string }
  | { user: string; name: string }
  | { channel: string; name: string }
  | { group: string; name: string }
  | { link: string; name: string }

const bracket = /<([^<>]+)>/g
const ids = {
  user: /^@([UW][A-Z0-9]{1,30})$/,
  channel: /^#([CDG][A-Z0-9]{1,30})$/,
  group: /^!subteam\^(S[A-Z0-9]{1,30})$/,
}

/**
 * Takes a text of Slack's apart. Slack escapes '&', '<' and '>' in what people write, so that brackets are always
 * its own; what looks like one and means nothing is left as it is.
 */
export function marked(text: string): Marked[] {
  const out: Marked[] = []
  let from = 0
  for (const found of text.matchAll(bracket)) {
    const piece = meaning(found[1] ?? '')
    if (piece === undefined) continue
    if (found.index > from) out.push({ words: unescaped(text.slice(from, found.index)) })
    out.push(piece)
    from = found.index + found[0].length
  }
  if (from < text.length) out.push({ words: unescaped(text.slice(from)) })
  return out
}

function meaning(inside: string): Marked | undefined {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const name = bar < 0 ? '' : unescaped(inside.slice(bar + 1))
  const [user, channel, group] = [ids.user, ids.channel, ids.group].map((id) => id.exec(target)?.[1])
  if (user !== undefined) return { user, name }
  if (channel !== undefined) return { channel, name }
  if (group !== undefined) return { group, name }
  if (target.startsWith('!date^')) return { words: name }
  const everybody = /^!(here|channel|everyone)$/.exec(target)?.[1]
  if (everybody !== undefined) return { words: `@${everybody}` }
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { link: unescaped(target), name }
  return undefined
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** Turns Slack's three entities into what people typed, once. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)

/** What Discord makes of a message: literal text as `text`, all else by what it is. `in`: the styles around it. */
export interface Token {
  kind: string
  shown: string
  target?: string
  in: readonly string[]
}

type Rule = [kind: string, pattern: RegExp]

/** What stands at the beginning of a line; the first group is what is shown. */
const lineRules: Rule[] = [
  ['heading', /^ *#{1,3} +(?=\S)/],
  ['small', /^ *-# +(?=\S)/],
  ['quote', /^ *>(?:>>)? /],
  ['list', /^ *(?:[-*+]|\d+[.)]) +(?=\S)/],
]

/** What Discord replaces by something else. */
const atoms: Rule[] = [
  ['code', /^```([\s\S]+?)```/],
  ['code', /^`` ?((?:(?!``)[\s\S])+?) ?``(?!`)/],
  ['code', /^`([^`]+)`(?!`)/],
  ['user', /^<@!?(\d+)>/],
  ['role', /^<@&(\d+)>/],
  ['channel', /^<#(\d+)>/],
  ['command', /^<\/([^<>:\n]+):\d+>/],
  ['place', /^<id:(\w+)>/],
  ['emoji', /^<a?:(\w+):\d+>/],
  ['time', /^<t:(-?\d+(?::[tTdDfFR])?)>/],
  ['mail', /^<(?:mailto:)?([^<>\s@]+@[^<>\s@]+)>/],
  ['phone', /^<(?:tel:)?(\+[\d]+)>/],
  ['link', /^<([a-z][a-z0-9+.-]*:\/\/[^\s<>]+)>/i],
  ['link', /^((?:https?|steam|discord):\/\/[^\s<]*[^<.,:; "'\]\s])/i],
  ['link', /^((?:discord\.gg|discord(?:app)?\.com\/invite)\/\w+)/i],
  ['everyone', /^@(everyone|here)/i],
  ['emoji', /^:([\w+~-]+(?:::skin-tone-\d)?):/],
]

/** What Discord shows in another way. */
const styles: Rule[] = [
  ['bold', /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/],
  ['underline', /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/],
  ['italic', /^\*(?=\S)((?:\*\*|\\[\s\S]|[^\\*])+?)\*(?!\*)/],
  ['italic', /^_((?:__|\\[\s\S]|[^\\_])+?)_(?!_)/],
  ['strike', /^~~((?:\\[\s\S]|[^\\])+?)~~/],
  ['spoiler', /^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/],
]

const masked = /^\[((?:\\[\s\S]|[^\\[\]]|\[[^\]]*\])*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/

/**
 * Reads markdown as Discord does, from what its documentation and its users say of it, and independently of what
 * writes it. Where its clients differ, it takes for markup what any of them does.
 */
export function read(content: string, within: readonly string[] = []): Token[] {
  const out: Token[] = []
  let at = 0
  let begins = true
  const put = (kind: string, shown: string, target?: string) => {
    const last = out.at(-1)
    if (kind === 'text' && last?.kind === 'text' && last.in === within) last.shown += shown
    else out.push({ kind, shown, in: within, ...(target !== undefined && { target }) })
  }
  while (at < content.length) {
    const rest = content.slice(at)
    const line: Rule | undefined = begins ? lineRules.find(([, pattern]) => pattern.test(rest)) : undefined
    if (line !== undefined) {
      const kind: string = line[0]
      put(kind, '')
      at += (line[1].exec(rest)?.[0] ?? '').length
      begins = kind === 'list' || kind === 'quote'
      continue
    }
    const literal = /^\\([^0-9A-Za-z\s])/u.exec(rest)
    if (literal !== null) {
      put('text', literal[1] ?? '')
      at += literal[0].length
      begins = false
      continue
    }
    const link = masked.exec(rest)
    const atom = atoms.find(([, pattern]) => pattern.test(rest))
    const style = styles.find(([, pattern]) => pattern.test(rest))
    if (link !== null) {
      // Nothing is escaped in there: a backslash shows.
      put('link', link[1] ?? '', link[2] ?? '')
      at += link[0].length
    } else if (atom !== undefined) {
      const [whole = '', shown = ''] = atom[1].exec(rest) ?? []
      put(atom[0], shown, shown)
      at += whole.length
    } else if (style !== undefined) {
      const [whole = '', inner = ''] = style[1].exec(rest) ?? []
      out.push(...read(inner, [...within, style[0]]))
      at += whole.length
    } else {
      const [char = ''] = rest
      put('text', char)
      at += char.length
      begins = char === '\n' || (begins && char === ' ')
      continue
    }
    begins = false
  }
  return out
}

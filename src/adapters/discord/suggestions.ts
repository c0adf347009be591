import type { Choice } from '../../core/form.ts'
import { lineOf } from '../../core/safe.ts'
import { clean, foldWord } from '../../core/text.ts'

/** How many choices Discord shows, and how long names and values are. */
const most = { choices: 25, name: 100, value: 100 } as const

/** What is being typed: the last of a list where there are several, and what stands before it. */
export interface Typing {
  typed: string
  before: string
  /** Whether what is typed may be taken as it is: Discord takes the first choice where somebody just goes on. */
  open: boolean
}

/** One choice as Discord shows it. */
interface Suggestion {
  name: string
  value: string
}

/**
 * Answers what is being typed in a server; what may be taken as it is comes first, unless it is one of the choices. A
 * mention that would be too long, behind others, is written the way Discord writes it itself.
 */
export function suggestionsOf(
  choices: readonly Choice[],
  { before, open, typed }: Typing,
  space: string,
): { choices: Suggestion[] } {
  const own = clean(typed).trim()
  const isKnown = choices.some((it) => [it.value, it.label].some((said) => folded(said) === folded(own)))
  const first: Choice[] = open && own !== '' && !isKnown ? [{ value: own, label: own }] : []
  const seen = new Set<string>()
  const all = [...first, ...choices].flatMap(({ hint, label, value }) => {
    const long = before + value
    const whole = long.length <= most.value ? long : before + shortMention(value, space)
    if (value === '' || whole.length > most.value || seen.has(whole)) return []
    seen.add(whole)
    const said = hint === undefined ? label : `${label} · ${hint}`
    return [{ name: lineOf(before + said, most.name, whole), value: whole }]
  })
  return { choices: all.slice(0, most.choices) }
}

/** A mention without the name and, of somebody on this server, with nothing but the id. */
const shortMention = (value: string, space: string): string =>
  value.replace(/^<@(\w+)\/([^/|>]+)\/([^|>]+)(?:\|[^>]*)?>$/, (_, platform, on, id) =>
    platform === 'discord' && on === space ? `<@${id}>` : `<@${platform}/${on}/${id}>`,
  )

const folded = (said: string): string => foldWord(said.replace(/^[@#]/, ''))

/** Kinds of which anything may be written. */
const opened = new Set(['member', 'network', 'campaign'])

/** Takes what is typed apart, where an option holds several values with commas between them. */
export function typingOf(typed: string, { kind, many }: { kind: string; many: boolean }): Typing {
  const begins = many ? typed.lastIndexOf(',') + 1 : 0
  const last = typed.slice(begins)
  return {
    typed: last.trim(),
    before: begins === 0 ? '' : `${typed.slice(0, begins).trimEnd()} `,
    open: opened.has(kind),
  }
}

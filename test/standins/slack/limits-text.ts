import {
  all,
  byType,
  type Check,
  fieldsIn,
  flag,
  integer,
  isFields,
  like,
  listOf,
  oneOf,
  shape,
  text,
} from '../checks.ts'

/** A link people can follow. */
export const address: Check = all(like(/^(https?:\/\/[^\s]+|mailto:[^\s]+)$/, 'an address'), text(1, 3000))

/** Text that is shown as it is. */
export const plainText = (max: number): Check =>
  byType({ plain_text: shape({ text: text(1, max) }, { emoji: flag }) })

/** Text that is shown as it is, or with Slack's markup. */
export const anyText = (max: number): Check =>
  byType({
    plain_text: shape({ text: text(1, max) }, { emoji: flag }),
    mrkdwn: shape({ text: text(1, max) }, { verbatim: flag }),
  })

const dateTokens = [
  ...['day_divider_pretty', 'date_num', 'date_slash', 'date_long', 'date_long_full', 'date_long_pretty'],
  ...['date', 'date_pretty', 'date_short', 'date_short_pretty', 'time', 'time_secs', 'ago'],
]

const dateFormat: Check = (value, at) => {
  if (typeof value !== 'string') return [`${at}: not a string`]
  const tokens = [...value.matchAll(/\{([^{}]*)\}/g)].map(([, token]) => token ?? '')
  const unknown = tokens.filter((token) => !dateTokens.includes(token))
  if (tokens.length === 0) return [`${at}: no date token`]
  return unknown.map((token) => `${at}: unknown date token {${token}}`)
}

const style = shape(
  {},
  { bold: flag, italic: flag, strike: flag, code: flag, underline: flag, highlight: flag, unlink: flag },
)
const styled = { style }

const piece: Record<string, Check> = {
  text: shape({ text: text(1, 4000) }, styled),
  link: shape({ url: address }, { ...styled, text: text(1, 4000), unsafe: flag }),
  user: shape({ user_id: like(/^[UW][A-Z0-9]+$/, "a user's id") }, styled),
  channel: shape({ channel_id: like(/^[CDG][A-Z0-9]+$/, "a channel's id") }, styled),
  usergroup: shape({ usergroup_id: like(/^S[A-Z0-9]+$/, "a group's id") }, styled),
  team: shape({ team_id: like(/^T[A-Z0-9]+$/, "a team's id") }, styled),
  broadcast: shape({ range: oneOf('here', 'channel', 'everyone') }, styled),
  emoji: shape({ name: text(1, 255) }, { ...styled, unicode: text(1, 255) }),
  color: shape({ value: like(/^#[0-9a-fA-F]{6}$/, 'a colour') }, styled),
  // Seconds: the moment of a date told in milliseconds would be in the year 50000.
  date: shape(
    { timestamp: integer(0, 100_000_000_000), format: dateFormat },
    { ...styled, url: address, fallback: text(1, 4000) },
  ),
}

const section = shape({ elements: listOf(byType(piece), 1, 1000) })
const border = oneOf(0, 1)

const parts = byType({
  rich_text_section: section,
  rich_text_list: shape(
    { elements: listOf(byType({ rich_text_section: section }), 1, 1000), style: oneOf('bullet', 'ordered') },
    { indent: integer(0, 8), offset: integer(0, 1_000_000), border },
  ),
  rich_text_quote: shape({ elements: listOf(byType(piece), 1, 1000) }, { border }),
  rich_text_preformatted: shape(
    { elements: listOf(byType({ text: piece.text ?? section, link: piece.link ?? section }), 1, 1000) },
    { border },
  ),
})

/** The most a block of rich text may say: what Slack refuses is not written down, so this is on the safe side. */
const richTextLength = 4000

/** A block of rich text, without its `type`. */
export const richText = (optional: Record<string, Check>): Check =>
  all(shape({ elements: listOf(parts, 1, 1000) }, optional), (value, at) => {
    const length = lengthOf(value)
    return length > richTextLength
      ? [`${at}: ${length} characters of rich text, at most ${richTextLength}`]
      : []
  })

/** What is counted as text of a message: all that is read, and what stands behind links, names and dates. */
const read = new Set([
  'text',
  'alt_text',
  'fallback',
  'format',
  'url',
  'user_id',
  'channel_id',
  'usergroup_id',
])

/** Counts the characters of all texts within blocks, elements or anything else made of JSON. */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOf(item), 0)
  if (!isFields(value)) return 0
  return Object.entries(value).reduce(
    (sum, [name, field]) =>
      sum + (typeof field === 'string' ? (read.has(name) ? field.length : 0) : lengthOf(field)),
    0,
  )
}

/** All objects within a value, at any depth, that have an `action_id`. */
export function elementsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn)
  if (!isFields(value)) return []
  const inside = fieldsIn(Object.values(value).flat()).flatMap(elementsIn)
  return typeof value.action_id === 'string' ? [value, ...inside] : inside
}

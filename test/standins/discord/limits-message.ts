import {
  all,
  type Check,
  type Fields,
  fieldsIn,
  flag,
  integer,
  isFields,
  known,
  like,
  listOf,
  oneOf,
  rule,
  shape,
  text,
} from '../checks.ts'
import {
  address,
  button,
  byKind,
  colour,
  componentsIn,
  menus,
  numberOr,
  orNull,
  repeated,
  snowflake,
} from './limits-parts.ts'

/** The flag of a message that is made of components alone. */
export const componentsFlag = 1 << 15
/** The flag of an answer that only one person sees. */
export const ephemeralFlag = 1 << 6

/** What a bot may set: no previews, only one person sees it, silent, made of components. */
const settable = (1 << 2) | ephemeralFlag | (1 << 12) | componentsFlag

const row: Check = all(
  shape({ components: listOf(byKind({ 2: button, ...menus({ disabled: flag, required: flag }) }), 1, 5) }),
  rule(({ components }) => {
    const parts = fieldsIn(components)
    return parts.length > 1 && parts.some(({ type }) => type !== 2)
      ? 'a menu stands alone in its row'
      : undefined
  }),
)

const media = shape({ url: address })
const words = shape({ content: text(1, 4000) })
const thumbnail = shape({ media }, { description: orNull(text(1, 1024)), spoiler: flag })
const gallery = shape({
  items: listOf(shape({ media }, { description: orNull(text(1, 1024)), spoiler: flag }), 1, 10),
})
const layout = {
  1: row,
  9: shape({
    components: listOf(byKind({ 10: words }), 1, 3),
    accessory: byKind({ 2: button, 11: thumbnail }),
  }),
  10: words,
  12: gallery,
  13: shape({ file: shape({ url: like(/^attachment:\/\/\S+$/, 'a file sent along') }) }, { spoiler: flag }),
  14: shape({}, { divider: flag, spacing: oneOf(1, 2) }),
}
const container = shape(
  { components: listOf(byKind(layout), 1, 39) },
  { accent_color: orNull(colour), spoiler: flag },
)

const modern = listOf(byKind({ ...layout, 17: container }), 1, 40)
const classic = listOf(byKind({ 1: row }), 0, 5)

const instant: Check = (value, at) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value))
    ? []
    : [`${at}: not a moment as in ISO 8601`]
const image = shape({ url: address }, { proxy_url: known, height: known, width: known })

const embed = all(
  shape(
    {},
    {
      ...{ title: text(1, 256), type: oneOf('rich'), description: text(1, 4096), url: address },
      ...{ timestamp: instant, color: colour, image, thumbnail: image },
      footer: shape({ text: text(1, 2048) }, { icon_url: address }),
      author: shape({ name: text(1, 256) }, { url: address, icon_url: address }),
      fields: listOf(shape({ name: text(1, 256), value: text(1, 1024) }, { inline: flag }), 0, 25),
    },
  ),
  rule((it) =>
    Object.keys(it).some((name) => !['type', 'color', 'timestamp'].includes(name))
      ? undefined
      : 'an empty embed',
  ),
)

/** The characters of an embed that Discord counts. */
function lengthOf({ title, description, footer, author, fields }: Fields): number {
  const parts = [
    ...[title, description, isFields(footer) && footer.text, isFields(author) && author.name],
    ...fieldsIn(fields).flatMap(({ name, value }) => [name, value]),
  ]
  return parts.reduce<number>((sum, it) => sum + (typeof it === 'string' ? it.length : 0), 0)
}

const mentions = all(
  shape(
    {},
    {
      parse: listOf(oneOf('roles', 'users', 'everyone'), 0, 3),
      ...{ users: listOf(snowflake, 0, 100), roles: listOf(snowflake, 0, 100), replied_user: flag },
    },
  ),
  rule((it) => {
    const both = ['users', 'roles'].find(
      (kind) =>
        Array.isArray(it.parse) && it.parse.includes(kind) && Array.isArray(it[kind]) && it[kind].length > 0,
    )
    return both === undefined ? undefined : `${both} are both parsed and listed`
  }),
)

const nonce: Check = (value, at) =>
  typeof value === 'number' ? integer(0, Number.MAX_SAFE_INTEGER)(value, at) : text(1, 25)(value, at)

const flags: Check = (value, at) => {
  const wrong = integer(0, 2 ** 31 - 1)(value, at)
  if (wrong.length > 0) return wrong
  return (Number(value) & ~settable) === 0 ? [] : [`${at}: ${value} holds flags a bot cannot set`]
}

/** Tells whether something is made of components alone. */
export const isModern = (it: Fields): boolean => (numberOr(it.flags, 0) & componentsFlag) !== 0

const filled = (value: unknown): boolean => Array.isArray(value) && value.length > 0

/** A message as it is sent: or as it will be, once edited. */
export const message: Check = all(
  shape(
    {},
    {
      ...{ content: orNull(text(0, 2000)), embeds: orNull(listOf(embed, 0, 10)), tts: flag, flags },
      components: orNull((value, at) =>
        fieldsIn(value).some(({ type }) => typeof type === 'number' && type > 8) || !Array.isArray(value)
          ? modern(value, at)
          : listOf(byKind({ 1: row }), 0, 40)(value, at),
      ),
      ...{ allowed_mentions: orNull(mentions), nonce, enforce_nonce: flag, poll: known },
      message_reference: shape(
        { message_id: snowflake },
        { type: oneOf(0, 1), channel_id: snowflake, guild_id: snowflake, fail_if_not_exists: flag },
      ),
      sticker_ids: listOf(snowflake, 0, 3),
      attachments: listOf(known, 0, 10),
    },
  ),
  (value) => (isFields(value) ? (isModern(value) ? modernRules(value) : classicRules(value)) : []),
  rule((it) => {
    const length = fieldsIn(it.embeds).reduce((sum, one) => sum + lengthOf(one), 0)
    return length > 6000 ? `${length} characters in all embeds, at most 6000` : undefined
  }),
  rule((it) =>
    it.enforce_nonce === true && it.nonce === undefined ? 'enforce_nonce without a nonce' : undefined,
  ),
  repeated,
)

function modernRules(it: Fields): string[] {
  const all = componentsIn(it.components)
  const length = all.reduce(
    (sum, { type, content }) => sum + (type === 10 && typeof content === 'string' ? content.length : 0),
    0,
  )
  return [
    ...(typeof it.content === 'string' && it.content !== '' ? ['content: not beside Components V2'] : []),
    ...(filled(it.embeds) ? ['embeds: not beside Components V2'] : []),
    ...(filled(it.sticker_ids) || it.poll !== undefined
      ? ['neither stickers nor a poll beside Components V2']
      : []),
    ...(filled(it.components) ? [] : ['components: none, in a message made of them']),
    ...(all.length > 40 ? [`components: ${all.length} in all, at most 40`] : []),
    ...(length > 4000 ? [`components: ${length} characters in all, at most 4000`] : []),
  ]
}

function classicRules(it: Fields): string[] {
  const parts = [it.embeds, it.components, it.attachments, it.sticker_ids]
  const empty =
    (typeof it.content !== 'string' || it.content.trim() === '') &&
    !parts.some(filled) &&
    it.poll === undefined &&
    it.message_reference === undefined
  return [
    ...(empty ? ['an empty message'] : []),
    ...(it.components === undefined || it.components === null ? [] : classic(it.components, 'components')),
  ]
}

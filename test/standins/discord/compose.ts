import { type Fields, fieldsIn } from '../checks.ts'
import type { File, House } from './house.ts'
import { problemsOf } from './limits.ts'
import { componentsFlag, ephemeralFlag, isModern } from './limits-message.ts'
import { componentsIn } from './limits-parts.ts'
import { allowedOf, mentionedIn, unmeant, wordsOf } from './mentions.ts'
import type { Message } from './model.ts'
import { refuseProblems } from './refusals.ts'

/** What a message says, without where and by whom. */
export type Content = Pick<
  Message,
  'content' | 'embeds' | 'components' | 'attachments' | 'flags' | 'mentions'
>

const nothing: Content = {
  ...{ content: '', embeds: [], components: [], attachments: [], flags: 0 },
  mentions: { users: [], roles: [], everyone: false },
}

/** Files sent along, as a message shows them. */
const attachmentsOf = (
  files: readonly { name: string; size: number; type: string }[],
  base: string,
  id: () => string,
): Fields[] =>
  files.map(({ name, size, type }) => {
    const own = id()
    const url = `${base}/attachments/${own}/${encodeURIComponent(name)}`
    return { id: own, filename: name, size, content_type: type, url, proxy_url: url }
  })

/** The objects of a list a payload holds, and those of before where it holds none. */
const listOr = (value: unknown, before: Fields[]): Fields[] =>
  value === undefined ? before : fieldsIn(value)

/** Components with an id each, as Discord gives where the bot gave none. */
function numbered(components: readonly Fields[]): Fields[] {
  const copy = structuredClone([...components])
  const all = componentsIn(copy)
  const taken = new Set(all.map(({ id }) => id))
  let next = 1
  for (const it of all) {
    if (typeof it.id === 'number' && it.id !== 0) continue
    while (taken.has(next)) next += 1
    it.id = next++
  }
  return copy
}

/**
 * What a payload makes of a message, of nothing or of what was there before; refuses what Discord refuses. A ping
 * that a new message's payload lets through without naming it is a violation.
 */
export function composed(
  payload: Fields,
  files: readonly File[],
  house: House,
  { before = nothing, fresh = true }: { before?: Content; fresh?: boolean } = {},
): Content {
  const { guild } = house
  const flags = payload.flags === undefined ? before.flags : Number(payload.flags)
  const merged = {
    content: payload.content === undefined ? before.content : payload.content,
    embeds: listOr(payload.embeds, before.embeds),
    components: listOr(payload.components, before.components),
  }
  const sent = attachmentsOf(files, house.base(), guild.snowflake)
  const old = Array.isArray(payload.attachments)
    ? before.attachments.filter(({ id }) => fieldsIn(payload.attachments).some((it) => it.id === id))
    : before.attachments
  const attachments = [...old, ...sent]
  const { tts: _, ...rest } = payload
  refuseProblems([
    ...problemsOf('message', {
      ...{ ...rest, ...merged, flags: payload.flags ?? before.flags },
      ...(attachments.length > 0 ? { attachments } : { attachments: undefined }),
      ...(payload.components ? { components: payload.components } : {}),
      ...(payload.embeds ? { embeds: payload.embeds } : {}),
    }),
    ...((before.flags & componentsFlag) !== 0 && !isModern({ flags })
      ? ['flags: a message made of components stays so']
      : []),
  ])
  const content = String(merged.content ?? '')
  const components = payload.components === undefined ? before.components : numbered(merged.components)
  const found = mentionedIn(wordsOf({ content, components }))
  const hidden = ((flags | before.flags) & ephemeralFlag) !== 0
  const mentions = allowedOf(found, payload.allowed_mentions)
  if (fresh && !hidden && unmeant(mentions, payload.allowed_mentions))
    house.violate('a ping that allowed_mentions lets through and does not name')
  return { content, embeds: merged.embeds, components, attachments, flags, mentions }
}

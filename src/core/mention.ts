import { type Platform, platforms } from './person.ts'

/** What a mention is of: a person, a place, or a group. */
const signs = ['@', '#', '&'] as const
export type Sign = (typeof signs)[number]

/** What is mentioned: whatever has an id in a space of a chat. */
interface Mentioned {
  platform: Platform
  space: string
  id: string
}

/** What would end a mention, or a list, in the middle. */
const breaking = /[|<>,;\n]/

/**
 * Writes a mention as Vigie's kinds read it: `<@discord/server/id|name>`. A name that would break it is left out:
 * whoever reads it asks the directory.
 */
export function mentionOf(sign: Sign, { platform, space, id }: Mentioned, name = ''): string {
  const said = name.replace(/^[@#]/, '').trim()
  const named = said === '' || breaking.test(said) ? '' : `|${said}`
  return `<${sign}${platform}/${space}/${id}${named}>`
}

/** Reads a mention; `undefined` for what is none. */
export function mentionIn(typed: string): (Mentioned & { sign: Sign; name?: string }) | undefined {
  const [, signed, chat, space = '', id = '', name = ''] = shape.exec(typed) ?? []
  const sign = signs.find((each) => each === signed)
  const platform = platforms.find((each) => each === chat)
  if (sign === undefined || platform === undefined) return undefined
  return { sign, platform, space, id, ...(name !== '' && { name }) }
}

const shape = /^<([@#&])([a-z]+)\/([^/|>]+)\/([^|>]+)(?:\|([^>]*))?>$/

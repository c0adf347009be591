/** Tells what people, channels and roles of a server are called, as far as that is known. */
export interface Names {
  user(id: string): string | undefined
  channel(id: string): string | undefined
  role(id: string): string | undefined
}

/** What a mention is of: a person, a channel, or a role as a group. */
type Sign = '@' | '#' | '&'

/** What would end a mention, or a list, in the middle. */
const breaking = /[|<>,;\n]/

/**
 * Writes a mention as Vigie's kinds read it: `<@discord/server/id|name>`. A name that would break it is left out:
 * whoever reads it asks the directory.
 */
export function mention(sign: Sign, space: string, id: string, name = ''): string {
  const said = name.replace(/^[@#]/, '').trim()
  const named = said === '' || breaking.test(said) ? '' : `|${said}`
  return `<${sign}discord/${space}/${id}${named}>`
}

/** An id of Discord's. */
export const isId = (id: string): boolean => /^\d{15,20}$/.test(id)

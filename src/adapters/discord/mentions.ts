import { mentionOf, type Sign } from '../../core/mention.ts'

/** Tells what people, channels and roles of a server are called, as far as that is known. */
export interface Names {
  user(id: string): string | undefined
  channel(id: string): string | undefined
  role(id: string): string | undefined
}

/** Writes a mention as Vigie's kinds read it, of a person, a channel, or a role as a group. */
export const mention = (sign: Sign, space: string, id: string, name?: string): string =>
  mentionOf(sign, { platform: 'discord', space, id }, name)

/** An id of Discord's. */
export const isId = (id: string): boolean => /^\d{15,20}$/.test(id)

import { plainSpaces } from '../../core/text.ts'
import { mention, type Names } from './mentions.ts'

const markup =
  /<(?:@!?(?<user>\d{15,20})|@&(?<role>\d{15,20})|#(?<channel>\d{15,20})|a?:(?<emoji>\w{2,32}):\d{15,20}|(?<command>\/[^<>:]{1,100}):\d{15,20})>/gu

/** What somebody wrote, with its mentions given to `say`; own emoji by their names, commands as they are typed. */
export const withMentions = (text: string, say: (sign: '@' | '#' | '&', id: string) => string): string =>
  text.replace(markup, (...found) => {
    const { user, role, channel, emoji, command } = (found.at(-1) ?? {}) as Record<string, string | undefined>
    if (user !== undefined) return say('@', user)
    if (role !== undefined) return say('&', role)
    if (channel !== undefined) return say('#', channel)
    return emoji === undefined ? (command ?? '') : `:${emoji}:`
  })

/** Turns the mentions in what was typed into words that Vigie reads; all else stays as it is. */
export const mentionsRead = (text: string, space: string, names: Names): string =>
  withMentions(text, (sign, id) => {
    const name = sign === '@' ? names.user(id) : sign === '#' ? names.channel(id) : names.role(id)
    return mention(sign, space, id, name)
  })

/** Turns what was typed into an option into words that Vigie reads: mentions its way, every space a plain one. */
export const typedWords = (text: string, space: string, names: Names): string =>
  plainSpaces(mentionsRead(text, space, names)).trim()

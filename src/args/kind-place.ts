import type { Kind } from '../core/args.ts'
import { type Place, platforms } from '../core/person.ts'

/** A channel as adapters write it: platform, space and id. */
const mention = /^<#([a-z]+)\/([^/|>]+)\/([^|>]+)(?:\|[^>]*)?>$/

/** A channel of this chat: a mention, '#name', or 'here' for the place one is in. */
export const placeKind: Kind = {
  name: 'place',
  async read(typed, { here, words, locale }) {
    const mentioned = mention.exec(typed)
    const platform = platforms.find((each) => each === mentioned?.[1])
    if (mentioned !== null && platform !== undefined) {
      const [, , space = '', channel = ''] = mentioned
      return { value: JSON.stringify({ platform, space, channel } satisfies Place) }
    }
    const isHere = words.find('values.here', typed, locale)
    if ('value' in isHere) return { value: JSON.stringify({ ...here, thread: undefined }) }
    const name = /^#?([\p{L}\p{M}\p{N}_-]{1,80})$/u.exec(typed)?.[1]
    if (name === undefined)
      return { problem: words.t(locale)('bot.unknownPlace', { typed: typed.slice(0, 60) }), nearest: [] }
    return {
      value: JSON.stringify({ platform: here.platform, space: here.space, channel: name } satisfies Place),
    }
  },
}

import type { Guild } from './guild.ts'
import { kinds } from './model.ts'

/** Whose eyes it is read with: times are told in this zone and language. */
export interface Eyes {
  locale: string
  tz: string
}

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
}

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ...([
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
  ] as const),
  ...([
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ] as const),
].map(([unit, seconds]) => [unit, seconds])

function relative(seconds: number, { locale }: Eyes): string {
  const [unit, size] = units.find(([, it]) => Math.abs(seconds) >= it) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(seconds / size), unit)
}

/** A moment as Discord shows it, in this zone and language. */
function moment(seconds: number, style: string, eyes: Eyes, now: number): string {
  if (style === 'R') return relative(seconds - Math.floor(now / 1000), eyes)
  const options = { ...(styles[style] ?? styles.f), timeZone: eyes.tz }
  return new Intl.DateTimeFormat(eyes.locale, options).format(seconds * 1000).replace(/ (at|à) /, ' ')
}

/** Reads Discord's markup as people see it: without its signs, with names, and with times in their zone. */
export function createMarkup(guild: Guild, now: () => number) {
  const user = (id: string): string => `@${guild.users.get(id)?.name ?? id}`
  const channel = (id: string): string => {
    const found = guild.channels.get(id)
    if (found?.type === kinds.direct) return user(found.recipient ?? id)
    return `#${found?.name ?? id}`
  }

  return function marked(words: string, eyes: Eyes): string {
    const kept: string[] = []
    /** Puts something away that markup must not touch, and says where. */
    const keep = (it: string): string => `\uE000${kept.push(it) - 1}\uE001`
    return words
      .replace(/```(?:\w+\n)?([\s\S]*?)```/g, (_, code: string) => keep(code.trim()))
      .replace(/(?<!\\)`([^`\n]+)`/g, (_, code: string) => keep(code))
      .replace(/<t:(-?\d+)(?::([a-zA-Z]))?>/g, (_, at: string, style = 'f') =>
        keep(moment(Number(at), style, eyes, now())),
      )
      .replace(/<@!?(\d+)>/g, (_, id: string) => keep(user(id)))
      .replace(/<@&(\d+)>/g, (_, id: string) => keep(`@${guild.roles.get(id)?.name ?? id}`))
      .replace(/<#(\d+)>/g, (_, id: string) => keep(channel(id)))
      .replace(/<\/([^:>]+):\d+>/g, (_, name: string) => keep(`/${name}`))
      .replace(/<a?(:\w+:)\d+>/g, '$1')
      .replace(/\\([^\p{L}\p{N}\s])/gu, (_, sign: string) => keep(sign))
      .replace(/\[([^\]\n]+)\]\(<?https?:\/\/[^\s)]+\)/g, '$1')
      .replace(/<?(https?:\/\/[^\s<>]+)>?/g, (_, url: string) => keep(url))
      .replace(/^(?:#{1,3}|-#) +/gm, '')
      .replace(/^> ?/gm, '')
      .replace(/^(\s*)[-*] /gm, '$1• ')
      .replace(/\|\|([\s\S]+?)\|\|/g, '$1')
      .replace(/~~([\s\S]+?)~~/g, '$1')
      .replace(/\*\*([\s\S]+?)\*\*/g, '$1')
      .replace(/__([\s\S]+?)__/g, '$1')
      .replace(/\*(?!\s)([^*\n]+?)\*/g, '$1')
      .replace(/(?<![\p{L}\p{N}])_(?!\s)([^_\n]+?)_(?![\p{L}\p{N}])/gu, '$1')
      .replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')
      .replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')
  }
}

import type { Locale } from '../../src/core/person.ts'

/** Somebody who looks at Slack: the client's language, the zone, and what time it is there, in milliseconds. */
export interface Eyes {
  locale: Locale
  zone: string
  now: number
}

const tags = { en: 'en-GB', fr: 'fr-FR' } as const
const near = {
  en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' },
  fr: { '-1': 'hier', '0': "aujourd'hui", '1': 'demain' },
} as const

/**
 * Writes a timestamp, in seconds, as Slack's client does: each token of the format in the reader's zone and
 * language, with a capital where the format begins with one.
 */
export function writeDate(format: string, timestamp: number, eyes: Eyes): string {
  const written = format.replaceAll(/\{(\w+)\}/g, (token, name: string) => {
    const write = tokens[name]
    if (write === undefined) throw new Error(`Slack has no ${token}`)
    return write(
      Temporal.Instant.fromEpochMilliseconds(Math.floor(timestamp * 1000)).toZonedDateTimeISO(eyes.zone),
      eyes,
    )
  })
  return written.charAt(0).toUpperCase() + written.slice(1)
}

type Token = (at: Temporal.ZonedDateTime, eyes: Eyes) => string

const spelled =
  (options: Intl.DateTimeFormatOptions): Token =>
  (at, { locale, zone }) =>
    new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone }).format(at.epochMilliseconds)

const nearOr =
  (else_: Token): Token =>
  (at, eyes) => {
    const today = Temporal.Instant.fromEpochMilliseconds(eyes.now).toZonedDateTimeISO(eyes.zone).toPlainDate()
    const days = String(today.until(at.toPlainDate()).days)
    return days in near.en ? near[eyes.locale][days as keyof typeof near.en] : else_(at, eyes)
  }

const tokens: Record<string, Token> = {
  time: spelled({ hour: '2-digit', minute: '2-digit' }),
  day_divider_pretty: nearOr(spelled({ weekday: 'long', day: 'numeric', month: 'long' })),
  date_pretty: nearOr(spelled({ day: 'numeric', month: 'long' })),
  ago(at, { locale, now }) {
    const minutes = Math.round((at.epochMilliseconds - now) / 60_000)
    const write = new Intl.RelativeTimeFormat(tags[locale])
    return Math.abs(minutes) < 60
      ? write.format(minutes, 'minute')
      : write.format(Math.round(minutes / 60), 'hour')
  },
}

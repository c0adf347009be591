import { instant } from './clock.ts'
import type { Locale } from './person.ts'
import type { TimeStyle } from './text.ts'

const languages: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' }
const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return formats.getOrInsertComputed(
    `${locale} ${zone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(languages[locale], { timeZone: zone, ...options }),
  )
}

/**
 * Writes a day: 'Thursday 11 March', or 'Thu 11 March' when `brief`; with its year where that is not this one.
 * The first of a month is '1er' in French.
 */
export function writeDate(ms: number, locale: Locale, zone: string, now: number, brief = false): string {
  const year = yearOf(ms, zone) !== yearOf(now, zone)
  const written = format(locale, zone, {
    weekday: brief ? 'short' : 'long',
    day: 'numeric',
    month: 'long',
    ...(year ? { year: 'numeric' } : {}),
  })
    .format(ms)
    .replaceAll(',', '')
  return locale === 'fr' ? written.replace(/\b1(?= \p{L})/u, '1er') : written
}

/** Writes a day as short as can be: '19 Feb', or '19 Feb 2026' where it could be mistaken for another year's. */
function writeDay(ms: number, locale: Locale, zone: string, now: number): string {
  const year = Math.abs(now - ms) > 300 * 24 * 60 * 60 * 1000
  const written = format(locale, zone, {
    day: 'numeric',
    month: 'short',
    ...(year ? { year: 'numeric' } : {}),
  }).format(ms)
  return locale === 'fr' ? written.replace(/\b1(?= \p{L})/u, '1er') : written
}

/** Writes an hour as 08:00. */
export const writeTime = (ms: number, locale: Locale, zone: string): string =>
  format(locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)

/** Writes a time in words for a reader, where the chat has no timestamps of its own. */
export function writeWhen(ms: number, as: TimeStyle, locale: Locale, zone: string, now: number): string {
  switch (as) {
    case 'date':
      return writeDate(ms, locale, zone, now)
    case 'day':
      return writeDay(ms, locale, zone, now)
    case 'time':
      return writeTime(ms, locale, zone)
    case 'both':
      return `${writeDate(ms, locale, zone, now)}, ${writeTime(ms, locale, zone)}`
    case 'short':
      return dayOf(ms, zone).equals(dayOf(now, zone))
        ? writeTime(ms, locale, zone)
        : `${writeDate(ms, locale, zone, now, true)}, ${writeTime(ms, locale, zone)}`
    case 'ago':
      return writeAgo(now - ms, locale)
  }
}

/** Writes how long ago something was, in its largest unit: '9 days ago'. Negative is in the future. */
function writeAgo(ms: number, locale: Locale): string {
  const minutes = Math.round(ms / 60_000)
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return words.format(-minutes, 'minute')
  const hours = Math.round(minutes / 60)
  if (Math.abs(hours) < 48) return words.format(-hours, 'hour')
  return words.format(-Math.round(hours / 24), 'day')
}

/** Returns the calendar day of an instant in a zone. */
export const dayOf = (ms: number, zone: string): Temporal.PlainDate =>
  instant(ms).toZonedDateTimeISO(zone).toPlainDate()

const yearOf = (ms: number, zone: string): number => instant(ms).toZonedDateTimeISO(zone).year

/** Returns the first instant of a day in a zone, in milliseconds. */
export const startOf = (day: Temporal.PlainDate, zone: string): number =>
  day.toZonedDateTime(zone).epochMilliseconds

import { instant } from '../core/clock.ts'

/**
 * Places a wall-clock time ('2027-03-28T02:30') in a zone, in milliseconds. A time that a clock change skips
 * moves on by the gap (02:30 becomes 03:30); of a time that comes twice it is the first.
 */
export const placed = (local: string, zone: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

/** Returns what the clocks of a zone show at an instant in milliseconds, to the minute: '2027-03-11T08:00'. */
export const localOf = (ms: number, zone: string): string =>
  instant(ms).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** Writes a time of day: '09:05'. */
export const timeOfDay = (hour: number, minute: number): string => `${two(hour)}:${two(minute)}`

const two = (value: number): string => String(value).padStart(2, '0')

/** Returns the date of a wall-clock time. */
export const dateOf = (local: string): Temporal.PlainDate => Temporal.PlainDate.from(local.slice(0, 10))

/** Returns a zone's IANA name as it is properly written; `undefined` for what is none, offsets included. */
export function zoneNamed(name: string): string | undefined {
  if (!/^[a-z]+(\/[a-z0-9_+-]+){1,2}$|^(utc|gmt)$/i.test(name)) return undefined
  try {
    return instant(0).toZonedDateTimeISO(name).timeZoneId
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

import { instant } from '../../core/clock.ts'
import { nextOf } from '../../schedule/recurrence.ts'
import { isWorking } from '../../schedule/working-time.ts'
import type { Settings } from '../settings.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/**
 * Returns when the quiet hours end in which an instant lies, in milliseconds; `undefined` outside of them. Hours
 * that begin when they end are none: nobody would ever be nudged.
 */
export function quietUntil(
  { quiet, zone }: Pick<Settings, 'quiet' | 'zone'>,
  now: number,
): number | undefined {
  if (quiet === undefined || quiet.from === quiet.to) return undefined
  if (!isWorking(now, { zone, days: everyDay, hours: quiet, holidays: [] })) return undefined
  const today = instant(now).toZonedDateTimeISO(zone).toPlainDate()
  const ends = {
    zone,
    from: `${today}T00:00`,
    repeat: { kind: 'daily' as const, every: 1, times: [quiet.to] },
    skipped: [],
  }
  return nextOf(ends, instant(now), 1)[0]?.at
}

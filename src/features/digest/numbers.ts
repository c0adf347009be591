import { dayOf, startOf } from '../../core/dates.ts'
import type { Work } from '../../core/work.ts'
import { answeredBetween } from '../escalations/queries.ts'
import type { Escalation, FirstAnswer } from '../escalations/record.ts'
import { countLogged, incidentRanges } from '../incidents/queries.ts'
import { doneBetween } from '../reminders/queries.ts'
import { isContent } from './content.ts'

/** How many days a number is compared with: those before the last 24 hours. */
const usualDays = 7
const day = 24 * 3_600_000
/** More first answers than this in a day are no longer looked at. */
const answerLimit = 2000
/** The most cases that are counted in one stretch of time. */
const countLimit = 100_000

/** A number of the last 24 hours beside its average of the seven days before; left out where nothing was there. */
interface Measure {
  now: number | undefined
  usual: number | undefined
}

/**
 * How things went: cases logged and resolved, median minutes to the first answer, cases with a late one, content done,
 * and that of the calendar day before.
 */
export interface Numbers {
  incidents: Measure
  resolved: number
  answers: Measure
  /** The numbers of the cases. */
  late: number[]
  content: { done: number; of: number }
  yesterday: { done: number; of: number }
}

/**
 * Reads the numbers of the 24 hours before an instant, in milliseconds; `late` is what is late at that moment, the day
 * before is one of `zone`.
 */
export async function readNumbers(
  use: Work,
  at: number,
  late: readonly Escalation[],
  zone: string,
): Promise<Numbers> {
  const today = dayOf(at, zone)
  const from = at - day
  const before = from - usualDays * day
  const answers = await answeredBetween(use, from, at, answerLimit)
  const earlier = await answeredBetween(use, before, from, answerLimit * usualDays)
  const logged = await countLogged(use, before, from)
  return {
    incidents: {
      now: await countLogged(use, from, at),
      usual: logged === 0 ? undefined : logged / usualDays,
    },
    resolved: await countResolved(use, from, at),
    answers: { now: medianOf(answers), usual: usualMedian(earlier, before) },
    late: [...new Set([...answers.filter((it) => it.late), ...late].map(({ number }) => number))],
    content: await doneBetween(use, from, at, isContent),
    yesterday: await doneBetween(
      use,
      startOf(today.subtract({ days: 1 }), zone),
      startOf(today, zone),
      isContent,
    ),
  }
}

/** Counts the cases resolved in `[from, to)`, in milliseconds, without reading them. */
export const countResolved = async (use: Work, from: number, to: number): Promise<number> =>
  (await use.list({ ...incidentRanges.resolved(use, from, to), limit: countLimit })).length

/** The mean of the days' medians; days without an answer do not count. */
function usualMedian(answers: readonly FirstAnswer[], from: number): number | undefined {
  const byDay = Map.groupBy(answers, ({ at }) => Math.floor((at - from) / day))
  const medians = [...byDay.values()].map((each) => medianOf(each) ?? 0)
  return medians.length === 0 ? undefined : medians.reduce((sum, each) => sum + each, 0) / medians.length
}

/** Returns the median of how many minutes answers took. */
function medianOf(answers: readonly Pick<FirstAnswer, 'minutes'>[]): number | undefined {
  const sorted = answers.map(({ minutes }) => minutes).sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

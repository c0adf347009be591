import { key, under } from '../../core/store.ts'
import { foldWord } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import {
  type Evidence,
  type Incident,
  type IncidentEntry,
  type IncidentType,
  incidentKeys,
  type Step,
} from './record.ts'

/** How many cases a query answers with where no limit is given. */
const defaultLimit = 500
/** How many entries one page of a count reads. */
const countPage = 1000

/** A run of an index's keys. */
export interface IndexRange {
  from: string
  to: string
  reverse?: boolean
}

/** What a member's past is asked before: a case, or a time in milliseconds. */
type Before = Pick<Incident, 'happened' | 'number'> | number

/** The indexes, as ranges; times in milliseconds, `[from, to)`. */
export const incidentRanges = {
  /** Most urgent first; `after` leaves out a case and all before it. */
  open: (use: Work, after?: Incident): IndexRange => {
    const { from, to } = under('c', use.community, 'incident-open')
    return { from: after === undefined ? from : `${incidentKeys.open(use.community, after)}~`, to }
  },
  logged: (use: Work, from: number, to: number): IndexRange => between(use, 'incident-logged', from, to),
  resolved: (use: Work, from: number, to: number): IndexRange => between(use, 'incident-resolved', from, to),
  owner: (use: Work, person: string): IndexRange => under('c', use.community, 'incident-owner', person),
  /** By when it happened; `before` is left out, with all after it. */
  member: (use: Work, person: string, since = 0, before?: Before): IndexRange => ({
    from: key('c', use.community, 'incident-member', person, Math.max(0, since)),
    to:
      before === undefined
        ? under('c', use.community, 'incident-member', person).to
        : typeof before === 'number'
          ? key('c', use.community, 'incident-member', person, before)
          : incidentKeys.member(use.community, person, before),
  }),
}

const between = (use: Work, index: string, from: number, to: number): IndexRange => ({
  from: key('c', use.community, index, Math.max(0, from)),
  to: key('c', use.community, index, Math.max(0, to)),
})

/** Returns the open cases, most urgent first (severity, deadline, age), from behind the case `after`. */
export const openIncidents = (use: Work, limit: number, after?: Incident): Promise<Incident[]> =>
  incidentsIn(use, incidentRanges.open(use, after), limit)

/** How many of the open cases are looked through for what was worked on last, and how many of the newest besides. */
const activeAmong = 200
const newestAmong = 50

/**
 * Returns the open cases that something happened to last, the newest activity first; where more are open than are
 * looked through, among the most urgent and the newest.
 */
export async function activeIncidents(use: Work, limit: number): Promise<Incident[]> {
  const urgent = await openIncidents(use, activeAmong)
  const newest = { ...incidentRanges.logged(use, 0, use.now.epochMilliseconds + 1), reverse: true }
  const others = urgent.length < activeAmong ? [] : await incidentsIn(use, newest, newestAmong)
  const known = new Set(urgent.map(({ number }) => number))
  const open = [
    ...urgent,
    ...others.filter(({ number, resolved }) => resolved === undefined && !known.has(number)),
  ]
  const steps = await use.getMany<Step>(
    open.map(({ number, steps: last }) => incidentKeys.step(use.community, number, last)),
  )
  return open
    .map((it, index) => ({ it, at: steps[index]?.at ?? it.logged }))
    .sort((one, other) => other.at - one.at || other.it.number - one.it.number)
    .slice(0, limit)
    .map(({ it }) => it)
}

/** Counts the open cases; its cost is their number, whatever lies behind them. */
export const countOpen = (use: Work): Promise<number> => countIn(use, incidentRanges.open(use))

/** Returns the cases logged in `[from, to)`, in milliseconds, oldest first. */
export const loggedBetween = (
  use: Work,
  from: number,
  to: number,
  limit = defaultLimit,
): Promise<Incident[]> => incidentsIn(use, incidentRanges.logged(use, from, to), limit)

/** Returns the cases resolved in `[from, to)`, in milliseconds, the first resolved first. */
export const resolvedBetween = (
  use: Work,
  from: number,
  to: number,
  limit = defaultLimit,
): Promise<Incident[]> => incidentsIn(use, incidentRanges.resolved(use, from, to), limit)

/** Counts the cases logged in `[from, to)`, in milliseconds, without reading them. */
export const countLogged = (use: Work, from: number, to: number): Promise<number> =>
  countIn(use, incidentRanges.logged(use, from, to))

/** Returns the open cases somebody owns, most urgent first. */
export const ownedBy = (use: Work, person: string, limit: number): Promise<Incident[]> =>
  incidentsIn(use, incidentRanges.owner(use, person), limit)

/**
 * Returns the cases in which somebody was reported, newest first by when they happened; never those in which
 * they were affected. `since` is in milliseconds.
 */
export const historyOf = (
  use: Work,
  person: string,
  limit: number,
  since?: number,
  before?: Before,
): Promise<Incident[]> =>
  incidentsIn(use, { ...incidentRanges.member(use, person, since, before), reverse: true }, limit)

/** Counts the cases in which somebody was reported, without reading them; counting ends at `most`. */
export const countHistory = (
  use: Work,
  person: string,
  since?: number,
  before?: Before,
  most = 1000,
): Promise<number> => countIn(use, incidentRanges.member(use, person, since, before), most)

/** Returns the steps of a case, newest first. */
export const stepsOf = async (use: Work, number: number, limit: number): Promise<Step[]> =>
  (await use.list<Step>({ ...under('c', use.community, 'incident-step', number), limit, reverse: true })).map(
    ({ value }) => value,
  )

/** Returns the evidence of a case, in the order it was added. */
export const evidenceOf = async (use: Work, number: number, limit: number): Promise<Evidence[]> =>
  (await use.list<Evidence>({ ...under('c', use.community, 'incident-evidence', number), limit })).map(
    ({ value }) => value,
  )

/** Returns the steps of a case from one to another, by their numbers and both included, newest first. */
export const stepsFrom = async (use: Work, number: number, from: number, to: number): Promise<Step[]> =>
  (await inOrder<Step>(use, 'incident-step', number, from, to)).toReversed()

/** Returns the evidence of a case from one piece to another, by their numbers and both included, in order. */
export const evidenceFrom = (use: Work, number: number, from: number, to: number): Promise<Evidence[]> =>
  inOrder<Evidence>(use, 'incident-evidence', number, from, to)

async function inOrder<T>(use: Work, index: string, number: number, from: number, to: number): Promise<T[]> {
  if (to < from) return []
  const at = (nth: number) => key('c', use.community, index, number, nth)
  const found = await use.list<T>({ from: at(from), to: at(to + 1), limit: to - from + 1 })
  return found.map(({ value }) => value)
}

/** Among how many of the newest cases one is looked for that is alike, and how many of them are read at once. */
const mostLookedAt = 200
const atOnce = 20

/** Where something happened, as far as it is known. */
type Whereabouts = Pick<Incident, 'network' | 'where'>

/**
 * Returns the newest open case that looks like the same thing: same type and same place, logged since then
 * (milliseconds). Where either did not say the place, the same network is enough, except for the type 'other',
 * which says nothing about what a case is like.
 */
export async function similarOpen(
  use: Work,
  type: IncidentType,
  place: Whereabouts,
  since: number,
): Promise<Incident | undefined> {
  const range = incidentRanges.logged(use, since, use.now.epochMilliseconds + 1)
  const alike = (await use.list<IncidentEntry>({ ...range, reverse: true, limit: mostLookedAt })).filter(
    ({ value }) => value.type === type && value.status !== 'resolved' && isSamePlace(value, place, type),
  )
  // An entry that was written before entries told the place only may be one: the case itself says so.
  for (let from = 0; from < alike.length; from += atOnce) {
    const numbers = alike.slice(from, from + atOnce).map((entry) => numberAt(entry.key))
    const found = (await incidentsAt(use, numbers)).find((it) => isSamePlace(it, place, type))
    if (found !== undefined) return found
  }
  return undefined
}

function isSamePlace(one: Whereabouts, other: Whereabouts, type: IncidentType): boolean {
  if (one.where !== undefined && other.where !== undefined)
    return foldWord(one.where) === foldWord(other.where)
  return type !== 'other' && foldWord(one.network ?? '') === foldWord(other.network ?? '')
}

/** Returns the number of the case an index entry stands for: the last part of its key. */
export const numberAt = (at: string): number => Number(at.slice(at.lastIndexOf('/') + 1))

/** Returns the cases of a run of an index, in its order. */
async function incidentsIn(use: Work, range: IndexRange, limit: number): Promise<Incident[]> {
  const entries = await use.list<IncidentEntry>({ ...range, limit })
  return incidentsAt(
    use,
    entries.map((entry) => numberAt(entry.key)),
  )
}

/** Returns the cases with these numbers, in this order; numbers without a case are left out. */
export async function incidentsAt(use: Work, numbers: readonly number[]): Promise<Incident[]> {
  const found = await use.getMany<Incident>(
    numbers.map((number) => incidentKeys.record(use.community, number)),
  )
  return found.filter((it): it is Incident => it !== undefined)
}

async function countIn(use: Work, range: IndexRange, most = Number.POSITIVE_INFINITY): Promise<number> {
  let count = 0
  let { from } = range
  while (count < most) {
    const page = await use.list({ from, to: range.to, limit: Math.min(countPage, most - count) })
    count += page.length
    const last = page.at(-1)
    if (last === undefined || page.length < countPage) break
    from = `${last.key}!`
  }
  return count
}

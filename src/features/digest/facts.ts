import { instant } from '../../core/clock.ts'
import { dayOf, startOf } from '../../core/dates.ts'
import type { Work } from '../../core/work.ts'
import { answeredBetween, lastEscalationOf, lateNow, openEscalations } from '../escalations/queries.ts'
import { type Answer, type Escalation, escalationOf } from '../escalations/record.ts'
import { countInDoubt } from '../in-doubt.ts'
import {
  countHistory,
  countLogged,
  countOpen,
  loggedBetween,
  openIncidents,
  resolvedBetween,
} from '../incidents/queries.ts'
import type { Incident } from '../incidents/record.ts'
import { importing } from '../link/import.ts'
import { paused } from '../outbox.ts'
import { lostChats } from '../reach.ts'
import { settingsOf } from '../settings.ts'
import { type DayContent, readContent } from './content.ts'
import { countResolved, type Numbers, readNumbers } from './numbers.ts'

const hour = 3_600_000
/** What is due within this time presses. */
export const horizon = 24 * hour
/** How long a member's earlier cases count. */
const historyDays = 90
/** Of the cases, the most urgent are read; the others are counted. */
const caseLimit = 200
/** Of how many pressing cases the past is looked up: more than any digest shows. */
const pressingLimit = 20

/** A connection that is made anew is no news: a chat is lost after this long, in milliseconds. */
const blink = 60_000

/** A chat that does not work: which, since when, in milliseconds; it refuses what is sent, or is `lost` from sight. */
export interface Broken {
  platform: string
  since: number
  lost?: true
}

/** What is behind a case that presses: the member's nth incident in 90 days, and the last answer given on it. */
interface Past {
  nth: number | undefined
  answer: Answer | undefined
}

/**
 * What a digest tells, before anybody has chosen or worded any of it: one plain value. Times are milliseconds;
 * `since` is the previous digest. Lists hold the most urgent, the counts everything.
 */
export interface DigestFacts {
  at: number
  since: number
  zone: string
  /** Whose facts these are: buttons carry it. */
  community: string
  prefix: string
  open: Incident[]
  openCount: number
  /** By case number. */
  past: Record<number, Past>
  /** Questions without an answer, the next deadline first, and those of them that are late. */
  escalations: Escalation[]
  late: Escalation[]
  /** Questions answered since the previous digest. */
  answered: Escalation[]
  logged: Incident[]
  loggedCount: number
  resolved: Incident[]
  resolvedCount: number
  numbers: Numbers
  content: DayContent
  broken: Broken[]
  /** How many messages may or may not have gone out, besides dates of reminders. */
  doubts: number
  /** The chats from which records are still being brought over: not all of them are counted. */
  arriving: string[]
}

/** Reads the facts of now; `since` is the previous digest in milliseconds, 24 hours ago where there was none. */
export async function readFacts(use: Work, since?: number): Promise<DigestFacts> {
  const at = use.now.epochMilliseconds
  const { zone } = await settingsOf(use)
  const from = since ?? instant(at).toZonedDateTimeISO(zone).subtract({ days: 1 }).epochMilliseconds
  const open = await openIncidents(use, caseLimit)
  const escalations = await openEscalations(use, caseLimit)
  const late = await lateNow(use)
  return {
    ...(await happened(use, from, at, late)),
    open,
    openCount: open.length < caseLimit ? open.length : await countOpen(use),
    past: await readPast(use, pressing(open, escalations, at)),
    escalations,
    late,
    broken: await readBroken(use),
    doubts: await countInDoubt(use),
  }
}

/** Reads the facts of a day that is over, 'YYYY-MM-DD': what happened then, nothing of how things stand now. */
export async function readBack(use: Work, day: string): Promise<DigestFacts> {
  const { zone } = await settingsOf(use)
  const date = Temporal.PlainDate.from(day)
  const from = startOf(date, zone)
  // The last millisecond of the day, so that it still is that day.
  const to = startOf(date.add({ days: 1 }), zone) - 1
  const facts = await happened(use, from, to, [])
  return { ...facts, open: [], openCount: 0, past: {}, escalations: [], late: [], broken: [], doubts: 0 }
}

/** Tells whether a day, 'YYYY-MM-DD', is over in the community's zone. */
export async function isOver(use: Work, day: string): Promise<boolean> {
  const { zone } = await settingsOf(use)
  return day < dayOf(use.now.epochMilliseconds, zone).toString()
}

async function happened(use: Work, since: number, at: number, late: readonly Escalation[]) {
  const { zone, prefix } = await settingsOf(use)
  // What happens at this very moment is told now.
  const end = at + 1
  return {
    at,
    since,
    zone,
    community: use.community,
    prefix,
    answered: await readAnswered(use, since, end),
    logged: await loggedBetween(use, since, end, caseLimit),
    loggedCount: await countLogged(use, since, end),
    resolved: await resolvedBetween(use, since, end, caseLimit),
    resolvedCount: await countResolved(use, since, end),
    numbers: await readNumbers(use, end, late, zone),
    content: await readContent(use, at, since, zone),
    arriving: [...new Set((await importing(use)).map(({ platform }) => platform))],
  }
}

/** Chooses the open cases somebody may have to decide on: serious, due soon, or with a question. */
function pressing(open: readonly Incident[], escalations: readonly Escalation[], at: number): Incident[] {
  const asked = new Set(escalations.map(({ number }) => number))
  const isPressing = (it: Incident) =>
    isSerious(it) || asked.has(it.number) || (it.due !== undefined && it.due.at < at + horizon)
  return open.filter(isPressing).slice(0, pressingLimit)
}

/** Serious means high or critical. */
export const isSerious = ({ severity }: Pick<Incident, 'severity'>): boolean =>
  severity === 'high' || severity === 'critical'

async function readPast(use: Work, cases: readonly Incident[]): Promise<Record<number, Past>> {
  const past: Record<number, Past> = {}
  for (const it of cases) {
    const [member] = it.reported
    const since = it.happened - historyDays * 24 * hour
    past[it.number] = {
      nth:
        member === undefined
          ? undefined
          : (await countHistory(use, member.person, Math.max(0, since), it.happened)) + 1,
      answer: (await lastEscalationOf(use, it.number))?.first,
    }
  }
  return past
}

async function readAnswered(use: Work, from: number, to: number): Promise<Escalation[]> {
  const answers = await answeredBetween(use, from, to, caseLimit)
  const found = await Promise.all(answers.map(({ number, nth }) => escalationOf(use, number, nth)))
  return found.filter((it): it is Escalation => it !== undefined)
}

/** A chat does not work where a whole space of it refuses, or nothing has come in from it for a while. */
async function readBroken(use: Work): Promise<Broken[]> {
  const { stops } = await paused(use, caseLimit)
  const refusing = stops
    .filter(({ problem }) => problem.scope === 'space')
    .map(({ name, since }): Broken => ({ platform: name.split('/')[0] ?? name, since }))
  const now = use.now.epochMilliseconds
  const lost = (await lostChats(use))
    .filter(({ platform, since }) => now - since >= blink && !refusing.some((it) => it.platform === platform))
    .map((it): Broken => ({ ...it, lost: true }))
  return [...refusing, ...lost]
}

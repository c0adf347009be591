import * as z from 'zod'
import { place, type Who, who } from '../../core/person.ts'
import { key } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type Level, levels } from '../settings.ts'

/** Whose turn it is at a level: those who are asked first, then their backup. */
const rungs = ['first', 'backup'] as const
export type Rung = (typeof rungs)[number]

/** How things stand with a question: `paused` means that somebody is on it until an hour they gave. */
const states = ['waiting', 'paused', 'answered', 'withdrawn'] as const

/** Somebody did something, at a time in milliseconds. */
const act = z.object({ by: who, at: z.number() })

/** Somebody is on it until an hour they gave. */
const pause = act.extend({ until: z.number() })

const level = z.union(levels.map((each) => z.literal(each)))

/** Whom no message of a turn reached, with the code of what refused the last one, and when one did after all. */
const unreached = z.object({ who, at: z.number(), why: z.string(), over: z.number().optional() })

/**
 * A stretch of the clock in which the same people are asked. `at` and `until` are when it was to begin and end,
 * whatever the machine did; `told` is when they were told, left out where it was over before Vigie could.
 * `remind` is when they are to be reminded (half-way; never at level 4), `reminded` when they were. `repeats`
 * counts how often level 4 asked again, `repeated` is the last time. `shut` are the lanes that refused what was to be
 * told in it, `unreached` those for whom there is no other.
 */
const turn = z.object({
  level,
  rung: z.enum(rungs),
  who: z.array(who),
  at: z.number(),
  until: z.number(),
  told: z.number().optional(),
  remind: z.number().optional(),
  reminded: z.number().optional(),
  repeats: z.number().int().optional(),
  repeated: z.number().optional(),
  onIt: pause.optional(),
  passed: act.optional(),
  shut: z.array(z.string()).optional(),
  unreached: z.array(unreached).optional(),
})
export type Turn = z.infer<typeof turn>

/** What somebody answered; `task` is what the moderator who asked does now. */
const answer = act.extend({ text: z.string(), task: z.string().optional() })
export type Answer = z.infer<typeof answer>

/** A line added to a question: `wanted` by those who are asked, `given` by anybody else. */
const detail = act.extend({ text: z.string(), kind: z.enum(['wanted', 'given']) })
export type Detail = z.infer<typeof detail>

/**
 * A question about a case, the `nth` one. `at` is when it was asked, `due` the first answer's deadline, moved
 * only by 'On it'; `level`, `rung`, `asked` and `until` tell whose turn it is now. `first` is the first
 * answer, with how many minutes it took and whether that was late; `further` are those given after it.
 */
export const escalation = z.object({
  v: z.literal(1),
  number: z.number().int().positive(),
  nth: z.number().int().positive(),
  why: z.string(),
  by: who,
  from: place,
  at: z.number(),
  due: z.number(),
  level,
  rung: z.enum(rungs),
  asked: z.array(who),
  until: z.number(),
  turns: z.array(turn).min(1),
  state: z.enum(states),
  paused: pause.optional(),
  first: answer.extend({ minutes: z.number(), late: z.boolean() }).optional(),
  further: z.array(answer),
  details: z.array(detail),
  /** Who is to take the case up next, as the answer says. */
  next: who.optional(),
  withdrawn: act.optional(),
  /** The moderator who asked did what the answer says. */
  done: act.optional(),
})
export type Escalation = z.infer<typeof escalation>

/** What a list of first answers shows of each without reading its record. `at` is when it was answered. */
export interface FirstAnswer {
  number: number
  nth: number
  level: Level
  asked: number
  at: number
  minutes: number
  late: boolean
}

/** The keys of the questions of one community. */
export const escalationKeys = {
  record: (c: string, number: number, nth: number) => key('c', c, 'escalation', number, nth),
  /** Those without an answer, by the end of the present turn or pause. */
  open: (c: string, it: Escalation) => key('c', c, 'escalation-open', it.until, it.number, it.nth),
  /** Those whose clock runs, by the deadline of the first answer. */
  due: (c: string, it: Escalation) => key('c', c, 'escalation-due', it.due, it.number, it.nth),
  /** Those that wait for somebody. */
  person: (c: string, person: string, it: Escalation) =>
    key('c', c, 'escalation-person', person, it.until, it.number, it.nth),
  answered: (c: string, at: number, it: Escalation) =>
    key('c', c, 'escalation-answered', at, it.number, it.nth),
}

/** How alarms, cards and the outbox name a question. */
export const subjectOf = (it: Pick<Escalation, 'number' | 'nth'>): string =>
  `escalation/${it.number}/${it.nth}`

/** Tells whether an answer is still owed. */
export const isOpen = (it: Escalation): boolean => it.state === 'waiting' || it.state === 'paused'

/** Returns who of a turn has not been reached. */
export const outOfReach = ({ unreached = [] }: Turn): Who[] =>
  unreached.filter(({ over }) => over === undefined).map(({ who }) => who)

/** Returns a case's nth question, `undefined` where there is none. */
export const escalationOf = (use: Work, number: number, nth: number): Promise<Escalation | undefined> =>
  use.get<Escalation>(escalationKeys.record(use.community, number, nth))

/** Writes a question and brings its index entries up to date with what it was before. */
export async function keepEscalation(use: Work, it: Escalation): Promise<void> {
  const at = escalationKeys.record(use.community, it.number, it.nth)
  const before = await use.get<Escalation>(at)
  const stale = new Set(
    before === undefined ? [] : escalationEntries(use.community, before).map(([each]) => each),
  )
  for (const [each, value] of escalationEntries(use.community, it)) {
    use.set(each, value)
    stale.delete(each)
  }
  for (const each of stale) use.delete(each)
  use.set(at, escalation.parse(it))
}

/** Those a question waits for: whoever said 'On it', else everybody whose turn it is. */
export const awaited = (it: Escalation): readonly Escalation['by'][] =>
  it.paused === undefined ? it.asked : [it.paused.by]

/** Returns every index entry a question has. */
export function escalationEntries(c: string, it: Escalation): [key: string, value: unknown][] {
  if (it.first !== undefined)
    return [[escalationKeys.answered(c, it.first.at, it), firstAnswerOf(it, it.first)]]
  if (!isOpen(it)) return []
  const record = escalationKeys.record(c, it.number, it.nth)
  const keys = [escalationKeys.open(c, it)]
  if (it.state === 'waiting') keys.push(escalationKeys.due(c, it))
  for (const each of awaited(it)) keys.push(escalationKeys.person(c, each.person, it))
  return keys.map((each) => [each, record])
}

const firstAnswerOf = (it: Escalation, first: NonNullable<Escalation['first']>): FirstAnswer => ({
  number: it.number,
  nth: it.nth,
  level: it.level,
  asked: it.at,
  at: first.at,
  minutes: first.minutes,
  late: first.late,
})

import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { addWorking } from '../../schedule/working-time.ts'
import type { Level, Settings } from '../settings.ts'
import type { Escalation, Turn } from './record.ts'
import { type Asking, crisis, includes, nextAsked } from './rungs.ts'

const minute = 60_000

/** What the clock did to a question by itself; `told` is whether somebody is to be told of it now. */
export interface Tick {
  did: 'reminded' | 'asked' | 'repeated' | 'resumed'
  /** Which of the question's turns it is about. */
  turn: number
  told: boolean
}

/**
 * Returns when the time of a level is over, in milliseconds. Level 1 counts working hours only; where a
 * community has none set it counts all of them, since a wait has to end.
 */
function after(set: Settings, level: Level, at: number, minutes: number): number {
  const always = at + minutes * minute
  return level === 1 ? (addWorking(at, minutes, set) ?? always) : always
}

/** Returns how many minutes of a question's own clock went by until a time: at level 1, working minutes. */
export function minutesUntil(set: Settings, it: Escalation, end: number): number {
  let minutes = 0
  for (const [index, { level, at }] of it.turns.entries()) {
    const over = Math.max(at, Math.min(end, it.turns[index + 1]?.at ?? end))
    minutes += minutesBetween(set, level, at, over)
  }
  return Math.round(minutes)
}

function minutesBetween(set: Settings, level: Level, from: number, to: number): number {
  if (level !== 1) return (to - from) / minute
  let least = 0
  let most = Math.ceil((to - from) / minute)
  while (least < most) {
    const half = Math.floor((least + most) / 2)
    if (after(set, level, from, half) >= to) most = half
    else least = half + 1
  }
  return least
}

/** Makes a turn that begins at a time in milliseconds. */
export function turnAt(set: Settings, { level, rung, who }: Asking, at: number): Turn {
  const { minutes } = set.levels[level]
  const until = after(set, level, at, minutes)
  const remind = after(set, level, at, Math.floor(minutes / 2))
  return { level, rung, who, at, until, ...(level === crisis || remind <= at ? {} : { remind }) }
}

/** Returns the turn a question is at. */
export function presentTurn(it: Escalation): Turn {
  const last = it.turns.at(-1)
  if (last === undefined) throw new Error(`a question without a turn: ${it.number}/${it.nth}`)
  return last
}

/** Returns a question with another present turn in place of the one it has. */
export const withTurn = (it: Escalation, turn: Turn): Escalation => ({
  ...it,
  turns: [...it.turns.slice(0, -1), turn],
  level: turn.level,
  rung: turn.rung,
  asked: turn.who,
  until: turn.until,
})

/** Returns a question with one turn more, waiting for those whose turn it is. */
export function withNextTurn(it: Escalation, turn: Turn): Escalation {
  const { paused: _, ...rest } = it
  return withTurn({ ...rest, state: 'waiting', turns: [...it.turns, turn] }, turn)
}

/** Returns when a question's clock has something to do next, in milliseconds; nothing once it is over. */
export function nextTime(it: Escalation): number | undefined {
  if (it.paused !== undefined) return it.paused.until
  if (it.state !== 'waiting') return undefined
  const { remind, reminded, until } = presentTurn(it)
  return remind === undefined || reminded !== undefined ? until : remind
}

/**
 * Lets a question's clock do all that has become due, in order, each turn beginning when the one before it
 * ended and not when the machine came round to it. After a downtime that is many at once: only the present
 * turn is told to anybody.
 */
export async function advance(
  use: Work,
  set: Settings,
  it: Escalation,
): Promise<{ it: Escalation; ticks: Tick[] }> {
  const now = use.now.epochMilliseconds
  let present = it
  const ticks: Tick[] = []
  for (;;) {
    const next = nextTime(present)
    if (next === undefined || next > now) break
    const { it: moved, did } = await move(use, set, present, now)
    present = moved
    if (did !== undefined) ticks.push({ did, turn: present.turns.length - 1, told: false })
  }
  const last = ticks.findLast(({ did }) => did !== 'reminded') ?? ticks.at(-1)
  if (last !== undefined) last.told = true
  const turn = presentTurn(present)
  return { it: turn.told === undefined ? withTurn(present, { ...turn, told: now }) : present, ticks }
}

async function move(
  use: Work,
  set: Settings,
  it: Escalation,
  now: number,
): Promise<{ it: Escalation; did: Tick['did'] | undefined }> {
  if (it.paused !== undefined) return { it: resumed(set, it, it.paused), did: 'resumed' }
  const turn = presentTurn(it)
  if (turn.until > now) {
    if (turn.told !== undefined) return { it: withTurn(it, { ...turn, reminded: now }), did: 'reminded' }
    // Whoever is told only now, late, is not reminded in the same breath.
    const { remind: _, ...rest } = turn
    return { it: withTurn(it, rest), did: undefined }
  }
  const next = await nextAsked(use, set, turn, it.by)
  if (turn.level === crisis)
    return { it: withTurn(it, repeated(set, { ...turn, who: next.who }, now)), did: 'repeated' }
  return { it: withNextTurn(it, turnAt(set, next, turn.until)), did: 'asked' }
}

/** Asks the same people again, and whoever was on it, for as long as the level has. */
function resumed(set: Settings, it: Escalation, { by, until }: { by: Who; until: number }): Escalation {
  const { level, rung, who } = presentTurn(it)
  const asked = includes(who, by.person) ? who : [by, ...who]
  const turn = turnAt(set, { level, rung, who: asked }, until)
  // The first answer was not late when the clock stopped, so that its deadline moved with it.
  return { ...withNextTurn(it, turn), due: it.due >= until ? turn.until : it.due }
}

/**
 * The highest level asks again every few minutes, also where that was refused; the times that went by unnoticed do
 * not count.
 */
function repeated(set: Settings, { shut: _, ...turn }: Turn, now: number): Turn {
  const pause = set.levels[turn.level].minutes * minute
  const at = now - ((now - turn.until) % pause)
  const again = turn.told === undefined ? {} : { repeats: (turn.repeats ?? 0) + 1, repeated: now }
  return { ...turn, ...again, until: at + pause }
}

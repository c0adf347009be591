import type { Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { whoAre } from '../people.ts'
import { type Level, levels, type Settings } from '../settings.ts'
import type { Target } from '../target.ts'
import type { Rung } from './record.ts'

/** Whom a level asks, first or as a backup. */
export interface Asking {
  level: Level
  rung: Rung
  who: Who[]
}

/** The level above which there is none: it asks again and again. */
export const crisis: Level = 4

/** The level a question is asked at where none is typed. */
export const defaultLevel: Level = 2

/** Returns the level above one, `undefined` above the highest. */
export const levelAbove = (it: Level): Level | undefined => levels[levels.indexOf(it) + 1]

/** Returns whom a level asks first: those who are set, else the managers; never whoever asks. */
export async function firstAsked(use: Work, set: Settings, level: Level, asker: Who): Promise<Asking> {
  const named = without(await everybody(use, set.levels[level].ask), [asker])
  const who = named.length > 0 ? named : without(await everybody(use, [{ role: 'manager' }]), [asker])
  return { level, rung: 'first', who }
}

/**
 * Returns who is asked when nobody answers: the backup (skipped where it would be nobody new), then the next
 * level. The highest level asks the same people again, and its backup with them.
 */
export async function nextAsked(use: Work, set: Settings, now: Asking, asker: Who): Promise<Asking> {
  const backup = without(await everybody(use, set.levels[now.level].backup), [asker, ...now.who])
  const above = levelAbove(now.level)
  if (above === undefined) return { ...now, who: [...now.who, ...backup] }
  if (now.rung === 'first' && backup.length > 0) return { level: now.level, rung: 'backup', who: backup }
  return firstAsked(use, set, above, asker)
}

/**
 * Returns who is asked at once where nobody of a rung can be reached: the next one with somebody else than `missed`,
 * the highest level's backup among them; `undefined` where there is none.
 */
export async function nextReached(
  use: Work,
  set: Settings,
  now: Asking,
  { asker, missed }: { asker: Who; missed: readonly Who[] },
): Promise<Asking | undefined> {
  const next = await nextAsked(use, set, now, asker)
  if (without(next.who, missed).length > 0) return next
  return now.level === crisis ? undefined : nextReached(use, set, next, { asker, missed })
}

/** Returns who of some people is not among others. */
const without = (people: readonly Who[], others: readonly Who[]): Who[] =>
  people.filter(({ person }) => !includes(others, person))

/** Tells whether somebody is among people. */
export const includes = (people: readonly Who[], person: string): boolean =>
  people.some((each) => each.person === person)

async function everybody(use: Work, targets: readonly Target[]): Promise<Who[]> {
  const people: Who[] = []
  for (const each of targets) people.push(...without(await whoAre(use, each), people))
  return people
}

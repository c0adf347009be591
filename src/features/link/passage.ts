import { under } from '../../core/store.ts'
import { altered, type Work } from '../../core/work.ts'
import { type Alarm, clearAlarm, setAlarm } from '../alarms.ts'
import type { Delivery } from '../delivery.ts'
import { whole } from '../ledger.ts'
import type { Counts, Numbered } from '../numbering.ts'
import { parseOccurrenceId } from '../reminders/record.ts'
import type { Import } from './import.ts'
import { redraw } from './redraw.ts'
import { seenFrom } from './space.ts'

/** The way of records from the community they were kept by to the one it was joined to, in one commit. */
export interface Passage {
  from: Work
  into: Work
  /** Returns the number that something has from now on. */
  number(of: Numbered, before: number): number
  /** Returns a subject, the id of an alarm or a series as it is called from now on; words of any other shape stay. */
  name(before: string): string
  /** Whether things of a kind have other numbers from now on. */
  isRenumbered(of: Numbered): boolean
  /** Has a card that hangs there show what things are called now: at once or, after many others, in its turn. */
  redraw(it: Delivery): Promise<void>
}

/** Something that is brought over whole: with all that belongs to it, or not yet. */
export interface Unit {
  /** What it is one of; left out for what is but a part of one. */
  of?: Numbered
  /** Something of it is being sent just now: what becomes of that is recorded where it is. */
  busy: boolean
  /** Brings it over. */
  move(): Promise<void>
}

/** What subjects and alarms begin with, and whose number follows. */
const counting: Readonly<Record<string, Numbered>> = {
  incident: 'incident',
  'incident-until': 'incident',
  escalation: 'incident',
  reminder: 'reminder',
  digest: 'digest',
}

/** A passage on which so many keys were written so far; `drawn` counts the cards that were drawn anew. */
export interface Counted extends Passage {
  readonly written: number
  readonly drawn: number
}

/**
 * Returns the way for what an import brings, counting what is written; `use` is a work of the community that it is
 * brought to, in which so many cards were `touched` before.
 */
export function passageOf(
  use: Work,
  { added, touched, was }: Pick<Import, 'added' | 'was' | 'touched'>,
): Counted {
  const count = { written: 0, drawn: touched }
  const watched = (own: Work): Work =>
    altered(own, {
      set(at, it) {
        count.written++
        own.set(at, it)
      },
      delete(at) {
        count.written++
        own.delete(at)
      },
    })
  const into = watched(use)
  return {
    from: watched(seenFrom(use, was)),
    into,
    ...renumbering(added),
    redraw: (it) => redraw(into, it, count.drawn++),
    get written() {
      return count.written
    },
    get drawn() {
      return count.drawn
    },
  }
}

/** Renames everything by what is added to its number. */
function renumbering(added: Counts): Pick<Passage, 'number' | 'name' | 'isRenumbered'> {
  const number = (of: Numbered, before: number) => before + added[of]
  const occurrence = (id: string): string | undefined => {
    const named = parseOccurrenceId(id)
    return named && id.replace(/^\d+/, String(number('reminder', named.reminder)))
  }
  return {
    number,
    isRenumbered: (of) => added[of] > 0,
    name(before) {
      const [kind = '', id = '', ...rest] = before.split('/')
      const of = counting[kind]
      if (of !== undefined && /^\d+$/.test(id)) return [kind, number(of, Number(id)), ...rest].join('/')
      if (kind === 'occurrence') return [kind, occurrence(id) ?? id, ...rest].join('/')
      return occurrence(before) ?? before
    },
  }
}

/** Something as it is stored. */
export interface Stored<T = unknown> {
  key: string
  value: T
}

/** Returns everything a community keeps on a shelf, or under part of it. */
export const shelved = <T>(use: Work, ...shelf: (string | number)[]): Promise<Stored<T>[]> =>
  use.list<T>({ ...under('c', use.community, ...shelf), limit: whole })

/** Puts what was under one part of a shelf under another part of the other community's; answers where it is then. */
export function carry<T>(
  { from, into }: Passage,
  found: readonly Stored<T>[],
  [before, after]: readonly [before: readonly (string | number)[], after: readonly (string | number)[]],
  changed: (value: T) => T = (value) => value,
): string[] {
  const start = under('c', from.community, ...before).from
  const target = under('c', into.community, ...after).from
  return found.map(({ key, value }) => {
    from.delete(key)
    into.set(target + key.slice(start.length), changed(value))
    return target + key.slice(start.length)
  })
}

/** Takes over what is to be done at a time; each is still done once. */
export async function carryAlarms({ from, into, name }: Passage, alarms: readonly Alarm[]): Promise<void> {
  for (const it of alarms) {
    await clearAlarm(from, it.id)
    await setAlarm(into, { ...it, id: name(it.id), of: name(it.of) })
  }
}

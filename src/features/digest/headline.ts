import type { Escalation } from '../escalations/record.ts'
import type { Incident } from '../incidents/record.ts'
import type { Planned } from '../reminders/queries.ts'
import type { Broken, DigestFacts } from './facts.ts'

/** Why a morning is not quiet, the gravest reason; `more` counts others of its kind. */
export type Reason =
  | { why: 'critical'; case: Incident; more: number }
  | { why: 'late'; question: Escalation; more: number }
  | { why: 'broken'; chat: Broken; more: number }
  | { why: 'unowned'; case: Incident; more: number }
  | { why: 'content'; missed: Planned[]; unconfirmed: Planned[] }

/** The first line of a digest. */
export type Headline = { tone: 'red' | 'amber'; reason: Reason } | { tone: 'quiet' }

/** A late answer at this level or above makes the morning red. */
const graveLevel = 3

/** Tells how things stand: red before amber, and of each the gravest reason. */
export function headlineOf(facts: DigestFacts): Headline {
  for (const [tone, find] of reasons) {
    const reason = find(facts)
    if (reason !== undefined) return { tone, reason }
  }
  return { tone: 'quiet' }
}

const reasons: readonly ['red' | 'amber', (facts: DigestFacts) => Reason | undefined][] = [
  [
    'red',
    ({ open }) => {
      const [first, ...others] = open.filter(isOnFire)
      return first && { why: 'critical', case: first, more: others.length }
    },
  ],
  ['red', ({ late }) => lateReason(late.filter(({ level }) => level >= graveLevel))],
  [
    'red',
    ({ broken }) => {
      const [first, ...others] = broken
      return first && { why: 'broken', chat: first, more: others.length }
    },
  ],
  [
    'amber',
    ({ open }) => {
      const [first, ...others] = open.filter((it) => it.severity === 'high' && it.owner === undefined)
      return first && { why: 'unowned', case: first, more: others.length }
    },
  ],
  ['amber', ({ late }) => lateReason(late)],
  [
    'amber',
    ({ content: { missed, today, unconfirmed } }) => {
      const all = [...missed, ...unconfirmed, ...today]
      const lost = all.filter(({ occurrence }) => occurrence.state === 'missed')
      const open = all.filter(({ occurrence }) => occurrence.state === 'not-confirmed')
      return lost.length + open.length === 0 ? undefined : { why: 'content', missed: lost, unconfirmed: open }
    },
  ],
]

/** A critical case that is not merely being watched. */
export const isOnFire = (it: Incident): boolean =>
  it.severity === 'critical' && it.status !== 'monitoring' && it.until === undefined

function lateReason([first, ...others]: readonly Escalation[]): Reason | undefined {
  return first && { why: 'late', question: first, more: others.length }
}

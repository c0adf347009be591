import { expect } from 'vitest'
import { key, under } from '../../src/core/store.ts'
import { type Delivery, isOpen } from '../../src/features/delivery.ts'
import { deliveryKey, stateEntries, subjectEntry } from '../../src/features/delivery-keys.ts'
import { alarmPointer, lanePointer } from '../../src/features/due.ts'
import { type Escalation, escalationEntries } from '../../src/features/escalations/record.ts'
import { type Incident, indexOf } from '../../src/features/incidents/record.ts'
import { type Occurrence, reminderKeys } from '../../src/features/reminders/record.ts'
import type { Two } from './link-both.ts'
import { slackSide } from './link-rig.ts'

/** Expects every index of the community to say what its records say, no more and no less, and what is due to be pointed at. */
export async function expectConsistent(two: Two): Promise<void> {
  const c = slackSide
  const all = async <T>(...shelf: string[]) =>
    (await two.store.range({ ...under('c', c, ...shelf), limit: 1_000_000 })).map(
      ({ key: at, value }) => [at, value as T] as const,
    )
  const values = async <T>(shelf: string) => (await all<T>(shelf)).map(([, value]) => value)
  const keysOf = async (...shelves: string[]) =>
    (await Promise.all(shelves.map((shelf) => all(shelf)))).flat().map(([at]) => at)
  const same = (found: readonly string[], wanted: readonly string[]) =>
    expect([...found].sort()).toEqual([...new Set(wanted)].sort())

  const cases = await values<Incident>('incident')
  const shelves = ['open', 'logged', 'resolved', 'member', 'owner'].map((each) => `incident-${each}`)
  same(
    await keysOf(...shelves),
    cases.flatMap((it) => indexOf(c, it).map(([at]) => at)),
  )
  for (const it of cases) {
    expect(await all('incident-step', key(it.number))).toHaveLength(it.steps)
    expect(await all('incident-evidence', key(it.number))).toHaveLength(it.evidence)
  }
  same(
    await keysOf('escalation-open', 'escalation-due', 'escalation-person', 'escalation-answered'),
    (await values<Escalation>('escalation')).flatMap((it) => escalationEntries(c, it).map(([at]) => at)),
  )
  same(
    await keysOf('occurrence-at', 'occurrence-of', 'occurrence-in'),
    (await values<Occurrence>('occurrence')).flatMap((it) => [
      reminderKeys.at(c, it),
      reminderKeys.of(c, it),
      reminderKeys.in(c, it),
    ]),
  )
  const deliveries = await all<Delivery>('delivery')
  for (const [at, it] of deliveries) expect([at, it.community]).toEqual([deliveryKey(c, it.id), c])
  same(
    (await keysOf('outbox')).filter((at) => !at.includes('/outbox/lane/')),
    deliveries.flatMap(([, it]) => [...stateEntries(it), ...subjectEntry(it)]),
  )
  const due = (await two.store.range({ ...under('due'), limit: 1_000_000 })).map(({ key: at }) => at)
  for (const [, it] of deliveries)
    if (isOpen(it.state)) expect(due).toContain(lanePointer(it.due, c, it.lane))
  const alarms = await values<{ id: string; wake: number }>('alarm')
  for (const { id, wake } of alarms) expect(due).toContain(alarmPointer(wake, c, id))
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '../../../src/core/clock.ts'
import { under } from '../../../src/core/store.ts'
import type { Work } from '../../../src/core/work.ts'
import { type Alarm, alarmOf, clearAlarm } from '../../../src/features/alarms.ts'
import { addDetail, giveAnswer, passUp, takeOn, withdraw } from '../../../src/features/escalations/acts.ts'
import { escalationAlarms } from '../../../src/features/escalations/alarms.ts'
import { lateNow, openEscalationOf, openEscalations } from '../../../src/features/escalations/queries.ts'
import { type Escalation, isOpen, subjectOf } from '../../../src/features/escalations/record.ts'
import { levelAbove } from '../../../src/features/escalations/rungs.ts'
import { nextTime } from '../../../src/features/escalations/turns.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import type { Level } from '../../../src/features/settings.ts'
import { createRig, people, type Rig } from './rig.ts'

const minute = 60_000

type Doing = { did: 'wait' | 'down' | 'ask' | 'onIt' | 'pass' | 'details' | 'answer' | 'withdraw'; n: number }

const doing: fc.Arbitrary<Doing> = fc.record({
  did: fc.constantFrom('wait', 'wait', 'down', 'ask', 'onIt', 'pass', 'details', 'answer', 'withdraw'),
  n: fc.integer({ min: 1, max: 400 }),
})

/** Does what an alarm of the question is for, the way the courier does. */
const ring = (rig: Rig, id: string) =>
  rig.do(async (use) => {
    const alarm = await alarmOf(use, id)
    if (alarm === undefined || alarm.at > rig.now()) return
    await clearAlarm(use, id)
    await escalationAlarms.escalation?.(use, alarm.of, alarm)
  })

const openOne = (rig: Rig) => rig.read((use) => openEscalationOf(use, 1))

async function wait(rig: Rig, ms: number, running: boolean) {
  const end = rig.now() + ms
  for (let rung = 0; rung < 500; rung++) {
    const it = await openOne(rig)
    const next = it && nextTime(it)
    if (it === undefined || next === undefined || next > end) break
    rig.clock.set(instant(running ? next : end))
    await ring(rig, subjectOf(it))
  }
  rig.clock.set(instant(end))
}

async function act(rig: Rig, { did, n }: Doing): Promise<void> {
  if (did === 'wait' || did === 'down') return wait(rig, n * minute, did === 'wait')
  const it = await openOne(rig)
  if (did === 'ask') {
    if (it === undefined) await rig.ask(1, ((n % 4) + 1) as Level)
    return
  }
  if (it === undefined) return
  await rig.do((use) => actOn(use, it, did, n))
}

async function actOn(use: Work, it: Escalation, did: Doing['did'], n: number): Promise<unknown> {
  const by = [people.head_comm, people.cm_relief, people.director][n % 3] ?? people.director
  const above = levelAbove(it.level)
  if (did === 'onIt') return takeOn(use, it, by, use.now.epochMilliseconds + n * minute)
  if (did === 'details') return addDetail(use, it, { by, kind: 'wanted', text: 'Since when?' })
  if (did === 'answer') return giveAnswer(use, it, { by, text: 'Yes.' })
  if (did === 'withdraw') return withdraw(use, it, people.mod_est)
  return above === undefined ? undefined : passUp(use, it, by, above)
}

const alarms = (rig: Rig) =>
  rig.read(async (use) => {
    const found = await use.list<Alarm>({ ...under('c', use.community, 'alarm'), limit: 100 })
    return found.map(({ value }) => value)
  })

test('whatever is done in whatever order, an open question has exactly one alarm, and levels never fall', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 4, maxLength: 16 }), async (doings) => {
      const rig = await createRig({ now: '02:52', places: {} })
      await rig.logCase()
      await rig.ask(1, 1)
      let before = await openOne(rig)
      for (const each of doings) {
        await act(rig, each)
        const it = await openOne(rig)
        const kept = await alarms(rig)
        const open = await rig.read((use) => openEscalations(use, 10))
        if (it === undefined) {
          expect(kept).toEqual([])
          expect(open).toEqual([])
        } else {
          seen.add(`${it.state} ${it.level}`)
          expect(isOpen(it)).toBe(true)
          expect(kept.map(({ at, id }) => [id, at])).toEqual([[subjectOf(it), nextTime(it)]])
          expect(kept[0]?.at).toBeGreaterThan(rig.now())
          expect(open.map(subjectOf)).toEqual([subjectOf(it)])
          if (before !== undefined && before.nth === it.nth) {
            expect(it.level).toBeGreaterThanOrEqual(before.level)
            expect(it.turns.length).toBeGreaterThanOrEqual(before.turns.length)
          }
          const late = it.state === 'waiting' && it.due <= rig.now()
          expect((await rig.read((use) => lateNow(use))).map(subjectOf)).toEqual(late ? [subjectOf(it)] : [])
        }
        const incident = await rig.read((use) => incidentOf(use, 1))
        expect([incident?.status, incident?.level]).toEqual(it ? ['waiting', it.level] : ['open', undefined])
        before = it
      }
    }),
    { numRuns: 60 },
  )
  // The orders that were tried did get to what they are about.
  expect([...seen]).toEqual(expect.arrayContaining(['waiting 1', 'paused 1', 'waiting 2', 'waiting 4']))
})

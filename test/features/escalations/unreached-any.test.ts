import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { CourierOptions } from '../../../src/features/courier/index.ts'
import { outOfReach } from '../../../src/features/escalations/record.ts'
import type { Level } from '../../../src/features/settings.ts'
import { createPauses } from '../courier-rig.ts'
import { live } from '../mortal.ts'
import { expectCalm, link, moderation, pings, steps, withClosed } from './closed-rig.ts'
import { at, people, type Rig, slack, storyLevels } from './rig.ts'

afterEach(expectCalm)

const team = ['cm_day', 'head_comm', 'cm_relief', 'director'] as const
type Name = (typeof team)[number]

/** Who is asked from a level on, in the story. */
const ladder: Record<Level, readonly Name[]> = {
  1: team,
  2: ['head_comm', 'cm_relief', 'director'],
  3: ['director', 'head_comm'],
  4: ['director', 'head_comm'],
}

const town = fc.record({
  level: fc.constantFrom<Level>(1, 2, 3, 4),
  isPlaced: fc.constantFrom(false, false, false, true),
  closed: fc.subarray([...team, 'mod_est'] as const),
  linked: fc.subarray([...team]),
  closedToo: fc.subarray([...team]),
})

const nobodyLeft = {
  ...{ level: 3 as const, isPlaced: false },
  closed: ['head_comm' as const, 'director' as const],
  ...{ linked: [], closedToo: [] },
}

test('whoever is closed to whatever, those of the lowest rung that can be reached are asked, once, and nobody else', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(town, async ({ closed, closedToo, isPlaced, level, linked }) => {
      const places = isPlaced ? { ...moderation, escalation: slack('esc') } : moderation
      const rig = await withClosed(closed, { places })
      for (const name of linked) await link(rig, people[name], 'discord', `${name}2`)
      for (const name of closedToo) rig.discord.knows.closed.add(`${name}2`)
      await rig.ask(1, level)
      await rig.deliver()
      const way = (name: Name): string | undefined => {
        if (isPlaced) return `esc: ${name}`
        if (!closed.includes(name)) return `@${name}: ${name}`
        return linked.includes(name) && !closedToo.includes(name) ? `@${name}2: ${name}2` : undefined
      }
      const { turns } = await rig.question()
      for (const turn of turns) {
        const out = turn.who.map(({ name }) => name).filter((name) => way(name as Name) === undefined)
        expect(new Set(outOfReach(turn).map(({ name }) => name))).toEqual(new Set(out))
      }
      const asked = (turns.at(-1)?.who ?? []).flatMap(({ name }) => way(name as Name) ?? [])
      const missed = turns.some((turn) => outOfReach(turn).length > 0)
      const heard = pings(rig)
      expect(heard.filter((ping) => !ping.endsWith('mod_est'))).toEqual(asked.toSorted())
      expect(heard.some((ping) => ping.endsWith('mod_est'))).toBe(missed)
      if (asked.length === 0) expect(ladder[level].filter((name) => way(name) !== undefined)).toEqual([])
      seen.add(`${asked.length === 0 ? 'nobody' : 'somebody'} after ${turns.length}`)
    }),
    { numRuns: 100, examples: [[nobodyLeft]] },
  )
  expect([...seen]).toEqual(
    expect.arrayContaining(['somebody after 1', 'somebody after 2', 'nobody after 2']),
  )
})

test('killed at any step, one of each is left: what was refused, the word of it, the next one asked', async () => {
  const slow = storyLevels()
  for (const level of [1, 2, 3, 4] as const) slow[level] = { ...slow[level], minutes: 600 }
  const begun = async () => {
    const rig = await withClosed(['head_comm', 'cm_relief'], { levels: slow })
    await rig.ask()
    return rig
  }
  // Nobody is reminded before that.
  const end = at('05:00')
  const left = async (rig: Rig) => ({ pings: pings(rig), steps: await steps(rig) })
  const whole = await begun()
  await whole.deliver()
  const expected = await left(whole)
  expect(expected).toEqual({
    pings: ['@director: director', '@mod_est: mod_est', '@mod_est: mod_est'],
    steps: ['logged', 'asked', 'unreachedBackup', 'unreachedRaised'],
  })
  const { delay } = createPauses()
  let step = 0
  for (let wasDead = true; wasDead; ) {
    const rig = await begun()
    const mortal = {
      ...rig,
      courierOn: (more?: Partial<CourierOptions>) => rig.courierOn({ delay, ...more }),
    }
    const life = await live(mortal, ++step, end)
    wasDead = life.dead
    await live(mortal, undefined, end)
    expect(await left(rig), `killed at step ${step}`).toEqual(expected)
  }
  expect(step).toBeGreaterThan(15)
})

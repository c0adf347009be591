import { afterEach, describe, expect, test } from 'vitest'
import type { Who } from '../../../src/core/person.ts'
import { addDetail } from '../../../src/features/escalations/acts.ts'
import { assign } from '../../../src/features/incidents/ownership.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { resume } from '../../../src/features/outbox.ts'
import { act, answer, asked, expectCalm, link, moderation, pings, steps, withClosed } from './closed-rig.ts'
import { people, type Rig, slack } from './rig.ts'

afterEach(expectCalm)

describe('an answer to whoever takes no direct messages', () => {
  const placed = { places: { ...moderation, escalation: slack('esc') } }

  test('goes to their other account', async () => {
    const rig = await asked([], placed)
    await link(rig, people.mod_est, 'slack', 'est')
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    expect(pings(rig)).toEqual(['@est: est', 'esc: head_comm'])
    expect(rig.shown('slack', '@est')[0]).toContain('"Yes, 24 h."')
  })

  test('is in the case’s thread once, where they are called to it', async () => {
    const rig = await asked([], placed)
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    expect(pings(rig)).toEqual(['esc: head_comm', 'mod: mod_est'])
    const [told, called] = rig.shown('discord', 'mod').slice(-2)
    expect(told).toContain('"Yes, 24 h."')
    expect(called).toBe(
      '@mod_est, @cm_relief answered your question on INC-1 at 02:58: the answer is here.\n[Open INC-1]',
    )
    rig.discord.knows.closed.clear()
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(rig.discord.in('@mod_est')).toEqual([])
  })

  test('with no way at all is noted on the case, whoever answered learns it, and it goes out when it can', async () => {
    const rig = await asked([], { places: { escalation: slack('esc') } })
    rig.discord.knows.closed.add('mod_est')
    await answer(rig)
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', 'esc: head_comm'])
    expect(rig.shown('slack', '@cm_relief')).toEqual([
      `INC-1: this didn't reach @mod_est
Not sent: your answer. No message gets through to @mod_est.
Kept: all of it, in INC-1; it goes out as soon as that works.
To do: tell @mod_est another way.
[Open INC-1]`,
    ])
    expect((await steps(rig)).at(-1)).toBe('unheard')
    rig.discord.knows.closed.clear()
    await act(rig, (use) => resume(use, 'discord/G1/@mod_est'))
    expect(rig.shown('discord', '@mod_est')).toHaveLength(1)
  })

  test('whoever answered is told of that by another way too, and else nobody is', async () => {
    const rig = await asked([], { places: { escalation: slack('esc') } })
    rig.discord.knows.closed.add('mod_est')
    rig.slack.knows.closed.add('cm_relief')
    await link(rig, people.cm_relief, 'discord', 'relief')
    await answer(rig)
    expect(pings(rig)).toEqual(['@relief: relief', 'esc: head_comm'])
    expect(rig.shown('discord', '@relief')[0]).toContain("INC-1: this didn't reach @mod_est")
    expect((await steps(rig)).filter((did) => did === 'unheard')).toHaveLength(1)
  })

  test('details for somebody go to the place for escalations, and name them there', async () => {
    const rig = await asked(['head_comm'], placed)
    const details = (by: Who, kind: 'wanted' | 'given') =>
      act(rig, async (use) => addDetail(use, await rig.question(), { by, kind, text: 'Since when?' }))
    await details(people.head_comm, 'wanted')
    await details(people.mod_est, 'given')
    expect(pings(rig)).toEqual(['@mod_est: mod_est', 'esc: head_comm', 'esc: head_comm'])
    expect(rig.shown('slack', 'esc')[1]).toContain('@mod_est adds to the question on INC-1')
  })
})

test('a case given to whoever takes no direct messages: they are named in its thread, else who gave it learns', async () => {
  const give = (rig: Rig, to: Who) =>
    act(rig, async (use) => {
      const it = await incidentOf(use, 1)
      if (it !== undefined) await assign(use, it, people.mod_est, to)
    })
  const there = await withClosed(['mod_est'])
  await act(there, async (use) => {
    const it = await incidentOf(use, 1)
    if (it !== undefined) await assign(use, it, people.head_comm, people.mod_est)
  })
  expect(pings(there)).toEqual(['mod: mod_est'])
  const nowhere = await withClosed(['cm_day'])
  await give(nowhere, people.cm_day)
  expect(pings(nowhere)).toEqual(['@mod_est: mod_est'])
  expect(nowhere.shown('discord', '@mod_est')[0]).toContain('Not sent: word that INC-1 was assigned.')
  expect((await steps(nowhere)).slice(-2)).toEqual(['assigned', 'unheard'])
})

import { afterEach, describe, expect, test } from 'vitest'
import { passUp } from '../../../src/features/escalations/acts.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { resume } from '../../../src/features/outbox.ts'
import type { Settings } from '../../../src/features/settings.ts'
import { act, answer, asked, expectCalm, link, moderation, pings, steps, withClosed } from './closed-rig.ts'
import { at, people, slack, storyLevels } from './rig.ts'

afterEach(expectCalm)

const plainly = (texts: string[]) => texts.map((text) => text.replaceAll('\u00a0', ' '))

const levels = (change: (it: Settings['levels']) => Partial<Settings['levels']>) => ({
  ...storyLevels(),
  ...change(storyLevels()),
})

describe('whoever is asked and takes no direct messages', () => {
  test('is asked on their other account, and nobody else hears of it', async () => {
    const rig = await withClosed(['head_comm'])
    await link(rig, people.head_comm, 'discord', 'head')
    await rig.ask()
    await rig.deliver()
    expect(pings(rig)).toEqual(['@head: head'])
    expect(rig.shown('discord', '@head')[0]).toContain('@head_comm, @mod_est has been waiting since 02:58')
    expect(await rig.question()).toMatchObject({ level: 2, rung: 'first', until: at('03:28') })
    await rig.until('03:13')
    expect(pings(rig)).toEqual(['@head: head', '@head: head'])
    rig.slack.knows.closed.clear()
    await act(rig, (use) => resume(use, 'slack/T1/@head_comm'))
    expect(rig.slack.posts).toEqual([])
  })

  test('is given up where there is no other way: who asked learns it, and the backup is asked at once', async () => {
    const rig = await asked(['head_comm'])
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')).toEqual([
      `INC-1: your question didn't reach @head_comm
Not sent: your question of 02:58. @head_comm can't be written to.
Kept: the question. The backup, @cm_relief, is asked now instead, until 03:28.
To do: nothing. An answer from @head_comm still counts: /incident answer INC-1
[Open INC-1]`,
    ])
    expect(rig.shown('discord', 'mod').at(-1)).toBe(
      "02:58 Vigie: couldn't reach @head_comm, asked the backup: @cm_relief.",
    )
    expect(rig.shown('slack', '@cm_relief')[0]).toContain(
      "@head_comm: asked 02:58, couldn't be reached\nNo answer by 03:28: level 3, @director",
    )
    expect(await rig.question()).toMatchObject({ rung: 'backup', due: at('03:28'), until: at('03:28') })
    await rig.until('03:27')
    expect(pings(rig).filter((each) => each.includes('head_comm'))).toEqual([])
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedBackup', 'reminded'])
  })

  test('the same in French', async () => {
    const rig = await asked(['head_comm'], { locale: 'fr' })
    expect(plainly(rig.shown('discord', '@mod_est'))).toEqual([
      `INC-1 : ta demande n'est pas arrivée à @head_comm
Non envoyé : ta demande de 02:58. @head_comm ne peut rien recevoir.
Gardé : la demande. Elle part maintenant à la suppléance, @cm_relief, jusqu'à 03:28.
À faire : rien. Une réponse de @head_comm compte toujours : /incident répondre INC-1
[Ouvrir INC-1]`,
    ])
  })

  test('and the backup too: the next level is asked, and nobody is told anything twice', async () => {
    const rig = await asked(['head_comm', 'cm_relief'])
    expect(await rig.question()).toMatchObject({ level: 3, until: at('03:13'), due: at('03:13') })
    expect(await rig.read((use) => incidentOf(use, 1))).toMatchObject({ status: 'waiting', level: 3 })
    expect(pings(rig)).toEqual(['@director: director', '@mod_est: mod_est', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')[1]).toContain(
      'Kept: the question. Level 3, @director, is asked now instead, until 03:13.',
    )
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedBackup', 'unreachedRaised'])
  })

  test('others at the same rung who were reached go on being asked, until nobody is left', async () => {
    const set = levels((it) => ({
      2: { ...it[2], ask: [{ who: people.head_comm }, { who: people.cm_day }] },
    }))
    const rig = await asked(['head_comm'], { levels: set })
    expect(await rig.question()).toMatchObject({ rung: 'first', until: at('03:28') })
    expect(pings(rig)).toEqual(['@cm_day: cm_day', '@mod_est: mod_est'])
    expect(rig.shown('discord', '@mod_est')[0]).toContain(
      "Kept: the question. It's with @cm_day all the same, until 03:28.",
    )
    expect(rig.shown('slack', '@cm_day')[0]).toContain(
      "@head_comm, @cm_day: asked 02:58, @head_comm couldn't be reached\nNo answer by 03:28",
    )
    rig.slack.plan('@cm_day', { refused: { code: 'closed', scope: 'place', say: '' } })
    await rig.until('03:13')
    expect(await rig.question()).toMatchObject({ rung: 'backup', asked: [people.cm_relief] })
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreached', 'reminded', 'unreachedBackup'])
  })

  test('with nobody else to ask the clock goes on, and the question goes out as soon as it can', async () => {
    const rig = await asked(['director'], { people: ['mod_est', 'director'], levels: onlyManagers() })
    expect(await rig.question()).toMatchObject({ level: 2, until: at('03:28') })
    expect(rig.shown('discord', '@mod_est')).toEqual([
      `INC-1: your question didn't reach @director
Not sent: your question of 02:58. @director can't be written to.
Kept: the question and its clock; it goes to @director as soon as that works. Nobody else is set who could be asked.
To do: tell @director another way; the answer comes with /incident answer INC-1
[Open INC-1]`,
    ])
    await rig.until('03:27')
    expect(await steps(rig)).toEqual(['logged', 'asked', 'unreachedNobody'])
    await rig.until('04:30')
    expect(await rig.question()).toMatchObject({ level: 4 })
    expect(pings(rig)).toEqual(['@mod_est: mod_est'])
    rig.slack.knows.closed.clear()
    await rig.probe()
    expect(pings(rig)).toEqual(['@director: director', '@mod_est: mod_est'])
    await rig.until('04:40')
    expect(rig.shown('slack', '@director').at(-1)).toContain('no answer yet since 02:58')
  })

  test('is not asked any more once an answer came another way', async () => {
    const rig = await asked(['director'], { people: ['mod_est', 'director'], levels: onlyManagers() })
    await answer(rig, people.director)
    rig.slack.knows.closed.clear()
    await act(rig, (use) => resume(use, 'slack/T1/@director'))
    expect(rig.slack.posts).toEqual([])
  })

  test('level 4 asks its backup at once, and goes on trying without a word more to who asked', async () => {
    const rig = await withClosed(['director'])
    await rig.ask(1, 4)
    await rig.deliver()
    expect(pings(rig)).toEqual(['@head_comm: head_comm', '@mod_est: mod_est'])
    await rig.until('03:18')
    expect(pings(rig).filter((each) => each.startsWith('@mod_est'))).toHaveLength(1)
    expect(pings(rig).filter((each) => each.startsWith('@head_comm'))).toHaveLength(5)
    rig.slack.knows.closed.clear()
    await rig.probe()
    expect(pings(rig).filter((each) => each.startsWith('@director'))).toHaveLength(1)
    await rig.until('03:19')
    expect(rig.shown('slack', '@head_comm')[0]?.split('\n').at(-3)).toMatch(
      /^@director, @head_comm: asked 02:58, again/,
    )
    expect(rig.shown('slack', '@head_comm')[0]?.split('\n').at(-3)).not.toContain('reached')
  })

  test('whoever the place for escalations reaches is not written to; others are, and given up', async () => {
    const set = levels((it) => ({
      2: { ...it[2], ask: [{ who: people.head_comm }, { who: people.otter }] },
    }))
    const rig = await asked(['otter', 'head_comm'], {
      levels: set,
      places: { ...moderation, escalation: slack('esc') },
    })
    expect(pings(rig)).toEqual(['@mod_est: mod_est', 'esc: head_comm'])
    expect(rig.shown('discord', '@mod_est')[0]).toContain("It's with @head_comm all the same")
  })

  test('a place that refuses and messages that do not arrive leave the next rung, and the place’s card pings late nobody', async () => {
    const rig = await withClosed(['head_comm'], { places: { ...moderation, escalation: slack('esc') } })
    const gone = { refused: { code: 'gone', scope: 'place', say: '' } } as const
    rig.slack.plan('esc', gone)
    await rig.ask()
    await rig.deliver()
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', '@mod_est: mod_est'])
    await act(rig, (use) => resume(use, 'slack/T1/esc'))
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
    expect(rig.notified('slack', 'esc')).toEqual([[]])
  })

  test('who asked and takes none themselves is named in the case’s thread', async () => {
    const rig = await asked(['head_comm', 'mod_est'])
    expect(pings(rig)).toEqual(['@cm_relief: cm_relief', 'mod: mod_est'])
    expect(rig.shown('discord', 'mod').at(-1)).toContain("INC-1: your question didn't reach @head_comm")
  })

  test('somebody passed to is given up as well, and was not told of before they were', async () => {
    const rig = await asked(['director'])
    await act(rig, async (use) => passUp(use, await rig.question(), people.head_comm, 3))
    expect(await rig.question()).toMatchObject({ level: 4, asked: [people.director, people.head_comm] })
    expect(rig.shown('discord', '@mod_est')).toHaveLength(1)
  })
})

function onlyManagers(): Settings['levels'] {
  const nobody = { ask: [], backup: [] }
  const set = storyLevels()
  return {
    1: { ...set[1], ...nobody },
    2: { ...set[2], ...nobody },
    3: { ...set[3], ...nobody },
    4: { ...set[4], ...nobody },
  }
}

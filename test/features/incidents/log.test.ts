import { describe, expect, it } from 'vitest'
import { newestAudit } from '../../../src/features/audit/entries.ts'
import { addReport } from '../../../src/features/incidents/log.ts'
import { evidenceOf, incidentRanges, similarOpen, stepsOf } from '../../../src/features/incidents/queries.ts'
import { type IncidentEntry, incidentOf } from '../../../src/features/incidents/record.ts'
import { postsOf } from '../../../src/features/outbox.ts'
import { createDesk, est, moderation, nightowl, otter, report, west } from './desk.ts'

const hour = 60 * 60 * 1000

describe('logging', () => {
  it('numbers cases one after the other and proposes the severity from the type', async () => {
    const desk = await createDesk()
    const first = await desk.log()
    const second = await desk.log({ type: 'insults' })
    const third = await desk.log({ type: 'off-topic', severity: 'critical' })
    expect([first.number, second.number, third.number]).toEqual([1, 2, 3])
    expect([first.severity, second.severity, third.severity]).toEqual(['high', 'medium', 'critical'])
  })

  it('gives the case to whoever logs it, where they may handle cases', async () => {
    const desk = await createDesk()
    const mine = await desk.log()
    const nobodys = await desk.log({}, est, false)
    expect([mine.status, mine.owner?.name]).toEqual(['progress', 'mod_est'])
    expect([nobodys.status, nobodys.owner]).toEqual(['open', undefined])
  })

  it('tells when it happened from when it was logged', async () => {
    const desk = await createDesk()
    const now = desk.clock.now().epochMilliseconds
    const it = await desk.log({ happened: now - hour })
    expect([it.happened, it.logged]).toEqual([now - hour, now])
  })

  it('names nobody twice', async () => {
    const desk = await createDesk()
    const it = await desk.log({ reported: [nightowl, nightowl], affected: [otter, otter] })
    expect([it.reported.length, it.affected.length]).toEqual([1, 1])
  })

  it('leaves one step, one audit entry and what was provided', async () => {
    const desk = await createDesk()
    const it = await desk.log({
      proofs: [
        { by: otter, file: 'one.png' },
        { by: otter, file: 'two.png' },
      ],
    })
    const [steps, entries, kept] = await desk.look(async (use) => [
      await stepsOf(use, it.number, 10),
      await newestAudit(use, 10),
      await evidenceOf(use, it.number, 10),
    ])
    expect(steps.map(({ did }) => did)).toEqual(['logged'])
    expect(entries.map(({ did, of }) => [did, of])).toEqual([['incident.logged', 'incident/1']])
    expect(kept.map(({ by, file }) => [by.name, file])).toEqual([
      ['otter', 'one.png'],
      ['otter', 'two.png'],
    ])
    expect(it.evidence).toBe(2)
  })

  it('hangs one card up in the channel for moderation, where there is one', async () => {
    const [with_, without] = [await createDesk({ channel: true }), await createDesk()]
    await with_.log()
    await without.log()
    const posts = await with_.look((use) => postsOf(use, 'incident/1'))
    expect(posts.map(({ does }) => does)).toEqual([
      { post: 'incident', of: 'incident/1', to: { place: moderation } },
    ])
    expect(await without.look((use) => postsOf(use, 'incident/1'))).toEqual([])
  })

  it('keeps what happened whole, however long, in whatever script', async () => {
    const desk = await createDesk()
    const what = '警告 🇫🇷 '.repeat(1250).slice(0, 10_000)
    const { number } = await desk.log({ what })
    expect((await desk.look((use) => incidentOf(use, number)))?.what).toBe(what)
  })
})

describe('a case that looks like the same thing', () => {
  const since = (desk: Awaited<ReturnType<typeof createDesk>>) => desk.clock.now().epochMilliseconds - hour
  const like = async (
    logged: Parameters<typeof report>[0],
    type: 'spam' | 'other',
    place: { network?: string; where?: string },
  ) => {
    const desk = await createDesk()
    await desk.log(logged)
    return (await desk.look((use) => similarOpen(use, type, place, since(desk))))?.number
  }

  it.each([
    ['the same type, no place given by either', {}, 'spam', {}, 1],
    ['the same place, however it is written', { where: '#Général' }, 'spam', { where: '#general' }, 1],
    ['another place', { where: '#help' }, 'spam', { where: '#general' }, undefined],
    ['another network', { network: 'X' }, 'spam', { network: 'Discord' }, undefined],
    ['another type', { type: 'hate' }, 'spam', {}, undefined],
    ['the type other, which says nothing', { type: 'other' }, 'other', {}, undefined],
    ['the type other at the same place', { type: 'other', where: '#help' }, 'other', { where: '#help' }, 1],
  ] as const)('%s', async (_name, logged, type, place, expected) => {
    expect(await like(logged, type, place)).toBe(expected)
  })

  it('is forgotten after the hour, and once it is resolved or withdrawn', async () => {
    const desk = await createDesk()
    await desk.log()
    desk.clock.add({ minutes: 59 })
    expect((await desk.look((use) => similarOpen(use, 'spam', {}, since(desk))))?.number).toBe(1)
    desk.clock.add({ minutes: 2 })
    expect(await desk.look((use) => similarOpen(use, 'spam', {}, since(desk)))).toBeUndefined()
  })

  it('is told by the case itself where its entry does not say the place yet', async () => {
    const desk = await createDesk()
    for (const where of ['#help', '#general', '#lobby']) await desk.log({ where })
    await desk.do(async (use) => {
      const range = incidentRanges.logged(use, 0, use.now.epochMilliseconds + 1)
      for (const { key, value } of await use.list<IncidentEntry>({ ...range, limit: 10 })) {
        const { where: _, ...before } = value
        use.set(key, before)
      }
    })
    const like = (where: string) => desk.look((use) => similarOpen(use, 'spam', { where }, since(desk)))
    expect((await like('#general'))?.number).toBe(2)
    expect(await like('#other')).toBeUndefined()
  })

  it('takes a second report in: one case, two reporters', async () => {
    const desk = await createDesk()
    await desk.log({ reported: [nightowl] })
    const kept = await desk.do(async (use) => {
      const into = await incidentOf(use, 1)
      if (into === undefined) throw new Error('no case')
      return addReport(
        use,
        into,
        west,
        report({
          reported: [otter],
          accounts: 30,
          actions: ['banned'],
          proofs: [{ by: west, text: 'seen' }],
        }),
      )
    })
    expect(kept.reporters.map(({ name }) => name)).toEqual(['mod_est', 'mod_west'])
    expect(kept.reported.map(({ name }) => name)).toEqual(['nightowl', 'otter'])
    expect([kept.accounts, kept.actions, kept.evidence, kept.steps]).toEqual([30, ['banned'], 1, 2])
  })
})

import { describe, expect, test } from 'vitest'
import { giveAnswer, markDone } from '../../../src/features/escalations/acts.ts'
import {
  answeredBetween,
  lateNow,
  openEscalations,
  waitingFor,
} from '../../../src/features/escalations/queries.ts'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { at, createNight, people, type Rig } from './rig.ts'

const answerText = `Yes, but 24 h only: we decide the rest at
09:30 with @cm_day. Tell @otter we've acted, without details.
Thanks for keeping the screenshots.`

const answer = async (rig: Rig) =>
  rig.do(async (use) =>
    giveAnswer(use, await rig.question(212), {
      by: people.cm_relief,
      text: answerText,
      task: 'time out for 24 h, tell @otter',
      due: { at: at('09:30'), what: 'decide what comes next' },
      next: people.cm_day,
    }),
  )

describe('the story of the night', () => {
  test('at 02:58 @head_comm is asked, and nobody else', async () => {
    const rig = await createNight()
    const it = await rig.question(212)
    expect(it).toMatchObject({
      level: 2,
      rung: 'first',
      at: at('02:58'),
      until: at('03:28'),
      due: at('03:28'),
    })
    expect(it.asked).toEqual([people.head_comm])
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
    expect(rig.notified('slack', 'esc')).toEqual([['head_comm']])
    expect(await rig.read((use) => incidentOf(use, 212))).toMatchObject({ status: 'waiting', level: 2 })
    expect((await rig.read((use) => waitingFor(use, { id: people.head_comm.person }, 10))).length).toBe(1)
  })

  test('one reminder comes at 03:13, half of the time, and no other', async () => {
    const rig = await createNight()
    await rig.until('03:12:59')
    expect(rig.shown('slack', 'esc')).toHaveLength(1)
    await rig.until('03:27:59')
    expect(rig.shown('slack', 'esc')[1]).toBe(
      'INC-212: @mod_est has been waiting since 02:58. An answer is expected from @head_comm by 03:28.\n[Answer] [On it]',
    )
    expect(rig.shown('slack', 'esc')).toHaveLength(2)
    expect(rig.notified('slack', 'esc')[1]).toEqual(['head_comm'])
  })

  test('at 03:28 the same card tells that it is the backup’s turn, and only the backup is notified', async () => {
    const rig = await createNight()
    await rig.until('03:28')
    expect(rig.shown('slack', 'esc')[0]).toBe(`Advice wanted · INC-212 · harassment · level 2 · by 03:58
@cm_relief, @mod_est has been waiting since 02:58 (Discord):
"@nightowl writes to @otter again in private despite February's
mediation. Our rules say nothing about DMs. A 7-day timeout?"
@nightowl: 3 incidents in 90 days (mediated, warned twice)
Done so far: nothing in public, 4 screenshots attached
@head_comm: asked 02:58, reminded 03:13, no answer
No answer by 03:58: level 3, @director
[Answer] [On it] [Ask for details] [Pass to level 3]`)
    expect(rig.notified('slack', 'esc')[2]).toEqual(['cm_relief'])
    expect(rig.shown('slack', 'esc')).toHaveLength(3)
    expect((await rig.read((use) => lateNow(use))).map(({ number }) => number)).toEqual([212])
    expect(await rig.read((use) => waitingFor(use, { id: people.head_comm.person }, 10))).toEqual([])
  })

  test('the same in French', async () => {
    const rig = await createNight('fr')
    await rig.until('03:28')
    expect(
      rig.shown('slack', 'esc')[0]?.replaceAll('\u00a0', ' '),
    ).toBe(`Avis demandé · INC-212 · harcèlement · niveau 2 · avant 03:58
@cm_relief, @mod_est attend une réponse depuis 02:58 (Discord) :
« @nightowl relance @otter en privé malgré la médiation de février.
Les règles ne disent rien des messages privés. 7 jours d'exclusion ? »
@nightowl : 3 incidents en 90 jours (médiation, 2 avertissements)
Déjà fait : rien de public, 4 captures jointes
@head_comm : demande 02:58, relance 03:13, pas de réponse
Sans réponse à 03:58 : niveau 3, @director
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 3]`)
  })

  test('the answer of 03:41 goes back to @mod_est, directly and in the case’s thread', async () => {
    const rig = await createNight()
    await rig.until('03:41')
    await answer(rig)
    await rig.deliver()
    const told = `The answer to your question on INC-212
@cm_relief, 03:41: "${answerText}"
Over to you: time out for 24 h, tell @otter.
The incident stays open; @cm_day picks it up in the morning.
[Done] [Reply to @cm_relief] [Open INC-212]`
    expect(rig.shown('discord', '@mod_est')).toEqual([told])
    expect(rig.notified('discord', '@mod_est')).toEqual([['mod_est']])
    expect(rig.shown('discord', 'mod').at(-1)).toBe(told)
    expect(rig.discord.posts.at(-1)?.ref.place.thread).toBeDefined()
  })

  test('the answer in French says tu to the moderator', async () => {
    const rig = await createNight('fr')
    await rig.until('03:41')
    await rig.do(async (use) =>
      giveAnswer(use, await rig.question(212), {
        by: people.cm_relief,
        text: 'Oui, mais 24 h seulement.',
        task: 'exclure 24 h, prévenir @otter',
        due: { at: at('09:30'), what: 'décider de la suite' },
        next: people.cm_day,
      }),
    )
    await rig.deliver()
    expect(
      rig.shown('discord', '@mod_est')[0]?.replaceAll('\u00a0', ' '),
    ).toBe(`Réponse à ta demande sur INC-212
@cm_relief, 03:41 : « Oui, mais 24 h seulement. »
À toi maintenant : exclure 24 h, prévenir @otter.
L'incident reste ouvert ; @cm_day le reprend au matin.
[C'est fait] [Répondre à @cm_relief] [Ouvrir INC-212]`)
  })

  test('it is recorded as answered after 43 minutes, late, and the case is open with its next decision', async () => {
    const rig = await createNight()
    await rig.until('03:41')
    await answer(rig)
    const found = await rig.read((use) => answeredBetween(use, at('00:00'), at('08:00'), 10))
    expect(found).toEqual([
      { number: 212, nth: 1, level: 2, asked: at('02:58'), at: at('03:41'), minutes: 43, late: true },
    ])
    const incident = await rig.read((use) => incidentOf(use, 212))
    expect(incident).toMatchObject({
      status: 'open',
      due: { at: at('09:30'), what: 'decide what comes next' },
    })
    expect(incident?.level).toBeUndefined()
    expect(await rig.read((use) => lateNow(use))).toEqual([])
    expect(await rig.read((use) => openEscalations(use, 10))).toEqual([])
  })

  test('the question’s own card then says who answered, when and what, and offers nothing but to open', async () => {
    const rig = await createNight()
    await rig.until('03:41')
    await answer(rig)
    await rig.until('09:00')
    expect(rig.shown('slack', 'esc')[0]).toBe(`Answered · INC-212 · harassment · level 2 · 03:41
@cm_relief answered @mod_est after 43 min:
"${answerText}"
@mod_est asked at 02:58 (Discord):
"@nightowl writes to @otter again in private despite February's
mediation. Our rules say nothing about DMs. A 7-day timeout?"
[Open INC-212]`)
    expect(rig.shown('slack', 'esc')).toHaveLength(3)
  })

  test('the case tells the steps of the night, seven with the note and the assignment', async () => {
    const rig = await createNight()
    await rig.until('03:41')
    await answer(rig)
    await rig.until('03:45')
    await rig.do(async (use) =>
      markDone(use, await rig.question(212), people.mod_est, 'timed out for 24 h, told @otter'),
    )
    await rig.deliver()
    const [card] = rig.shown('discord', 'mod').filter((text) => text.startsWith('INC-212 · Harassment'))
    expect(card?.split('\n').slice(-5)).toEqual([
      '03:45 @mod_est: timed out for 24 h, told @otter.',
      '03:41 @cm_relief (Slack): answered the level 2 question.',
      '03:28 Vigie: no answer, asked the backup: @cm_relief.',
      expect.stringMatching(/^\+3 /),
      expect.stringContaining('[Note]'),
    ])
    expect(rig.shown('discord', '@mod_est')[0]).toContain('Done by @mod_est at 03:45.')
    expect(rig.shown('discord', '@mod_est')[0]).not.toContain('[Done]')
  })
})

import { describe, expect, test } from 'vitest'
import { giveAnswer } from '../../src/features/escalations/acts.ts'
import { createRig, people, type RigOptions, withBot } from '../features/escalations/rig.ts'
import { textOf } from '../text-of.ts'

async function begin(options: RigOptions = {}) {
  const rig = await createRig({ now: '02:58', ...options })
  await rig.logCase()
  return { rig, ...withBot(rig) }
}

const asked = async (options: RigOptions = {}) => {
  const it = await begin(options)
  await it.say('mod_est', '/incident ask INC-1 A 7-day timeout?')
  return it
}

describe('incident ask', () => {
  test('answers who is asked, until when, and what happens then', async () => {
    const { say } = await begin()
    expect(
      await say('mod_est', '/incident ask INC-1 A 7-day timeout?'),
    ).toBe(`INC-1 · level 2 · asked at 02:58
@head_comm: first answer expected by 03:28.
No answer by then: the backup, @cm_relief, until 03:58.
After that: level 3, @director.
[Add details] [Take it back] [Open INC-1]`)
  })

  test('is understood in French, and answers so', async () => {
    const { say } = await begin({ locale: 'fr' })
    expect(
      await say('mod_est', "/incident demander un avis INC-1 7 jours d'exclusion ?"),
    ).toBe(`INC-1 · niveau 2 · avis demandé à 02:58
@head_comm : première réponse attendue avant 03:28.
Sans réponse d'ici là : la suppléance, @cm_relief, jusqu'à 03:58.
Ensuite : niveau 3, @director.
[Préciser] [Retirer la demande] [Ouvrir INC-1]`)
  })

  test.each([
    ['/incident escalate INC-1 level:3 why:"Who answers?"', 3],
    ['/incident raise INC-1 Who answers? level:director', 3],
    ['/incident faire remonter INC-1 niveau:direction pourquoi:"Qui répond ?"', 3],
    ['/incident avis INC-1 niveau:crise pourquoi:"Qui répond ?"', 4],
    ['/incident escalate 1 3 Who answers?', 3],
    ['/incident escalate 1 3 "Who answers?"', 3],
    ['/incident remonter 1 3 « Who answers? »', 3],
    ['/incident refer 1 2 days?', 2],
  ])('%s asks at level %i', async (line, level) => {
    const { rig, say } = await begin()
    await say('mod_est', line)
    expect(await rig.question()).toMatchObject({ level, why: expect.stringMatching(/^[^"«»]+\?$/) })
  })

  test('without the question, asks for it', async () => {
    const { say } = await begin()
    expect(await say('mod_est', '/incident ask INC-1')).toMatch(/^form incident ask\n/)
  })

  test('says so where nobody can be asked', async () => {
    const { say } = await begin({
      people: ['mod_est'],
      levels: Object.fromEntries([1, 2, 3, 4].map((n) => [n, { ask: [], backup: [], minutes: 30 }])) as never,
    })
    expect(await say('mod_est', '/incident ask INC-1 A 7-day timeout?')).toContain(
      'Nobody else is set for level 2 or is a manager, so nobody was told; the clock runs until 03:28.',
    )
  })

  test('while a question is open, offers to add to it, and keeps the words', async () => {
    const { press, rig, say } = await asked()
    expect(await say('mod_est', '/incident ask INC-1 She is a partner, by the way')).toBe(
      `INC-1 already has an open question, at level 2 since 02:58: @head_comm, by 03:28. Nothing was asked twice; your words are kept.
Add them to the question?
[Add to the question] [Pass to level 3] [Correct] [No]`,
    )
    expect((await rig.question()).details).toEqual([])
    await press('mod_est', 'Add to the question')
    expect((await rig.question()).details).toMatchObject([
      { kind: 'given', text: 'She is a partner, by the way' },
    ])
  })

  test('at a higher level while a question is open, offers to pass it up', async () => {
    const { press, rig, say } = await asked()
    await say('mod_est', '/incident escalate INC-1 level:4 why:"He threatens her now"')
    expect(await press('mod_est', 'Pass to level 4')).toBe(`INC-1 is at level 4 now.
@director: first answer expected by 03:03.
Asked again every 5 minutes until somebody answers or is on it.
[Open INC-1]`)
    expect(await rig.question()).toMatchObject({ level: 4, details: [{ text: 'He threatens her now' }] })
  })

  test('a question answered since it was shown is not added to: a new one is asked', async () => {
    const { press, rig, say } = await asked()
    await say('mod_est', '/incident ask INC-1 And the second account?')
    const it = await rig.question()
    await rig.do((use) => giveAnswer(use, it, { by: people.head_comm, text: 'Yes.' }))
    expect(await press('mod_est', 'Add to the question')).toContain('INC-1 · level 2 · asked at 02:58')
    expect(await rig.question(1, 2)).toMatchObject({ why: 'And the second account?', state: 'waiting' })
  })

  test('in the same line as the log', async () => {
    const { rig, say } = await begin()
    await say('mod_est', '/incident log A journalist asks type:press escalate:3 why:"Who answers?"')
    expect(await rig.question(2)).toMatchObject({ level: 3, why: 'Who answers?', by: { name: 'mod_est' } })
  })
})

describe('incident answer', () => {
  test('tells the one who answers where it goes, and that a late answer is recorded as such', async () => {
    const { rig, say } = await asked()
    await rig.until('03:41')
    expect(
      await say(
        'cm_relief',
        '/incident answer INC-1 "Yes, but 24 h only." task:"time out for 24 h" due:09:30 owner:@cm_day',
      ),
    ).toBe(`INC-1 · your answer goes to @mod_est, who asked 43 min ago.
The first answer was due by 03:28; it's recorded as answered after 43 min.
The incident stays open.
[Open INC-1]`)
    expect(rig.shown('discord', '@mod_est')[0]).toContain(
      'Over to you: time out for 24 h.\nThe incident stays open; @cm_day picks it up in the morning.',
    )
  })

  test('by the button, without words, opens a form', async () => {
    const { press } = await asked()
    expect(await press('head_comm', 'Answer')).toMatch(/^form incident answer\n/)
    expect(await press('head_comm', 'Answer', { text: 'Yes.' })).toContain('your answer goes to @mod_est')
  })

  test('a community manager who is the backup may, one who is neither may not', async () => {
    const { rig, say } = await asked()
    expect(await say('cm_day', '/incident answer INC-1 Yes.')).toBe(
      'The question on INC-1 is for @head_comm; managers may answer too. Nothing was sent. ' +
        'To add a line to it: /incident note INC-1',
    )
    expect(await rig.question()).toMatchObject({ state: 'waiting' })
    expect(await say('cm_relief', '/incident answer INC-1 Yes.')).toBe(
      'INC-1 · your answer goes to @mod_est, who asked just now.\nThe incident stays open.\n[Open INC-1]',
    )
  })

  test('whoever asked does not answer themselves, and the clock goes on', async () => {
    const { rig, say } = await asked()
    for (const line of ['/incident answer INC-1 Yes then.', '/incident on-it INC-1'])
      expect(await say('mod_est', line)).toContain('You asked this about INC-1 yourself')
    await rig.until('03:28')
    expect(await rig.question()).toMatchObject({ rung: 'backup', state: 'waiting' })
  })

  test('not even a manager answers their own question', async () => {
    const { rig, say } = await begin()
    await say('director', '/incident ask INC-1 Who writes the reply?')
    expect(await say('director', '/incident answer INC-1 I do.')).toContain(
      'You asked this about INC-1 yourself',
    )
    expect(await rig.question()).toMatchObject({ state: 'waiting' })
  })

  test('the second to answer is told who was first, and adds to it', async () => {
    const { rig, say } = await asked()
    await say('head_comm', '/incident answer INC-1 Yes.')
    expect(await say('director', '/incident answer INC-1 Yes, three days.')).toBe(
      `INC-1 · @head_comm answered first, at 02:58. Yours was added, and goes to @mod_est too.
The incident stays open.
[Open INC-1]`,
    )
    expect((await rig.question()).further).toHaveLength(1)
  })

  test('a form that was opened on an earlier question does not answer a later one', async () => {
    const { press, rig, say } = await asked()
    await say('head_comm', '/incident answer INC-1 Yes.')
    await say('mod_est', '/incident ask INC-1 May I tell him why?')
    await press('director', 'Answer', { nth: '1', text: 'Three days.' })
    expect(await rig.question(1, 2)).toMatchObject({ state: 'waiting', further: [] })
    expect((await rig.question(1, 1)).further).toHaveLength(1)
  })

  test('where nobody asked anything, says what to do instead', async () => {
    const { say } = await begin()
    expect(await say('head_comm', '/incident answer INC-1 Yes.')).toBe(
      'Nobody has asked anything about INC-1. Nothing was sent. To add a line to it: /incident note INC-1',
    )
  })
})

describe('incident on-it', () => {
  test('stops the clock for half an hour, or for what is chosen or typed', async () => {
    const { press, rig, say } = await asked()
    expect(
      await press('head_comm', 'On it'),
    ).toBe(`You're on INC-1 until 03:28. The clock stands still until then, and no further.
Without an answer by then you're asked again.
[Open INC-1]`)
    await press('head_comm', 'On it', {}, '2 h')
    expect(await rig.question()).toMatchObject({ state: 'paused', until: rig.now() + 7_200_000 })
    expect(await say('head_comm', '/incident on-it INC-1 until:04:10')).toContain('until 04:10')
    expect(await say('head_comm', "/incident je m'en charge INC-1 04:20")).toContain('until 04:20')
  })

  test('says who is on it already', async () => {
    const { press, say } = await asked()
    await press('head_comm', 'On it')
    expect(await say('director', '/incident on-it INC-1')).toContain(
      '@head_comm has been on INC-1 since 02:58, until 03:28. Nothing was changed.',
    )
  })

  test('pressed on a card that is out of date, says what happened since', async () => {
    const { press, rig, say } = await asked()
    const stale = { ref: '1', nth: '1' }
    await say('head_comm', '/incident answer INC-1 Yes.')
    expect(rig.shown('slack', 'esc')[0]).not.toContain('[On it]')
    await rig.until('03:05')
    rig.slack.posts.push({
      ref: { place: { platform: 'slack', space: 'T1', channel: 'old' }, id: 'old' },
      key: 'old',
      at: 0,
      card: { buttons: [{ label: 'Old', command: 'incident on-it', input: stale }] },
      edits: 0,
    })
    expect(await press('director', 'Old')).toBe(
      '@head_comm answered on INC-1 at 02:58. Nothing was changed. To add an answer: /incident answer INC-1',
    )
  })
})

describe('the other acts', () => {
  test('an answer is announced on the card, and told whole with the whole case', async () => {
    const { say } = await asked()
    await say('head_comm', '/incident answer INC-1 Yes, once.')
    expect(await say('mod_est', '/incident show INC-1')).not.toContain('Yes, once.')
    expect(await say('mod_est', '/incident show INC-1 all')).toContain(
      'answered the level 2 question: Yes, once.',
    )
  })

  test('details are asked for, given and replied to, and say where they go', async () => {
    const { press, say } = await asked()
    expect(await press('head_comm', 'Ask for details', { text: 'Since when?' })).toContain(
      'INC-1 · @mod_est is asked for details. The clock keeps running: an answer is due by 03:28.',
    )
    expect(await press('mod_est', 'Add details', { text: 'Since January.' })).toContain(
      'INC-1 · added to the question, and goes to @head_comm.',
    )
    await say('head_comm', '/incident answer INC-1 Yes.')
    expect(await press('mod_est', 'Reply to @head_comm', { text: 'Thanks, done.' })).toContain(
      'goes to @head_comm',
    )
  })

  test('passing to a level it has reached already says how it stands', async () => {
    const { press, say } = await asked()
    expect(await press('head_comm', 'Pass to level 3')).toContain(
      'INC-1 is at level 3 now.\n@director: first',
    )
    expect(await say('head_comm', '/incident pass INC-1 level:3')).toBe(
      'INC-1 has been at level 3 since 02:58: @director, by 03:13. Nothing was changed. To add to the question: /incident details INC-1',
    )
    await say('head_comm', '/incident pass INC-1')
    expect(await say('director', '/incident pass INC-1')).toContain(
      'INC-1 is at level 4, and there is none above',
    )
  })

  test('only whoever asked, or a manager, takes the question back', async () => {
    const { rig, say } = await asked()
    await rig.until('03:28')
    expect(await say('cm_relief', '/incident withdraw INC-1')).toContain('@mod_est asked this about INC-1')
    expect(await say('mod_est', '/incident withdraw INC-1')).toBe(
      'INC-1 · the question is taken back. Nobody is asked any more.',
    )
    expect(await say('head_comm', '/incident answer INC-1 Yes.')).toContain(
      '@mod_est took the question on INC-1 back at 03:28.',
    )
  })

  test('done writes the note once, in the answer’s words or in those typed', async () => {
    const { press, say } = await asked()
    expect(await say('mod_est', '/incident done INC-1')).toContain('INC-1 has no answer yet')
    await say('head_comm', '/incident answer INC-1 "Yes." task:"time out for 24 h, tell @otter"')
    expect(await press('mod_est', 'Done')).toBe('INC-1 · noted as done: time out for 24 h, tell @otter.')
    expect(await say('mod_est', '/incident done INC-1')).toContain('@mod_est noted that already, at 02:58.')
    expect(await say('mod_est', '/incident show INC-1')).toContain(
      '@mod_est: time out for 24 h, tell @otter.',
    )
  })

  test('done takes the button off the answer wherever it hangs, in the thread of the case too', async () => {
    const { press, rig, say } = await asked()
    await say('head_comm', '/incident answer INC-1 "Yes." task:"tell @otter"')
    await say('head_comm', '/incident answer INC-1 "Once more: yes."')
    const copies = () =>
      [...rig.slack.posts, ...rig.discord.posts]
        .filter(({ card }) => textOf(card, rig.now()).includes('answer to your question'))
        .map(({ card, ref }) => [ref.place.thread !== undefined, textOf(card, rig.now()).includes('[Done]')])
    const inDirect = false
    const inThread = true
    expect(copies()).toEqual([
      [inDirect, true],
      [inThread, true],
      [inDirect, true],
      [inThread, true],
    ])
    await press('mod_est', 'Done')
    expect(copies().map(([, hasDone]) => hasDone)).toEqual([false, false, false, false])
  })

  test('a member may do none of it', async () => {
    const { say } = await asked()
    for (const line of ['ask INC-1 Why?', 'answer INC-1 Yes.', 'on-it INC-1', 'withdraw INC-1'])
      expect(await say('otter', `/incident ${line}`)).toContain('is for the role moderator and above')
  })
})

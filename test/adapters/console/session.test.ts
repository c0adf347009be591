import { describe, expect, test } from 'vitest'
import { asForm, type Button } from '../../../src/core/card.ts'
import type { Form } from '../../../src/core/form.ts'
import { createTestConsole, place } from './fixtures.ts'

const resolve: Button = { label: 'Resolve', command: 'incident resolve', input: { ref: '212' } }
const later: Button = {
  label: 'Later',
  command: 'reminder snooze',
  input: { ref: '31' },
  choices: [
    { label: '15 min (12:45)', input: { for: '15m' } },
    { label: '1 h (13:30)', input: { for: '1h' } },
  ],
}
const card = { title: 'INC-212 · Harassment', buttons: [resolve, later] }
const form: Form = {
  draft: 'd1',
  command: 'incident resolve',
  title: 'incident resolve',
  fields: [
    { name: 'ref', kind: 'incident', label: 'Incident', required: true },
    {
      name: 'reason',
      kind: 'reason',
      label: 'Reason',
      required: true,
      choices: [
        { value: 'removed', label: 'content removed' },
        { value: 'warned', label: 'warned' },
      ],
    },
    { name: 'text', kind: 'text', label: 'Note', required: false },
  ],
  values: { ref: '212' },
  errors: {},
}

describe('a line', () => {
  test('goes to the bot as it was typed, from who types and where', async () => {
    const { say, asked } = await createTestConsole()
    expect(await say('/incident list status:open')).toBe('Done.')
    expect(asked).toMatchObject([
      {
        command: '',
        input: '/incident list status:open',
        by: { platform: 'console', space: 'terminal', id: 'anna' },
        here: place('@anna'),
      },
    ])
  })

  test('that is empty or a remark asks nothing', async () => {
    const { say, asked } = await createTestConsole()
    expect(await say('  ')).toBe('')
    expect(await say('# a remark')).toBe('')
    expect(asked).toEqual([])
  })

  test('with control characters or half an emoji reaches the bot without them', async () => {
    const { say, asked } = await createTestConsole()
    await say('/incident log a\u001b[31mb\u0007 \ud83d')
    expect(asked[0]?.input).toBe('/incident log a[31mb \ufffd')
  })

  test('that cannot be read is answered and the next is played', async () => {
    const { chat, printed, say } = await createTestConsole()
    expect(await printed(() => chat.play({ unreadable: 'encoding' }))).toMatch(/UTF-8.*Nothing was done/s)
    expect(await say('/status')).toBe('Done.')
  })

  test('that asks to quit is the last', async () => {
    const { chat } = await createTestConsole()
    expect(await chat.play({ text: '/quit' })).toBe(false)
    expect(await chat.play({ text: '/quitter' })).toBe(false)
    expect(await chat.play({ text: '/help' })).toBe(true)
  })

  test('that asks for help is told what the terminal adds, in the language spoken', async () => {
    const { say } = await createTestConsole({ language: 'fr' })
    expect(await say('/help')).toMatch(/^Done\.\n\nDans ce terminal\n\n\/appuyer .*\/quitter /su)
  })
})

describe('who types', () => {
  test('changes with /as, in either language, with the role that was named', async () => {
    const { say, asked, chat } = await createTestConsole()
    expect(await say('/as @mod_est:moderator')).toBe('@mod_est is typing.')
    await say('/status')
    expect(asked[0]).toMatchObject({ by: { id: 'mod_est' }, here: place('@mod_est') })
    expect(await chat.directory.groups({ platform: 'console', space: 'terminal', id: 'mod_est' })).toEqual([
      'role:moderator',
    ])
    await say('/comme zoé:responsable')
    expect(await chat.directory.groups({ platform: 'console', space: 'terminal', id: 'zoé' })).toEqual([
      'role:manager',
    ])
  })

  test('keeps the role on record where none is named', async () => {
    const { say, chat } = await createTestConsole()
    await say('/as otter')
    expect(await chat.directory.groups({ platform: 'console', space: 'terminal', id: 'otter' })).toEqual([])
  })

  test('stays the same when the name or role is no good', async () => {
    const { say, asked } = await createTestConsole()
    expect(await say('/as two words')).toContain("can't be a name")
    expect(await say('/as bob:emperor')).toContain('manager')
    await say('/status')
    expect(asked[0]?.by.id).toBe('anna')
  })
})

describe('buttons', () => {
  const accept = () => ({ answers: 'asker' as const, run: async () => ({ card }) })

  test('are numbered on and on, and pressed by number', async () => {
    const { say, asked } = await createTestConsole({ accept })
    expect(await say('/incident show 212')).toContain('[1] Resolve  [2] Later…')
    expect(await say('/incident show 212')).toContain('[3] Resolve  [4] Later…')
    await say('/press 1')
    expect(asked.at(-1)).toMatchObject({ command: 'incident resolve', input: { ref: '212' } })
    expect(await say('/appuyer 99')).toContain('no button “99”')
  })

  test('give their command the words typed after them', async () => {
    const { say, asked } = await createTestConsole({ accept })
    await say('/incident show 212')
    await say('/press 1 reason:removed "a note"')
    expect(asked.at(-1)).toMatchObject({
      command: 'incident resolve',
      input: 'reason:removed "a note" ref:"212"',
    })
  })

  test('that open a form need none where words are typed after them', async () => {
    const edit = { label: 'Edit', command: 'reminder edit', input: { ref: '31', ...asForm } }
    const { say, asked } = await createTestConsole({
      accept: () => ({ answers: 'asker', run: async () => ({ card: { buttons: [edit] } }) }),
    })
    await say('/reminder show 31')
    await say('/press 1')
    expect(asked.at(-1)).toMatchObject({ command: 'reminder edit', input: { ref: '31', ...asForm } })
    await say('/press 1 every friday 10:00')
    expect(asked.at(-1)).toMatchObject({ command: 'reminder edit', input: 'every friday 10:00 ref:"31"' })
  })

  test('are pressed by the latest of a name', async () => {
    const { say, asked } = await createTestConsole({ accept })
    await say('/incident show 212')
    await say('/press resolve')
    expect(asked.at(-1)).toMatchObject({ command: 'incident resolve', input: { ref: '212' } })
  })

  test('with a menu show it, and take a letter or the words of a choice', async () => {
    const { say, asked } = await createTestConsole({ accept })
    await say('/incident show 212')
    expect(await say('/press 2')).toBe('Later\n[2a] 15 min (12:45)\n[2b] 1 h (13:30)')
    await say('/press 2b')
    expect(asked.at(-1)?.input).toEqual({ ref: '31', for: '1h' })
    await say('/press later 15 min')
    expect(asked.at(-1)?.input).toEqual({ ref: '31', for: '15m' })
    expect(await say('/press 2c')).toContain('no button')
  })

  test('keep their number on a message that is edited, and know the message', async () => {
    const { chat, say, asked, printed } = await createTestConsole()
    const sent = await chat.send(place('moderation'), card, 'k1')
    expect(sent).toEqual({ sent: { place: place('moderation'), id: 'k1' } })
    const edit = () =>
      chat.edit(
        { place: place('moderation'), id: 'k1' },
        { ...card, text: 'taken', buttons: [resolve, { ...later, label: 'Undo' }] },
      )
    expect(await printed(edit)).toBe(
      '02:04  #moderation, edited\n  INC-212 · Harassment\n  taken\n  [1] Resolve  [3] Undo…',
    )
    await say('/press 1')
    expect(asked.at(-1)).toMatchObject({
      pressed: { id: 'k1', place: place('moderation') },
      here: place('moderation'),
    })
  })
})

describe('forms', () => {
  const accept = (it: { draft?: string }) =>
    it.draft === undefined
      ? { form }
      : { answers: 'asker' as const, run: async () => ({ card: { text: 'Resolved.' } }) }

  test('nobody can fill in say what is missing, and the line that gives it', async () => {
    const { say, asked } = await createTestConsole({ accept })
    expect(await say('/incident resolve 212')).toBe(
      [
        '/incident resolve still needs something',
        '',
        'Reason   One of: content removed, warned',
        '',
        'Go on with: /press 1 reason:"content removed"',
      ].join('\n'),
    )
    expect(await say('/press 1 reason:"content removed" text:later')).toBe('Resolved.')
    expect(asked.at(-1)).toMatchObject({ draft: 'd1', input: { reason: 'content removed', text: 'later' } })
  })

  test('take bare words for what is needed first, and names in either language', async () => {
    const { say, asked } = await createTestConsole({ accept })
    await say('/incident resolve 212')
    await say('/press 1 content removed')
    expect(asked.at(-1)?.input).toEqual({ reason: 'content removed' })
  })

  test('are asked field by field where somebody sits there', async () => {
    const { say, asked } = await createTestConsole({ accept, answers: ['warned', ''] })
    const printed = await say('/incident resolve 212')
    expect(printed).toContain('One of: content removed, warned\nReason › ')
    expect(printed).toContain('Note (optional) › ')
    expect(printed).toMatch(/Resolved\.$/)
    expect(asked.at(-1)).toMatchObject({ draft: 'd1', input: { reason: 'warned' } })
  })

  test('that are broken off are kept and can be gone on with', async () => {
    const { say, asked } = await createTestConsole({ accept, answers: [undefined, 'warned', 'why'] })
    expect(await say('/incident resolve 212')).toContain('/press 1 goes on with it')
    expect(asked).toHaveLength(1)
    expect(await say('/press 1')).toContain('Resolved.')
    expect(asked.at(-1)?.input).toEqual({ reason: 'warned', text: 'why' })
  })

  test('opened to change what is there show it, and ask for all of it', async () => {
    const full = { ...form, values: { ref: '212', reason: 'warned', text: 'a note' } }
    const open = (it: { draft?: string }) => (it.draft === undefined ? { form: full } : accept(it))
    const piped = await createTestConsole({ accept: open })
    expect(await piped.say('/press-correct')).toBe(
      [
        '/incident resolve: what should be added or changed?',
        '',
        'Incident   212',
        'Reason     warned',
        'Note       a note',
        '',
        'Go on with: /press 1 ref:...',
      ].join('\n'),
    )
    const asking = await createTestConsole({ accept: open, answers: ['', 'content removed', ''] })
    expect(await asking.say('/press-correct')).toContain('Reason [warned] › ')
    expect(asking.asked.at(-1)?.input).toEqual({ reason: 'content removed' })
  })

  test('ask again for what was wrong only', async () => {
    let times = 0
    const { say, asked } = await createTestConsole({
      answers: ['wrnd', '', 'warned'],
      accept: (it) => {
        times += 1
        if (times === 1) return { form }
        if (times === 2) return { form: { ...form, errors: { reason: 'Nearest: warned' } } }
        return { answers: 'asker', run: async () => ({ card: { text: String(it.draft) } }) }
      },
    })
    expect(await say('/incident resolve')).toContain('Nearest: warned')
    expect(asked.map(({ input }) => input)).toEqual([
      '/incident resolve',
      { reason: 'wrnd' },
      { reason: 'warned' },
    ])
  })
})

describe('the clock', () => {
  test('is told and moved forward, and what came on the way is there', async () => {
    const { say, moves } = await createTestConsole()
    expect(await say('/clock')).toMatch(/^Thursday 11 March, 02:04 \(Europe\/Paris\)\. .*simulated/)
    expect(await say('/horloge +90m')).toBe('The clock now says Thursday 11 March, 03:34 (Europe/Paris).')
    expect(moves).toEqual(['2027-03-11T02:34:00Z'])
  })

  test('never moves back, nor more than a year, nor to what is no time', async () => {
    const { say, moves } = await createTestConsole()
    expect(await say('/clock -5m')).toContain('only moves forward')
    expect(await say('/clock +900000m')).toContain('more than a year')
    expect(await say('/clock soonish')).toContain('“soonish”')
    expect(moves).toEqual([])
  })

  test('of the machine stays where it is, and the answer says what to do', async () => {
    const { say } = await createTestConsole({ real: true })
    expect(await say('/clock')).toBe('Thursday 11 March, 02:04 (Europe/Paris).')
    expect(await say('/clock +5m')).toMatch(/can't be moved\. Nothing was changed\..*--clock/s)
  })
})

describe('messages', () => {
  test('arrive with their time and place, and once only', async () => {
    const { chat, printed } = await createTestConsole()
    const send = () =>
      chat.send(
        place('escalation'),
        { text: 'Advice wanted', notify: [{ platform: 'console', space: 'terminal', id: 'cm_relief' }] },
        'k',
      )
    expect(await printed(send)).toBe('02:04  → #escalation, for @cm_relief\n  Advice wanted')
    expect(await printed(send)).toBe('')
  })

  test('name the day when it has changed', async () => {
    const { chat, clock, printed } = await createTestConsole()
    clock.add({ hours: 24 })
    expect(await printed(() => chat.send(place('@anna'), { text: 'Morning' }, 'k'))).toBe(
      'Friday 12 March\n02:04  → @anna\n  Morning',
    )
    expect(await printed(() => chat.send(place('@anna'), { text: 'Again' }, 'k2'))).toBe(
      '02:04  → @anna\n  Again',
    )
  })

  test('of an earlier session are unknown, of this one known', async () => {
    const { chat, clock } = await createTestConsole()
    const now = clock.now().epochMilliseconds
    expect(await chat.find(place('a'), 'k', now - 1)).toBe('unknown')
    expect(await chat.find(place('a'), 'k', now)).toBe('absent')
    await chat.send(place('a'), { text: 'x' }, 'k')
    expect(await chat.find(place('a'), 'k', now)).toMatchObject({ id: 'k' })
  })

  test('that did not change are not printed again; those never shown are printed whole', async () => {
    const { chat, printed } = await createTestConsole()
    const ref = { place: place('a'), id: 'old' }
    expect(await printed(() => chat.edit(ref, { title: 'T', text: 'b' }))).toContain('T\n  b')
    expect(await printed(() => chat.edit(ref, { title: 'T', text: 'b' }))).toBe('')
  })

  test('open a thread one can type in, by the reference on the card', async () => {
    const { chat, say, asked } = await createTestConsole()
    await chat.send(place('moderation'), card, 'k1')
    expect(await say('/in inc-212')).toBe("You're typing in #moderation/INC-212.")
    await say('/status')
    expect(asked[0]?.here).toEqual({ ...place('moderation'), thread: 'k1' })
    await chat.send(place('@anna'), { title: '12:30 · LinkedIn', text: 'Job of the week · R31' }, 'k2')
    expect(await say('/in R31')).toBe("You're typing in @anna/12:30.")
    expect(await say('/dans #general')).toBe("You're typing in #general.")
    expect(await say('/in INC-9')).toContain('neither a channel nor a card')
    expect(await say('/in')).toBe("You're typing in @anna.")
  })
})

describe('completion', () => {
  test('offers what the bot knows and what the terminal adds', async () => {
    const { chat } = await createTestConsole()
    expect(await chat.complete('/pr')).toEqual(['//pr! ', '/press '])
    expect(await chat.complete('/incident log t')).toEqual(['/incident log t! '])
  })
})

import { describe, expect, test } from 'vitest'
import {
  again,
  byState,
  cancel,
  confirm,
  deliveriesOf,
  hold,
  note,
  post,
  refreshHome,
  shownOf,
  touch,
  upcoming,
} from '../../src/features/outbox.ts'
import { at, createRig, deliveriesIn, place, who } from './courier-rig.ts'

const c1 = { place: place('C1') }

describe('staging', () => {
  test('a post with the same key exists once, in one work, in two, and after it was sent', async () => {
    const rig = await createRig()
    const staged = () => rig.do((use) => post(use, { view: 'card', of: 'a', to: c1, key: 'monday' }))
    const [one, two] = await rig.do(async (use) => [
      await post(use, { view: 'card', of: 'a', to: c1, key: 'monday' }),
      await post(use, { view: 'card', of: 'a', to: c1, key: 'monday' }),
    ])
    expect(await staged()).toBe(one)
    await rig.courier.run()
    expect(await staged()).toBe(two)
    await rig.courier.run()
    expect(rig.slack.posts).toHaveLength(1)
  })

  test('the same subject at another hour or in another place is another post', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: c1 })
      await post(use, { view: 'card', of: 'a', to: c1, due: at('09:00') })
      await post(use, { view: 'card', of: 'a', to: { place: place('C1', 'discord') } })
    })
    await rig.until('10:00')
    expect([rig.slack.posts.length, rig.discord.posts.length]).toEqual([2, 1])
  })

  test('nothing is sent before its time, and what is due together keeps its order', async () => {
    const rig = await createRig()
    const order = ['m', 'z', 'a', 'q', 'b']
    await rig.do(async (use) => {
      for (const of of order) await post(use, { view: 'card', of, to: c1, due: at('09:00') })
      await post(use, { view: 'card', of: 'early', to: c1, due: at('08:30') })
    })
    await rig.until('08:59:59')
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['early'])
    await rig.until('09:00')
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['early', ...order])
  })

  test('a work that is thrown away leaves nothing to send', async () => {
    const rig = await createRig()
    const failing = rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: c1 })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await rig.courier.run()).toBeUndefined()
    expect(await rig.everything()).toEqual(new Map())
  })

  test('a direct message goes to the conversation with the person', async () => {
    const rig = await createRig()
    await rig.do((use) =>
      post(use, { view: 'card', of: 'a', to: { direct: who('U5') }, notify: [who('U5').account] }),
    )
    await rig.courier.run()
    expect(rig.slack.in('@U5').map(({ card }) => card)).toEqual([
      { text: 'a', for: { locale: 'en', zone: 'UTC', sees: 'team' }, notify: [who('U5').account] },
    ])
  })
})

describe('questions about what is staged', () => {
  test('what comes next is answered by time, whatever the lane, without edits', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'now', to: c1 })
      for (const [of, time] of [
        ['c', '11:00'],
        ['a', '09:00'],
        ['b', '10:00'],
      ] as const)
        await post(use, { view: 'card', of, to: { place: place(`C-${of}`) }, due: at(time) })
    })
    await rig.courier.run()
    await rig.do((use) => touch(use, 'now'))
    await rig.do((use) => post(use, { view: 'card', of: 'elsewhere', to: c1, due: at('09:30') }), 'y')
    const next = await rig.read((use) => upcoming(use, 2))
    expect(next.map(({ does, due }) => ['of' in does && does.of, due])).toEqual([
      ['a', at('09:00')],
      ['b', at('10:00')],
    ])
  })

  test('what ended is found by its state, newest first when asked', async () => {
    const rig = await createRig()
    for (const of of ['a', 'b', 'c']) {
      await rig.do((use) => post(use, { view: 'card', of, to: c1 }))
      await rig.courier.run()
      rig.clock.add({ minutes: 1 })
    }
    const sent = await rig.read((use) => byState(use, 'sent', 2, true))
    expect(sent.map(({ does }) => 'of' in does && does.of)).toEqual(['c', 'b'])
    expect(await rig.read((use) => byState(use, 'missed', 9))).toEqual([])
  })

  test('a subject knows its messages, and where its cards hang', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: c1 })
      await post(use, { view: 'card', of: 'a', to: { place: place('C2', 'discord') } })
      await post(use, { view: 'card', of: 'ab', to: c1 })
      await note(use, { view: 'line', of: 'a', under: { subject: 'a', to: c1 } })
    })
    expect(await rig.read((use) => shownOf(use, 'a'))).toEqual([])
    await rig.courier.run()
    const shown = await rig.read((use) => shownOf(use, 'a'))
    expect(shown.map(({ place: { platform } }) => platform).sort()).toEqual(['discord', 'slack'])
    expect(await rig.read((use) => deliveriesOf(use, 'a'))).toHaveLength(3)
  })
})

describe('bringing cards up to date', () => {
  test('a card is edited once for many changes, wherever it hangs', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: c1 })
      await post(use, { view: 'card', of: 'a', to: { place: place('D', 'discord') } })
    })
    await rig.courier.run()
    for (const text of ['one', 'two', 'three'])
      await rig.do(async (use) => {
        use.set('text/a', text)
        await touch(use, 'a')
        await touch(use, 'a')
      })
    await rig.courier.run()
    for (const chat of [rig.slack, rig.discord])
      expect(chat.posts.map(({ card, edits }) => [card.text, edits])).toEqual([['three', 1]])
    await rig.do((use) => touch(use, 'a'))
    await rig.courier.run()
    expect(rig.slack.posts[0]?.edits).toBe(2)
  })

  test('a change while the card is being sent, or edited, is not lost', async () => {
    const rig = await createRig()
    const change = (text: string) =>
      rig.do(async (use) => {
        use.set('text/a', text)
        await touch(use, 'a')
      })
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    rig.slack.plan('C1', 'hang', 'hang')
    await rig.courier.run()
    await change('while it was sent')
    await rig.release()
    await rig.courier.run()
    await change('while it was edited')
    await rig.release()
    await rig.courier.run()
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['while it was edited'])
    expect(
      (await rig.everything())
        .keys()
        .filter((key) => key.startsWith('due/'))
        .toArray(),
    ).toEqual([])
  })

  test('a card whose message is gone is forgotten', async () => {
    const rig = await createRig()
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.courier.run()
    rig.slack.plan('C1', { refused: { code: 'gone', scope: 'place', say: '' } })
    await rig.do((use) => touch(use, 'a'))
    await rig.courier.run()
    await rig.do((use) => touch(use, 'a'))
    await rig.courier.run()
    expect(rig.slack.asked.filter(({ did }) => did === 'edit')).toHaveLength(1)
    expect(await rig.read((use) => shownOf(use, 'a'))).toEqual([])
    expect(await rig.read((use) => byState(use, 'paused', 9))).toEqual([])
  })

  test('an edit the chat does not take is made again, drawn anew, when its subject changes', async () => {
    const rig = await createRig()
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.courier.run()
    for (const text of ['too long', 'short']) {
      if (text === 'too long') rig.slack.plan('C1', { refused: { code: 'invalid', scope: 'place', say: '' } })
      await rig.do(async (use) => {
        use.set('text/a', text)
        await touch(use, 'a')
      })
      await rig.courier.run()
    }
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['short'])
    expect(await rig.read((use) => byState(use, 'paused', 9))).toEqual([])
  })

  test('somebody’s Home is drawn once for many changes', async () => {
    const rig = await createRig()
    for (let time = 0; time < 3; time++) await rig.do((use) => refreshHome(use, who('U1').account))
    await rig.courier.run()
    expect(rig.slack.homes.map(({ card }) => card.text)).toEqual(['slack/T1/U1'])
  })
})

describe('lines in a thread', () => {
  test('a line goes under the card of its subject, staged in the same commit', async () => {
    const rig = await createRig()
    await rig.do(async (use) => {
      await post(use, { view: 'card', of: 'a', to: c1 })
      await note(use, { view: 'line', of: 'step', under: { subject: 'a', to: c1 } })
    })
    await rig.courier.run()
    const [card, line] = rig.slack.posts
    expect(line?.ref.place).toEqual({ ...place('C1'), thread: card?.ref.id })
  })

  test('a line goes under the card at its own place, of several', async () => {
    const rig = await createRig()
    const to = ['C1', 'C2', 'C3'].map((channel) => ({ place: place(channel) }))
    await rig.do(async (use) => {
      for (const each of to) await post(use, { view: 'card', of: 'a', to: each })
    })
    await rig.courier.run()
    await rig.do(async (use) => {
      for (const each of to) await note(use, { view: 'line', of: 'step', under: { subject: 'a', to: each } })
    })
    await rig.courier.run()
    for (const channel of ['C1', 'C2', 'C3']) {
      const [card, line] = rig.slack.in(channel)
      expect(line?.ref.place.thread).toBe(card?.ref.id)
    }
  })

  test.each([
    ['the chat has no threads', { threads: false }],
    ['the card is not there', {}],
  ])('a line goes to the place itself where %s', async (why, knows) => {
    const rig = await createRig()
    Object.assign(rig.slack.knows, knows)
    if (why.startsWith('the chat')) await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.do((use) => note(use, { view: 'line', of: 'step', under: { subject: 'a', to: c1 } }))
    await rig.courier.run()
    expect(rig.slack.posts.at(-1)?.ref.place).toEqual(place('C1'))
  })

  test('a line goes to the place itself when the thread turns out to be gone', async () => {
    const rig = await createRig()
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.courier.run()
    rig.slack.plan('C1', { refused: { code: 'gone', scope: 'place', say: '' } })
    await rig.do(async (use) => {
      await note(use, { view: 'line', of: 'step', under: { subject: 'a', to: c1 } })
      for (const of of ['b', 'c']) await post(use, { view: 'card', of, to: c1 })
    })
    await rig.courier.run()
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['a', 'step', 'b', 'c'])
    expect(rig.slack.posts[1]?.ref.place).toEqual(place('C1'))
  })
})

describe('a person decides', () => {
  test('what was withdrawn in time is not sent, and says so', async () => {
    const rig = await createRig()
    const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1, due: at('09:00') }))
    expect(await rig.do((use) => cancel(use, id))).toBe(false)
    await rig.until('10:00')
    expect(rig.slack.posts).toEqual([])
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'cancelled', why: { code: 'withdrawn' } }])
    expect(await rig.read((use) => upcoming(use, 9))).toEqual([])
  })

  test('what is being sent is withdrawn only if that fails', async () => {
    const rig = await createRig()
    const ids = await rig.do(async (use) => [
      await post(use, { view: 'card', of: 'a', to: c1 }),
      await post(use, { view: 'card', of: 'b', to: { place: place('C2') } }),
    ])
    rig.slack.plan('*', 'hang', 'hang')
    await rig.courier.run()
    for (const id of ids) expect(await rig.do((use) => cancel(use, id))).toBe(true)
    await rig.release()
    await rig.courier.run()
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(['sent', 'sent'])
    const id = await rig.do((use) => post(use, { view: 'card', of: 'c', to: c1 }))
    rig.slack.plan('C1', { later: 60_000 })
    await rig.courier.run()
    expect(await rig.do((use) => cancel(use, id))).toBe(false)
    await rig.until('09:00')
    expect(rig.slack.posts).toHaveLength(2)
  })

  test('what was withdrawn while it was being sent is not tried again', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    rig.slack.plan('C1', 'hang')
    const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.courier.run()
    expect(await rig.do((use) => cancel(use, id))).toBe(true)
    await rig.timeOut()
    await rig.until('09:00')
    expect(rig.slack.posts).toHaveLength(1)
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'cancelled', why: { code: 'withdrawn' } }])
  })

  test('what cannot be looked for just now is not sent again before it could be', async () => {
    const rig = await createRig()
    const { find } = rig.slack
    let busy = true
    rig.slack.find = async (...asked) => (busy ? { later: 60_000 } : find(...asked))
    rig.slack.plan('C1', 'lost')
    await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1 }))
    await rig.until('08:20')
    expect(rig.slack.posts).toHaveLength(1)
    expect(await deliveriesIn(rig.store)).not.toMatchObject([{ state: 'sent' }])
    busy = false
    await rig.until('08:40')
    expect(rig.slack.posts).toHaveLength(1)
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'sent' }])
  })

  test('what is on hold waits for a word, and then goes out however late', async () => {
    const rig = await createRig()
    const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1, due: at('09:00') }))
    expect(await rig.do((use) => hold(use, id))).toBe(true)
    await rig.until('15:00')
    expect(rig.slack.posts).toEqual([])
    expect(await rig.read((use) => byState(use, 'held', 9))).toMatchObject([{ id, why: { code: 'held' } }])
    expect(await rig.do((use) => again(use, id))).toBe(true)
    await rig.courier.run()
    expect(await deliveriesIn(rig.store)).toMatchObject([{ state: 'sent', late: true }])
  })

  test('what nobody can tell about is sent again, or counted as sent, as a person says', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    rig.slack.plan('*', 'lost', 'vanish')
    const [seen, lost] = await rig.do(async (use) => [
      await post(use, { view: 'card', of: 'a', to: c1, repeat: 'ask' }),
      await post(use, { view: 'card', of: 'b', to: { place: place('C2') }, repeat: 'ask' }),
    ])
    await rig.until('08:10')
    expect(await rig.read((use) => byState(use, 'unsure', 9))).toMatchObject([
      { why: { code: 'doubt' } },
      { why: { code: 'doubt' } },
    ])
    expect(await rig.do((use) => confirm(use, seen ?? ''))).toBe(true)
    expect(await rig.do((use) => again(use, lost ?? ''))).toBe(true)
    await rig.courier.run()
    expect(rig.slack.posts.map(({ card }) => card.text)).toEqual(['a', 'b'])
    expect((await deliveriesIn(rig.store)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('what was seen there is never edited, since nobody knows which message it is; lines go to its place', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    rig.slack.plan('C1', 'lost')
    const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1, repeat: 'ask' }))
    await rig.until('08:10')
    await rig.do((use) => confirm(use, id, who('U1')))
    await rig.do(async (use) => {
      await touch(use, 'a')
      await note(use, { view: 'line', of: 'step', under: { subject: 'a', to: c1 } })
    })
    await rig.courier.run()
    expect(rig.slack.posts.map(({ card, edits, ref }) => [card.text, edits, ref.place])).toEqual([
      ['a', 0, place('C1')],
      ['step', 0, place('C1')],
    ])
    expect(await rig.read((use) => shownOf(use, 'a'))).toEqual([])
    const [seen] = await deliveriesIn(rig.store)
    expect(seen).toMatchObject({ state: 'sent', decided: { by: { person: 'U1' }, there: true } })
    expect(seen).not.toHaveProperty('why')
    expect(await rig.do((use) => confirm(use, id))).toBe(false)
    expect(await rig.do((use) => again(use, id))).toBe(false)
  })

  test('what can be looked for by the time it is sent again is not shown twice', async () => {
    const rig = await createRig()
    rig.slack.knows.history = false
    rig.slack.plan('C1', 'lost')
    const id = await rig.do((use) => post(use, { view: 'card', of: 'a', to: c1, repeat: 'ask' }))
    await rig.until('08:10')
    rig.slack.knows.history = true
    await rig.do((use) => again(use, id, who('U1')))
    await rig.courier.run()
    expect(rig.slack.posts).toHaveLength(1)
    expect(await deliveriesIn(rig.store)).toMatchObject([
      { state: 'sent', ref: { id: 'slack-1' }, decided: { there: false } },
    ])
  })
})

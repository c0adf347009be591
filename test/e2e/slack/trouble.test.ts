import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Store } from '../../../src/core/store.ts'
import { openStore } from '../../../src/store/open.ts'
import { createMorning, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

const last = (who: string) => town.text(town.slack.private(who).at(-1), who)
const direct = (who: string) => town.text(town.slack.direct(who).at(-1), who)
const roots = (where: string) =>
  town.slack
    .messages(where)
    .filter(({ ts, thread_ts = ts }) => thread_ts === ts)
    .map((each) => town.text(each).split(' · ')[0])

test('a form whose trigger is over waits behind a button, with what was typed', async () => {
  town = await createMorning()
  town.slack.fault('views.open', 'expired_trigger_id')
  expect(await town.says('cm_day', '/reminder add Job of the week network:LinkedIn')).toBe(
    'New reminder\nWhat you filled in is kept for 24 hours. Open the form to go on.\n[Open]',
  )
  await town.press('cm_day', town.slack.private('cm_day').at(-1), 'Open')
  const form = town.text(town.slack.modal('cm_day'), 'cm_day')
  expect(form).toContain('What to publish or do: Job of the week')
  expect(form).toContain('Network: LinkedIn')
  await town.slack.submit('cm_day', { when: 'tomorrow 9:00' })
  await town.settle()
  // The answer takes the place of the card with the button.
  expect(town.slack.private('cm_day').map((each) => town.text(each).split('\n')[0])).toEqual(['R1 is saved'])
})

test.each(['used_url', 'expired_url', 'rate:30'])(
  'an answer that Slack does not take at its address any more (%s) is shown where it was asked',
  async (fault) => {
    town = await createMorning()
    town.slack.fault('response_url', fault)
    expect(await town.says('mod_est', '/incident log "Gift links" type:spam', '#general')).toContain(
      'INC-1 · spam',
    )
    expect(town.slack.private('mod_est').at(-1)?.channel).toBe(town.slack.channel('general').id)
  },
)

test('an answer that cannot be shown there either comes directly', async () => {
  town = await createMorning()
  const { slack } = town
  slack.fault('response_url', 'expired_url')
  slack.fault('chat.postEphemeral', 'user_not_in_channel')
  await slack.type('mod_est', '#general', '/vigie incident log "Gift links" type:spam')
  await slack.until(() => slack.direct('mod_est').length > 0, 'a direct message')
  expect(direct('mod_est')).toContain('INC-1 · spam')
})

test('a question is answered in its place however many are asked after it', async () => {
  town = await createMorning()
  await town.says('mod_est', '/incident log "Gift links in #help" type:spam')
  await town.says('mod_est', '/incident log "More gift links in #help" type:spam')
  const asked = town.slack.private('mod_est').at(-1)
  expect(last('mod_est')).toContain('INC-1 looks like the same thing')
  await town.press('mod_est', asked, 'Add to INC-1')
  await town.settle()
  expect(
    town.slack
      .private('mod_est')
      .filter(({ ts }) => ts === asked?.ts)
      .map((each) => town.text(each)),
  ).toEqual([expect.stringContaining('INC-1')])
  expect(roots('#moderation')).toEqual(['INC-1'])
})

/** A store that takes its time over every change, from when it is told to. */
async function createSlowStore() {
  const { store } = await openStore('memory://')
  const slow = { ms: 0 }
  const patient: Store = {
    getMany: (keys) => store.getMany(keys),
    range: (range) => store.range(range),
    close: () => store.close(),
    async commit(change) {
      await pause(slow.ms)
      return store.commit(change)
    },
  }
  return { store: patient, slow }
}

test('while the store takes its time a command is acknowledged within 3 s, and answered', async () => {
  const { slow, store } = await createSlowStore()
  town = await createMorning({ store })
  const { slack } = town
  slow.ms = 2_600
  const seen = slack.private('mod_est').length
  const ack = await slack.type('mod_est', '#team', '/vigie incident log "Gift links" type:spam')
  expect(ack.late).toBe(false)
  expect(ack.body.text).toBe('Still at it: the answer will appear here in a moment.')
  slow.ms = 0
  await slack.until(() => slack.private('mod_est').length > seen + 1, 'the answer')
  expect(last('mod_est')).toContain('INC-1 · spam')
})

test('a pause Slack asks for is kept, and what waits comes in its order', async () => {
  town = await createMorning()
  town.slack.fault('chat.postMessage', 'rate:5', 2)
  const kinds = ['spam', 'scam', 'hate', 'press', 'insults']
  for (const [index, type] of kinds.entries())
    await town.says('mod_est', `/incident log "Case ${index + 1}" type:${type}`)
  await town.settle()
  expect(roots('#moderation')).toEqual([])
  await town.until('07:01')
  expect(roots('#moderation')).toEqual(['INC-1', 'INC-2', 'INC-3', 'INC-4', 'INC-5'])
})

test.each(['lost', '500', 'cut'])('a post whose answer is lost (%s) shows once', async (fault) => {
  town = await createMorning()
  town.slack.fault('chat.postMessage', fault)
  await town.says('mod_est', '/incident log "Gift links" type:spam')
  await town.settle()
  await town.until('07:10')
  expect(roots('#moderation')).toEqual(['INC-1'])
})

test.each([
  ['archived', () => town.slack.archive('#team')],
  ['left by Vigie', () => town.slack.leave('vigie', '#team')],
  ['deleted', () => town.slack.remove('#team')],
] as const)(
  'a reminder for a channel that is %s pauses, and its owner is told in private',
  async (_, happens) => {
    town = await createMorning()
    await town.says('cm_day', '/reminder add Job of the week place:#team when:"every day 08:00"')
    happens()
    await town.until('08:01')
    expect(town.notified()).toEqual(['cm_day'])
    expect(direct('cm_day')).toMatch(/R1.*paused/)
    expect(direct('cm_day')).toContain('Job of the week')
    // Asked again and again by the clock, nobody is told twice.
    await town.until('2027-03-12T12:00')
    expect(town.notified()).toEqual([])
  },
)

test('a reminder goes on by itself once its channel takes messages again', async () => {
  town = await createMorning()
  const { slack } = town
  await town.says('cm_day', '/reminder add Job of the week place:#team when:"every day 08:00"')
  slack.archive('#team')
  await town.until('08:01')
  slack.archive('#team', false)
  await town.until('08:30')
  await town.engine.courier.probe()
  await town.until('2027-03-12T08:01')
  expect(
    slack
      .messages('#team')
      .map((each) => town.text(each))
      .join('\n'),
  ).toContain('Job of the week')
  expect(await town.says('cm_day', '/reminder show R1')).not.toContain('paused')
})

test('while the tokens are withdrawn what comes in is acknowledged and done, and it is posted once they are good again', async () => {
  town = await createMorning()
  const { slack } = town
  await town.says('mod_est', '/incident list')
  const lift = slack.fault('*', 'token_revoked', 10_000)
  const ack = await slack.type('mod_est', '#team', '/vigie incident log "Gift links" type:spam')
  expect(ack.late).toBe(false)
  await slack.settled()
  await town.engine.courier.run()
  lift()
  expect(await town.says('mod_west', '/incident list')).toContain('INC-1')
  await town.until('07:10')
  await town.engine.courier.probe()
  await town.until('07:20')
  expect(roots('#moderation')).toEqual(['INC-1'])
})

test('after the connection is cut, commands are served again within 2 s', async () => {
  town = await createMorning()
  const { slack } = town
  slack.cut()
  const start = performance.now()
  await slack.connected()
  expect(await town.says('mod_est', '/incident log "Gift links" type:spam')).toContain('INC-1 · spam')
  expect(performance.now() - start).toBeLessThan(2_000)
})

test('what fails for a reason nobody foresaw is told with a reference, and works the next time', async () => {
  const { store } = await openStore('memory://')
  let broken = false
  const fragile: Store = {
    ...store,
    getMany: (keys) => (broken ? Promise.reject(new Error('the disk is on fire')) : store.getMany(keys)),
    range: (range) => store.range(range),
    commit: (change) => store.commit(change),
    close: () => store.close(),
  }
  town = await createMorning({ store: fragile })
  broken = true
  const ack = await town.slack.type('mod_est', '#team', '/vigie incident list')
  broken = false
  const said = JSON.stringify(ack.body)
  const [failed] = town.log.errors.splice(0)
  expect(failed?.about?.reference).toBeDefined()
  expect(said).toContain(failed?.about?.reference)
  expect(said).not.toContain('on fire')
  expect(await town.says('mod_est', '/incident list')).not.toContain(String(failed?.about?.reference))
})

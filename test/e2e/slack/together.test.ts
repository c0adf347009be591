import { afterEach, expect, test } from 'vitest'
import type { Ack, Message } from '../../standins/slack/index.ts'
import { createMorning, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

/** A case in the moderation channel, and its card. */
async function logged(): Promise<Message> {
  await town.says('mod_est', '/incident log "Gift links" type:spam')
  await town.settle()
  return town.find('#moderation', 'INC-1')
}

const card = () => town.text(town.find('#moderation', 'INC-1'), 'cm_day')
const steps = (verb: string) => card().split(`: ${verb}`).length - 1

test('two people who press the same button at once do it once, and the second is told by whom and when', async () => {
  town = await createMorning()
  const shown = await logged()
  await town.says('mod_est', '/incident release 1')
  await town.settle()
  await Promise.all(['mod_west', 'mod_south'].map((who) => town.slack.press(who, shown, "I'll take it")))
  await town.settle()
  const said = ['mod_west', 'mod_south'].map((who) => town.text(town.slack.private(who).at(-1), who))
  const owner = /Owner: @(mod_west|mod_south) \(since 07:00\)/.exec(card())?.[1]
  expect(owner).toBeDefined()
  expect(said.filter((each) => each.includes(`@${owner}`) && each.includes('07:00'))).toHaveLength(1)
  expect(steps('took it')).toBe(1)
})

test('somebody who presses twice has it done once', async () => {
  town = await createMorning()
  await town.says('cm_day', '/reminder add Job of the week network:LinkedIn when:"in 5 minutes"')
  await town.until('07:05')
  const fired = town.slack.direct('cm_day').at(-1)
  if (fired === undefined) throw new Error('nothing was sent to cm_day')
  await town.until('07:06')
  await Promise.all([1, 2, 3].map(() => town.slack.press('cm_day', fired, 'Posted')))
  await town.settle()
  expect(town.text(town.slack.now(fired), 'cm_day')).toContain('Posted at 07:06 by @cm_day')
  const list = await town.says('cm_day', '/reminder show R1')
  expect(list.split('07:06').length - 1).toBe(1)
})

test('a payload that comes again changes nothing twice: a command, a press, a form, shortcuts, Home', async () => {
  town = await createMorning()
  const { slack } = town
  const again = async (act: () => Promise<Ack>) => {
    const ack = await act()
    await slack.settled(30)
    await Promise.all([slack.repeat(ack), slack.repeat(ack)])
    await town.settle()
  }
  await again(() => slack.type('mod_est', '#moderation', '/vigie incident log "Gift links" type:spam'))
  expect(slack.messages('#moderation')).toHaveLength(1)
  expect(await town.says('mod_est', '/incident list')).not.toContain('INC-2')

  const shown = town.find('#moderation', 'INC-1')
  await town.says('mod_est', '/incident release 1')
  await again(() => slack.press('mod_west', shown, "I'll take it"))
  expect(steps('took it')).toBe(1)

  await slack.press('mod_est', shown, 'Note')
  await slack.settled(30)
  await again(() => slack.submit('mod_est', { text: 'They were warned' }))
  expect(steps('They were warned')).toBe(1)

  const said = slack.say('otter', '#general', 'They wrote to me too')
  await town.until('07:02')
  await slack.messageShortcut('mod_est', said, 'Add to incident')
  await slack.settled(30)
  await again(() => slack.submit('mod_est', { ref: 'INC-1' }))
  expect(card()).toContain('1 message copied')

  await again(() => slack.openHome('mod_west'))
  expect(town.text(slack.home('mod_west'), 'mod_west')).toContain('INC-1')
  const keys = slack.messages('#moderation').map(({ metadata }) => JSON.stringify(metadata))
  expect(new Set(keys).size).toBe(keys.length)
})

test('a shortcut that comes again opens its form once', async () => {
  town = await createMorning()
  const { slack } = town
  const said = slack.say('nightowl', '#general', 'You will regret this')
  const ack = await slack.messageShortcut('mod_est', said, 'Log as incident')
  await slack.settled(30)
  await slack.submit('mod_est', { type: 'harassment' })
  await town.settle()
  await slack.repeat(ack)
  await town.settle()
  expect(await town.says('mod_est', '/incident list')).not.toContain('INC-2')
  expect(slack.modal('mod_est')).toBeUndefined()
  expect(
    slack
      .private('mod_est')
      .map((each) => town.text(each))
      .join('\n'),
  ).not.toContain('[Open]')
  // Nothing but Slack's refusal tells that a trigger was used before.
  expect(slack.violations.splice(0)).toEqual(['views.open: the trigger id: exchanged_trigger_id'])
})

test('permission is checked at the press, whatever the card shows', async () => {
  town = await createMorning()
  const { slack } = town
  slack.join('otter', '#moderation')
  const shown = await logged()
  await slack.press('otter', shown, 'Resolve')
  await slack.until(() => slack.private('otter').length > 0, 'an answer to otter')
  expect(town.text(slack.private('otter').at(-1), 'otter')).toContain('is for the role moderator')
  expect(slack.modal('otter')).toBeUndefined()

  // Somebody who leaves the group is no moderator any more: with the form before them neither.
  await slack.press('mod_west', shown, 'Resolve')
  await slack.until(() => slack.modal('mod_west') !== undefined, 'a form')
  slack.group('mods', ['mod_est'])
  await town.until('07:02')
  await slack.submit('mod_west', { reason: 'warned' })
  await town.settle()
  expect(town.text(slack.modal('mod_west'), 'mod_west')).toContain('is for the role moderator')
  expect(card()).toContain('IN PROGRESS')
})

test('a form that is refused says so at its fields and keeps what was written', async () => {
  town = await createMorning()
  const { slack } = town
  await slack.type('cm_day', '#team', '/vigie reminder add')
  await slack.until(() => slack.modal('cm_day') !== undefined, 'a form')
  await slack.submit('cm_day', { what: 'Job of the week', when: 'the day after never', network: 'LinkedIn' })
  const form = town.text(slack.modal('cm_day'), 'cm_day')
  expect(form).toContain('What to publish or do: Job of the week')
  expect(form).toContain('When: the day after never')
  expect(form).toMatch(/When: .*\n.*\n! \S/)
  expect(form).toContain('Network: LinkedIn')
  expect(await town.fills('cm_day', { when: 'every thursday 12:30' })).toContain(
    'R1 is saved\nJob of the week',
  )
})

test('a card is one message, brought up to date in place for everybody', async () => {
  town = await createMorning()
  const { slack } = town
  const shown = await logged()
  const acts: [string, string][] = [
    ['mod_west', '/incident note 1 "They were warned"'],
    ['mod_south', '/incident severity 1 critical'],
    ['mod_est', '/incident assign 1 @mod_south'],
    ['mod_south', '/incident resolve 1 warned'],
  ]
  for (const [who, line] of acts) {
    await town.says(who, line)
    await town.settle()
  }
  expect(slack.messages('#moderation').filter(({ ts, thread_ts = ts }) => thread_ts === ts)).toHaveLength(1)
  expect(town.text(slack.now(shown), 'cm_day')).toMatch(/^INC-1 · Spam · critical severity · RESOLVED/)
  expect(
    slack
      .thread(shown)
      .map((each) => town.text(each))
      .join('\n'),
  ).toContain('They were warned')
  // Whoever a case is given to is told, and nobody else of anything.
  expect(town.notified()).toEqual(['mod_south'])
})

test('whoever is asked says by one press for how long they are on it; somebody else is told who is', async () => {
  town = await createMorning()
  await town.says('head_comm', '/settings set level:2 ask:@cm_day backup:@director')
  await logged()
  await town.says('mod_est', '/incident ask 1 "Ban them all?"')
  await town.settle()
  expect(town.notified()).toEqual(['cm_day'])
  const question = town.find('#escalation', 'Advice wanted · INC-1')
  await town.press('cm_day', question, 'On it', '30 min')
  await town.settle()
  expect(town.text(town.slack.now(question), 'cm_day')).toMatch(
    /^On it · INC-1 .* until 07:30\n@cm_day has been on it/,
  )
  await town.press('head_comm', question, 'On it', '1 h')
  await town.settle()
  expect(town.text(town.slack.private('head_comm').at(-1), 'head_comm')).toMatch(/@cm_day .*07:30/s)
  expect(town.notified()).toEqual([])
})

test('on a third modal none is put, since Slack stacks no more: it shows what comes next itself', async () => {
  town = await createMorning()
  const { slack } = town
  await slack.shortcut('cm_day', 'New reminder')
  await slack.until(() => slack.modal('cm_day') !== undefined, 'a form')
  await slack.submit('cm_day', { what: 'Job of the week', when: 'every thursday 12:30' })
  await town.settle()
  for (const label of ['Delete', 'Undo', 'Delete', 'Undo'])
    await town.press('cm_day', slack.modal('cm_day'), label)
  const methods = slack.calls.map(({ method }) => method)
  expect(methods.filter((it) => it === 'views.push')).toHaveLength(2)
  expect(methods.filter((it) => it === 'views.update').length).toBeGreaterThanOrEqual(2)
  expect(town.text(slack.modal('cm_day'), 'cm_day')).toContain('R1')
  expect(await town.says('cm_day', '/reminder show R1')).toContain('Every Thursday at 12:30')
})

import { afterEach, expect, test } from 'vitest'
import { createTown, expectPeace, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

const spam = { what: 'Gift links', type: 'spam' }
const card = () => town.text(town.find('#moderation', 'INC-1'), 'cm_day')
const steps = (verb: string) => card().split(`: ${verb}`).length - 1

test('two people who press the same button at once do it once, and the second is told by whom and when', async () => {
  town = await createTown()
  await town.says('mod_est', '/incident log', spam, '#moderation')
  await town.says('mod_est', '/incident release', { ref: 'INC-1' })
  const shown = town.find('#moderation', 'INC-1')
  const both = ['mod_west', 'mod_south']
  await Promise.all(both.map((who) => town.discord.press(who, shown, "I'll take it")))
  await town.settle()
  const owner = /Owner: @(mod_west|mod_south) \(since 01:50\)/.exec(card())?.[1]
  expect(owner).toBeDefined()
  expect(both.map(town.last).filter((it) => it.includes(`@${owner}`) && it.includes('01:50'))).toHaveLength(1)
  expect(steps('took it')).toBe(1)
})

test('somebody who presses twice has it done once', async () => {
  town = await createTown()
  const { discord } = town
  await town.says('cm_day', '/reminder add', { what: 'Job of the week', network: 'X', when: 'in 5 minutes' })
  await town.until('01:55')
  const fired = discord.direct('cm_day').at(-1)
  if (fired === undefined) throw new Error('nothing was sent to cm_day')
  await town.until('01:56')
  await Promise.all([1, 2, 3].map(() => discord.press('cm_day', fired, 'Posted')))
  await town.settle()
  expect(town.text(discord.now(fired), 'cm_day')).toContain('Posted at 01:56 by @cm_day')
  expect((await town.says('cm_day', '/reminder show', { ref: 'R1' })).split('01:56')).toHaveLength(2)
})

test('permission is checked at the press and at the form, whatever Discord shows', async () => {
  town = await createTown()
  const { discord } = town
  await town.says('mod_est', '/incident log', spam, '#moderation')
  const shown = town.find('#moderation', 'INC-1')
  await town.press('guest', shown, 'Resolve')
  expect(town.last('guest')).toContain('is for the role moderator')
  expect(discord.modal('guest')).toBeUndefined()
  // Somebody who is taken out of the team meanwhile: with the form before them neither.
  await town.press('mod_west', shown, 'Resolve')
  expect(discord.modal('mod_west')).toBeDefined()
  await town.says('head_comm', '/team role', { person: '@mod_west', role: 'member' })
  await town.fills('mod_west', { Reason: 'warned' })
  expect(town.last('mod_west')).toContain('is for the role moderator')
  expect(card()).toContain('IN PROGRESS')
})

test('a form that is refused keeps what was written, behind a button', async () => {
  town = await createTown()
  const { discord } = town
  await discord.type('cm_day', '#team', '/reminder add')
  const given = {
    'What to publish or do': 'Job of the week',
    When: 'the day after never',
    Network: 'LinkedIn',
  }
  const refused = await town.fills('cm_day', given)
  expect(refused).toContain('When')
  expect(refused).toContain('[Open]')
  await town.press('cm_day', discord.private('cm_day').at(-1), 'Open')
  const form = town.text(discord.modal('cm_day'), 'cm_day')
  expect(form).toContain('What to publish or do: Job of the week')
  expect(form).toContain('When: the day after never')
  expect(form).toContain('Network: LinkedIn')
  expect(await town.fills('cm_day', { When: 'every thursday 12:30' })).toContain(
    'R1 is saved\nJob of the week',
  )
})

test('what somebody types notifies nobody and formats nothing, wherever it is shown', async () => {
  town = await createTown()
  const { discord } = town
  const nasty = `@everyone <@${discord.user('otter').id}> <@&${discord.role('Mods').id}> **x** [a](https://x.example) <t:0>`
  await town.says('mod_est', '/incident log', { ...spam, what: nasty }, '#moderation')
  await town.says('mod_est', '/incident note', { ref: 'INC-1', text: nasty })
  await town.says('cm_day', '/reminder add', { what: nasty, place: '#general', when: 'in 5 minutes' })
  await town.until('01:56')
  const sent = town.text(discord.messages('#general').at(-1))
  expect(sent).toContain('**x** [a](https://x.example) <t:0>')
  // The one whom the reminder is for, and nobody who was only named in it.
  expect(town.notified()).toEqual(['cm_day'])
  expect(card()).toContain('**x** [a](https://x.example)')
})

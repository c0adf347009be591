import { afterEach, expect, test } from 'vitest'
import { incidentOf } from '../../../src/features/incidents/record.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne, type Town } from './town.ts'

let town: Town
afterEach(async () => {
  expectPeace(town)
  await town.stop()
})

/** A workspace and a server that each logged an INC-1 of their own; the workspace is the manager's. */
async function createBoth(): Promise<Town> {
  town = await createTown()
  const { onDiscord, onSlack } = town
  await onSlack.says('head_comm', '/incident log what:"Rude mail" type:insults')
  await onDiscord.says('keeper', '/incident log', { what: 'Gift links', type: 'spam' })
  return town
}

test('on Discord: asked about with a button for each, suggested without a doubt, and old buttons mean what they did', async () => {
  const { discord, look, onDiscord, onSlack } = await createBoth()
  const before = discord.private('keeper').at(-1)
  await makeOne(town)
  await town.until('02:10')

  expect(await onDiscord.says('keeper', '/incident show', { ref: 'INC-1' })).toContain(
    'Since Discord was linked, “INC-1” can be INC-2 (was INC-1 on Discord) or INC-1. Which one?',
  )
  await onDiscord.press('keeper', discord.private('keeper').at(-1), 'INC-2')
  const shown = onDiscord.text(discord.private('keeper').at(-1), 'keeper')
  expect(shown).toContain('Gift links')
  expect(shown).toContain('Was INC-1 on Discord')

  const [offered] = await discord.complete('keeper', '#general', '/incident show', 'ref', 'mail')
  expect(offered?.name).toBe('INC-1 · insults · Rude mail')
  expect(await onDiscord.says('keeper', '/incident show', { ref: String(offered?.value) })).toContain(
    'Rude mail',
  )

  await onDiscord.press('keeper', before, 'Resolve')
  expect(await onDiscord.fills('keeper', { reason: 'no rule broken' })).toContain('INC-2')
  expect((await look((use) => incidentOf(use, 2)))?.resolved?.reason).toBe('no-breach')
  expect((await look((use) => incidentOf(use, 1)))?.resolved).toBeUndefined()
  expect(await onSlack.says('head_comm', '/incident show 1')).toContain('Rude mail')
})

test('on Slack: a form that was filled in asks in its window, and goes on with what was written', async () => {
  const { discord, look, onDiscord, onSlack, slack } = await createBoth()
  const shown = await onDiscord.says('keeper', '/settings link')
  const code = shown.split('\n')[0] ?? ''
  await onSlack.says('head_comm', `/settings link ${code}`)
  await onSlack.press('head_comm', slack.private('head_comm').at(-1), 'Make them one')
  await town.until('02:10')
  expect(discord.violations).toEqual([])

  expect(await onSlack.says('head_comm', '/incident note 1 Called them')).toContain(
    'Since Slack was linked, “1” can be INC-2 (was INC-1 on Slack) or INC-1. Which one?',
  )
  await onSlack.press('head_comm', slack.private('head_comm').at(-1), 'Correct')
  expect(onSlack.text(slack.modal('head_comm'), 'head_comm')).toContain('Called them')
  await slack.submit('head_comm', { Note: 'Called them twice' })
  await town.settle()
  const asked = slack.modal('head_comm')
  expect(onSlack.text(asked, 'head_comm')).toContain('INC-2 · was INC-1 on Slack · insults · Rude mail')
  await onSlack.press('head_comm', asked, 'INC-2')
  expect((await look((use) => incidentOf(use, 2), `discord-${discord.guild.id}`))?.steps).toBe(2)
})

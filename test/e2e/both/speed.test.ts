import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { told as all } from './night-words.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne } from './town.ts'

const told = all.en

/** How long what happens on one chat may take to show on the other, in milliseconds. */
const most = 1000

/** Waits until something holds; answers after how many milliseconds it did. */
async function timed(holds: () => boolean): Promise<number> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > 5 * most) throw new Error('it did not show within 5 s')
    await pause(2)
  }
  return performance.now() - start
}

it('shows on the other chat within a second what was done on one', async () => {
  const town = await createTown({ running: true })
  const { at, discord, onDiscord, onSlack, slack } = town
  try {
    await makeOne(town)
    await onDiscord.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' }, at.moderation)
    await timed(() => discord.messages(at.moderation).length === 1)
    const incident = onDiscord.find(at.moderation, 'INC-1')
    const card = () => onDiscord.text(discord.now(incident), 'mod_est')
    await onDiscord.press('mod_est', incident, told.ask)
    const asked = discord.submit('mod_est', { why: 'Ban them all?' })
    const askedAfter = await timed(() => slack.messages(at.escalation).length === 1)
    await asked
    const question = onSlack.find(at.escalation, told.wanted)

    const onIt = slack.press('head_comm', question, 'On it', { choice: '15 min' })
    const onItAfter = await timed(() => card().includes('@head_comm (Slack)'))
    await onIt
    await onSlack.press('head_comm', slack.now(question), told.answer)
    await slack.until(() => slack.modal('head_comm') !== undefined, 'the form')
    const answered = slack.submit('head_comm', { text: 'Yes', task: 'ban them' })
    const answeredAfter = await timed(() => discord.direct('mod_est').length === 1)
    await answered
    const done = discord.press('mod_est', discord.direct('mod_est')[0] ?? incident, told.done)
    const doneAfter = await timed(() => onSlack.text(slack.now(question)).includes('Done by @mod_est'))
    await done
    const resolved = onSlack.says('head_comm', '/incident resolve 1 reason:removed', at.escalation)
    const resolvedAfter = await timed(() => card().includes('RESOLVED'))
    await resolved
    expect(Math.max(askedAfter, onItAfter, answeredAfter, doneAfter, resolvedAfter)).toBeLessThan(most)
    expectPeace(town)
  } finally {
    await town.stop()
  }
}, 30_000)

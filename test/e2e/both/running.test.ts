import { it } from 'vitest'
import { until } from '../program.ts'
import { told as all } from './night-words.ts'
import { expectPeace } from './rig.ts'
import { createTown, makeOne } from './town.ts'

const told = all.en

it('shows on the other chat by itself what was done on one', async () => {
  const town = await createTown({ running: true })
  const { at, discord, onDiscord, onSlack, slack } = town
  try {
    await makeOne(town)
    await onDiscord.says('mod_est', '/incident log', { what: 'Gift links', type: 'spam' }, at.moderation)
    await until(() => discord.messages(at.moderation).length === 1, 'the card')
    const incident = onDiscord.find(at.moderation, 'INC-1')
    const card = () => onDiscord.text(discord.now(incident), 'mod_est')
    await onDiscord.press('mod_est', incident, told.ask)
    const asked = discord.submit('mod_est', { why: 'Ban them all?' })
    await until(() => slack.messages(at.escalation).length === 1, 'the question')
    await asked
    const question = onSlack.find(at.escalation, told.wanted)

    const onIt = slack.press('head_comm', question, 'On it', { choice: '15 min' })
    await until(() => card().includes('@head_comm (Slack)'), 'who is on it')
    await onIt
    await onSlack.press('head_comm', slack.now(question), told.answer)
    await slack.until(() => slack.modal('head_comm') !== undefined, 'the form')
    const answered = slack.submit('head_comm', { text: 'Yes', task: 'ban them' })
    await until(() => discord.direct('mod_est').length === 1, 'the answer')
    await answered
    const done = discord.press('mod_est', discord.direct('mod_est')[0] ?? incident, told.done)
    await until(() => onSlack.text(slack.now(question)).includes('Done by @mod_est'), 'that it is done')
    await done
    const resolved = onSlack.says('head_comm', '/incident resolve 1 reason:removed', at.escalation)
    await until(() => card().includes('RESOLVED'), 'that it is resolved')
    await resolved
    expectPeace(town)
  } finally {
    await town.stop()
  }
}, 60_000)

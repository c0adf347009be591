import { setTimeout as pause } from 'node:timers/promises'
import { createTown, makeOne, type Town } from '../e2e/both/town.ts'
import { type Figure, percentile } from './figure.ts'

/** How many incidents are asked about; each is pressed once on each chat. */
const incidents = 50
/** How long what is pressed on one chat may take to show on the other, in milliseconds, and when it is given up. */
const most = 1000
const patience = 20_000

/**
 * Measures how long it takes from a press on one chat until the card on the other is edited: Slack's and Discord's
 * stand-ins, both real clients, one engine on the machine's clock and a memory store, in one process.
 */
export async function bothBench(): Promise<Figure[]> {
  const town = await createTown({ running: true })
  try {
    await makeOne(town)
    const toDiscord: number[] = []
    const toSlack: number[] = []
    for (let n = 1; n <= incidents; n++) {
      const times = await oneOf(town, n)
      toDiscord.push(times.toDiscord)
      toSlack.push(times.toSlack)
    }
    const wrong = [...town.slack.violations, ...town.discord.violations, ...town.log.errors]
    if (wrong.length > 0) throw new Error(`not everything went as it should: ${wrong.join('; ')}`)
    return [
      figure("a press of 'On it' on Slack to the edit of the incident's card on Discord", toDiscord),
      figure("a press of 'Take it back' on Discord to the edit of the question's card on Slack", toSlack),
    ]
  } finally {
    await town.stop()
  }
}

/** Asks about an incident on Discord, presses on Slack that somebody is on it, then takes it back on Discord. */
async function oneOf(town: Town, n: number): Promise<{ toDiscord: number; toSlack: number }> {
  const { at, discord, onDiscord, onSlack, slack } = town
  const ref = `INC-${n}`
  await onDiscord.says(
    'mod_est',
    '/incident log',
    { what: `Leaked map, room ${n}`, type: 'spam', member: `newcomer_${n}`, place: `room-${n}` },
    at.moderation,
  )
  await until(() => discord.messages(at.moderation).length === n)
  const incident = onDiscord.find(at.moderation, `${ref} `)
  await onDiscord.press('mod_est', incident, 'Ask')
  await discord.submit('mod_est', { why: 'Ban them all?' })
  await until(() => slack.messages(at.escalation).length === n)
  const question = slack.messages(at.escalation).at(-1)
  if (question === undefined) throw new Error(`nothing was asked about ${ref}`)
  await quiet(town)

  const card = () => onDiscord.text(discord.now(incident), 'mod_est')
  const asked = () => onSlack.text(slack.now(question), 'head_comm')
  const mine = discord.private('mod_est').at(-1)
  if (mine === undefined || card().includes('@head_comm (Slack)') || !asked().includes('Advice wanted'))
    throw new Error(`${ref} is not as it is before a press:\n${card()}\n${asked()}`)
  const toDiscord = await timed(
    () => slack.press('head_comm', question, 'On it', { choice: '15 min' }),
    () => card().includes('@head_comm (Slack)'),
  )
  await quiet(town)
  const toSlack = await timed(
    () => discord.press('mod_est', mine, 'Take it back'),
    () => asked().includes('took the question back'),
  )
  await quiet(town)
  return { toDiscord, toSlack }
}

async function timed(press: () => Promise<unknown>, shows: () => boolean): Promise<number> {
  const start = performance.now()
  const pressed = press()
  await until(shows)
  const took = performance.now() - start
  await pressed
  return took
}

async function until(holds: () => boolean): Promise<void> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > patience)
      throw new Error(`it did not show within ${patience} ms: ${holds}`)
    await pause(2)
  }
}

/** Nothing of what was before is to be counted. */
async function quiet({ discord, slack }: Town): Promise<void> {
  await slack.settled(30)
  await discord.settled(30)
}

function figure(what: string, times: number[]): Figure {
  const [middle, late] = [percentile(times, 0.5), percentile(times, 0.99)]
  return {
    name: `from ${what}, p50 / p99 of ${times.length}`,
    value: `${middle.toFixed(0)} / ${late.toFixed(0)} ms`,
    goal: 'within 1 s',
    met: late <= most,
  }
}

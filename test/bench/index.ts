import { deliveriesBench } from './deliveries.ts'
import { digestBench } from './digest.ts'
import { discordBench } from './discord.ts'
import type { Figure } from './figure.ts'
import { incidentsBench } from './incidents.ts'
import { linkBench } from './link.ts'
import { slackBench } from './slack.ts'
import { storeBench } from './store.ts'

const suites: [name: string, run: () => Promise<Figure[]>][] = [
  ['store', storeBench],
  ['incidents', incidentsBench],
  ['digest', digestBench],
  ['deliveries', deliveriesBench],
  ['link', linkBench],
  ['slack', slackBench],
  ['discord', discordBench],
  // The tests' own town brings their runner along, which the others are not to be measured with.
  ['both', async () => (await import('./both.ts')).bothBench()],
]
const wanted = process.argv.slice(2)

for (const [name, run] of suites) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n${name}`)
  for (const { name: what, value, goal, met } of await run())
    console.log(`  ${met ? 'met    ' : 'MISSING'}  ${what}: ${value} (goal: ${goal})`)
}

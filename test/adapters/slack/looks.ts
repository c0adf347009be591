import type { Look } from '../../../src/adapters/slack/inline.ts'
import type { Team } from '../../../src/adapters/slack/options.ts'
import { words } from '../console/fixtures.ts'

/** How cards look in the workspace of these tests: Thursday 11 March 2027, 02:04 in Paris. */
export const look = (): Look => ({
  space: 'T1',
  command: '/vigie',
  words,
  now: Date.UTC(2027, 2, 11, 1, 4),
  locale: 'en',
  zone: 'Europe/Paris',
})

/** The workspace of these tests. */
export const team = (): Team => ({
  id: 'T1',
  name: 'Team',
  url: 'https://team.slack.com/',
  bot: 'U0',
  botId: 'B0',
})

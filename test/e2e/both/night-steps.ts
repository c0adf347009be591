import { expect } from 'vitest'
import type { Message as OnDiscord } from '../../standins/discord/index.ts'
import type { Message as OnSlack } from '../../standins/slack/index.ts'
import { told as all } from './night-words.ts'
import { type Night, type Step, seen } from './steps.ts'

const told = ({ locale }: Night) => all[locale]

/** The one card of the case, among the moderators on Discord. */
function incident({ at, discord, onDiscord }: Night): OnDiscord {
  expect(discord.messages(at.moderation)).toHaveLength(1)
  return onDiscord.find(at.moderation, 'INC-1')
}

/** The one card of the question, among the managers on Slack. */
function question({ at, slack }: Night): OnSlack {
  const [first, ...others] = slack.messages(at.escalation)
  expect(others).toEqual([])
  if (first === undefined) throw new Error('nothing is asked on Slack')
  return first
}

const asked = (night: Night, who: string) => night.onSlack.text(question(night), who)
const card = (night: Night) => seen(night.onDiscord.text(incident(night), 'mod_est'))
const thread = (night: Night) =>
  night.discord.thread(incident(night)).map((it) => seen(night.onDiscord.text(it, 'mod_est')))
/** What @mod_est was told directly. */
const direct = ({ discord, onDiscord }: Night) =>
  discord.direct('mod_est').map((it) => seen(onDiscord.text(it, 'mod_est')))

/** The night of EXAMPLES on two chats: the moderators are on Discord, the managers on Slack. */
export const night: readonly Step[] = [
  {
    name: 'is logged on Discord, where the moderators are, and nowhere else',
    at: '02:52',
    act: (night) => {
      const { given, line } = told(night).log
      return night.onDiscord.says('mod_est', line, given, night.at.moderation)
    },
    sees(night, shown) {
      const { at, slack } = night
      expect(shown).toContain(told(night).logged)
      incident(night)
      expect([slack.messages(at.escalation), slack.messages(at.team)]).toEqual([[], []])
    },
  },
  {
    name: 'is asked about with a form on Discord',
    at: '02:58',
    act: (night) => night.onDiscord.press('mod_est', incident(night), told(night).ask),
    sees({ at, discord, slack }) {
      expect(discord.modal('mod_est')).toBeDefined()
      expect(slack.messages(at.escalation)).toEqual([])
    },
  },
  {
    name: "is asked on Discord and hangs in the managers' channel on Slack",
    act: (night) => night.onDiscord.fills('mod_est', told(night).question),
    sees(night, shown) {
      expect(shown).toBe(told(night).asked.trim())
      expect(asked(night, 'head_comm')).toContain(told(night).wanted)
    },
    notified: { slack: ['head_comm'] },
  },
  {
    name: 'reminds on Slack, under the question',
    at: '03:13',
    sees(night) {
      const under = night.slack.thread(question(night))
      expect(under.map((it) => night.onSlack.text(it, 'head_comm'))).toEqual([told(night).reminded.trim()])
    },
    notified: { slack: ['head_comm'] },
  },
  {
    name: 'asks the backup in the same message, and tells the thread on Discord',
    at: '03:28',
    sees(night) {
      expect(asked(night, 'cm_relief')).toBe(told(night).backup.trim())
      expect(thread(night)).toHaveLength(3)
    },
    notified: { slack: ['cm_relief'] },
  },
  {
    name: 'is answered with a form on Slack',
    at: '03:41',
    act: (night) => night.onSlack.opens('cm_relief', question(night), told(night).answer),
    sees(night) {
      expect(night.slack.modal('cm_relief')).toBeDefined()
      expect(direct(night)).toEqual([])
    },
  },
  {
    name: 'takes the answer from Slack to the moderator on Discord, directly and in the thread',
    act: (night) => {
      const filled = { ...told(night).answering, due: '2027-03-11T09:30', owner: '@cm_day' }
      return night.onSlack.fills('cm_relief', filled)
    },
    sees(night, shown) {
      const { answer, answered, given } = told(night)
      expect(shown).toContain(given)
      expect(direct(night)).toEqual([answered.trim()])
      expect(thread(night).at(-1)).toBe(answered.trim())
      expect(asked(night, 'cm_relief')).not.toContain(`[${answer}]`)
    },
    notified: { discord: ['mod_est'] },
  },
  {
    name: 'tells Slack that it was done on Discord',
    at: '03:45',
    act: (night) =>
      night.onDiscord.press('mod_est', night.discord.direct('mod_est').at(-1), told(night).done),
    sees(night) {
      const { doneLine, doneNote, settled } = told(night)
      expect(direct(night)).toEqual([expect.stringContaining(doneLine)])
      expect(asked(night, 'cm_relief')).toBe(settled.trim())
      expect(thread(night).at(-1)).toBe(doneNote)
    },
  },
  {
    name: 'tells Discord who has it from Slack',
    at: '03:46',
    act: (night) => night.onSlack.says('cm_relief', told(night).assign, night.at.escalation),
    sees(night) {
      expect(card(night)).toContain(told(night).card.trim())
    },
    notified: { slack: ['cm_day'] },
  },
  {
    name: 'reads the same on Slack',
    act: (night) => night.onSlack.says('cm_day', told(night).show, night.at.team),
    sees(night, shown) {
      expect(shown).toContain(told(night).card.trim())
    },
  },
]

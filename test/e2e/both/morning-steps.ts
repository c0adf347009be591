import { expect } from 'vitest'
import type { Message as OnDiscord } from '../../standins/discord/index.ts'
import { told as all } from './morning-words.ts'
import { type Night, type Step, seen } from './steps.ts'

const told = ({ locale }: Night) => all[locale]

/** The second case's card; there is nothing else beside the first one's. */
function incident({ at, discord, onDiscord }: Night): OnDiscord {
  expect(discord.messages(at.moderation)).toHaveLength(2)
  return onDiscord.find(at.moderation, 'INC-2')
}

/** What stands in the card of the second question. */
function asked({ at, onSlack, slack }: Night): string {
  const [, second, ...others] = slack.messages(at.escalation)
  expect(others).toEqual([])
  return onSlack.text(second, 'director')
}

const card = (night: Night) => seen(night.onDiscord.text(incident(night), 'mod_est'))

/** The morning after, on two chats: the press, and the digest of what is known from both. */
export const morning: readonly Step[] = [
  {
    name: "a journalist's post is logged on Discord",
    at: '07:38',
    act: (night) => {
      const { given, line } = told(night).log
      return night.onDiscord.says('mod_est', line, given, night.at.moderation)
    },
    sees(night, shown) {
      expect(shown).toContain(told(night).logged)
      incident(night)
    },
  },
  {
    name: 'goes up to level 3, which is on Slack',
    at: '07:40',
    act: (night) => {
      const { given, line } = told(night).escalate
      return night.onDiscord.says('mod_est', line, given, night.at.moderation)
    },
    sees(night, shown) {
      expect(shown).toContain(told(night).asked)
      expect(asked(night)).toContain(told(night).wanted.trim())
    },
    notified: { slack: ['director'] },
  },
  {
    name: 'is taken on Slack, after a reminder, until an hour that Discord is told',
    at: '07:52',
    act: (night) => night.onSlack.says('director', told(night).onIt, night.at.escalation),
    sees(night) {
      expect(asked(night)).toBe(told(night).promised.trim())
      expect(card(night)).toContain(told(night).stands)
      expect(card(night)).toContain(told(night).onItNote)
    },
    notified: { slack: ['director'] },
  },
  {
    name: 'is in time for a digest on Slack that is asked for at the last moment',
    act: (night) => night.onSlack.says('cm_day', told(night).schedule, night.at.team),
    sees: (night, shown) => expect(shown).toContain(told(night).scheduled),
  },
  {
    name: 'is what the digest says first of what happened on Discord',
    at: '08:00',
    sees({ locale, onSlack, slack }) {
      expect(onSlack.text(slack.direct('cm_day').at(-1), 'cm_day')).toBe(all[locale].digest.trim())
    },
    notified: { slack: ['cm_day'] },
  },
  {
    name: 'is answered with a line on Slack, and the moderator is told on Discord',
    at: '08:28',
    act: (night) => night.onSlack.says('director', told(night).answer, night.at.escalation),
    sees(night, shown) {
      const { discord, onDiscord } = night
      expect(shown).toContain(told(night).given)
      const direct = discord.direct('mod_est').map((it) => seen(onDiscord.text(it, 'mod_est')))
      expect(direct.slice(1)).toEqual([told(night).answered.trim()])
      expect(asked(night)).toBe(told(night).settled.trim())
    },
    notified: { discord: ['mod_est'] },
  },
]

import { setTimeout as wait } from 'node:timers/promises'
import { type Log, UserError } from '../../core/errors.ts'
import { textAt } from '../../core/peek.ts'
import type { Api } from './api.ts'
import type { Team } from './options.ts'

/** How long between two attempts to learn it from a Slack out of reach, in milliseconds. */
const pause = 1000

/** Learns which workspace the bot's token belongs to. */
export function createTeam({ api, log }: { api: Api; log: Log }) {
  const stopping = new AbortController()
  let found: Team | undefined
  let learning: Promise<void> | undefined

  async function ask(): Promise<Team | undefined> {
    const answered = await api.call('auth.test', {})
    if ('refused' in answered) throw new UserError('slack.refused.botToken', { code: answered.error })
    return 'ok' in answered ? teamIn(answered.ok) : undefined
  }

  async function go(then: () => Promise<void>): Promise<void> {
    try {
      while (found === undefined) {
        await wait(pause, undefined, { signal: stopping.signal })
        found = await ask()
      }
      await then()
    } catch (error) {
      if (!stopping.signal.aborted) log.error('Slack cannot be served', error)
    }
  }

  return {
    known: () => found !== undefined,
    /** The workspace; asked for only once it is known. */
    team(): Team {
      if (found === undefined) throw new Error('the workspace is not known yet')
      return found
    },
    /**
     * Learns it and then goes on; where Slack is out of reach, that happens as soon as it is back. Throws a
     * UserError where Slack refuses the token.
     */
    async learn(then: () => Promise<void>): Promise<void> {
      found = await ask()
      if (found !== undefined) return then()
      log.warn('Slack is out of reach; Vigie goes on trying')
      learning = go(then)
    },
    async stop(): Promise<void> {
      stopping.abort()
      await learning
    },
  }
}

/** Reads the workspace in the answer of `auth.test`; `undefined` where that says none. */
function teamIn(answer: Record<string, unknown>): Team | undefined {
  const id = textAt(answer, 'team_id')
  const bot = textAt(answer, 'user_id')
  if (id === undefined || bot === undefined) return undefined
  return {
    id,
    name: textAt(answer, 'team') ?? id,
    url: textAt(answer, 'url') ?? '',
    bot,
    botId: textAt(answer, 'bot_id') ?? '',
  }
}

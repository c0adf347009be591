import en from '../../../config/locales/en.json' with { type: 'json' }
import fr from '../../../config/locales/fr.json' with { type: 'json' }
import { createConsole } from '../../../src/adapters/console/index.ts'
import { noPaint } from '../../../src/adapters/console/paint.ts'
import type { Terminal } from '../../../src/adapters/console/terminal.ts'
import type { Accepted, Bot, Invocation } from '../../../src/core/chat.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import { createWords, type LocaleFile } from '../../../src/core/words.ts'

export const words = createWords({ en: en as LocaleFile, fr: fr as LocaleFile })

/** Thursday 11 March 2027, 02:04 in Paris. */
export const night = '2027-03-11T01:04:00Z'

interface Options {
  accept?(it: Invocation): Accepted | Promise<Accepted>
  answers?: (string | undefined)[]
  real?: true
  language?: Locale
}

/** A terminal chat on a screen that remembers what was printed, before a bot that answers as told. */
export async function createTestConsole({ accept, answers, real, language }: Options = {}) {
  const clock = createFixedClock(night)
  const asked: Invocation[] = []
  const moves: string[] = []
  let screen = ''
  const terminal: Terminal = {
    read: async () => undefined,
    write: (text) => {
      screen += text
    },
    width: () => 80,
    close: () => {},
    ...(answers && {
      ask: async (question) => {
        screen += `${question}\n`
        return answers.shift()
      },
    }),
  }
  const chat = await createConsole({
    terminal,
    paint: noPaint,
    words,
    who: { name: 'anna', role: 'manager' },
    home: async () => ({ locale: 'en', zone: 'Europe/Paris' }),
    ...(language && { language }),
    time: {
      now: clock.now,
      read: (typed) => {
        const minutes = /^([+-]\d+)m$/.exec(typed)?.[1]
        return minutes === undefined ? undefined : clock.now().add({ minutes: Number(minutes) })
      },
      settle: async () => {},
      ...(real
        ? {}
        : {
            move: async (to) => {
              moves.push(to.toString())
              clock.set(to)
            },
          }),
    },
  })
  const bot: Bot = {
    async accept(it) {
      asked.push(it)
      return accept?.(it) ?? { answers: 'asker', run: async () => ({ card: { text: 'Done.' } }) }
    },
    suggest: async (it) => [{ value: `${it.input}!`, label: 'x' }],
    home: async () => ({}),
  }
  await chat.start(bot)
  return {
    chat,
    clock,
    asked,
    moves,
    /** Returns what was printed since the last line was played. */
    screen: () => screen,
    /** Plays a line and returns what it printed. */
    async say(text: string): Promise<string> {
      screen = ''
      await chat.play({ text })
      return screen.trimEnd()
    },
    /** Does something and returns what it printed. */
    async printed(run: () => Promise<unknown>): Promise<string> {
      screen = ''
      await run()
      return screen.trimEnd()
    },
  }
}

/** A place of the terminal. */
export const place = (channel: string) => ({ platform: 'console' as const, space: 'terminal', channel })

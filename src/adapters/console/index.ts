import { randomUUID } from 'node:crypto'
import type { Bot, Chat, Sent } from '../../core/chat.ts'
import type { Locale, Role } from '../../core/person.ts'
import type { Words } from '../../core/words.ts'
import { createButtons } from './buttons.ts'
import { createComplete } from './complete.ts'
import { createDirectory } from './directory.ts'
import { createMessages } from './messages.ts'
import type { Paint } from './paint.ts'
import type { Named } from './receive.ts'
import { createScreen } from './screen.ts'
import { createSeat, type Home } from './seat.ts'
import { createSession } from './session.ts'
import type { Line, Terminal } from './terminal.ts'
import type { Time } from './time.ts'

/** What the terminal's chat is made of. */
export interface ConsoleOptions {
  terminal: Terminal
  paint: Paint
  words: Words
  time: Time
  /** Who sits down first, with the role they come with. */
  who: Named
  /** The community's language and zone, as they are now. */
  home: Home
  /** The language asked for at the start; the community's where it is left out. */
  language?: Locale
}

/** The one space a terminal has. */
export const space = 'terminal'

/** A chat in a terminal. */
export interface Console extends Chat {
  /** Plays one line; answers whether there may be another. */
  play(line: Line): Promise<boolean>
  /** Plays the terminal's lines until they end, somebody quits, or the chat is stopped. */
  run(): Promise<void>
  /** Answers how a typed line can go on: each answer replaces its last word. */
  complete(line: string): Promise<string[]>
  /** Seats somebody without a word. */
  become(who: Named): void
  /** What stands before a line that is typed: who and where, with the time where it is simulated. */
  prompt(): string
}

/** Creates the chat; `start` hands it the bot, `run` reads what is typed. */
export async function createConsole(options: ConsoleOptions): Promise<Console> {
  const { terminal, paint, words, time, who, home, language } = options
  const told = new Map<string, Role>()
  const seat = createSeat({ space, who, told, home, initial: await home(), ...(language && { language }) })
  const now = () => time.now().epochMilliseconds
  const buttons = createButtons()
  const messages = createMessages(now())
  const screen = createScreen({ terminal, paint, words, buttons, messages, now, reader: seat.reader })
  let bot: Bot | undefined
  let session: ReturnType<typeof createSession> | undefined
  let stopped = false

  const prompt = () => screen.prompt(seat.by().id, seat.here(), time.move !== undefined)

  const started = <T>(it: T | undefined): T => {
    if (it === undefined) throw new Error('the terminal was not started')
    return it
  }
  const play = (line: Line) => started(session).play(line)

  return {
    platform: 'console',
    async start(given) {
      bot = given
      session = createSession({ seat, terminal, screen, buttons, messages, words, time }, bot)
    },
    async stop() {
      stopped = true
      terminal.close()
    },
    play,
    async run() {
      while (!stopped) {
        const line = await terminal.read(prompt())
        if (line === undefined || !(await play(line))) return
      }
    },
    complete: createComplete({ seat, words, time }, () => started(bot)),
    become: seat.become,
    prompt,
    async send(to, card, key): Promise<Sent> {
      const ref = { place: to, id: key }
      if (messages.get(key) === undefined) screen.arrive(ref, card)
      return { sent: ref }
    },
    async edit(ref, card) {
      screen.change(ref, card)
      return { sent: ref }
    },
    find: async (_to, key, since) => messages.find(key, since),
    thread: async (ref) => ({ ...ref.place, thread: ref.id }),
    async answer(_reply, outcome) {
      await started(session).show(outcome)
      return { sent: { place: seat.here(), id: randomUUID() } }
    },
    directory: createDirectory(told),
  }
}

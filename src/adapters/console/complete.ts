import { randomUUID } from 'node:crypto'
import type { Bot } from '../../core/chat.ts'
import { foldWord } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { Seat } from './seat.ts'
import type { Time } from './time.ts'

/** What a completion looks at. */
interface CompleteParts {
  seat: Seat
  words: Words
  time: Pick<Time, 'now'>
}

/** Answers how a typed line can go on: what its last word may become, the bot's words and the terminal's own. */
export const createComplete =
  ({ seat, words, time }: CompleteParts, bot: () => Bot) =>
  async (line: string): Promise<string[]> => {
    const invocation = {
      id: `console-${randomUUID()}`,
      by: seat.by(),
      here: seat.here(),
      command: '',
      input: line,
      at: time.now().epochMilliseconds,
      ...(seat.language && { locale: seat.language }),
    }
    const choices = beginning(
      (await bot().suggest(invocation, '', line)).map(({ value }) => value),
      line,
    )
    if (/\s/.test(line)) return choices.map(spaced)
    const typed = foldWord(line.replace(/^\//, ''))
    const own = [...words.set('console.own', seat.reader().locale).values()].map(({ name }) => name)
    return [...choices, ...own.filter((name) => foldWord(name).startsWith(typed))].map((name) =>
      spaced(`/${name}`),
    )
  }

// A name waits for its value; after anything else there is another word.
const spaced = (word: string) => (word.endsWith(':') ? word : `${word} `)

// Where some go on with what was typed, Tab completes it; the others only share letters with it.
function beginning(choices: string[], line: string): string[] {
  const typed = foldWord(/\S*$/.exec(line)?.[0].replace(/^\//, '') ?? '')
  const going = choices.filter((each) => foldWord(each).startsWith(typed))
  return going.length > 0 ? going : choices
}

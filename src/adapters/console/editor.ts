import type { Key } from 'node:readline'
import { createInterface } from 'node:readline'
import type { ReadStream, WriteStream } from 'node:tty'
import type { Line, Terminal } from './terminal.ts'

/** Answers how a line that was typed so far can go on: each choice replaces the last word. */
type Complete = (line: string) => Promise<string[]>

/** What a line editor is made of; `write` prints. */
interface EditorParts {
  input: ReadStream
  output: WriteStream
  complete: Complete
  /** Called when somebody presses Ctrl-C on an empty line. */
  interrupted(): void
}

/** How many lines the arrow keys bring back. */
const history = 500

/** A person at a screen: lines with editing, history and completion, and questions that Esc breaks off. */
export function createEditor({ input, output, complete, interrupted }: EditorParts): Terminal {
  const lines = createInterface({
    input,
    output,
    terminal: true,
    historySize: history,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: Error | null, found: [string[], string]) => void) => {
      complete(line).then(
        (found) => done(null, [found, lastWord(line)]),
        (error: Error) => done(error, [[], line]),
      )
    },
  })
  let closed = false
  let waiting: ((typed: string | undefined) => void) | undefined
  let prompted = false
  const typedAhead: string[] = []

  const settle = (typed: string | undefined) => {
    const resolve = waiting
    waiting = undefined
    prompted = false
    resolve?.(typed)
  }

  lines.on('line', (typed) => {
    if (waiting === undefined) typedAhead.push(typed)
    else settle(typed)
  })
  lines.on('close', () => {
    closed = true
    settle(undefined)
  })
  lines.on('SIGINT', () => {
    if (lines.line === '') interrupted()
    else clear()
  })

  // Ctrl-C on a line throws the line away, as shells do.
  function clear() {
    lines.write(null, { ctrl: true, name: 'e' })
    lines.write(null, { ctrl: true, name: 'u' })
  }

  function next(prompt: string): Promise<string | undefined> {
    const ahead = typedAhead.shift()
    if (ahead !== undefined) return Promise.resolve(ahead)
    if (closed) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      waiting = resolve
      prompted = true
      lines.setPrompt(prompt)
      lines.prompt()
    })
  }

  return {
    read: async (prompt): Promise<Line | undefined> => {
      const text = await next(prompt)
      return text === undefined ? undefined : { text }
    },
    async ask(question) {
      const onKey = (_typed: string | undefined, key: Key) => {
        if (key.name !== 'escape' || waiting === undefined) return
        clear()
        output.write('\n')
        settle(undefined)
      }
      input.on('keypress', onKey)
      try {
        return await next(question)
      } finally {
        input.off('keypress', onKey)
      }
    },
    write(text) {
      if (!prompted) return void output.write(text)
      // What is being typed is taken away while something is printed above it, and put back.
      output.write('\r\u001b[K')
      output.write(text)
      lines.prompt(true)
    },
    width: () => output.columns || 80,
    close: () => lines.close(),
  }
}

const lastWord = (line: string): string => /\S*$/.exec(line)?.[0] ?? ''

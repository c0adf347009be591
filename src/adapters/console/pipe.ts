import type { Line, Terminal } from './terminal.ts'

/** The longest line that is kept while it is read, in bytes; the bot itself refuses far shorter ones. */
const longest = 1024 * 1024

const newline = 0x0a

/**
 * Takes a stream of bytes apart into lines, strictly: what is not UTF-8 is said to be so rather than guessed.
 * A last line needs no line break; a carriage return before one is no part of the line.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let held: Uint8Array[] = []
  let size = 0
  const take = (): Line => {
    const line = lineOf(held, size)
    held = []
    size = 0
    return line
  }
  for await (const chunk of input) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      hold(chunk.subarray(from, end))
      yield take()
      from = end + 1
    }
    hold(chunk.subarray(from))
  }
  if (size > 0) yield take()

  function hold(part: Uint8Array) {
    size += part.length
    if (size <= longest) held.push(part)
    else held = []
  }
}

function lineOf(held: Uint8Array[], size: number): Line {
  if (size > longest) return { unreadable: 'length' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(held))
    return { text: text.replace(/\r$/, '') }
  } catch {
    return { unreadable: 'encoding' }
  }
}

/** What a pipe is made of; `columns` is how wide its text is set. */
interface Piped {
  input: AsyncIterable<Uint8Array>
  write(text: string): void
  columns: number
}

/** A terminal nobody sits at: it asks nothing and ends at the end of its input. */
export function createPipe({ input, write, columns }: Piped): Terminal {
  const lines = linesOf(input)
  const closed = Promise.withResolvers<undefined>()
  return {
    read: () => Promise.race([closed.promise, lines.next().then(({ value }) => value ?? undefined)]),
    write,
    width: () => columns,
    close: () => closed.resolve(undefined),
  }
}

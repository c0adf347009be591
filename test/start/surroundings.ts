import { PassThrough, Readable, Writable } from 'node:stream'
import { run } from '../../src/start/program.ts'
import type { Surroundings } from '../../src/start/surroundings.ts'
import { loadWords } from '../../src/start/words.ts'

const words = loadWords()

interface Given extends Partial<Omit<Surroundings, 'input' | 'output' | 'errors'>> {
  input?: string | Buffer
}

/** Runs the program on piped input; answers what it printed and its exit status. */
export async function runProgram({ input = '', ...given }: Given) {
  const output = collector()
  const errors = collector()
  const status = await run({
    args: [],
    env: {},
    folder: '.',
    input: Readable.from([Buffer.from(input)]) as unknown as NodeJS.ReadStream,
    output: output.stream as unknown as NodeJS.WriteStream,
    errors: errors.stream,
    colours: true,
    user: 'anna',
    system: { locale: 'en', zone: 'Europe/Paris' },
    version: '1.2.3',
    words,
    signal: new AbortController().signal,
    interrupt: () => {},
    ...given,
  })
  return { status, output: output.text(), errors: errors.text() }
}

function collector() {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  return { stream, text: () => text }
}

/** An input that stays open until it is ended. */
export const openInput = () => new PassThrough()

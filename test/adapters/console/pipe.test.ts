import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPipe, linesOf } from '../../../src/adapters/console/pipe.ts'
import type { Line } from '../../../src/adapters/console/terminal.ts'

async function* chunks(...parts: (string | number[])[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part)
}

async function all(input: AsyncIterable<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = []
  for await (const line of linesOf(input)) lines.push(line)
  return lines
}

describe('piped input', () => {
  test('is one line a command, with or without a last line break, on any system', async () => {
    expect(await all(chunks('/help\r\n\n/sta', 'tus\n/digest'))).toEqual([
      { text: '/help' },
      { text: '' },
      { text: '/status' },
      { text: '/digest' },
    ])
    expect(await all(chunks())).toEqual([])
  })

  test('holds letters together that a chunk cut in two', async () => {
    const [first = 0, ...rest] = Buffer.from('é')
    expect(await all(chunks('caf', [first], rest))).toEqual([{ text: 'café' }])
  })

  test('says so when it is no UTF-8, and reads on', async () => {
    expect(await all(chunks([0xff, 0x0a], '/help\n', [0xf0, 0x9f]))).toEqual([
      { unreadable: 'encoding' },
      { text: '/help' },
      { unreadable: 'encoding' },
    ])
  })

  test('keeps no more than a million bytes of a line', async () => {
    const part = 'x'.repeat(600_000)
    expect(await all(chunks(part, part, '\n/help'))).toEqual([{ unreadable: 'length' }, { text: '/help' }])
  })

  test('gives the same lines however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 9 }),
        async (texts, size) => {
          const bytes = Buffer.from(texts.join('\n'))
          const parts: number[][] = []
          for (let from = 0; from < bytes.length; from += size)
            parts.push([...bytes.subarray(from, from + size)])
          expect(await all(chunks(...parts))).toEqual(await all(chunks([...bytes])))
        },
      ),
    )
  })

  test('ends when it is closed, even while a line is awaited', async () => {
    const pipe = createPipe({
      input: { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) },
      write: () => {},
      columns: 80,
    })
    const line = pipe.read('')
    pipe.close()
    expect(await line).toBeUndefined()
  })
})

import { PassThrough } from 'node:stream'
import type { ReadStream, WriteStream } from 'node:tty'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createEditor } from '../../../src/adapters/console/editor.ts'

/** An editor on a screen that is only remembered. */
function open(complete: (line: string) => Promise<string[]> = async () => []) {
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  let interrupts = 0
  output.on('data', (chunk) => {
    screen += chunk
  })
  const editor = createEditor({
    input: input as unknown as ReadStream,
    output: output as unknown as WriteStream,
    complete,
    interrupted: () => {
      interrupts += 1
    },
  })
  return {
    editor,
    type: (keys: string) => input.write(keys),
    screen: () => stripVTControlCharacters(screen),
    interrupts: () => interrupts,
    /** Waits until the keys that were typed have been read. */
    settled: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
  }
}

describe('the line editor', () => {
  test('reads lines, also those that were typed before they were asked for', async () => {
    const { editor, type } = open()
    type('/help\r/status\r')
    expect(await editor.read('> ')).toEqual({ text: '/help' })
    expect(await editor.read('> ')).toEqual({ text: '/status' })
    editor.close()
    expect(await editor.read('> ')).toBeUndefined()
  })

  test('completes the last word', async () => {
    const { editor, type, settled } = open(async (line) => (line === '/inc' ? ['/incident '] : []))
    const line = editor.read('> ')
    type('/inc\t')
    await settled()
    type('list\r')
    expect(await line).toEqual({ text: '/incident list' })
  })

  test('prints above a line that is being typed and puts it back', async () => {
    const { editor, type, screen, settled } = open()
    const line = editor.read('> ')
    type('/hel')
    await settled()
    editor.write('12:30  → @anna\n')
    type('p\r')
    expect(await line).toEqual({ text: '/help' })
    expect(screen()).toMatch(/12:30 {2}→ @anna\n> \/hel/)
  })

  test('lets a question be broken off with Esc, and goes on', async () => {
    const { editor, type, screen } = open()
    const answer = editor.ask?.('Reason › ')
    type('half\u001b')
    expect(await answer).toBeUndefined()
    const line = editor.read('> ')
    type('/help\r')
    expect(await line).toEqual({ text: '/help' })
    expect(screen()).toContain('Reason › ')
  })

  test('throws a line away on Ctrl-C, and asks to end on an empty one', async () => {
    const { editor, type, settled, interrupts } = open()
    const line = editor.read('> ')
    type('/incident resolve')
    await settled()
    type('\u0003')
    await settled()
    expect(interrupts()).toBe(0)
    type('\u0003')
    await settled()
    expect(interrupts()).toBe(1)
    editor.close()
    expect(await line).toBeUndefined()
  })
})

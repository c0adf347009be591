import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A process of its own that runs a file of this folder; it says 'ready' and begins when it is let go. */
export interface Worker {
  /** Settles when it is ready, and rejects when it ended before that. */
  ready: Promise<void>
  go(): void
  kill(): void
  /** Settles when it has ended and everything it said was heard: with its exit code, or the signal that killed it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** Starts a file of this folder; `heard` gets every whole line it prints after 'ready'. */
export function startWorker(file: string, args: string[], heard: (line: string) => void = () => {}): Worker {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  // Somebody who was killed cannot be told to begin, and does not need to be.
  child.stdin.on('error', () => {})
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<number | NodeJS.Signals | null>()
  child.on('close', (code, signal) => {
    reject(new Error(`${file} ended before it was ready`))
    end(signal ?? code)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') resolve()
    else heard(line)
  })
  return { ready, go: () => child.stdin.end('go\n'), kill: () => child.kill('SIGKILL'), ended }
}

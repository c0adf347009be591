import type { IncomingMessage } from 'node:http'
import type { Typed } from './mix.ts'

/** What became of one command: when it was written and its two answers read back, in milliseconds. */
export interface Command {
  arrived: number
  acknowledged: Promise<number>
  answered: Promise<{ at: number; text: string }>
}

/** A workspace or a server for one app: only what commands need, since the app is what is measured. */
export interface Room {
  /** Its id. */
  space: string
  /** What an app is started with to be in it. */
  env: Record<string, string>
  /** Resolves when the app is connected. */
  connected(): Promise<void>
  /** Types a command as one of the people. */
  type(typed: Typed, by: number): Promise<Command>
  close(): Promise<void>
}

/** How long an answer may take, in milliseconds. */
const patience = 20_000

/** Reads the body of a call. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Waits for an answer as long as it may take, then throws. */
export async function inTime<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(otherwise)), patience)
  try {
    return await Promise.race([promise, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError, type StoreFailure } from '../core/store.ts'

/** SQLite's primary result codes: https://www.sqlite.org/rescode.html */
const busy = 5
const codes: Record<number, StoreFailure> = {
  [busy]: 'busy',
  6: 'busy', // locked by another connection of this process
  8: 'readonly',
  11: 'corrupt',
  13: 'full',
  14: 'readonly', // cannot be opened: the folder may not be written to
  26: 'foreign', // not a database
}
const inputOutput = 10

const systemCodes: Record<string, StoreFailure> = {
  EACCES: 'readonly',
  EPERM: 'readonly',
  EROFS: 'readonly',
  ENOSPC: 'full',
  EDQUOT: 'full',
}

const primary = (error: unknown): number => {
  const { errcode } = error as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & 0xff : 0
}

/** Tells whether another connection held a lock for longer than SQLite waits by itself. */
export const isBusy = (error: unknown): boolean => codes[primary(error)] === 'busy'

/** Returns what SQLite or the file system raised as the store's own error, which says what was wrong with which file. */
export function sqliteError(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error
  const { code, message } = error as NodeJS.ErrnoException
  const known = codes[primary(error)] ?? systemCodes[code ?? '']
  const full = primary(error) === inputOutput && isFull(dirname(file))
  return new StoreError(`${file}: ${message}`, {
    code: full ? 'full' : (known ?? 'failed'),
    cause: error,
    about: { file },
  })
}

/** A full disk shows as a plain input or output error where it is the shared memory beside the file that cannot grow. */
function isFull(folder: string): boolean {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < 1_000_000
}

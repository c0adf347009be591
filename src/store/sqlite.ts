import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError } from '../core/store.ts'
import { createAdapter, type SortedAdapter } from './adapter.ts'
import { createCommitQueue } from './commit-queue.ts'
import { isBusy, sqliteError } from './sqlite-errors.ts'
import { type FileLimits, openFile } from './sqlite-file.ts'
import { prepareStatements } from './sqlite-statements.ts'

/** A SQLite file as a Keyv storage adapter. */
interface SqliteAdapter extends SortedAdapter {
  /** Copies everything into another file, while the store is in use; a file of that name is replaced. */
  backup(to: string): Promise<void>
}

/**
 * How often a file that others hold is tried, each time after SQLite's own 10 ms: some 15 seconds in all. Whoever
 * commits without a pause leaves others only short gaps; they are found by looking often, at odd moments.
 */
const tries = 1000
const jitter = () => 1 + Math.random() * 8
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Opens a SQLite file as a Keyv storage adapter, for any number of processes on one machine. Commits asked for within
 * one turn of the event loop share a transaction, and so one wait for the disk; each is checked on its own, and one
 * that is lost or fails leaves the others as they are. What is acknowledged is on the disk.
 */
export async function createSqlite(file: string, limits: FileLimits = {}): Promise<SqliteAdapter> {
  const again = (error: unknown, attempt: number) => (isBusy(error) && attempt < tries ? jitter() : undefined)
  const patiently = async <T>(run: () => T, on = file): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return run()
      } catch (error) {
        const delay = again(error, attempt)
        if (delay === undefined) throw sqliteError(error, on)
        await pause(delay)
      }
    }
  }

  const db = await patiently(() => openFile(file, limits))
  const statements = await patiently(() => prepareStatements(db))
  const queue = createCommitQueue({ apply: statements.apply, again })
  let open = true
  const opened = () => {
    if (!open) throw new StoreError(`${file} is closed`, { code: 'closed', about: { file } })
    return statements
  }

  const adapter = createAdapter({
    getMany: (keys) => patiently(() => opened().read(keys)),
    range: (range) => patiently(() => opened().range(range)),
    async commit(change) {
      opened()
      try {
        return await queue.add(change)
      } catch (error) {
        throw sqliteError(error, file)
      }
    },
    async disconnect() {
      if (!open) return
      open = false
      await queue.drain()
      statements.release()
      db.close()
    },
  })
  return Object.assign(adapter, {
    async backup(to: string) {
      opened()
      // A copy that was broken off must not pass for a whole one.
      const part = `${to}.part`
      await patiently(() => {
        mkdirSync(dirname(to), { recursive: true })
        rmSync(part, { force: true })
        statements.release()
        // Unlike SQLite's stepwise backup it is one read of one moment, whatever others write meanwhile.
        db.prepare('VACUUM INTO ?').run(part)
        renameSync(part, to)
      }, to)
    },
  })
}

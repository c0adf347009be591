import type { DatabaseSync } from 'node:sqlite'
import type { Committed, Range } from '../core/store.ts'
import type { TextChange } from './adapter.ts'

/** What is asked of the table, in statements that are prepared once. */
export interface Statements {
  /** The texts under some keys, all of one moment. */
  read(keys: string[]): (string | undefined)[]
  range(range: Range): [key: string, text: string][]
  /** Applies changes in one transaction, each where its checks hold. */
  apply(changes: TextChange[]): Committed[]
}

/** Prepares the statements of an open database. */
export function prepareStatements(db: DatabaseSync): Statements {
  const get = db.prepare('SELECT value FROM entries WHERE key = ?')
  const put = db.prepare(
    'INSERT INTO entries (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const remove = db.prepare('DELETE FROM entries WHERE key = ?')
  const within = 'SELECT key, value FROM entries WHERE key >= ? AND key < ? ORDER BY key'
  const up = db.prepare(`${within} LIMIT ?`)
  const down = db.prepare(`${within} DESC LIMIT ?`)
  // A row as an array is made in two thirds of the time of one as an object.
  for (const statement of [get, up, down]) statement.setReturnArrays(true)
  const beginRead = db.prepare('BEGIN')
  const beginWrite = db.prepare('BEGIN IMMEDIATE')
  const end = db.prepare('COMMIT')
  const undo = db.prepare('ROLLBACK')

  const transact = <T>(begin: typeof beginRead, run: () => T): T => {
    begin.run()
    try {
      const result = run()
      end.run()
      return result
    } catch (error) {
      // SQLite has already rolled back after some failures, a full disk among them.
      if (db.isTransaction) undo.run()
      throw error
    }
  }
  const textAt = (key: string) => (get.get(key) as unknown as [string] | undefined)?.[0]

  const change = ({ checks, set, delete: gone }: TextChange): Committed => {
    const lost: string[] = []
    for (const [key, text] of checks) if ((textAt(key) ?? null) !== text) lost.push(key)
    if (lost.length > 0) return { lost }
    for (const [key, text] of set) put.run(key, text)
    for (const key of gone) remove.run(key)
    return { done: true }
  }

  return {
    // One statement sees one moment by itself.
    read: (keys) => (keys.length > 1 ? transact(beginRead, () => keys.map(textAt)) : keys.map(textAt)),
    range: ({ from, to, limit, reverse = false }) =>
      (reverse ? down : up).all(from, to, limit) as unknown as [string, string][],
    apply: (changes) => transact(beginWrite, () => changes.map(change)),
  }
}

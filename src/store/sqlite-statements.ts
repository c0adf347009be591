import type { DatabaseSync } from 'node:sqlite'
import type { Committed, Range } from '../core/store.ts'
import type { TextChange } from './adapter.ts'

/** What is asked of the table, in statements that are prepared once. */
interface Statements {
  /** The texts under some keys, all of one moment. */
  read(keys: string[]): (string | undefined)[]
  range(range: Range): [key: string, text: string][]
  /** Applies changes in one transaction, each where its checks hold. */
  apply(changes: TextChange[]): Committed[]
  /** Lets go of the lock that may still be held for somebody who lost. */
  release(): void
}

/** How long a lock is held for whoever lost, in milliseconds: long enough to read and commit once more. */
const courtesy = 5

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
  // A row as an array is made in two thirds of the time of one as an object, which is what the types say it is.
  for (const statement of [get, up, down]) statement.setReturnArrays(true)
  const beginRead = db.prepare('BEGIN')
  const beginWrite = db.prepare('BEGIN IMMEDIATE')
  const end = db.prepare('COMMIT')
  const undo = db.prepare('ROLLBACK')

  /** Undoes what was begun, if SQLite has not done so by itself, as it does when the disk is full. */
  const rollback = () => {
    if (db.isTransaction) undo.run()
  }
  let holding: NodeJS.Timeout | undefined
  const release = () => {
    clearTimeout(holding)
    if (db.isOpen) rollback()
  }
  /**
   * Keeps the lock for a moment, or takes it once more. Otherwise a process that commits without a pause would win
   * every time: what others read while it commits is out of date when their turn comes.
   */
  const hold = () => {
    try {
      if (!db.isTransaction) beginWrite.run()
      holding = setTimeout(release, courtesy).unref()
    } catch {
      // It was only a courtesy: what was answered stands, and whoever comes next hears what is wrong.
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
    read(keys) {
      // One statement sees one moment by itself, and so does the transaction of a lock that is held.
      if (keys.length < 2 || db.isTransaction) return keys.map(textAt)
      beginRead.run()
      try {
        return keys.map(textAt)
      } finally {
        rollback()
      }
    },
    range: ({ from, to, limit, reverse = false }) =>
      (reverse ? down : up).all(from, to, limit) as unknown as [string, string][],
    apply(changes) {
      clearTimeout(holding)
      if (!db.isTransaction) beginWrite.run()
      try {
        const answers = changes.map(change)
        const isDone = (answer: Committed) => 'done' in answer
        if (answers.some(isDone)) end.run()
        if (!answers.every(isDone)) hold()
        return answers
      } catch (error) {
        rollback()
        throw error
      }
    },
    release,
  }
}

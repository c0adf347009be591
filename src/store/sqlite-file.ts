import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError, type StoreFailure } from '../core/store.ts'

/** Says in the file's header whose it is: the letters 'Vigi'. */
const application = 0x56696769
/** The version of what is stored, not of Vigie; a file with a higher one is left alone. */
const format = 1

/**
 * How long SQLite itself waits for a lock, in milliseconds. It holds up the event loop, so it is short: whoever waits
 * longer tries again later.
 */
const timeout = 10

/** How large the file may grow, in pages of 4096 bytes, where it must leave room on the disk for others. */
export interface FileLimits {
  pages?: number
}

/**
 * Opens Vigie's database file, made where there is none, with its folder. Raises `foreign`, `newer`, `corrupt` or
 * `readonly`, and leaves such a file as it is.
 */
export function openFile(file: string, { pages }: FileLimits = {}): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true })
  const there = statSync(file, { throwIfNoEntry: false })
  if (there?.isDirectory() === true) throw refusal('failed', file, 'is a folder')
  const db = new DatabaseSync(file, { timeout })
  try {
    // SQLite takes less than one page for nothing at all, and would write over it.
    if (there !== undefined && there.size > 0 && pragma(db, 'page_count').page_count === 0)
      throw refusal('foreign', file, 'is not a database of Vigie')
    if (!atOnce(db, () => isOurs(db, file))) create(db, file)
    const { journal_mode: journal } = pragma(db, 'journal_mode = WAL')
    if (journal !== 'wal') throw refusal('failed', file, `keeps its journal as ${journal}, not as WAL`)
    // A commit is on the disk before it is acknowledged. A long log is worth it: written over and over in place, and
    // copied to the file less often, a page that was changed by many commits only once.
    db.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768')
    if (pages !== undefined) pragma(db, `max_page_count = ${pages}`)
    probe(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const pragma = (db: DatabaseSync, text: string) => db.prepare(`PRAGMA ${text}`).get() ?? {}

const refusal = (code: StoreFailure, file: string, what: string) =>
  new StoreError(`${file} ${what}`, { code, about: { file } })

/** Reads several things of one moment: a process that is making the file may be done between two of them. */
function atOnce<T>(db: DatabaseSync, read: () => T): T {
  db.exec('BEGIN')
  try {
    return read()
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

/** Tells whether the file was made by Vigie; an empty one is nobody's yet. Asked within one transaction. */
function isOurs(db: DatabaseSync, file: string): boolean {
  const { application_id: id } = pragma(db, 'application_id')
  const { user_version: version } = pragma(db, 'user_version')
  if (id === application) {
    if (Number(version) > format) throw refusal('newer', file, `has format ${version}, known is ${format}`)
    return true
  }
  const { tables } = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}
  if (id !== 0 || version !== 0 || tables !== 0) throw refusal('foreign', file, 'is not a database of Vigie')
  return false
}

/** Makes the table and signs the file, in one transaction, unless another process was faster. */
function create(db: DatabaseSync, file: string) {
  db.exec('BEGIN IMMEDIATE')
  try {
    // With row ids, a record's text lies where it was appended and only its key in the sorted tree, so that a commit
    // touches few pages: measured, 32 commits together take two thirds of the time they take WITHOUT ROWID.
    if (!isOurs(db, file))
      db.exec(`
        CREATE TABLE entries (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
        PRAGMA application_id = ${application};
        PRAGMA user_version = ${format}`)
    db.exec('COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Finds out whether the file can be written to, without writing to it: SQLite opens a read-only file in silence. */
function probe(db: DatabaseSync) {
  db.exec('BEGIN IMMEDIATE')
  try {
    db.exec(`PRAGMA user_version = ${format}`)
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK')
  }
}

import { DatabaseSync } from 'node:sqlite'

/** Opens the file of a bare app: the same table, and the same settings, as Vigie's own. `put` is durable. */
export function openBareFile(file: string) {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000')
  db.exec('CREATE TABLE IF NOT EXISTS entries (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT')
  const put = db.prepare('INSERT INTO entries (key, value) VALUES (?, ?)')
  return {
    put: (key: string, value: unknown): void => void put.run(key, JSON.stringify({ value })),
    close: (): void => db.close(),
  }
}

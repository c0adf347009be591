import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { plain } from '../core/plain.ts'
import type { Translate } from '../core/text.ts'
import { openStore } from '../store/open.ts'

/** What became of a backup, in words, and the exit status that goes with it. */
interface BackedUp {
  said: string
  status: 0 | 1
}

/** Copies a store whole into a new file, whatever else uses it meanwhile; nothing is ever written over. */
export async function backUp(url: string, to: string, folder: string, t: Translate): Promise<BackedUp> {
  const file = resolve(folder, to)
  if (existsSync(file)) return { said: plain(t('start.backupThere', { file })), status: 1 }
  const opened = await openStore(url, { folder })
  try {
    if (opened.backup === undefined)
      return { said: plain(t('start.noBackup', { store: opened.url })), status: 1 }
    await opened.backup(file)
    return { said: plain(t('start.backedUp', { file, store: opened.url })), status: 0 }
  } finally {
    await opened.store.close()
  }
}

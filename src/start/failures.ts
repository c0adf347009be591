import { randomUUID } from 'node:crypto'
import { ConfigError } from '../../config/load.ts'
import { type Log, UserError } from '../core/errors.ts'
import { plain } from '../core/plain.ts'
import { StoreError } from '../core/store.ts'
import type { Translate } from '../core/text.ts'

/**
 * Says why Vigie did not start or had to stop: what failed, what was kept, what to do. What nobody foresaw is
 * logged once, with the reference that is said.
 */
export function sayFailure(error: unknown, t: Translate, log: Log): string {
  if (error instanceof ConfigError)
    return error
      .say(t)
      .map((line) => plain(line))
      .join('\n  ')
  if (error instanceof UserError) return plain(error.say(t))
  if (error instanceof StoreError) {
    const { file, url, known = '' } = error.about
    return plain(t(`store.${error.code}`, { store: file ?? url ?? '', known, why: error.message }))
  }
  const reference = randomUUID().slice(0, 8).toUpperCase()
  log.error('Vigie stopped', error, { reference })
  return plain(t('start.failed', { reference }))
}

import { under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { digestSubject, keepSchedule, type Schedule } from '../digest/record.ts'
import { whole } from '../ledger.ts'
import { lastNumber, takeNumber } from '../numbering.ts'

/** Returns a subject as it is called from now on. */
export type Renaming = (of: string) => string

/**
 * Takes scheduled digests over. Where the other community has some too, these follow with new numbers, in their order.
 * Answers what their subjects are called from then on.
 */
export async function moveDigests(use: Work, into: Work): Promise<Renaming> {
  const before = await lastNumber(into, 'digest')
  if (before === 0) return (of) => of
  const last = await lastNumber(use, 'digest')
  for (let number = 1; number <= last; number++) await takeNumber(into, 'digest')
  for (const shelf of ['digest', 'digest-active'])
    for (const { key, value } of await use.list<Schedule | number>({
      ...under('c', use.community, shelf),
      limit: whole,
    })) {
      use.delete(key)
      if (typeof value === 'object') keepSchedule(into, { ...value, number: value.number + before })
    }
  return (of) => {
    const [, number, rest = ''] = /^digest\/(\d+)(\/.*)?$/.exec(of) ?? []
    return number === undefined ? of : `${digestSubject(Number(number) + before)}${rest}`
  }
}

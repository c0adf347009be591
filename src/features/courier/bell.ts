import { update } from '../../core/update.ts'
import { alarmOf, clearAlarm, postponeAlarm } from '../alarms.ts'
import { type Equipment, isStoreDown, updating } from './options.ts'

/** An alarm that is due, as its pointer names it. */
export interface Due {
  community: string
  alarm: string
  at: number
  tries: number
  key: string
}

/** The first and the longest pause before an alarm that failed is tried again, in milliseconds. */
const shortest = 10_000
const longest = 3_600_000

/**
 * Does what an alarm is for and takes it away, in one commit: it happens once, however many processes see it.
 * One that fails is kept and tried again later; it is logged the first time only.
 */
export async function ring(on: Equipment, due: Due): Promise<void> {
  const { alarm: id, at, community, key, tries } = due
  try {
    await update(updating(on, community, `${id}@${at}+${tries}`), async (use) => {
      const it = await alarmOf(use, id)
      use.delete(key)
      // It was set anew or taken away since its pointer was found.
      if (it === undefined || it.wake > use.now.epochMilliseconds) return
      await clearAlarm(use, id)
      const handler = on.alarms[it.does]
      if (handler === undefined) throw new Error(`nothing is done by the name of ${it.does}`)
      await handler(use, it.of, it)
    })
  } catch (error) {
    if (isStoreDown(error)) throw error
    await postpone(on, due)
    if (tries === 0) on.log.error('an alarm failed and will be tried again', error, { alarm: id, community })
  }
}

async function postpone(on: Equipment, { alarm: id, community, key, tries }: Due): Promise<void> {
  await update(updating(on, community, `${on.owner}/postpone/${id}+${tries}`), async (use) => {
    const it = await alarmOf(use, id)
    use.delete(key)
    const now = use.now.epochMilliseconds
    if (it === undefined || it.wake > now) return
    const pause = Math.min(longest, shortest * 2 ** it.tries) * (0.5 + on.random() / 2)
    postponeAlarm(use, it, now + Math.ceil(pause))
  })
}

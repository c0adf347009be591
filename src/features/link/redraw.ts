import { key, under } from '../../core/store.ts'
import type { Work } from '../../core/work.ts'
import { type AlarmHandlers, alarmOf, setAlarm } from '../alarms.ts'
import type { Delivery } from '../delivery.ts'
import { deliveriesWith } from '../ledger.ts'
import { edit, isShown } from '../outbox.ts'

/** What the alarm does that draws the rest, and its id: there is one a community. */
const redrawAlarm = 'link.redraw'

/** How many cards are drawn at once. Chats take about one a second, and whatever is new there waits behind them. */
const atOnce = 50
/** How many more are drawn together later, and how long others then have their turn, in milliseconds. */
const together = 10
const pause = 20_000

const waitingKey = (community: string, id: string) => key('c', community, 'redraw', id)

/** Has a card drawn anew, at once or, where that was done with so many `before` it, a few at a time. */
export async function redraw(use: Work, it: Delivery, before: number): Promise<void> {
  if (before < atOnce) return edit(use, it)
  use.set(waitingKey(use.community, it.id), it.id)
  if ((await alarmOf(use, redrawAlarm)) === undefined) await again(use)
}

const again = (use: Work): Promise<void> =>
  setAlarm(use, {
    id: redrawAlarm,
    at: use.now.epochMilliseconds + pause,
    does: redrawAlarm,
    of: redrawAlarm,
  })

/** What the alarm of cards does that wait for being drawn anew. */
export const redrawAlarms: AlarmHandlers = {
  [redrawAlarm]: async (use) => {
    const waiting = await use.list<string>({ ...under('c', use.community, 'redraw'), limit: together })
    for (const { key: at } of waiting) use.delete(at)
    const ids = waiting.map(({ value }) => value)
    for (const it of await deliveriesWith(use, ids)) if (isShown(it)) await edit(use, it)
    if (waiting.length === together) await again(use)
  },
}

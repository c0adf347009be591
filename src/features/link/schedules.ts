import { key } from '../../core/store.ts'
import { alarmOf } from '../alarms.ts'
import { digestSubject, keepSchedule, scheduleOf } from '../digest/record.ts'
import { areBusy, messagesAbout, moveMessages } from './messages.ts'
import { carryAlarms, type Passage, type Unit } from './passage.ts'

/** Returns a scheduled digest, to be brought over; `undefined` where there is none (any more). */
export async function digestIn(passage: Passage, number: number): Promise<Unit | undefined> {
  const { from, into } = passage
  const it = await scheduleOf(from, number)
  if (it === undefined) return undefined
  const of = digestSubject(number)
  const [messages, alarm] = await Promise.all([
    messagesAbout(passage, { whole: [of], parts: [`${of}/`] }),
    alarmOf(from, of),
  ])
  return {
    of: 'digest',
    busy: areBusy(messages),
    async move() {
      for (const shelf of ['digest', 'digest-active']) from.delete(key('c', from.community, shelf, number))
      keepSchedule(into, { ...it, number: passage.number('digest', number) })
      await carryAlarms(passage, alarm === undefined ? [] : [alarm])
      // A digest tells how things stood: it stays as it hangs.
      await moveMessages(passage, messages, () => false)
    },
  }
}

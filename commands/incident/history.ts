import * as z from 'zod'
import { integer, member } from '../../src/args/index.ts'
import { command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { countHistory, historyOf } from '../../src/features/incidents/queries.ts'
import { commandLine } from '../../src/views/command-line.ts'
import { historyCard, pastWindow } from '../../src/views/history.ts'
import { tellingOf } from '../../src/views/incident-words.ts'

/** How many cases a page shows. */
const pageSize = 10

/** Shows the cases a member was reported in and what became of them, newest first. */
export const history = command({
  name: 'incident history',
  may: 'incident.read',
  args: z.object({ member: member(), page: integer().prefault('1') }),
  bare: ['member'],
  from: ['member'],
  async run({ args: { member, page }, reader, t, use, words }) {
    const count = await countHistory(use, member.person)
    const last = Math.max(1, Math.ceil(count / pageSize))
    if (page > last) throw new UserError('incident.list.noPage', { page, last })
    const items = await historyOf(use, member.person, page * pageSize)
    const left = count - page * pageSize
    const next = { page: String(page + 1) }
    const more = {
      count: left,
      command: commandLine(words, reader.locale, history.name, next, [`@${member.name}`]),
    }
    const card = historyCard(await tellingOf(use, reader, t), {
      who: member,
      items: items.slice((page - 1) * pageSize),
      count,
      recent: await countHistory(use, member.person, use.now.epochMilliseconds - pastWindow),
      ...(left > 0 && { more }),
    })
    return { card }
  },
})

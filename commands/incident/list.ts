import * as z from 'zod'
import { flag, integer, member, network, person, since, word } from '../../src/args/index.ts'
import { type Context, command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { type Filter, listIncidents } from '../../src/features/incidents/list.ts'
import { severities, statuses, types } from '../../src/features/incidents/record.ts'
import { commandLine } from '../../src/views/command-line.ts'
import { listCard } from '../../src/views/incident-list.ts'
import { tellingOf } from '../../src/views/incident-words.ts'

/** How many cases a page shows. */
const pageSize = 10

const args = z.object({
  status: word('status', statuses).optional(),
  severity: word('severity', severities).optional(),
  type: word('type', types).optional(),
  member: member().optional(),
  owner: person().optional(),
  network: network().optional(),
  since: since().optional(),
  mine: flag().optional(),
  page: integer().prefault('1'),
})
type Args = z.output<typeof args>

/** Lists cases: the open ones most urgent first, or whatever the filters say. */
export const list = command({
  name: 'incident list',
  may: 'incident.read',
  alone: true,
  args,
  bare: ['status', 'severity', 'type'],
  async run(context) {
    const { args: given, reader, t, use } = context
    const { page } = given
    const { items, total, whole } = await listIncidents(use, filterOf(context), {
      skip: (page - 1) * pageSize,
      take: pageSize,
    })
    const last = Math.max(1, Math.ceil(total / pageSize))
    if (page > last) throw new UserError('incident.list.noPage', { page, last })
    const left = total - page * pageSize
    const more = { count: left, command: nextPage(context) }
    const filtered = Object.entries(given).some(([name, value]) => name !== 'page' && value !== undefined)
    return {
      card: listCard(
        await tellingOf(use, reader, t),
        { items, total, whole, ...(left > 0 && { more }) },
        filtered,
      ),
    }
  },
})

function filterOf({ args: { member, mine, owner, page: _page, ...rest }, by }: Context<Args>): Filter {
  return { ...rest, member: member?.person, owner: mine === true ? by.id : owner?.person }
}

/** Writes the command that shows the next page, in the reader's words. */
function nextPage({ args: given, reader, words }: Context<Args>): string {
  const { member, mine, network, owner, page, severity, since: from, status, type } = given
  const wordOf = (set: string, value: string | undefined) =>
    value === undefined ? undefined : words.set(`values.${set}`, reader.locale).get(value)?.name
  return commandLine(words, reader.locale, list.name, {
    status: wordOf('status', status),
    severity: wordOf('severity', severity),
    type: wordOf('type', type),
    member: member && `@${member.name}`,
    owner: owner && `@${owner.name}`,
    network,
    since: from === undefined ? undefined : momentIn(from, reader.zone),
    mine: mine === true ? wordOf('flag', 'yes') : undefined,
    page: String(page + 1),
  })
}

const momentIn = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')

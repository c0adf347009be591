import * as z from 'zod'
import { flag, integer, reference } from '../../src/args/index.ts'
import { command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { incidentOf } from '../../src/features/incidents/record.ts'
import { refOf } from '../../src/features/incidents/reference.ts'
import { commandLine } from '../../src/views/command-line.ts'
import { incidentCard } from '../../src/views/incident.ts'
import { pagesOf, wholeCard } from '../../src/views/incident-whole.ts'
import { tellingOf } from '../../src/views/incident-words.ts'

/** What may be a reference and nothing else: 'INC-12', 'inc12', '#12', '12'; 'clos 12' is a verb that was mistyped. */
const bareReference = /^#?\s*(\p{L}{2,6}-?)?\d{1,9}$/u

/** Shows a case; with `all` its whole timeline and what was kept as evidence. */
export const show = command({
  name: 'incident show',
  may: 'incident.read',
  args: z.object({
    ref: reference('incident'),
    all: flag().optional(),
    page: integer().prefault('1'),
  }),
  bare: ['ref'],
  takes: (typed, { words, locale }) =>
    bareReference.test(typed.trim()) || 'value' in words.find('values.last', typed, locale),
  async run({ args: { all, page, ref: number }, reader, t, use, words }) {
    const it = await incidentOf(use, number)
    if (it === undefined) throw new UserError('incident.refused.unknown', { ref: await refOf(use, number) })
    const telling = await tellingOf(use, reader, t)
    if (all !== true || it.withdrawn !== undefined) return { card: await incidentCard(use, it, telling) }
    const last = pagesOf(it)
    if (page > last) throw new UserError('incident.list.noPage', { page, last })
    const yes = words.set('values.flag', reader.locale).get('yes')?.name ?? 'yes'
    const next = { all: yes, page: String(page + 1) }
    const command = commandLine(words, reader.locale, show.name, next, [telling.ref(number)])
    return { card: await wholeCard(use, it, telling, { page, command }) }
  },
})

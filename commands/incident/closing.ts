import * as z from 'zod'
import { otherIncident } from '../../src/args/incident.ts'
import { integer, longText, moment, reference, word, wordList } from '../../src/args/index.ts'
import { writtenMoment } from '../../src/args/written.ts'
import { command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { caseOf } from '../../src/features/incidents/act.ts'
import {
  monitor as monitorCase,
  reopen as reopenCase,
  resolve as resolveCase,
} from '../../src/features/incidents/closing.ts'
import { actions, reasons } from '../../src/features/incidents/record.ts'
import { doneLine, headText } from '../../src/views/incident-logged.ts'
import { statusText } from '../../src/views/incident-words.ts'
import { timeText } from '../../src/views/words.ts'
import { about, answer, presentCase } from './about.ts'
import { withPhrase } from './phrase.ts'

/** Ends a case, with what was done; a duplicate is merged into the case that stays. */
export const resolve = command({
  name: 'incident resolve',
  may: 'incident.handle',
  args: z.object({
    ref: reference('incident'),
    reason: word('reason', reasons),
    action: wordList('action', actions).optional(),
    accounts: integer().optional(),
    text: longText().optional(),
    of: otherIncident().optional(),
  }),
  bare: ['ref', 'reason', 'text'],
  form: ['reason', 'action', 'accounts', 'text', 'ref'],
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const { accounts, action = [], of, reason, text } = given
    const ref = telling.ref(it.number)
    const wanted = reason === 'duplicate' ? 'incident.refused.ofMissing' : 'incident.refused.ofOnly'
    if ((reason === 'duplicate') !== (of !== undefined))
      throw new UserError(wanted, {
        ref,
        example: telling.ref(it.number > 1 ? it.number - 1 : it.number + 1),
      })
    const into = of === undefined ? undefined : await caseOf(use, of)
    const kept = await resolveCase(use, it, by, { reason, actions: action, accounts, text, of: into })
    const told = [
      doneLine(telling, kept),
      t('incident.reasonNow', { reason: t(`values.reason.${reason}.name`) }),
      kept.duplicateOf === undefined
        ? undefined
        : t('incident.mergedInto', { ref: telling.ref(kept.duplicateOf) }),
      it.level === undefined ? undefined : t('incident.questionOver'),
    ]
    return answer(telling, kept, told, ['undo'], { title: headText(telling, kept) })
  },
})

/** Opens a case again. */
export const reopen = command({
  name: 'incident reopen',
  may: 'incident.handle',
  args: z.object({ ref: reference('incident'), text: longText().optional() }),
  bare: ['ref', 'text'],
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const kept = await reopenCase(use, it, by, given.text)
    const values = { ref: telling.ref(kept.number), status: statusText(telling, kept) }
    return answer(telling, kept, [t('incident.reopened', values)])
  },
})

/** Keeps an eye on a case that is handled, until a date. */
export const monitor = command({
  name: 'incident monitor',
  may: 'incident.handle',
  args: z.object({ ref: reference('incident'), until: moment(), text: longText().optional() }),
  bare: ['ref', 'text'],
  form: ['until', 'text', 'ref'],
  present: presentCase(async ({ until }, at, use) => ({ until: await writtenMoment(until, at, use) })),
  prepare: withPhrase('until'),
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const kept = await monitorCase(use, it, by, given.until, given.text)
    const values = { ref: telling.ref(kept.number), time: timeText(given.until) }
    return answer(telling, kept, [
      t('incident.monitoredNow', values),
      it.level === undefined ? undefined : t('incident.questionOver'),
    ])
  },
})

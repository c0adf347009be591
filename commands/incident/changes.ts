import * as z from 'zod'
import { otherIncident } from '../../src/args/incident.ts'
import { longText, moment, reference, text, word } from '../../src/args/index.ts'
import { writtenMoment, writtenWord } from '../../src/args/written.ts'
import { command } from '../../src/core/command.ts'
import { caseOf } from '../../src/features/incidents/act.ts'
import { relate as relateCase, setDue, setSeverity } from '../../src/features/incidents/changes.ts'
import { keepNote } from '../../src/features/incidents/evidence.ts'
import { severities } from '../../src/features/incidents/record.ts'
import { undo as undoAct } from '../../src/features/incidents/undo.ts'
import { undoneText } from '../../src/views/incident-undone.ts'
import { severityText } from '../../src/views/incident-words.ts'
import { timeText } from '../../src/views/words.ts'
import { about, answer, presentCase } from './about.ts'
import { withPhrase } from './phrase.ts'

/** Changes how serious a case is. */
export const severity = command({
  name: 'incident severity',
  may: 'incident.handle',
  args: z.object({
    ref: reference('incident'),
    severity: word('severity', severities),
    text: longText().optional(),
  }),
  bare: ['ref', 'severity', 'text'],
  form: ['severity', 'text', 'ref'],
  present: presentCase((it, at) => ({ severity: writtenWord('severity', it.severity, at) })),
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    if (it.severity === given.severity && given.text !== undefined) {
      const noted = await keepNote(use, it, by, given.text, { actions: [] })
      return answer(telling, noted, [t('incident.noteKept', { ref: telling.ref(noted.number) })])
    }
    const kept = await setSeverity(use, it, by, given.severity, given.text)
    const values = {
      ref: telling.ref(kept.number),
      severity: severityText(telling, kept),
      was: severityText(telling, it),
    }
    return answer(telling, kept, [t('incident.severityNow', values)])
  },
})

/** Sets the next decision on a case and by when it is to be made. */
export const due = command({
  name: 'incident due',
  may: 'incident.handle',
  args: z.object({ ref: reference('incident'), when: moment(), text: text() }),
  bare: ['ref', 'text'],
  form: ['text', 'when', 'ref'],
  present: presentCase(async ({ due }, at, use) => ({
    text: due?.what ?? '',
    when: await writtenMoment(due?.at, at, use),
  })),
  prepare: withPhrase('when'),
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const kept = await setDue(use, it, by, { at: given.when, what: given.text })
    const values = { ref: telling.ref(kept.number), time: timeText(given.when), what: given.text }
    return answer(telling, kept, [t('incident.dueNow', values)])
  },
})

/** Says that two cases have to do with each other. */
export const relate = command({
  name: 'incident relate',
  may: 'incident.note',
  args: z.object({ ref: reference('incident'), of: otherIncident() }),
  bare: ['ref', 'of'],
  form: ['of', 'ref'],
  async run(context) {
    const { args: given, t, use } = context
    const { it, by, telling } = await about(context, given.ref)
    const kept = await relateCase(use, it, by, await caseOf(use, given.of))
    const values = { ref: telling.ref(kept.number), other: telling.ref(given.of) }
    return answer(telling, kept, [t('incident.relatedNow', values)])
  },
})

/** Undoes the last thing the asker did to a case within ten minutes, and says exactly what. */
export const undo = command({
  name: 'incident undo',
  may: 'incident.note',
  args: z.object({ ref: reference('incident') }),
  bare: ['ref'],
  async run(context) {
    const { it, by, telling } = await about(context, context.args.ref)
    const undone = await undoAct(context.use, it, by)
    return answer(telling, undone.it, [undoneText(telling, undone)], [])
  },
})

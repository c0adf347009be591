import { UserError } from '../../core/errors.ts'
import type { Place, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import { refuseResolved } from '../incidents/act.ts'
import type { Incident } from '../incidents/record.ts'
import { refOf } from '../incidents/reference.ts'
import { type Level, settingsOf } from '../settings.ts'
import { asksStep, keepQuestion, waitOnCase } from './keep.ts'
import { nextNth, openEscalationOf } from './queries.ts'
import type { Escalation } from './record.ts'
import { defaultLevel, firstAsked } from './rungs.ts'
import { tellQuestion } from './tell.ts'
import { turnAt } from './turns.ts'

/** A question about a case, in the words of whoever asks. No level: 2. */
interface Question {
  level?: Level | undefined
  why: string
  by: Who
  here: Place
}

/**
 * Asks for advice on a case: the level's people are told, and the clock of the first answer runs. The case
 * waits from now on. Refuses a case that is resolved or about which a question is open already.
 */
export async function askAt(
  use: Work,
  incident: Incident,
  { level = defaultLevel, why, by, here }: Question,
): Promise<Escalation> {
  await refuseResolved(use, incident)
  if ((await openEscalationOf(use, incident.number)) !== undefined)
    throw new UserError('escalation.refused.open', { ref: await refOf(use, incident.number) })
  const set = await settingsOf(use)
  const now = use.now.epochMilliseconds
  const turn = { ...turnAt(set, await firstAsked(use, set, level, by), now), told: now }
  const it = await keepQuestion(use, {
    v: 1,
    number: incident.number,
    nth: await nextNth(use, incident.number),
    why,
    by,
    from: here,
    at: now,
    due: turn.until,
    level,
    rung: turn.rung,
    asked: turn.who,
    until: turn.until,
    turns: [turn],
    state: 'waiting',
    further: [],
    details: [],
  })
  await waitOnCase(use, incident, level, { by, ...asksStep('asked', turn), text: why })
  await tellQuestion(use, set, it)
  return it
}

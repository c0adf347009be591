import type { Work } from '../../core/work.ts'
import type { AlarmHandlers } from '../alarms.ts'
import { caseOf } from '../incidents/act.ts'
import { incidentOf } from '../incidents/record.ts'
import { settingsOf } from '../settings.ts'
import { asksStep, keepQuestion, tellCase, waitOnCase } from './keep.ts'
import { type Escalation, escalationOf, isOpen, outOfReach, type Turn } from './record.ts'
import { includes } from './rungs.ts'
import { partsOf, tellTurn } from './tell.ts'
import { advance, type Tick } from './turns.ts'

/**
 * What alarms do to questions: remind, ask the backup, ask the next level, ask again. Each is computed from the
 * times the question holds, so that it does not matter when the alarm happens to run.
 */
export const escalationAlarms: AlarmHandlers = {
  escalation: async (use, of) => {
    const { number, nth } = partsOf(of)
    const it = await escalationOf(use, number, nth)
    // It may have been answered in the commit before this one.
    if (it === undefined || !isOpen(it)) return
    await tick(use, it)
  },
}

async function tick(use: Work, it: Escalation): Promise<void> {
  const incident = await incidentOf(use, it.number)
  if (incident?.resolved !== undefined || incident?.withdrawn !== undefined) {
    // Nobody is asked about a case that is over.
    const act = incident.resolved ?? incident.withdrawn
    const { paused: _, ...rest } = it
    await keepQuestion(use, {
      ...rest,
      state: 'withdrawn',
      ...(act && { withdrawn: { by: act.by, at: act.at } }),
    })
    return
  }
  const set = await settingsOf(use)
  const { it: kept, ticks } = await advance(use, set, it)
  await keepQuestion(use, kept)
  for (const each of ticks) await writeTick(use, kept, each)
  const told = ticks.findLast((each) => each.told)
  if (told !== undefined) await tellTurn(use, set, kept, told.did)
}

/** Writes on the case what the clock did. Level 4 asking again and again is told on the card only. */
async function writeTick(use: Work, it: Escalation, { did, told, turn: index }: Tick): Promise<void> {
  const turn = it.turns[index]
  if (turn === undefined || did === 'repeated') return
  if (did === 'asked' && turn.rung === 'first') {
    const raised = told || turn.who.length === 0 ? 'questionRaised' : 'questionRaisedUntold'
    await waitOnCase(use, await caseOf(use, it.number), turn.level, asksStep(raised, turn))
  } else if (did === 'asked')
    await tellCase(use, it.number, asksStep(told ? 'backupAsked' : 'backupUntold', turn))
  // Where nobody is asked there is nobody to remind.
  else if (turn.who.length > 0)
    await tellCase(use, it.number, asksStep(did === 'reminded' ? 'reminded' : 'askedAgain', reachedIn(turn)))
}

const reachedIn = (turn: Turn): Turn => ({
  ...turn,
  who: turn.who.filter(({ person }) => !includes(outOfReach(turn), person)),
})

import type { Work } from '../../core/work.ts'
import type { AlarmHandlers } from '../alarms.ts'
import { type Act, caseOf } from '../incidents/act.ts'
import { incidentOf } from '../incidents/record.ts'
import { settingsOf } from '../settings.ts'
import { keepQuestion, namesOf, tellCase, waitOnCase } from './keep.ts'
import { type Escalation, escalationOf, isOpen } from './record.ts'
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
  const values = { level: turn.level, names: namesOf(turn.who) }
  if (did === 'asked' && turn.rung === 'first') {
    const act: Act = { did: told ? 'questionRaised' : 'questionRaisedUntold', values }
    await waitOnCase(use, await caseOf(use, it.number), turn.level, act)
  } else if (did === 'asked')
    await tellCase(use, it.number, { did: told ? 'backupAsked' : 'backupUntold', values })
  else await tellCase(use, it.number, { did: did === 'reminded' ? 'reminded' : 'askedAgain', values })
}

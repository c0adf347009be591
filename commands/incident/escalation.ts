import * as z from 'zod'
import { integer, level, longText, moment, person, reference, text } from '../../src/args/index.ts'
import { type Command, command } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { plain } from '../../src/core/plain.ts'
import type { Work } from '../../src/core/work.ts'
import {
  addDetail,
  giveAnswer,
  markDone,
  passUp,
  withdraw as takeBack,
  takeOn,
} from '../../src/features/escalations/acts.ts'
import { askAt } from '../../src/features/escalations/ask.ts'
import { openEscalationOf } from '../../src/features/escalations/queries.ts'
import type { Escalation } from '../../src/features/escalations/record.ts'
import {
  mayAnswer,
  questionOf,
  refuseOthers,
  refuseOver,
  refuseReached,
  refuseTaken,
  refuseUnasked,
  refuseWithdrawn,
} from '../../src/features/escalations/rights.ts'
import { levelAbove } from '../../src/features/escalations/rungs.ts'
import { caseOf, refuseResolved } from '../../src/features/incidents/act.ts'
import { actorAt, refOf } from '../../src/features/incidents/reference.ts'
import type { Level } from '../../src/features/settings.ts'
import {
  askedCard,
  detailedCard,
  openAlreadyCard,
  passedCard,
  sentCard,
  takenOnCard,
} from '../../src/views/escalation-answers.ts'
import { tellingOf } from '../../src/views/incident-words.ts'
import { nameText, timeText } from '../../src/views/words.ts'

/** How long one is on it where no hour is given, in milliseconds. */
const spell = 30 * 60 * 1000

/** A whole text in quotes: straight, English or French. */
const quoted = /^["“«]\s*([^"“”«»]*?)\s*["”»]$/

const asking = {
  may: 'incident.ask',
  args: z.object({ ref: reference('incident'), level: level().optional(), why: longText().max(2000) }),
  bare: ['ref', 'why'],
  form: ['why', 'level', 'ref'],
} as const satisfies Partial<Command>

/** Asks, or adds to the question that is open already: nobody is asked twice about one case. */
const run: Command<(typeof asking)['args']>['run'] = async ({
  args: { ref, level, why },
  by,
  confirmed,
  here,
  reader,
  t,
  use,
}) => {
  const incident = await caseOf(use, ref)
  await refuseResolved(use, incident)
  const telling = await tellingOf(use, reader, t)
  const open = await openEscalationOf(use, ref)
  const who = actorAt(by, here)
  if (open === undefined)
    return { card: await askedCard(use, await askAt(use, incident, { level, why, by: who, here }), telling) }
  const raised = level !== undefined && level > open.level ? level : undefined
  // Names what was shown: a question answered or raised meanwhile is asked about anew.
  const token = `question/${open.nth}/${open.level}/${raised ?? 'add'}`
  if (confirmed !== token)
    return {
      ask: openAlreadyCard(open, raised, telling),
      token,
      yes: plain(
        raised === undefined ? t('escalation.again.addYes') : t('buttons.passTo', { level: raised }),
      ),
    }
  const { it, to } = await addDetail(use, open, { by: who, kind: 'given', text: why })
  if (raised === undefined) return { card: detailedCard(it, { kind: 'given', to }, telling) }
  return { card: await passedCard(use, await passUp(use, it, who, raised), telling) }
}

const escalate = command({
  name: 'incident escalate',
  ...asking,
  /** `/incident escalate INC-12 3 Who answers the press?`: the level comes before the question. */
  prepare(values) {
    const [, level, why] = /^([1-4])\s+(.+)$/s.exec(values.why ?? '') ?? []
    return level === undefined || why === undefined || values.level !== undefined
      ? values
      : { ...values, level, why: why.replace(quoted, '$1') }
  },
  run,
})

const ask = command({ name: 'incident ask', ...asking, run })

/** Which question of the case a card or a form was about: a later one is not answered by mistake. */
const question = { ref: reference('incident'), nth: integer().optional() }

const answer = command({
  name: 'incident answer',
  may: 'incident.ask',
  args: z.object({
    ...question,
    text: longText().max(2000),
    task: text().optional(),
    due: moment().optional(),
    what: text().optional(),
    owner: person().optional(),
  }),
  bare: ['ref', 'text'],
  form: ['text', 'task', 'due', 'what', 'owner'],
  async run({ args: { due, nth, owner, ref, task, text, what }, by, here, reader, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseWithdrawn(use, it)
    await refuseUnasked(use, it, by)
    const kept = await giveAnswer(use, it, {
      by: actorAt(by, here),
      text,
      task,
      next: owner,
      ...(due === undefined ? {} : { due: { at: due, what: what ?? plain(t('escalation.answer.decide')) } }),
    })
    return { card: sentCard(kept, await caseOf(use, ref), await tellingOf(use, reader, t)) }
  },
})

const onIt = command({
  name: 'incident on-it',
  may: 'incident.ask',
  args: z.object({ ...question, until: moment().optional() }),
  bare: ['ref', 'until'],
  form: ['until', 'ref'],
  async run({ args: { nth, ref, until }, by, here, now, reader, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseOver(use, it)
    await refuseUnasked(use, it, by)
    await refuseTaken(use, it, by)
    const kept = await takeOn(use, it, actorAt(by, here), until ?? now.epochMilliseconds + spell)
    return { card: takenOnCard(kept, await tellingOf(use, reader, t)) }
  },
})

const details = command({
  name: 'incident details',
  may: 'incident.ask',
  args: z.object({ ...question, text: longText().max(2000) }),
  bare: ['ref', 'text'],
  form: ['text', 'ref'],
  async run({ args: { nth, ref, text }, by, here, reader, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseWithdrawn(use, it)
    const kind = (await mayAnswer(use, it, by)) ? 'wanted' : 'given'
    const { it: kept, to } = await addDetail(use, it, { by: actorAt(by, here), kind, text })
    return { card: detailedCard(kept, { kind, to }, await tellingOf(use, reader, t)) }
  },
})

const pass = command({
  name: 'incident pass',
  may: 'incident.ask',
  args: z.object({ ...question, level: level().optional() }),
  bare: ['ref', 'level'],
  form: ['level', 'ref'],
  async run({ args: { level, nth, ref }, by, here, reader, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseOver(use, it)
    const kept = await passUp(use, it, actorAt(by, here), await levelFor(use, it, level))
    return { card: await passedCard(use, kept, await tellingOf(use, reader, t)) }
  },
})

async function levelFor(use: Work, it: Escalation, wanted: Level | undefined): Promise<Level> {
  const level = wanted ?? levelAbove(it.level)
  if (level === undefined)
    throw new UserError('escalation.refused.highest', { ref: await refOf(use, it.number) })
  return level > it.level ? level : refuseReached(use, it)
}

const withdraw = command({
  name: 'incident withdraw',
  may: 'incident.ask',
  args: z.object(question),
  bare: ['ref'],
  async run({ args: { nth, ref }, by, here, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseOver(use, it)
    await refuseOthers(use, it, by)
    await takeBack(use, it, actorAt(by, here))
    return { card: { text: t('escalation.withdrawnNow', { ref: await refOf(use, ref) }) } }
  },
})

const done = command({
  name: 'incident done',
  may: 'incident.note',
  args: z.object({ ...question, text: longText().max(2000).optional() }),
  bare: ['ref', 'text'],
  form: ['text', 'ref'],
  async run({ args: { nth, ref, text }, by, here, t, use }) {
    const it = await questionOf(use, ref, nth)
    await refuseWithdrawn(use, it)
    const name = await refOf(use, ref)
    if (it.first === undefined) throw new UserError('escalation.refused.noAnswer', { ref: name })
    if (it.done !== undefined)
      throw new UserError('escalation.refused.done', {
        ref: name,
        who: nameText(it.done.by),
        at: timeText(it.done.at),
      })
    const did = text ?? it.first.task ?? plain(t('escalation.didIt'))
    await markDone(use, it, actorAt(by, here), did)
    return { card: { text: t('escalation.doneNow', { ref: name, text: did }) } }
  },
})

/** The commands about questions, in the order help shows them. */
export const escalationCommands: readonly Command[] = [
  ask,
  escalate,
  answer,
  onIt,
  details,
  pass,
  withdraw,
  done,
]

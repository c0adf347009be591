import type { Problem } from '../../core/chat.ts'
import type { Account, Who } from '../../core/person.ts'
import type { Work } from '../../core/work.ts'
import type { Deliveries } from '../courier/options.ts'
import { type Delivery, targetOf } from '../delivery.ts'
import { caseOf } from '../incidents/act.ts'
import { incidentOf } from '../incidents/record.ts'
import { tellElsewhere, toldBy, type Word } from '../incidents/telling.ts'
import { reportUnheard } from '../incidents/unheard.ts'
import { personId } from '../links.ts'
import { cancel } from '../outbox.ts'
import { type Settings, settingsOf } from '../settings.ts'
import { keepQuestion, namesOf, tellCase, waitOnCase } from './keep.ts'
import { type Escalation, escalationOf, isOpen, keepEscalation, outOfReach, subjectOf } from './record.ts'
import { type Asking, includes, nextReached } from './rungs.ts'
import { answerOf, askPeople, hang, lineOf, partsOf, tellDirectly, tellTurn } from './tell.ts'
import { presentTurn, turnAt, withNextTurn, withTurn } from './turns.ts'

/** The parts of a question that are told to one person; all others ask those whose turn it is. */
const words = ['detail', 'further', 'unreached', 'answer', 'answered']

/**
 * What becomes of what is told about questions and is refused: whoever it was for is told by another way. Where there
 * is none, whoever waits for them learns it, and those who come next are asked at once.
 */
export const escalationDeliveries: Deliveries = {
  escalation: { sent: noteReached, refused: around },
  'escalation-line': { refused: around },
  answer: { refused: around },
}

async function around(use: Work, delivery: Delivery, problem: Problem): Promise<void> {
  const { does } = delivery
  if (!('post' in does || 'note' in does)) return
  const { nth, number, part } = partsOf(does.of)
  const it = await escalationOf(use, number, nth)
  if (it === undefined) return
  if (words.includes(part)) await aroundWord(use, it, delivery, does.of)
  else await aroundTurn(use, it, delivery, does.of, problem)
}

/** Notes that a question reached after all somebody who could not be reached when their turn began. */
async function noteReached(use: Work, { does, lane, notify = [] }: Delivery): Promise<void> {
  if (!('post' in does && 'direct' in does.to)) return
  const { nth, number } = partsOf(does.of)
  const it = await escalationOf(use, number, nth)
  if (it?.state !== 'waiting') return
  const { shut = [], unreached = [], ...turn } = presentTurn(it)
  if (unreached.length === 0) return
  const there = await notifiedOf(use, it.asked, notify)
  const over = use.now.epochMilliseconds
  await keepQuestion(
    use,
    withTurn(it, {
      ...turn,
      shut: shut.filter((each) => each !== lane),
      unreached: unreached.map((each) => (includes(there, each.who.person) ? { over, ...each } : each)),
    }),
  )
}

async function aroundTurn(
  use: Work,
  it: Escalation,
  { does, id, lane, notify = [] }: Delivery,
  of: string,
  { code }: Problem,
): Promise<void> {
  const to = targetOf(does)
  const { count, part } = partsOf(of)
  const isCard = part === ''
  // Nobody who is asked elsewhere is notified late as well: a line is dropped, a place's card hangs there quietly.
  if (!isCard || ('place' in to && notify.length > 0)) await cancel(use, id)
  if (isCard && 'place' in to && notify.length > 0) await hang(use, it, to, [])
  const incident = await incidentOf(use, it.number)
  const isOver = incident?.resolved !== undefined || incident?.withdrawn !== undefined
  const isNow = !isOver && it.state === 'waiting' && (isCard || count === it.turns.length)
  const meant = isNow ? await notifiedOf(use, it.asked, notify) : []
  if (meant.length === 0) {
    if ('direct' in to) await cancel(use, id)
    return
  }
  const turn = presentTurn(it)
  const kept = withTurn(it, { ...turn, shut: [...new Set([...(turn.shut ?? []), lane])] })
  await keepEscalation(use, kept)
  const set = await settingsOf(use)
  const missed = await askPeople(use, set, kept, meant, isCard ? undefined : of)
  // The last way to somebody is kept until it is mended.
  if (missed.length === 0 && 'direct' in to) await cancel(use, id)
  await giveUp(use, set, kept, missed, code)
}

/** Returns those of some people who have one of the accounts a message notifies. */
async function notifiedOf(use: Work, people: readonly Who[], notify: readonly Account[]): Promise<Who[]> {
  const ids = await Promise.all(notify.map((each) => personId(use, each)))
  const owners = await Promise.all(people.map(({ account }) => personId(use, account)))
  return people.filter(({ person }, index) => ids.includes(person) || ids.includes(owners[index] ?? person))
}

/** Notes that people cannot be reached in the present turn; where nobody else is in it, the next rung is asked. */
async function giveUp(
  use: Work,
  set: Settings,
  it: Escalation,
  missed: readonly Who[],
  why: string,
): Promise<void> {
  const turn = presentTurn(it)
  const before = outOfReach(turn)
  const fresh = missed.filter(({ person }) => !includes(before, person))
  if (fresh.length === 0) return
  const known = unreachedOf(it)
  const noted = fresh.map((who) => ({ who, at: use.now.epochMilliseconds, why }))
  const after = withTurn(it, { ...turn, unreached: [...(turn.unreached ?? []), ...noted] })
  const out = [...before, ...fresh]
  const isNobody = turn.who.every(({ person }) => includes(out, person))
  const asking = { asker: it.by, missed: unreachedOf(after) }
  const next = isNobody ? await nextReached(use, set, turn, asking) : undefined
  if (next !== undefined) return askNext(use, set, after, fresh, next)
  await keepQuestion(use, isNobody ? unreminded(after) : after)
  if (fresh.every(({ person }) => includes(known, person))) return
  const did = isNobody ? 'unreachedNobody' : 'unreached'
  await tellCase(use, it.number, { did, values: { out: namesOf(fresh) } })
  await tellAsker(use, after, fresh)
}

/** There is nobody to remind in a turn that reached nobody. */
function unreminded(it: Escalation): Escalation {
  const { remind: _, ...turn } = presentTurn(it)
  return withTurn(it, turn)
}

async function askNext(
  use: Work,
  set: Settings,
  it: Escalation,
  missed: readonly Who[],
  next: Asking,
): Promise<void> {
  const now = use.now.epochMilliseconds
  const turn = { ...turnAt(set, next, now), told: now }
  const kept = await keepQuestion(use, { ...withNextTurn(it, turn), due: Math.min(it.due, turn.until) })
  const values = { out: namesOf(missed), names: namesOf(next.who), level: next.level }
  if (next.rung === 'backup') await tellCase(use, it.number, { did: 'unreachedBackup', values })
  else await waitOnCase(use, await caseOf(use, it.number), next.level, { did: 'unreachedRaised', values })
  await tellAsker(use, kept, missed)
  await tellTurn(use, set, kept, 'asked')
}

const unreachedOf = ({ turns }: Escalation): Who[] => turns.flatMap(outOfReach)

/** Tells whoever asked that the last people who were noted as out of reach are. */
function tellAsker(use: Work, it: Escalation, missed: readonly Who[]): Promise<string> {
  const noted = it.turns.flatMap(({ unreached = [] }) => unreached).length
  return tellDirectly(use, it, it.by, 'unreached', noted - missed.length + 1)
}

async function aroundWord(use: Work, it: Escalation, delivery: Delivery, of: string): Promise<void> {
  const to = await toldBy(use, delivery)
  if (to === undefined) return
  const { count, part } = partsOf(of)
  if (part === 'unreached' && !isOpen(it)) {
    await cancel(use, delivery.id)
    return
  }
  const isAnswer = part === 'answer' || part === 'answered'
  const word = isAnswer ? answerWord(it, to, count) : await lineWord(use, it, to, of)
  if (await tellElsewhere(use, word)) {
    await cancel(use, delivery.id)
    return
  }
  const by = authorOf(it, part, count)
  if (by !== undefined) await reportUnheard(use, word, by, isAnswer ? 'answer' : part)
}

/** An answer is in the case's thread already: there it is only said that it is. */
function answerWord(it: Escalation, to: Who, nth: number): Word {
  const of = answerOf(it, nth)
  const there = { view: 'escalation-line', of: lineOf(it, 'answered', nth) }
  return { view: 'answer', of, key: of, number: it.number, to, there }
}

async function lineWord(use: Work, it: Escalation, to: Who, of: string): Promise<Word> {
  const { escalation: place } = (await settingsOf(use)).places
  const boards = place === undefined || to.person === it.by.person ? [] : [{ subject: subjectOf(it), place }]
  return { view: 'escalation-line', of, key: of, number: it.number, to, boards }
}

/** Returns whose words they are; nobody's where Vigie tells something of its own. */
function authorOf(it: Escalation, part: string, count: number): Who | undefined {
  if (part === 'detail') return it.details[count - 1]?.by
  if (part === 'further') return it.further[count - 1]?.by
  if (part === 'unreached') return undefined
  return (count === 1 ? it.first : it.further[count - 2])?.by
}

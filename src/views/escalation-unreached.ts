import type { Card } from '../core/card.ts'
import { join, type Text } from '../core/text.ts'
import { type Escalation, isOpen, type Turn } from '../features/escalations/record.ts'
import { includes } from '../features/escalations/rungs.ts'
import { openButton } from './escalation-words.ts'
import { namesText, type Telling } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

type Unreached = NonNullable<Turn['unreached']>[number]

/**
 * Tells whoever asked that somebody cannot be reached: what failed, what was kept and who is asked instead, what to do.
 * `count` is their place among those of the question, from 1. Nothing once the question is over.
 */
export function unreachedCard(it: Escalation, count: number, telling: Telling): Card | undefined {
  const all = it.turns.flatMap((turn, index) => (turn.unreached ?? []).map((each) => ({ each, turn, index })))
  const first = all[count - 1]
  if (first === undefined || !isOpen(it)) return undefined
  const { each, index, turn } = first
  const { t } = telling
  const ref = telling.ref(it.number)
  const missed = (turn.unreached ?? []).filter(({ at }) => at === each.at)
  const who = namesText(
    telling,
    missed.map((one) => one.who),
  )
  const failed = t('escalation.unreached.failed', {
    since: timeText(it.at),
    why: join(
      missed.map((one) => whyText(telling, one)),
      ', ',
    ),
  })
  const values = { ref, who }
  const kept = keptText(turn, it.turns[index + 1], telling)
  const isWaiting = kept === undefined
  return {
    tone: 'amber',
    title: t('escalation.unreached.title', values),
    text: join(
      [
        failed,
        kept ?? t('escalation.unreached.nobody', values),
        t(`escalation.unreached.${isWaiting ? 'tell' : 'free'}`, values),
      ],
      '\n',
    ),
    buttons: [openButton(telling, it)],
  }
}

const whyText = ({ t }: Telling, { who, why }: Unreached): Text =>
  t(`reminder.problem.${why}`, { where: nameText(who) })

/** Tells who has the question now; `undefined` where nobody does. */
function keptText(turn: Turn, next: Turn | undefined, telling: Telling): Text | undefined {
  const out = (turn.unreached ?? []).map(({ who }) => who)
  const others = turn.who.filter(({ person }) => !includes(out, person))
  const asked = others.length > 0 ? turn : next
  if (asked === undefined) return undefined
  const key = others.length > 0 ? 'others' : asked.rung === 'backup' ? 'backup' : 'level'
  return telling.t(`escalation.unreached.${key}`, {
    who: namesText(telling, others.length > 0 ? others : asked.who),
    level: asked.level,
    until: timeText(asked.until),
  })
}

import type { Text } from '../../../core/text.ts'
import { minutes, ref, type Telling } from '../telling.ts'
import type { PartText, PartWriter } from './part.ts'

/** How many cases with a late answer are named. */
const lateNamed = 3

const measures = ({ back }: Telling, ...texts: (Text | false)[]): PartText[] => [
  {
    ...(back ? {} : { heading: 'watch' }),
    flows: 'measures',
    texts: texts.filter((each) => each !== false),
    least: 1,
    rank: 9,
    firm: true,
  },
]

/** '24 h: 6 incidents (average 3) · first answer 19 min (25)' */
const numbers: PartWriter = (telling) => {
  const { facts, t } = telling
  const { answers, incidents } = facts.numbers
  const count = incidents.now ?? 0
  return measures(
    telling,
    (count > 0 || incidents.usual !== undefined) &&
      (incidents.usual === undefined
        ? t('digest.incidents', { count })
        : t('digest.incidentsUsual', { count, usual: Math.round(incidents.usual) })),
    answers.now !== undefined &&
      (answers.usual === undefined
        ? t('digest.firstAnswer', { time: minutes(telling, answers.now) })
        : t('digest.firstAnswerUsual', {
            time: minutes(telling, answers.now),
            usual: usualText(telling, answers.now, answers.usual),
          })),
  )
}

/** Beside minutes, minutes need no unit. */
const usualText = (telling: Telling, now: number, usual: number): Text =>
  now < 120 && usual < 120 ? String(Math.round(usual)) : minutes(telling, usual)

/** 'Content done: 4 of 5' */
const content: PartWriter = (telling) => {
  const { done, of } = telling.facts.numbers.content
  return measures(telling, of > 0 && telling.t('digest.contentDone', { done, of }))
}

/** 'late answers: 1 (INC-212)' */
const late: PartWriter = (telling) => {
  const { late: cases } = telling.facts.numbers
  const named = cases.slice(0, lateNamed).map((number) => ref(telling, number))
  const refs = [...named, ...(cases.length > named.length ? ['…'] : [])].join(', ')
  return measures(telling, cases.length > 0 && telling.t('digest.lateAnswers', { count: cases.length, refs }))
}

/** The parts that measure. */
export const measureParts = { numbers, content, late }

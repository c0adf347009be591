import type { Reader, Who } from '../core/person.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { type Called, calledBefore } from '../features/former.ts'
import type { Action, Incident } from '../features/incidents/record.ts'
import { settingsOf } from '../features/settings.ts'
import {
  type Telling as BaseTelling,
  tellingOf as baseTellingOf,
  formerlyText,
  isToday,
  nameText,
  timeText,
} from './words.ts'

/** What a case is told with: with which references, besides what everything is told with. */
export interface Telling extends BaseTelling {
  /** Writes a reference: 'INC-212'. */
  ref(number: number): string
  /** Tells what a case was called before its community was joined to this one; `undefined` where it still is. */
  formerly(number: number): Text | undefined
}

const called: Called = (number, prefix) => `${prefix}-${number}`

/** Gets what a case is told with. */
export async function tellingOf(use: Work, reader: Reader, t: Translate): Promise<Telling> {
  const { formers, prefix } = await settingsOf(use)
  return {
    ...baseTellingOf(use, reader, t),
    ref: (number) => called(number, prefix),
    formerly: (number) => formerlyText(t, calledBefore(number, 'incident', { formers, prefix }, called)),
  }
}

/** How many names are listed one by one. */
const mostNames = 5

/** Names several people, the first five of them. */
export const namesText = ({ t }: Telling, people: readonly Who[]): Text =>
  join(
    [
      ...people.slice(0, mostNames).map(nameText),
      people.length > mostNames ? t('incident.more', { count: people.length - mostNames }) : undefined,
    ],
    ', ',
  )

/** Writes when something was inside a sentence: 'at 03:46', or the day and hour of another day. */
export const whenText = (telling: Telling, time: number): Text =>
  telling.t(isToday(telling, time) ? 'incident.at' : 'incident.on', { time: timeText(time) })

/** Names the type of a case. */
export const typeText = ({ t }: Pick<Telling, 't'>, it: Pick<Incident, 'type'>): Text =>
  t(`values.type.${it.type}.name`)

/** Names the severity of a case. */
export const severityText = ({ t }: Pick<Telling, 't'>, it: Pick<Incident, 'severity'>): Text =>
  t(`values.severity.${it.severity}.name`)

/** Names the status of a case; while an answer is owed with the level asked: 'waiting, level 2'. */
export function statusText({ t }: Telling, { level, status }: Pick<Incident, 'level' | 'status'>): Text {
  const name = t(`values.status.${status}.name`)
  return status === 'waiting' && level !== undefined ? t('incident.waiting', { status: name, level }) : name
}

/** Names what became of a case: why it was closed, else how it stands. */
export const outcomeText = (telling: Telling, it: Incident): Text =>
  it.resolved === undefined ? statusText(telling, it) : telling.t(`values.reason.${it.resolved.reason}.name`)

/** What is done to accounts, the gravest last: only the gravest of them is told with their number. */
const countable: readonly Action[] = ['warned', 'timeout', 'kicked', 'banned']

/** Tells what was done, '12 accounts banned, content removed'; `undefined` where nothing was. */
export function doneText(
  { t }: Pick<Telling, 't'>,
  { actions, accounts }: Pick<Incident, 'actions' | 'accounts'>,
): Text | undefined {
  const gravest = countable.findLast((action) => actions.includes(action))
  const counted =
    accounts === undefined ? [] : [t(`incident.done.${gravest ?? 'accounts'}`, { count: accounts })]
  const rest = actions
    .filter((action) => action !== 'nothing' && (accounts === undefined || action !== gravest))
    .map((action) => t(`incident.done.${action}`))
  const told = [...counted, ...rest]
  return told.length === 0 ? undefined : join(told, ', ')
}

import type { Card, Section } from '../core/card.ts'
import type { Audience } from '../core/house.ts'
import type { Person } from '../core/person.ts'
import { join, type Text } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { readFacts } from '../features/digest/facts.ts'
import { headlineOf } from '../features/digest/headline.ts'
import { commandLine } from './command-line.ts'
import { decisionButtons, decisionsText, headText } from './digest/decisions.ts'
import { reasonText, titleText } from './digest/headline.ts'
import { questionOf, whyText } from './digest/manager.ts'
import { type Decision, decisionsFor, numberOf } from './digest/selection.ts'
import { atHour, hour, type Telling } from './digest/telling.ts'

/** How many things that wait are shown; the others are counted. */
const shown = 5

/** What waits for somebody of the team: how things stand, and by when what is to be decided. */
interface Waiting {
  telling: Telling
  decisions: Decision[]
  /** The cases among them, which need not be told again. */
  cases: ReadonlySet<number>
}

/** Reads what waits for somebody, as a digest of their audience chooses it. */
export async function waitingFor(use: Work, person: Person, audience: Audience): Promise<Waiting> {
  const facts = await readFacts(use)
  const reader = { audience, person: { id: person.id, role: person.role } }
  const decisions = decisionsFor(facts, reader)
  const { words } = use.house
  return {
    telling: {
      facts,
      headline: headlineOf(facts),
      reader,
      t: words.t(person.locale),
      words,
      locale: person.locale,
      zone: person.zone,
      now: facts.at,
      back: false,
    },
    decisions,
    cases: new Set(decisions.map(numberOf).filter((it) => it !== undefined)),
  }
}

/** The verdict, why, and how much waits; `also` counts what waits besides, without a deadline. */
export function headOf({ decisions, telling }: Waiting, also: number): Pick<Card, 'tone' | 'title' | 'text'> {
  const { headline } = telling
  return {
    tone: headline.tone,
    title: titleText(telling),
    text: join([verdictText(telling), countText(telling, decisions, also)], '\n'),
  }
}

function verdictText(telling: Telling): Text {
  const { headline, reader, t } = telling
  if (headline.tone === 'quiet') return t('digest.quiet.nothingUrgent')
  // What a manager reads names no member.
  return reader.audience === 'manager' ? whyText(telling, []) : reasonText(telling, headline.reason)
}

function countText(telling: Telling, decisions: readonly Decision[], also: number): Text {
  const { facts, t } = telling
  const count = decisions.length + also
  const by = decisions.find((it) => it.by !== undefined)?.by
  if (count === 0) return t('home.waits.nothing')
  if (by === undefined) return t('home.waits.open', { count })
  return by <= facts.at
    ? t('home.waits.late', { count, time: hour(telling, by) })
    : t('home.waits.by', { count, time: atHour(telling, by) })
}

/** What is to be decided, by deadline, each with its button. */
export function decisionSections({ decisions, telling }: Waiting): Section[] {
  if (decisions.length === 0) return []
  const { locale, reader, t, words } = telling
  const first = decisions.slice(0, shown)
  const lines =
    reader.audience === 'manager'
      ? first.map((it, index) => managerLine(telling, it, index + 1))
      : decisionsText(telling, first).texts
  return [
    {
      title: t('home.decide'),
      lines: [...lines],
      ...(decisions.length > shown && {
        more: { count: decisions.length - shown, command: commandLine(words, locale, 'incident list') },
      }),
      buttons: decisionButtons(telling, first),
    },
  ]
}

/** What a manager reads names no member. */
const managerLine = (telling: Telling, it: Decision, nth: number): Text =>
  join([join([`${nth}.`, headText(telling, it)], ' '), questionOf(telling, it)], '\n')

import type { Card } from '../../core/card.ts'
import type { Block } from '../../core/house.ts'
import type { Reader } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { DigestFacts } from '../../features/digest/facts.ts'
import { headlineOf } from '../../features/digest/headline.ts'
import type { Part } from '../../features/digest/parts.ts'
import { chatText, timeText } from '../words.ts'
import { decisionButtons, decisionsText } from './decisions.ts'
import { fitted, type Run } from './fit.ts'
import { standing, titleText } from './headline.ts'
import { managerButtons, managerText } from './manager.ts'
import { readyText } from './parts/ahead.ts'
import type { Seen } from './parts/part.ts'
import { partsFor, runsFrom, runsOf } from './runs.ts'
import { type Audienced, type Decision, decisionsFor, numberOf } from './selection.ts'
import type { Telling } from './telling.ts'

/** On a quiet morning little follows: the content of the day, and what is new or the reader's own. */
const quietParts: readonly Part[] = ['night', 'answers', 'mine', 'today']
/** What can be told of a day that is over. */
const backParts: readonly Part[] = ['night', 'today', 'numbers', 'content', 'late']

/** What a digest is drawn from, besides its facts; `below` stands under it: that it comes late, say. */
export interface Drawing {
  reader: Reader
  for: Audienced
  routine: readonly Block[]
  words: Words
  t: Translate
  below?: Text
}

/** Draws a digest: the headline and what waits for its reader, then the day in the routine's order. */
export function digestCard(facts: DigestFacts, drawing: Drawing): Card {
  const telling = tellingOf(facts, drawing)
  const decisions = decisionsFor(facts, drawing.for)
  const below = belowText(facts, drawing)
  const footer = below === '' ? {} : { footer: below }
  if (isNothing(telling, decisions, drawing)) {
    const text = nothingText(telling)
    return { tone: 'quiet', text, summary: text, ...footer }
  }
  const title = titleText(telling)
  const around = shown([title, below])
  const body =
    drawing.for.audience === 'manager'
      ? managerBody(telling, decisions, drawing, around)
      : teamBody(telling, decisions, drawing, around)
  return { tone: telling.headline.tone, title, summary: join([title, body.text], '\n'), ...body, ...footer }
}

const shown = (texts: readonly Text[]): Text[] => texts.filter((text) => text !== '')

/**
 * Says what the numbers above it do not: that some records are not here yet, that some messages may not have gone out,
 * and what the drawing has to say.
 */
const belowText = (facts: DigestFacts, drawing: Pick<Drawing, 'below' | 'for' | 't'>): Text => {
  const { below, t } = drawing
  const doubts = doubtsFor(facts, drawing)
  return join(
    [
      ...facts.arriving.map((chat) => t('digest.arriving', { chat: chatText({ t }, chat) })),
      doubts > 0 ? t('digest.doubts', { count: doubts }) : undefined,
      below,
    ],
    ' ',
  )
}

/** Counts what is in doubt for those who may decide that. */
const doubtsFor = ({ doubts }: DigestFacts, { for: { audience } }: Pick<Drawing, 'for'>): number =>
  audience === 'moderator' ? 0 : doubts

/** Tells whether a private digest has nothing to say, and is not sent; what is still on its way may say something. */
export const isEmpty = (facts: DigestFacts, drawing: Drawing): boolean =>
  drawing.for.person !== undefined &&
  facts.arriving.length === 0 &&
  doubtsFor(facts, drawing) === 0 &&
  isNothing(tellingOf(facts, drawing), decisionsFor(facts, drawing.for), drawing)

/** Draws what a day that is over was like. */
export function backCard(facts: DigestFacts, drawing: Drawing): Card {
  const telling = { ...tellingOf(facts, drawing), back: true }
  const title = drawing.t('digest.back.title', { day: timeText(facts.at, 'date') })
  const below = belowText(facts, drawing)
  const sections = fitted(shown([title, below]), runsOf(telling, backParts, seenIn([])), telling)
  return {
    title,
    ...(sections.length === 0 ? { text: drawing.t('digest.back.nothing') } : { sections }),
    ...(below !== '' && { footer: below }),
  }
}

const tellingOf = (facts: DigestFacts, { for: reader, reader: look, t, words }: Drawing): Telling => ({
  facts,
  headline: headlineOf(facts),
  reader,
  t,
  words,
  locale: look.locale,
  zone: look.zone,
  now: facts.at,
  back: false,
})

const managerBody = (
  telling: Telling,
  decisions: readonly Decision[],
  { routine }: Drawing,
  around: readonly Text[],
) => ({
  text: managerText(telling, decisions, partsFor(routine, 'manager'), around.length),
  buttons: managerButtons(telling, decisions),
})

function teamBody(
  telling: Telling,
  decisions: readonly Decision[],
  drawing: Drawing,
  around: readonly Text[],
) {
  const text = standing(telling, decisions)
  // A single thing on a quiet morning is told by the headline already.
  const listed = isQuiet(telling) && decisions.length === 1 ? [] : decisions
  const runs = [
    ...runsFrom(telling, listed.length === 0 ? [] : [decisionsText(telling, listed)]),
    ...runsOf(telling, partsOf(telling, drawing), seenIn(decisions, listed)),
  ]
  return {
    text,
    sections: fitted([...around, text], runs, telling),
    buttons: decisionButtons(telling, decisions),
  }
}

const isQuiet = ({ headline }: Telling): boolean => headline.tone === 'quiet'

function partsOf(telling: Telling, { for: { audience }, routine }: Drawing): Part[] {
  const shows = partsFor(routine, audience)
  return isQuiet(telling) ? shows.filter((part) => quietParts.includes(part)) : shows
}

const seenIn = (decisions: readonly Decision[], listed = decisions): Seen => ({
  cases: new Set(decisions.map(numberOf).filter((it) => it !== undefined)),
  decisions: listed,
})

/**
 * Tells whether a quiet morning has nothing in it: in a place the content of the day is not enough to say more
 * than a line, and a manager reads numbers as long as there are any.
 */
function isNothing(telling: Telling, decisions: readonly Decision[], drawing: Drawing): boolean {
  if (!isQuiet(telling) || decisions.length > 0) return false
  const { content, loggedCount, numbers, openCount, resolvedCount } = telling.facts
  if (drawing.for.audience === 'manager')
    return loggedCount + resolvedCount + openCount + numbers.content.of + content.today.length === 0
  const isPlace = drawing.for.person === undefined
  const shows = partsOf(telling, drawing).filter((part) => !isPlace || part !== 'today')
  const runs: Run[] = runsOf(telling, shows, seenIn(decisions))
  return runs.length === 0
}

function nothingText({ facts, t }: Telling): string {
  const posts = facts.content.today.filter(
    ({ reminder, occurrence }) => reminder.network !== undefined && occurrence.state !== 'done',
  )
  return plain(t('digest.quiet.nothing', { posts: readyText(posts, t) }))
}

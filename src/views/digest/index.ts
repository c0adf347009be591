import type { Card } from '../../core/card.ts'
import type { Audience, Block } from '../../core/house.ts'
import type { Reader } from '../../core/person.ts'
import { plain } from '../../core/plain.ts'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { DigestFacts } from '../../features/digest/facts.ts'
import { type Headline, headlineOf } from '../../features/digest/headline.ts'
import { type Part, parts } from '../../features/digest/parts.ts'
import { decisionButtons, decisionLines } from './decisions.ts'
import { fitted, type Run } from './fit.ts'
import { standing, titleText } from './headline.ts'
import { flow } from './layout.ts'
import { managerButtons, managerText } from './manager.ts'
import { readyText } from './parts/ahead.ts'
import { type PartText, partWriters, type Seen } from './parts/index.ts'
import { type Audienced, type Decision, decisionsFor, isTheirs, numberOf } from './selection.ts'
import { capitalised, moreBy, type Telling } from './telling.ts'

/** On a quiet morning nothing but the day's content follows. */
const quietParts: readonly Part[] = ['today']
/** What can be told of a day that is over. */
const backParts: readonly Part[] = ['night', 'today', 'numbers', 'content', 'late']

/** What a digest is drawn from, besides its facts. */
export interface Drawing {
  reader: Reader
  for: Audienced
  routine: readonly Block[]
  /** What stands under it: that it comes late, say. */
  below?: Text
  words: Words
  t: Translate
}

/** Draws a digest: the headline and what waits for its reader, then the day in the routine's order. */
export function digestCard(facts: DigestFacts, drawing: Drawing): Card {
  const telling = tellingOf(facts, drawing)
  const headline = headlineOf(facts)
  const decisions = decisionsFor(facts, drawing.for)
  const title = titleText(telling, headline.tone)
  if (isNothing(telling, headline, decisions))
    return { tone: 'quiet', text: nothingText(telling), summary: nothingText(telling) }
  const shows = partsFor(drawing.routine, drawing.for.audience)
  const card =
    drawing.for.audience === 'manager'
      ? {
          text: managerText(telling, headline, decisions, shows),
          buttons: managerButtons(telling, headline, decisions),
        }
      : teamCard(telling, headline, decisions, shows, [title, ...(drawing.below ? [drawing.below] : [])])
  return {
    tone: headline.tone,
    title,
    summary: join([title, card.text], '\n'),
    ...card,
    ...(drawing.below ? { footer: drawing.below } : {}),
  }
}

/** Tells whether a private digest has nothing to say, and is not sent. */
export const isEmpty = (facts: DigestFacts, drawing: Drawing): boolean =>
  drawing.for.person !== undefined &&
  isNothing(tellingOf(facts, drawing), headlineOf(facts), decisionsFor(facts, drawing.for))

/** Draws what a day that is over was like. */
export function backCard(facts: DigestFacts, drawing: Drawing): Card {
  const telling = tellingOf(facts, drawing, true)
  const runs = runsOf(telling, backParts, { cases: new Set(), decisions: [] })
  const title = drawing.t('digest.back.title', { day: [{ time: facts.at, as: 'date' }] })
  const sections = fitted([title], runs, telling)
  return { title, ...(sections.length === 0 ? { text: drawing.t('digest.back.nothing') } : { sections }) }
}

const tellingOf = (
  facts: DigestFacts,
  { for: reader, reader: { locale, zone }, t, words }: Drawing,
  back = false,
): Telling => ({
  back,
  facts,
  reader,
  t,
  words,
  locale,
  zone,
  now: facts.at,
})

function teamCard(
  telling: Telling,
  headline: Headline,
  decisions: readonly Decision[],
  shows: readonly Part[],
  around: readonly Text[],
) {
  const text = standing(telling, headline, decisions)
  const quiet = headline.tone === 'quiet'
  const told = !quiet && 'case' in headline.reason ? headline.reason.case : undefined
  const seen: Seen = {
    cases: new Set(decisions.map(numberOf).filter((it) => it !== undefined)),
    decisions,
  }
  if (told !== undefined) seen.cases.add(told.number)
  const list: PartText = {
    heading: 'decide',
    texts: decisionLines(telling, decisions, told),
    least: 3,
    rank: 5,
    more: moreBy(telling, 'incident list'),
  }
  const runs = [
    ...(quiet && decisions.length < 2 ? [] : runsFrom(telling, [list])),
    ...runsOf(telling, quiet ? shows.filter((part) => quietParts.includes(part)) : shows, seen),
  ]
  return {
    text,
    sections: fitted([...around, text], runs, telling),
    buttons: decisionButtons(telling, decisions),
  }
}

const runsOf = (telling: Telling, shows: readonly Part[], seen: Seen): Run[] =>
  runsFrom(
    telling,
    shows.flatMap((part) => partWriters[part](telling, seen)),
  )

/** Puts the statements that flow together on common lines, and turns keys into headings. */
function runsFrom(telling: Telling, given: readonly PartText[]): Run[] {
  const joined: PartText[] = []
  for (const it of given) {
    const before = it.flows === undefined ? undefined : joined.find(({ flows }) => flows === it.flows)
    if (before === undefined) joined.push({ ...it })
    else before.texts = [...before.texts, ...it.texts]
  }
  return joined
    .filter(({ texts }) => texts.length > 0)
    .map(({ firm = false, flows, heading, least, more = () => '', rank, texts }) => ({
      heading: heading === undefined ? undefined : telling.t(`digest.headings.${heading}`),
      lines:
        flows === undefined
          ? texts.map((text) => ({ text, items: 1 }))
          : flow(begun(telling, texts), telling),
      least,
      rank,
      firm,
      more,
    }))
}

function begun({ locale }: Telling, [first, ...others]: readonly Text[]): Text[] {
  if (first === undefined) return []
  return [typeof first === 'string' ? capitalised(first, locale) : first, ...others]
}

/** The parts an audience is shown, in the order of the routine, each once. */
export const partsFor = (routine: readonly Block[], audience: Audience): Part[] => {
  const shown = routine.filter((block) => block.audience.includes(audience)).flatMap(({ shows }) => shows)
  return [...new Set(shown)].filter((it): it is Part => parts.some((part) => part === it))
}

/**
 * A morning on which nothing waits is nothing in a place; for one reader there must be no content of theirs
 * either, for a manager nothing to count.
 */
function isNothing({ facts, reader }: Telling, headline: Headline, decisions: readonly Decision[]): boolean {
  if (headline.tone !== 'quiet' || decisions.length > 0) return false
  const { content, loggedCount, numbers, openCount, resolvedCount } = facts
  if (reader.audience === 'manager')
    return loggedCount + resolvedCount + openCount + numbers.content.of + content.today.length === 0
  return reader.person === undefined || !content.today.some((it) => isTheirs(it, reader))
}

function nothingText({ facts, t }: Telling): string {
  const posts = facts.content.today.filter(
    ({ reminder, occurrence }) => reminder.network !== undefined && occurrence.state !== 'done',
  )
  return plain(t('digest.quiet.nothing', { posts: readyText(posts, t) }))
}

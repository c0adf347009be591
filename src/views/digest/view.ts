import type { Card, View } from '../../core/card.ts'
import type { Reader } from '../../core/person.ts'
import { join, type Text, type Translate } from '../../core/text.ts'
import type { Work } from '../../core/work.ts'
import type { Titles } from '../../features/courier/options.ts'
import { readFacts } from '../../features/digest/facts.ts'
import { type Schedule, scheduleNamed } from '../../features/digest/record.ts'
import { digestViewName, refusedViewName } from '../../features/digest/schedule.ts'
import { readerOf } from '../../features/people.ts'
import { isTeam, placeText, timeText } from '../words.ts'
import { type Drawing, digestCard, isEmpty } from './index.ts'
import { scheduleRef, stopButton } from './schedules.ts'
import type { Audienced } from './selection.ts'

/** A scheduled digest, drawn when it is sent. A private one that has nothing to say is not sent. */
const digestView: View = {
  name: digestViewName,
  async card(of, reader, use, t) {
    const it = await scheduleNamed(use, of)
    if (it === undefined || it.stopped !== undefined) return undefined
    // Whoever left the team no longer gets what they once asked for.
    if (!isTeam(reader)) return 'place' in it.to ? { text: t('digest.othersRead') } : undefined
    const facts = await readFacts(use, it.previous)
    const drawing = { ...drawingOf(use, reader, t, await audienced(use, it)), ...belowOf(it, t) }
    return isEmpty(facts, drawing) ? undefined : digestCard(facts, drawing)
  },
}

/** Says what a digest of now is drawn with. */
export const drawingOf = (use: Work, reader: Reader, t: Translate, whom: Audienced): Drawing => ({
  reader,
  for: whom,
  routine: use.house.routine[reader.locale],
  words: use.house.words,
  t,
})

async function audienced(use: Work, { audience, to }: Schedule): Promise<Audienced> {
  if ('place' in to) return { audience }
  const { id, role } = await readerOf(use, to.direct.person)
  return { audience, person: { id, role } }
}

/** Says what the clock did to this digest: late, or others before it missed. */
function belowOf({ missed, reading }: Schedule, t: Translate): { below?: Text } {
  const last = missed.at(-1)
  const said = [
    reading?.late ? t('digest.wasLate', { time: timeText(reading.due) }) : '',
    last === undefined ? '' : t('digest.wasMissed', { count: missed.length, time: timeText(last) }),
  ].filter((each) => each !== '')
  return said.length === 0 ? {} : { below: join(said, ' ') }
}

/** Tells whoever scheduled a digest that its place refuses it. */
const refusedView: View = {
  name: refusedViewName,
  async card(of, _reader, use, t): Promise<Card | undefined> {
    const it = await scheduleNamed(use, of)
    if (it === undefined || 'direct' in it.to) return undefined
    return {
      tone: 'amber',
      title: t('digest.refused.title', { ref: scheduleRef(it), place: placeText({ t }, it.to.place) }),
      text: t('digest.refused.text', { why: t(`delivery.why.${of.split('/')[2] ?? 'tries'}`) }),
      buttons: [stopButton(use, it, t)],
    }
  },
}

/** What digests are drawn with, by name. */
export const digestViews: Readonly<Record<string, View>> = {
  [digestViewName]: digestView,
  [refusedViewName]: refusedView,
}

/** The line that stands for a digest among others that are late: how things stand, and why. */
export const digestTitles: Titles = {
  async [digestViewName](of, reader, use, t) {
    const card = await digestView.card(of, reader, use, t)
    return card && (card.summary ?? card.title)
  },
}

import type { Button, Card, Section } from '../core/card.ts'
import type { Locale } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { Decided } from '../features/deciding.ts'
import { type Delivery, targetOf } from '../features/delivery.ts'
import { aboutOf, type Doubt, type InDoubt } from '../features/in-doubt.ts'
import { capital, destinationText, nameText, timeText } from './words.ts'

/** How many messages in doubt are shown among other things, and alone; deciding on one makes room for the next. */
const few = 3
const many = 6

/** Says what a message is about, by its subject: 'card of INC-12', 'reminder R4'. */
export function messageText(it: Delivery, prefix: string, t: Translate): Text {
  const about = aboutOf(it, prefix)
  return about === undefined ? t('status.what.other') : t(`status.what.${about.kind}`, { ref: about.ref })
}

/** The same of messages that shared a card. */
const messagesText = ([first, ...others]: InDoubt, prefix: string, t: Translate): Text =>
  others.length === 0 ? messageText(first, prefix, t) : t('status.what.several', { count: others.length + 1 })

/** Shows what may or may not have gone out, the latest first, each with what can be done about it. */
export function doubtSections(doubts: readonly Doubt[], prefix: string, t: Translate, most = few): Section[] {
  const sections = doubts.slice(0, most).map(({ all, decides }, nth): Section => {
    const [first] = all
    return {
      ...(nth === 0 && { title: t('status.inDoubt') }),
      lines: [
        join([
          messagesText(all, prefix, t),
          destinationText({ t }, targetOf(first.does)),
          t('status.meantFor', { time: timeText(first.due) }),
        ]),
      ],
      ...(decides && { buttons: buttonsFor(first, t) }),
    }
  })
  const left = doubts.length - sections.length
  return left === 0 ? sections : [...sections, { lines: [t('status.moreInDoubt', { count: left })] }]
}

/** Shows all that is in doubt and nothing else, as far as one message has room. */
export function doubtsCard(doubts: readonly Doubt[], prefix: string, t: Translate): Card {
  if (doubts.length === 0) return { text: t('message.none') }
  return {
    tone: 'amber',
    title: t('status.someInDoubt', { count: doubts.length }),
    sections: doubtSections(doubts, prefix, t, many),
  }
}

const buttonsFor = ({ id }: Delivery, t: Translate): Button[] => [
  { label: plain(t('buttons.itsThere')), command: 'message arrived', input: { ref: id } },
  { label: plain(t('buttons.sendNow')), command: 'message send', input: { ref: id } },
]

/** Says in a line what became of a decision, or who decided before and what. */
export function decidedCard(
  { about, became }: Decided,
  { locale, prefix, t }: { locale: Locale; prefix: string; t: Translate },
): Card {
  const what = capital(messagesText(about, prefix, t), locale)
  const [{ decided }] = about
  if (became !== 'before' || decided === undefined) return { text: t(`message.${became}`, { what }) }
  return {
    text: t(decided.there ? 'message.beforeThere' : 'message.beforeSent', {
      what,
      who: nameText(decided.by),
      time: timeText(decided.at),
    }),
  }
}

import type { Button, Card } from '../core/card.ts'
import { type Audience, audiences } from '../core/house.ts'
import type { Person } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import type { Translate } from '../core/text.ts'
import type { Work } from '../core/work.ts'
import { readFacts } from '../features/digest/facts.ts'
import { mine } from '../features/reminders/queries.ts'
import { digestCard } from './digest/index.ts'
import { drawingOf } from './digest/view.ts'
import { listCard } from './reminder-list.ts'
import { tellingOf } from './words.ts'

const week = 7 * 24 * 60 * 60 * 1000
const shown = 10

/** Shows somebody their day: a member their own reminders, the team the digest of their role as it is now. */
export async function homeCard(use: Work, person: Person): Promise<Card> {
  const t = use.house.words.t(person.locale)
  if (!person.may('digest.read'))
    return { ...(await ownReminders(use, person, t)), buttons: actions(person, t) }
  const whom = { audience: audienceOf(person), person: { id: person.id, role: person.role } }
  const card = digestCard(await readFacts(use), drawingOf(use, person, t, whom))
  return { ...card, buttons: [...(card.buttons ?? []), ...actions(person, t)] }
}

/** The digest that is somebody's by their role: a moderator's, a community manager's or a manager's. */
export const audienceOf = ({ role }: Pick<Person, 'role'>): Audience =>
  audiences.find((each) => each === role) ?? 'moderator'

async function ownReminders(use: Work, person: Person, t: Translate): Promise<Card> {
  const now = use.now.epochMilliseconds
  const found = await mine(use, person, now, now + week, shown + 1)
  return listCard(tellingOf(use, person, t), found.slice(0, shown), {
    title: t('home.title'),
    rest: Math.max(0, found.length - shown),
    more: plain(t('nouns.reminder.verbs.list.example')),
  })
}

/** What can be begun from here, as far as this person may. */
const actions = (person: Person, t: Translate): Button[] => [
  { label: plain(t('home.reminder')), command: 'reminder add', input: {} },
  ...(person.may('incident.log')
    ? [{ label: plain(t('home.incident')), command: 'incident log', input: {} }]
    : []),
]

import type { Card, Section } from '../core/card.ts'
import type { House } from '../core/house.ts'
import { locales, type Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { Delivery, Stop, Target } from '../features/delivery.ts'
import type { Reminder } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import type { Coming, Status } from '../features/status.ts'
import { commandLine } from './command-line.ts'
import { placeText, targetText, titleOf } from './reminder-words.ts'

interface Telling {
  house: House
  reader: Reader
  t: Translate
  status: Status
}

/** Shows how Vigie itself stands: where things are kept, what comes next, what is paused and what resumes it. */
export function statusCard(status: Status, house: House, reader: Reader, t: Translate): Card {
  const telling = { house, reader, t, status }
  const pausedLines = pausedText(telling)
  const calm = pausedLines.length === 0
  return {
    tone: calm ? 'quiet' : 'amber',
    title: t(calm ? 'status.allWell' : 'status.somePaused', { count: pausedLines.length }),
    fields: [
      { name: plain(t('status.store')), value: house.store },
      { name: plain(t('status.clock')), value: clockText(telling) },
      { name: plain(t('status.lastDigest')), value: lastText(telling) },
      { name: plain(t('status.languages')), value: languagesText(telling) },
      { name: plain(t('status.version')), value: house.version },
    ],
    sections: [nextSection(telling), ...(calm ? [] : [{ title: t('status.paused'), lines: pausedLines }])],
  }
}

function clockText({ house, status, t }: Telling): Text {
  const time: Text = [{ time: status.now, as: 'both' }]
  return t(house.simulated ? 'status.clockSimulated' : 'status.clockReal', {
    time,
    zone: status.settings.zone,
  })
}

function lastText({ status, t }: Telling): Text {
  if (status.last === undefined) return t('status.noDigest')
  return join([[{ time: status.last.at, as: 'both' }], `D${status.last.number}`])
}

const languagesText = ({ status, t }: Telling): Text =>
  t('status.languageNames', {
    all: join(
      locales.map((each) => t(`values.language.${each}.name`)),
      ', ',
    ),
    own: t(`values.language.${status.settings.locale}.name`),
  })

function nextSection(telling: Telling): Section {
  const { status, t } = telling
  const lines = status.next.map((it) => join([[{ time: it.at, as: 'short' }], comingText(telling, it)]))
  return { title: t('status.next'), lines: lines.length === 0 ? [t('status.nothingNext')] : lines }
}

function comingText(telling: Telling, it: Coming): Text {
  const { reader, status, t } = telling
  if ('reminder' in it) {
    const whom = targetText({ reader, t, now: status.now }, it.reminder.for)
    return join([it.reminder.network, titleOf(it.reminder), refOf(it.reminder), whom])
  }
  if ('schedule' in it)
    return join([t('status.what.digest', { ref: `D${it.schedule.number}` }), toText(it.schedule.to)])
  const to = targetOf(it.delivery)
  return join([whatText(telling, it.delivery), to === undefined ? undefined : toText(to)])
}

const named = ['incident', 'escalation', 'occurrence', 'digest']

/** Says what a message is about, by its subject. */
function whatText({ status, t }: Telling, { does }: Delivery): Text {
  const [kind = '', id = ''] = 'of' in does ? does.of.split('/') : []
  if (!named.includes(kind)) return t('status.what.other')
  const prefix = kind === 'occurrence' ? 'R' : kind === 'digest' ? 'D' : `${status.settings.prefix}-`
  return t(`status.what.${kind}`, { ref: `${prefix}${id.split('-')[0]}` })
}

const targetOf = ({ does }: Delivery): Target | undefined => ('post' in does ? does.to : undefined)

const toText = (to: Target): Text =>
  'place' in to ? placeText(to.place) : [{ account: to.direct.account, name: to.direct.name }]

function pausedText(telling: Telling): Text[] {
  const { status, t } = telling
  const { held, unsure, waiting } = status
  return [
    ...status.stops.map((it) => stopText(telling, it)),
    ...status.reminders.map((it) => reminderText(telling, it)),
    ...(waiting === 0 ? [] : [t('status.waiting', { count: waiting })]),
    ...(held === 0 ? [] : [t('status.held', { count: held })]),
    ...(unsure === 0 ? [] : [t('status.unsure', { count: unsure })]),
  ]
}

/** A place or chat that refuses resumes by itself: Vigie looks again whether it was mended. */
const stopText = ({ t }: Telling, { at, name, problem, probe, since }: Stop): Text =>
  t(problem.scope === 'space' ? 'status.stoppedChat' : 'status.stoppedPlace', {
    where: problem.scope === 'space' ? t(`digest.chat.${name.split('/')[0]}`) : toText(at),
    why: t(`delivery.why.${problem.code}`),
    since: [{ time: since, as: 'short' }],
    probe: [{ time: probe, as: 'short' }],
  })

function reminderText({ house, reader, t }: Telling, it: Reminder): Text {
  const values = {
    ref: refOf(it),
    what: titleOf(it),
    since: [{ time: it.paused?.at ?? it.made, as: 'short' }] as Text,
    command: [
      { command: commandLine(house.words, reader.locale, 'reminder resume', {}, [refOf(it)]) },
    ] as Text,
  }
  if (it.paused?.by !== undefined) {
    const { account, name } = it.paused.by
    return t('status.reminderBy', { ...values, who: [{ account, name }] })
  }
  return t('status.reminder', { ...values, why: whyText(house, t, it.paused?.why) })
}

const whyText = ({ words }: House, t: Translate, why: string | undefined): Text =>
  t(why !== undefined && words.has(`delivery.why.${why}`) ? `delivery.why.${why}` : 'delivery.why.tries')

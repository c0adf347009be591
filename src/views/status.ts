import type { Card, Section } from '../core/card.ts'
import type { House } from '../core/house.ts'
import { locales, type Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import { shortHead } from '../features/audit/chain.ts'
import type { Stop } from '../features/delivery.ts'
import type { Reminder } from '../features/reminders/record.ts'
import { refOf } from '../features/reminders/rights.ts'
import type { Coming, Status, Trouble } from '../features/status.ts'
import { commandLine } from './command-line.ts'
import { scheduleRef } from './digest/schedules.ts'
import { doubtSections, messageText } from './in-doubt.ts'
import { aboutText, titleOf } from './reminder-words.ts'
import { capital, chatText, destinationText, nameText, placeText, targetText, timeText } from './words.ts'

interface Telling {
  house: House
  reader: Reader
  t: Translate
  status: Status
}

/**
 * Shows how Vigie itself stands: where things are kept, what comes next, what is paused and what resumes it, and what
 * may or may not have gone out, for a person to decide.
 */
export function statusCard(status: Status, house: House, reader: Reader, t: Translate): Card {
  const telling = { house, reader, t, status }
  const pausedLines = pausedText(telling)
  const doubts = doubtSections(status.doubts, status.settings.prefix, t)
  const calm = pausedLines.length + doubts.length === 0
  const isThere = status.lost.length === 0
  return {
    tone: !isThere ? 'red' : calm && isSound(telling) ? 'quiet' : 'amber',
    title: isThere
      ? calmText(telling, pausedLines.length)
      : t('status.outOfReach', {
          chats: join(
            status.lost.map(({ platform }) => chatText({ t }, platform)),
            ', ',
          ),
        }),
    fields: [
      { name: plain(t('status.store')), value: house.store },
      { name: plain(t('status.clock')), value: clockText(telling) },
      { name: plain(t('status.lastDigest')), value: lastText(telling) },
      { name: plain(t('status.languages')), value: languagesText(telling) },
      { name: plain(t('status.version')), value: house.version },
      ...auditField(telling),
    ],
    sections: [
      ...lostSection(telling),
      nextSection(telling),
      ...(pausedLines.length === 0 ? [] : [{ title: t('status.paused'), lines: pausedLines }]),
      ...doubts,
      ...placesSection(telling),
    ],
  }
}

/** '1 thing is paused, 2 messages are in doubt' */
function calmText({ status, t }: Telling, pausedCount: number): Text {
  const doubts = status.doubts.length
  if (pausedCount + doubts === 0) return t('status.allWell')
  return join(
    [
      pausedCount > 0 ? t('status.somePaused', { count: pausedCount }) : undefined,
      doubts > 0 ? t('status.someInDoubt', { count: doubts }) : undefined,
    ],
    ', ',
  )
}

/** Everything can be sent, and the audit is being sealed: on a simulated clock it is when Vigie ends. */
const isSound = ({ house, status }: Telling): boolean =>
  status.troubles.every(isLight) && (house.simulated || status.audit?.isBehind !== true)

function auditField({ house, status, t }: Telling): { name: string; value: Text }[] {
  const { at, head, isBehind = false } = status.audit ?? {}
  const sealed = at !== undefined && head !== undefined && { time: timeText(at), head: shortHead(head) }
  if (!sealed && (!isBehind || house.simulated)) return []
  const value = !sealed
    ? t('status.auditUnsealed')
    : t(isBehind && !house.simulated ? 'status.auditBehind' : 'status.auditSealed', sealed)
  return [{ name: plain(t('status.audit')), value }]
}

function lostSection({ reader, status, t }: Telling): Section[] {
  const lines = status.lost.map(({ platform, since }) =>
    t('status.lost', { chat: capital(chatText({ t }, platform), reader.locale), since: timeText(since) }),
  )
  return lines.length === 0 ? [] : [{ title: t('status.chats'), lines }]
}

function clockText({ house, reader, status, t }: Telling): Text {
  return t(house.simulated ? 'status.clockSimulated' : 'status.clockReal', {
    time: timeText(status.now, 'both'),
    zone: reader.zone,
  })
}

function lastText({ status, t }: Telling): Text {
  if (status.last === undefined) return t('status.noDigest')
  return join([timeText(status.last.at, 'both'), scheduleRef(status.last)])
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
  const lines = status.next.map((it) => join([timeText(it.at), comingText(telling, it)]))
  return { title: t('status.next'), lines: lines.length === 0 ? [t('status.nothingNext')] : lines }
}

function comingText(telling: Telling, it: Coming): Text {
  const { t } = telling
  if ('reminder' in it) return join([aboutText(it.reminder), targetText({ t }, it.reminder.for)])
  if ('schedule' in it)
    return join([
      t('status.what.digest', { ref: scheduleRef(it.schedule) }),
      destinationText(telling, it.schedule.to),
    ])
  const { does } = it.delivery
  return join([
    messageText(it.delivery, telling.status.settings.prefix, t),
    'post' in does ? destinationText(telling, does.to) : undefined,
  ])
}

function pausedText(telling: Telling): Text[] {
  const { status, t } = telling
  const { held, waiting } = status
  return [
    ...status.stops.map((it) => stopText(telling, it)),
    ...status.reminders.map((it) => reminderText(telling, it)),
    ...(waiting === 0 ? [] : [t('status.waiting', { count: waiting })]),
    ...(held === 0 ? [] : [t('status.held', { count: held })]),
  ]
}

/** A place or chat that refuses resumes by itself: Vigie looks again whether it was mended. */
const stopText = ({ reader, t }: Telling, { at, name, problem, probe, since }: Stop): Text =>
  t(problem.scope === 'space' ? 'status.stoppedChat' : 'status.stoppedPlace', {
    where:
      problem.scope === 'space'
        ? capital(chatText({ t }, name.split('/')[0] ?? name), reader.locale)
        : destinationText({ t }, at),
    why: t(`delivery.why.${problem.code}`),
    since: timeText(since),
    probe: timeText(probe),
  })

function reminderText({ house, reader, t }: Telling, it: Reminder): Text {
  const values = {
    ref: refOf(it),
    what: titleOf(it),
    since: timeText(it.paused?.at ?? it.made),
    command: [
      { command: commandLine(house.words, reader.locale, 'reminder resume', {}, [refOf(it)]) },
    ] as Text,
  }
  if (it.paused?.by !== undefined) return t('status.reminderBy', { ...values, who: nameText(it.paused.by) })
  return t('status.reminder', { ...values, why: whyText(house, t, it.paused?.why) })
}

const whyText = ({ words }: House, t: Translate, why: string | undefined): Text =>
  t(why !== undefined && words.has(`delivery.why.${why}`) ? `delivery.why.${why}` : 'delivery.why.tries')

/** Posts go out, without all that belongs to them. */
const isLight = ({ problems }: Trouble): boolean => problems?.length === 0

function placesSection({ status, t }: Telling): Section[] {
  const lines = status.troubles.map((it) => join([placeText({ t }, it.at), ...troubleTexts(it, t)]))
  return lines.length === 0 ? [] : [{ title: t('status.places'), lines }]
}

function troubleTexts(it: Trouble, t: Translate): Text[] {
  const { lacks, problems } = it
  if (problems === undefined) return [t('status.placeUnknown')]
  const missing = join([...lacks], ', ')
  return [
    ...problems.slice(0, 1).map(({ code }) => t(`delivery.why.${code}`)),
    ...(lacks.length === 0 ? [] : [t(isLight(it) ? 'status.lacksLight' : 'status.lacks', { missing })]),
  ]
}

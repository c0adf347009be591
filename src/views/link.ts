import type { Card } from '../core/card.ts'
import type { Reader, Role } from '../core/person.ts'
import { roles } from '../core/person.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import type { Invitation } from '../features/link/invitation.ts'
import type { Counts, Plan, PlannedPlace } from '../features/link/plan.ts'
import type { Joined, Space } from '../features/link/space.ts'
import type { Settings } from '../features/settings.ts'
import { settingText } from './settings.ts'
import { chatText, nameText, placeText, timeText } from './words.ts'

/** How many are named before the rest is counted. */
const named = 5

/** Shows a code, until when it is good, in milliseconds, and which chats were joined by others before. */
export function codeCard(code: string, expires: number, joined: readonly Joined[], t: Translate): Card {
  return {
    title: [{ code }],
    text: t('link.code', { until: timeText(expires) }),
    ...(joined.length === 0
      ? {}
      : {
          sections: [
            {
              title: t('link.joinedTitle'),
              lines: joined.map(({ at, by, platform }) =>
                t('link.joinedLine', {
                  chat: chatText({ t }, platform),
                  who: nameText(by),
                  time: timeText(at, 'both'),
                }),
              ),
            },
          ],
        }),
    footer: t('link.codeOnce'),
  }
}

/** Asks whether two are to be one, showing what becomes of it. */
export function linkQuestion(it: Plan, ours: Settings, reader: Reader, t: Translate): Card {
  const { invitation } = it
  return {
    tone: 'amber',
    title: t('link.ask', { chat: chatText({ t }, invitation.platform), who: nameText(invitation.by) }),
    sections: [
      { title: t('link.sees.title'), lines: seesLines(it, t) },
      { title: t('link.people.title'), lines: peopleLines(it, t) },
      {
        title: t('link.numbers.title'),
        lines: [
          t('link.numbers.same'),
          ...digestLines(it, t),
          t('link.numbers.next', {
            ref: `${it.settings.prefix}-${it.here.incident + it.there.incident + 1}`,
          }),
        ],
      },
      { title: t('link.settings.title'), lines: settingLines(it, ours, reader, t) },
    ],
    footer: t('link.final', { until: timeText(invitation.expires) }),
  }
}

/** Digests of both are numbered on, those from here after the others. */
const digestLines = ({ here, there }: Plan, t: Translate): Text[] =>
  here.digest > 0 && there.digest > 0
    ? [t('link.numbers.digests', { before: 'D1', after: `D${there.digest + 1}` })]
    : []

const seesLines = ({ here, there }: Plan, t: Translate): Text[] => [
  t('link.sees.team', { here: countsText(here, t), there: countsText(there, t) }),
  t('link.sees.places'),
]

function peopleLines({ managers, people }: Plan, t: Translate): Text[] {
  const count = (role: Role) => people.filter((it) => it.role === role).length
  const byRole = roles
    .toReversed()
    .filter((role) => count(role) > 0)
    .map((role) => t('link.people.role', { role: t(`values.role.${role}.name`), number: count(role) }))
  const names = join(managers.slice(0, named).map(nameText), ', ')
  const more = managers.length - named
  return [
    t('link.people.along', { count: people.length, roles: join(byRole) }),
    managers.length === 0
      ? t('link.people.noManagers')
      : t('link.people.managers', {
          names: more > 0 ? t('link.people.more', { names, count: more }) : names,
        }),
  ]
}

function settingLines({ places, settings }: Plan, ours: Settings, { locale }: Reader, t: Translate): Text[] {
  const told = (it: Settings) =>
    join((['zone', 'language', 'hours', 'prefix'] as const).map((name) => settingText(it, name, locale, t)))
  return [
    t('link.settings.theirs', { settings: told(settings) }),
    t('link.settings.ours', { settings: told(ours) }),
    ...places.map((it) => placeLine(it, t)),
  ]
}

function placeLine({ ends, holds, ours, purpose }: PlannedPlace, t: Translate): Text {
  const key = ours ? 'ours' : ends === undefined ? 'theirs' : 'instead'
  return t(`link.place.${key}`, {
    purpose: t(`values.purpose.${purpose}.name`),
    chat: chatText({ t }, holds.platform),
    place: placeText(holds),
    ends: ends === undefined ? '' : placeText(ends),
  })
}

/** Counts what is numbered: '3 incidents · 1 digest'; words for none. */
export function countsText(
  it: Counts,
  t: Translate,
  kinds: readonly (keyof Counts)[] = ['incident', 'reminder', 'digest'],
): Text {
  const some = kinds.filter((of) => it[of] > 0)
  return some.length === 0 ? t('link.none') : join(some.map((of) => t(`link.count.${of}`, { count: it[of] })))
}

/** Tells that two are one. */
export function linkedCard(it: Plan, t: Translate): Card {
  return {
    text: t('link.done', {
      chat: chatText({ t }, it.invitation.platform),
      who: nameText(it.invitation.by),
      count: it.people.length,
    }),
    footer: t('link.doneHint'),
  }
}

/** Tells that they are one already, since when and through whom. */
export const alreadyLinkedText = (
  { platform }: Space,
  { at, by }: NonNullable<Invitation['used']>,
  t: Translate,
): Text =>
  t('link.already', { chat: chatText({ t }, platform), who: nameText(by), time: timeText(at, 'both') })

import type { Card, Section, View } from '../core/card.ts'
import type { Reader, Role } from '../core/person.ts'
import { roles } from '../core/person.ts'
import { concat, join, type Text, type Translate } from '../core/text.ts'
import { type Import, importNamed, importView } from '../features/link/import.ts'
import type { Invitation } from '../features/link/invitation.ts'
import type { Plan, PlannedPlace } from '../features/link/plan.ts'
import type { Joined, Space } from '../features/link/space.ts'
import { type Counts, type Numbered, numbered } from '../features/numbering.ts'
import { type Settings, settingsOf } from '../features/settings.ts'
import { settingText } from './settings.ts'
import { capital, chatText, nameText, placeText, timeText } from './words.ts'

/** How many are named before the rest is counted. */
const mostNamed = 5

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
          ...numberLines(it, t),
          t('link.numbers.next', {
            ref: refOf(it.settings, 'incident', it.here.incident + it.there.incident + 1),
          }),
        ],
      },
      { title: t('link.settings.title'), lines: settingLines(it, ours, reader, t) },
    ],
    footer: t('link.final', { until: timeText(invitation.expires) }),
  }
}

/** Says which numbers change, and which stay where others do. */
function numberLines({ renumbered, settings }: Plan, t: Translate): Text[] {
  const former = settings.formers?.at(-1)
  if (renumbered.length === 0 || former === undefined) return [t('link.numbers.same')]
  return changeLines(former, 'change', settings, t)
}

/** Says of each kind what becomes, or became, of the numbers of a community that is joined; `now` is what holds. */
const changeLines = (
  it: Renumbered,
  how: 'change' | 'now',
  now: Pick<Settings, 'prefix'>,
  t: Translate,
): Text[] =>
  numbered
    .filter((of) => it.last[of] > 0)
    .map((of) => {
      const { added, last, platform } = it
      return t(`link.numbers.${added[of] > 0 ? how : 'keep'}`, {
        first: refOf(it, of, 1),
        last: refOf(it, of, last[of]),
        fresh: refOf(now, of, 1 + added[of]),
        freshLast: refOf(now, of, last[of] + added[of]),
        chat: chatText({ t }, platform),
        count: last[of],
      })
    })

/** What is known of numbers before and after. */
type Renumbered = Pick<Import, 'added' | 'last' | 'platform' | 'prefix'>

/** How something is called: a case by what the community's references begin with. */
const refOf = ({ prefix }: Pick<Settings, 'prefix'>, of: Numbered, number: number): string =>
  `${{ incident: `${prefix}-`, reminder: 'R', digest: 'D' }[of]}${number}`

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
  const names = join(managers.slice(0, mostNamed).map(nameText), ', ')
  const more = managers.length - mostNamed
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
    place: placeText({ t }, holds),
    ends: ends === undefined ? '' : placeText({ t }, ends),
  })
}

/** Counts what is numbered: '3 incidents · 1 digest'; words for none. */
function countsText(it: Counts, t: Translate): Text {
  const some = numbered.filter((of) => it[of] > 0)
  return some.length === 0 ? t('link.none') : join(some.map((of) => t(`link.count.${of}`, { count: it[of] })))
}

/** Tells that two are one, and that what was recorded here follows. */
export function linkedCard(it: Plan, t: Translate): Card {
  const done = t('link.done', {
    chat: chatText({ t }, it.invitation.platform),
    who: nameText(it.invitation.by),
    count: it.people.length,
  })
  const isEmpty = numbered.every((of) => it.here[of] === 0)
  return {
    text: isEmpty ? done : concat(done, '\n', t('link.coming')),
    footer: t('link.doneHint'),
  }
}

/** Tells whoever made two one, in private, that everything is there, and what it's called now. */
export const importedView: View = {
  name: importView,
  async card(of, reader, use, t) {
    const it = await importNamed(use, of)
    if (it === undefined) return undefined
    return {
      title: capital(t('link.arrived', { chat: chatText({ t }, it.platform) }), reader.locale),
      sections: [{ lines: changeLines(it, 'now', await settingsOf(use), t) }],
    }
  },
}

/** Says how much of what was joined is brought over by now, as long as that isn't all. */
export const importSections = (imports: readonly Import[], t: Translate): Section[] =>
  imports
    .filter(({ last }) => numbered.some((of) => last[of] > 0))
    .map(({ brought, last, platform }) => ({
      title: t('link.progressTitle', { chat: chatText({ t }, platform) }),
      lines: numbered
        .filter((of) => last[of] > 0)
        .map((of) => t(`link.progress.${of}`, { number: brought[of], count: last[of] })),
    }))

/** Tells that they are one already, since when and through whom. */
export const alreadyLinkedText = (
  { platform }: Space,
  { at, by }: NonNullable<Invitation['used']>,
  t: Translate,
): Text =>
  t('link.already', { chat: chatText({ t }, platform), who: nameText(by), time: timeText(at, 'both') })

import type { Card } from '../core/card.ts'
import type { Locale, Reader } from '../core/person.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import { levels, purposes, type Settings } from '../features/settings.ts'
import type { Target } from '../features/target.ts'

/** The settings a person can change, as they are listed. */
export const settingNames = [
  'zone',
  'language',
  'places',
  'days',
  'hours',
  'quiet',
  'holidays',
  'prefix',
  'levels',
] as const
export type SettingName = (typeof settingNames)[number]

/** Shows everything a community has set. */
export function settingsCard(it: Settings, reader: Reader, t: Translate): Card {
  return {
    title: t('settings.title'),
    fields: settingNames
      .filter((name) => name !== 'levels')
      .map((name) => ({
        name: String(t(`settings.${name}`)),
        value: settingText(it, name, reader.locale, t),
      })),
    sections: [{ title: t('settings.levels'), lines: levels.map((level) => levelText(it, level, t)) }],
  }
}

/** Tells one setting in words. */
export function settingText(it: Settings, name: SettingName, locale: Locale, t: Translate): Text {
  switch (name) {
    case 'zone':
      return it.zone
    case 'language':
      return t(`values.language.${it.locale}.name`)
    case 'places': {
      const set = purposes.flatMap((purpose) => {
        const place = it.places[purpose]
        if (place === undefined) return []
        return [t('settings.place', { purpose: t(`values.purpose.${purpose}.name`), channel: place.channel })]
      })
      return set.length === 0 ? t('settings.none') : join(set)
    }
    case 'days':
      return weekdayNames(it.days, locale)
    case 'hours':
      return `${it.hours.from}-${it.hours.to}`
    case 'quiet':
      return it.quiet === undefined ? t('settings.none') : `${it.quiet.from}-${it.quiet.to}`
    case 'holidays':
      return it.holidays.length === 0 ? t('settings.noHolidays') : it.holidays.join(', ')
    case 'prefix':
      return it.prefix
    case 'levels':
      return join(
        levels.map((level) => levelText(it, level, t)),
        '\n',
      )
  }
}

function levelText(it: Settings, level: (typeof levels)[number], t: Translate): Text {
  const { ask, backup, minutes } = it.levels[level]
  return t('settings.level', {
    level,
    name: t(`values.level.${level}.name`),
    ask: ask.length === 0 ? t('settings.managers') : targetsText(ask, t),
    backup: backup.length === 0 ? t('settings.noBackup') : targetsText(backup, t),
    minutes,
  })
}

/** Names people and roles one after the other. */
export const targetsText = (them: readonly Target[], t: Translate): Text =>
  join(
    them.map((it) =>
      'who' in it ? [{ account: it.who.account, name: it.who.name }] : t(`values.role.${it.role}.name`),
    ),
    ', ',
  )

/** Names days of the week, Monday first. 2024-01-01 was a Monday. */
function weekdayNames(days: readonly number[], locale: Locale): string {
  const names = days.map((day) =>
    Temporal.PlainDate.from({ year: 2024, month: 1, day }).toLocaleString(locale, { weekday: 'long' }),
  )
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

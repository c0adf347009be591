import type { Card } from '../core/card.ts'
import type { Locale, Reader } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { join, type Text, type Translate } from '../core/text.ts'
import { admins, grantsOf } from '../features/roles.ts'
import { type Group, type Level, levels, purposes, type Settings } from '../features/settings.ts'
import type { Target } from '../features/target.ts'
import { lastingText, placeText, targetText } from './words.ts'

/** The settings of a community, as they are listed; each level is one. */
export const settingNames = [
  'zone',
  'language',
  'places',
  'days',
  'hours',
  'quiet',
  'holidays',
  'prefix',
  'roles',
  'level.1',
  'level.2',
  'level.3',
  'level.4',
] as const
export type SettingName = (typeof settingNames)[number]

/** Shows everything a community has set. */
export function settingsCard(it: Settings, reader: Reader, t: Translate): Card {
  return {
    title: t('settings.title'),
    fields: settingNames
      .filter((name) => levelIn(name) === undefined)
      .map((name) => ({
        name: plain(settingTitle(name, t)),
        value: settingText(it, name, reader.locale, t),
      })),
    sections: [{ title: t('settings.levels'), lines: levels.map((level) => levelText(it, level, t)) }],
  }
}

/** Names a setting. */
export const settingTitle = (name: SettingName, t: Translate): Text =>
  t(`settings.${levelIn(name) === undefined ? name : 'levels'}`)

/** Says what a changed setting changes. */
export const settingEffect = (name: SettingName, t: Translate): Text =>
  t(`settings.effect.${levelIn(name) === undefined ? name : 'level'}`)

const levelIn = (name: SettingName): Level | undefined => levels.find((level) => name === `level.${level}`)

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
        return [
          t('settings.place', {
            purpose: t(`values.purpose.${purpose}.name`),
            place: placeText({ t }, place),
          }),
        ]
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
    case 'roles':
      return rolesText(it, t)
    default:
      return levelText(it, levelIn(name) ?? 1, t)
  }
}

/** Tells what each group gives, the administrators last. */
function rolesText({ roles }: Settings, t: Translate): Text {
  const { [admins]: ofAdmins, ...others } = grantsOf(roles)
  const all = [...Object.entries(others), ...(ofAdmins === undefined ? [] : [[admins, ofAdmins] as const])]
  return join(
    all.map(([id, { role, ...shown }]) =>
      t('settings.grant', { group: groupText({ id, ...shown }, t), role: t(`values.role.${role}.name`) }),
    ),
  )
}

/** Names a group: '@mods', '#mods-private', 'admins'. */
export function groupText({ id, name, place }: Group, t: Translate): Text {
  if (id === admins) return t('values.admins.admins.name')
  return place === undefined ? name : placeText({ t }, { name, ...place })
}

function levelText(it: Settings, level: Level, t: Translate): Text {
  const { ask, backup, minutes } = it.levels[level]
  return t('settings.level', {
    level,
    name: t(`settings.levelName.${level}`),
    ask: ask.length === 0 ? t('settings.managers') : targetsText(ask, t),
    backup: backup.length === 0 ? t('settings.noBackup') : targetsText(backup, t),
    time: lastingText({ t }, minutes),
  })
}

/** Names people and roles one after the other. */
const targetsText = (them: readonly Target[], t: Translate): Text =>
  join(
    them.map((it) => targetText({ t }, it)),
    ', ',
  )

/** Names days of the week, Monday first. 2024-01-01 was a Monday. */
function weekdayNames(days: readonly number[], locale: Locale): string {
  const names = days.map((day) =>
    Temporal.PlainDate.from({ year: 2024, month: 1, day }).toLocaleString(locale, { weekday: 'long' }),
  )
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
}

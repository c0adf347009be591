import * as z from 'zod'
import {
  clockRange,
  clockRangeOrNone,
  days,
  integer,
  language,
  level,
  place,
  targets,
  text,
  weekdays,
  zone,
} from '../src/args/index.ts'
import { writtenPlace, writtenWord } from '../src/args/written.ts'
import type { Reading } from '../src/core/args.ts'
import { asForm } from '../src/core/card.ts'
import { command, none } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import { whoIs } from '../src/core/person.ts'
import { plain } from '../src/core/plain.ts'
import { join, type Text, type Translate } from '../src/core/text.ts'
import type { Work } from '../src/core/work.ts'
import { audit } from '../src/features/audit/entries.ts'
import { keepPerson, personRecordOf } from '../src/features/people.ts'
import { withName } from '../src/features/place-names.ts'
import { keepSettings, type Level, purposes, type Settings, settingsOf } from '../src/features/settings.ts'
import { seesMore } from '../src/features/sight.ts'
import {
  type SettingName,
  settingEffect,
  settingNames,
  settingsCard,
  settingText,
  settingTitle,
} from '../src/views/settings.ts'
import { chatText, placeText } from '../src/views/words.ts'
import { accountCommands } from './account.ts'
import { settingsRole } from './settings-role.ts'

type Purpose = (typeof purposes)[number]

const show = command({
  name: 'settings show',
  may: 'settings.read',
  alone: true,
  args: none,
  async run({ use, reader, t, by }) {
    const card = settingsCard(await settingsOf(use), reader, t)
    if (!by.may('settings.write')) return { card }
    return {
      card: {
        ...card,
        buttons: [{ label: plain(t('buttons.change')), command: 'settings set', input: asForm }],
      },
    }
  },
})

/** Changes any of the settings; the short commands a community begins with change some of them by it. */
export const set = command({
  name: 'settings set',
  may: 'settings.write',
  args: z.object({
    zone: zone().optional(),
    language: language().optional(),
    team: place().optional(),
    moderation: place().optional(),
    escalation: place().optional(),
    digest: place().optional(),
    days: weekdays().optional(),
    hours: clockRange().optional(),
    quiet: clockRangeOrNone().optional(),
    holidays: days().optional(),
    prefix: text().optional(),
    level: level().optional(),
    ask: targets().optional(),
    backup: targets().optional(),
    minutes: integer().optional(),
  }),
  bare: [],
  form: ['zone', 'language', 'moderation', 'escalation', 'digest'],
  async present(_read, at, use) {
    const { locale, zone } = await settingsOf(use)
    const { team: _team, ...places } = await presentPlaces(at, use)
    return { zone, language: writtenWord('language', locale, at), ...places }
  },
  async run({ args, by, use, reader, t }) {
    const before = await settingsOf(use)
    const given = purposes.filter((each) => args[each] !== undefined)
    const after = await withSight(use, changed(before, args), given)
    const names = settingNames.filter(
      (name) => JSON.stringify(partOf(before, name)) !== JSON.stringify(partOf(after, name)),
    )
    if (names.length === 0)
      throw Object.values(args).some((each) => each !== undefined)
        ? new UserError('settings.already')
        : new UserError('settings.same', { example: t('nouns.settings.verbs.set.example') })
    keepSettings(use, after)
    audit(use, { by: whoIs(by), did: 'settings.set', of: 'settings', what: { names } })
    const lines = names.map((name) =>
      t('settings.line', {
        name: settingTitle(name, t),
        after: settingText(after, name, reader.locale, t),
        before: settingText(before, name, reader.locale, t),
      }),
    )
    const effects = [...names.map((name) => settingEffect(name, t)), ...openTexts(after, given, t)]
    return {
      card: {
        title: t('settings.changed'),
        sections: [{ lines }],
        footer: join([...new Map(effects.map((effect) => [plain(effect), effect])).values()], '\n'),
      },
    }
  },
})

/**
 * Remembers how far the places that were named see now, and how they are called: they are not to be more open one day
 * without being named so.
 */
async function withSight(use: Work, it: Settings, named: readonly Purpose[]): Promise<Settings> {
  const seen = { ...it.seen }
  const places = { ...it.places }
  for (const purpose of named) {
    const at = places[purpose]
    if (at !== undefined && at.name === undefined) places[purpose] = await withName(use, at)
    const sees = at && (await use.house.sees?.(at))
    if (sees === undefined) delete seen[purpose]
    else seen[purpose] = sees
  }
  const { seen: _, ...others } = it
  const rest = { ...others, places }
  return Object.keys(seen).length === 0 ? rest : { ...rest, seen }
}

/** Says of which places that were named others than the team read what is shown there. */
const openTexts = ({ places, seen = {} }: Settings, named: readonly Purpose[], t: Translate): Text[] =>
  named.flatMap((purpose) => {
    const at = places[purpose]
    const sees = seen[purpose]
    return at === undefined || sees === undefined || !seesMore(sees, 'team')
      ? []
      : [t('settings.openPlace', { place: placeText({ t }, at), chat: chatText({ t }, at.platform) })]
  })

/** The community's channels, as they are typed. */
export async function presentPlaces(at: Reading, use: Work): Promise<Record<Purpose, string>> {
  const { places } = await settingsOf(use)
  const written = (purpose: Purpose) => writtenPlace(places[purpose], at, use)
  return {
    moderation: await written('moderation'),
    escalation: await written('escalation'),
    team: await written('team'),
    digest: await written('digest'),
  }
}

function changed(
  before: Settings,
  args: Partial<{
    zone: string | undefined
    language: Settings['locale'] | undefined
    days: number[] | undefined
    hours: Settings['hours'] | undefined
    quiet: Settings['hours'] | null | undefined
    holidays: string[] | undefined
    prefix: string | undefined
    level: 1 | 2 | 3 | 4 | undefined
    ask: Settings['levels'][1]['ask'] | undefined
    backup: Settings['levels'][1]['backup'] | undefined
    minutes: number | undefined
  }> &
    Partial<Record<Purpose, Settings['places']['team'] | undefined>>,
): Settings {
  const { level: which, ask, backup, minutes } = args
  if (which === undefined && (ask ?? backup ?? minutes) !== undefined)
    throw new UserError('settings.levelNeeded')
  if (args.prefix !== undefined && !/^\p{L}{2,6}$/u.test(args.prefix))
    throw new UserError('settings.prefixBad', { prefix: args.prefix })
  const places = { ...before.places }
  for (const purpose of purposes) {
    const given = args[purpose]
    if (given !== undefined) places[purpose] = given
  }
  const { quiet: _quiet, ...rest } = before
  const quiet = args.quiet === undefined ? before.quiet : (args.quiet ?? undefined)
  const level = which === undefined ? undefined : before.levels[which]
  return {
    ...rest,
    zone: args.zone ?? before.zone,
    locale: args.language ?? before.locale,
    days: args.days ?? before.days,
    hours: args.hours ?? before.hours,
    holidays: args.holidays === undefined ? before.holidays : [...new Set(args.holidays)].sort(),
    prefix: args.prefix?.toUpperCase() ?? before.prefix,
    places,
    ...(quiet === undefined ? {} : { quiet }),
    ...(which === undefined || level === undefined
      ? {}
      : {
          levels: {
            ...before.levels,
            [which]: {
              ask: ask ?? level.ask,
              backup: backup ?? level.backup,
              minutes: minutes ?? level.minutes,
            },
          },
        }),
  }
}

function partOf(it: Settings, name: SettingName): unknown {
  switch (name) {
    case 'language':
      return it.locale
    case 'level.1':
    case 'level.2':
    case 'level.3':
    case 'level.4':
      return it.levels[Number(name.slice(-1)) as Level]
    case 'places':
      return [it.places, it.seen]
    default:
      return it[name]
  }
}

const mine = command({
  name: 'settings mine',
  may: 'settings.own',
  args: z.object({ zone: zone().optional(), language: language().optional() }),
  bare: ['zone'],
  form: ['zone', 'language'],
  present: async (_read, at) => ({
    zone: at.by.zone,
    language: writtenWord('language', at.by.locale, at),
  }),
  async run({ args, by, use, words }) {
    const record = await personRecordOf(use, by.id)
    if (record === undefined) throw new Error(`no record of ${by.id}`)
    const { zone = by.zone, language: locale = by.locale } = args
    // What was not named stays as the chat's profile or the community has it.
    if (args.zone !== undefined || args.language !== undefined)
      await keepPerson(use, {
        ...record,
        ...(args.zone !== undefined && { zone }),
        ...(args.language !== undefined && { locale }),
      })
    const t = words.t(locale)
    return {
      card: {
        text: t('settings.mineChanged', { language: t(`values.language.${locale}.name`), zone }),
      },
    }
  },
})

/** `/settings`: how the community works, and what is one's own. */
export const settingsCommands = [show, set, settingsRole, mine, ...accountCommands]

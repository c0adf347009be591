import * as z from 'zod'
import { language, place, zone } from '../src/args/index.ts'
import { command } from '../src/core/command.ts'
import { settleWays } from '../src/features/first-run.ts'
import { settingsOf } from '../src/features/settings.ts'
import { presentPlaces, set } from './settings.ts'

const channels = command({
  name: 'settings channels',
  may: 'settings.write',
  args: z.object({
    moderation: place().optional(),
    escalation: place().optional(),
    team: place().optional(),
    digest: place().optional(),
  }),
  bare: [],
  form: ['moderation', 'escalation', 'team', 'digest'],
  present: (_read, at, use) => presentPlaces(at, use),
  run: set.run,
})

const ways = command({
  name: 'settings language',
  may: 'settings.write',
  args: z.object({ language: language().optional(), zone: zone().optional() }),
  bare: ['language', 'zone'],
  form: ['language', 'zone'],
  async run(context) {
    const { args, t, use } = context
    const before = await settingsOf(use)
    if (args.language !== undefined || args.zone !== undefined) await settleWays(use)
    const same =
      (args.language ?? before.locale) === before.locale && (args.zone ?? before.zone) === before.zone
    if (!same) return set.run(context)
    return {
      card: {
        text: t('firstRun.kept', { language: t(`values.language.${before.locale}.name`), zone: before.zone }),
      },
    }
  },
})

/** The parts of `/settings set` that a community begins with, each with a form of its own. */
export const firstRunCommands = [channels, ways]

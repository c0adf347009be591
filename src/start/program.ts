import { loadConfig } from '../../config/load.ts'
import type { Config } from '../../config/schema.ts'
import { systemClock } from '../core/clock.ts'
import { plain } from '../core/plain.ts'
import { playDemo } from '../demo/play.ts'
import { backUp } from './backup.ts'
import { sayFailure } from './failures.ts'
import { helpOnFlags, languageIn, readFlags } from './flags.ts'
import { createLog } from './log.ts'
import type { Surroundings } from './surroundings.ts'
import { runTerminal } from './terminal.ts'
import { verifyStore } from './verify.ts'

/** Tells whether there is a chat to serve. */
const isServed = ({ discord, slack }: Config): boolean =>
  slack.botToken !== undefined || discord.token !== undefined

/** Runs the program to its end; answers the exit status: 0, 1 where it failed, 2 where its flags are wrong. */
export async function run(around: Surroundings): Promise<number> {
  const { args, env, errors, folder, output, system, version, words } = around
  const locale = languageIn(args, words) ?? system.locale
  const t = words.t(locale)
  const flags = readFlags(args, words, locale)
  if ('key' in flags) {
    const wrong = t(`flags.${flags.key}`, flags.values)
    errors.write(`${plain(wrong)}\n`)
    return 2
  }
  if (flags.help || flags.version) {
    output.write(flags.help ? helpOnFlags(words, locale) : `vigie ${version}\n`)
    return 0
  }
  const logAt = (level: Parameters<typeof createLog>[0]['level']) =>
    createLog({ write: (line) => errors.write(line), level, clock: systemClock })
  let log = logAt('warn')
  try {
    const { config, routine } = loadConfig({ env, folder, ...(flags.config && { file: flags.config }) })
    log = logAt(config.log)
    if (flags.backup !== undefined) {
      const { said, status } = await backUp(flags.store ?? config.store, flags.backup, folder, t)
      ;(status === 0 ? output : errors).write(`${said}\n`)
      return status
    }
    if (flags.verify !== undefined) {
      const { said, status } = await verifyStore({
        ...flags.verify,
        url: flags.store ?? config.store,
        ...{ folder, words, clock: systemClock },
        locale: flags.lang ?? config.language ?? system.locale,
        zone: config.zone ?? system.zone,
      })
      output.write(`${said}\n`)
      return status
    }
    if (flags.demo) await playDemo({ around, locale, grace: config.grace, routine, log })
    else if (!isServed(config)) await runTerminal({ around, flags, config, routine, log })
    else if (flags.as === undefined && flags.clock === undefined) {
      // The chats' libraries take their time to load, and the terminal needs none of them.
      const { serve } = await import('./serve.ts')
      await serve({ around, flags, config, routine, log })
    } else {
      const wrong = t('flags.notServed', { flag: flags.as === undefined ? 'clock' : 'as' })
      errors.write(`${plain(wrong)}\n`)
      return 2
    }
    return 0
  } catch (error) {
    errors.write(`${sayFailure(error, t, log)}\n`)
    return 1
  }
}

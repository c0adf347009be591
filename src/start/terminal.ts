import type { Loaded } from '../../config/load.ts'
import { createEditor } from '../adapters/console/editor.ts'
import { ansiPaint, noPaint } from '../adapters/console/paint.ts'
import { createPipe } from '../adapters/console/pipe.ts'
import type { Named } from '../adapters/console/receive.ts'
import type { Terminal } from '../adapters/console/terminal.ts'
import { createFixedClock, systemClock } from '../core/clock.ts'
import type { Log } from '../core/errors.ts'
import { plain } from '../core/plain.ts'
import { openStore } from '../store/open.ts'
import { type Community, openCommunity, type Ways } from './community.ts'
import type { Flags } from './flags.ts'
import type { Surroundings } from './surroundings.ts'
import { createVigie, type Vigie } from './vigie.ts'
import { welcome } from './welcome.ts'

/** The width that piped text is set in, in cells. */
const pipedColumns = 80

/** What a session in the terminal is started with. */
interface Started extends Loaded {
  around: Surroundings
  flags: Flags
  log: Log
}

/** Runs Vigie in the terminal until the input ends, somebody quits, or it is interrupted. */
export async function runTerminal({ around, flags, config, routine, log }: Started): Promise<void> {
  const { folder, version, words } = around
  const opened = await openStore(flags.store ?? config.store, { folder })
  let vigie: Vigie | undefined
  const terminal = createTerminal(around, async (line) => vigie?.console.complete(line) ?? [])
  around.signal.addEventListener('abort', terminal.close)
  try {
    const community = await openCommunity({
      store: opened.store,
      clock: systemClock,
      log,
      begin: () => welcome(terminal, words, beginning(around, flags, config)),
    })
    if (community === undefined || around.signal.aborted) return
    const simulated = flags.clock && createFixedClock(startOf(flags.clock, community))
    vigie = await createVigie({
      opened,
      clock: simulated ?? systemClock,
      ...(simulated && { simulated }),
      community,
      terminal,
      paint: terminal.ask !== undefined && around.colours ? ansiPaint : noPaint,
      who: await whoSits(around, flags, community),
      ...(flags.lang && { language: flags.lang }),
      routine,
      grace: config.grace,
      words,
      version,
      log,
    })
    if (terminal.ask !== undefined) {
      const t = words.t(flags.lang ?? community.defaults.locale)
      const ready = [t('welcome.ready', { version, store: opened.url })]
      if (opened.note !== undefined) ready.push(t(`welcome.note.${opened.note}`))
      terminal.write(`${ready.map((text) => plain(text)).join('\n')}\n\n`)
    }
    await vigie.start()
    await vigie.console.run()
  } finally {
    terminal.close()
    await vigie?.stop()
    await opened.store.close()
  }
}

/** What a new community is proposed, and what of it the flags and the configuration have settled. */
function beginning({ system }: Surroundings, flags: Flags, config: Loaded['config']) {
  const locale = flags.lang ?? config.language
  const zone = flags.clock?.zone ?? config.zone
  return {
    proposed: system,
    settled: { ...(locale && { locale }), ...(zone && { zone }) },
    now: systemClock.now(),
  }
}

const startOf = ({ local, zone }: NonNullable<Flags['clock']>, { defaults }: { defaults: Ways }) =>
  local.toZonedDateTime(zone ?? defaults.zone).toInstant()

/** Whoever starts it is a manager, unless they name another role, or a name that is known and keeps its role. */
async function whoSits({ user }: Surroundings, { as }: Flags, community: Community): Promise<Named> {
  if (as === undefined) return { name: user, role: 'manager' }
  return as.role === undefined && !(await community.knows(as.name)) ? { ...as, role: 'manager' } : as
}

/** A line editor where somebody sits at a screen, a pipe everywhere else. */
function createTerminal(
  { input, output, interrupt }: Surroundings,
  complete: (line: string) => Promise<string[]>,
): Terminal {
  if (input.isTTY && output.isTTY) return createEditor({ input, output, complete, interrupted: interrupt })
  return createPipe({ input, write: (text) => void output.write(text), columns: pipedColumns })
}

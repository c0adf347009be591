import { createConsole } from '../adapters/console/index.ts'
import type { Paint } from '../adapters/console/paint.ts'
import type { Named } from '../adapters/console/receive.ts'
import type { Terminal } from '../adapters/console/terminal.ts'
import type { FixedClock } from '../core/clock.ts'
import type { Locale } from '../core/person.ts'
import type { Community } from './community.ts'
import { createEngine, type EngineParts } from './engine.ts'
import { createTime } from './time.ts'

/** What one Vigie in a terminal is put together from. `simulated` is its clock where it can be moved. */
interface VigieParts extends Omit<EngineParts, 'defaults' | 'simulated'> {
  simulated?: FixedClock
  community: Community
  terminal: Terminal
  paint: Paint
  who: Named
  language?: Locale
}

/** Puts Vigie together with the terminal as its chat. */
export async function createVigie({
  simulated,
  community,
  terminal,
  paint,
  who,
  language,
  ...shared
}: VigieParts) {
  const { clock, log, words } = shared
  const engine = createEngine({
    ...shared,
    defaults: community.defaults,
    simulated: simulated !== undefined,
  })
  const { courier, timer } = engine
  const time = createTime({ clock, courier, timer, words, log, ...(simulated && { simulated }) })
  const console = await createConsole({
    terminal,
    paint,
    words,
    time,
    who,
    home: () => community.home(),
    ...(language && { language }),
  })
  engine.add(console)
  return { console, time, start: engine.start, stop: engine.stop }
}

export type Vigie = Awaited<ReturnType<typeof createVigie>>

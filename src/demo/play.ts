import { setTimeout } from 'node:timers/promises'
import { ansiPaint, noPaint } from '../adapters/console/paint.ts'
import { readNamed } from '../adapters/console/receive.ts'
import type { Terminal } from '../adapters/console/terminal.ts'
import { wrap } from '../adapters/console/width.ts'
import { createFixedClock } from '../core/clock.ts'
import { writeDate, writeTime } from '../core/dates.ts'
import type { Log } from '../core/errors.ts'
import type { Block } from '../core/house.ts'
import type { Locale } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { openCommunity } from '../start/community.ts'
import type { Surroundings } from '../start/surroundings.ts'
import { createVigie, type Vigie } from '../start/vigie.ts'
import { openStore } from '../store/open.ts'
import { before } from './before.ts'
import { content } from './content.ts'
import { day } from './day.ts'
import { night } from './night.ts'
import type { Scene, Step } from './step.ts'

/** What the demo is played with. */
interface Played {
  around: Surroundings
  locale: Locale
  grace: number
  routine: Record<Locale, readonly Block[]>
  log: Log
}

/** Where the story takes place. */
const zone = 'Europe/Paris'

/** When the people of the story begin to use Vigie. */
const start = '2026-12-17T08:00'

/** How long somebody who watches is given for each step, in milliseconds: some nine seconds in all. */
const pace = 150

const instantOf = (at: string) => Temporal.PlainDateTime.from(at).toZonedDateTime(zone).toInstant()

/**
 * Plays a night and a day of a community on a simulated clock and a store in memory: every line goes through the
 * real commands, every message through the real outbox. Only headings and the typed lines are the demo's own.
 */
export async function playDemo({ around, locale, grace, routine, log }: Played): Promise<void> {
  const { output, signal, version, words } = around
  const t = words.t(locale)
  const opened = await openStore('memory://')
  const clock = createFixedClock(instantOf(start))
  const paint = output.isTTY && around.colours ? ansiPaint : noPaint
  const begin = async () => ({ locale, zone })
  const screen = createScreen(output)

  try {
    screen.shown = false
    await tell([...before, ...content].toSorted((one, other) => (one.at < other.at ? -1 : 1)))
    screen.shown = true
    screen.write(`${wrap(plain(t('demo.intro')), 80).join('\n')}\n\n`)
    // Started anew, as on another morning: everything is there again, and the buttons count from one.
    await tell([...night, ...day])
  } finally {
    await opened.store.close()
  }

  async function tell(steps: readonly Step[]): Promise<void> {
    const community = await openCommunity({ store: opened.store, clock, log, begin })
    if (community === undefined) throw new Error('a new store has a community already')
    const vigie = await createVigie({
      opened,
      clock,
      simulated: clock,
      community,
      terminal: screen,
      paint,
      who: { name: 'head_comm', role: 'manager' },
      routine,
      grace,
      words,
      version,
      log,
    })
    await vigie.start()
    for (const step of steps) {
      if (signal.aborted) break
      await play(step, vigie)
      if (output.isTTY && screen.shown) await setTimeout(pace)
    }
    await vigie.stop()
  }

  async function play(step: Step, { console, time }: Vigie): Promise<void> {
    await time.move?.(instantOf(step.at))
    if ('scene' in step) return caption(step)
    if ('small' in step) return logSmall(step.small, console)
    const named = readNamed(step.by, words)
    if (!('name' in named)) throw new Error(`nobody can be called ${step.by}`)
    console.become(named)
    if (step.in !== undefined) await quietly(() => console.play({ text: `/in ${step.in}` }))
    screen.write(`${console.prompt()}${step[locale]}\n`)
    await console.play({ text: step[locale] })
  }

  function caption({ scene }: Scene): void {
    const now = clock.now().epochMilliseconds
    const when = `${writeDate(now, locale, zone, now)}, ${writeTime(now, locale, zone)}`
    screen.write(`${paint.bold(`— ${when} · ${plain(t(`demo.scene.${scene}`))} —`)}\n\n`)
  }

  async function logSmall(count: number, console: Vigie['console']): Promise<void> {
    console.become({ name: 'mod_west' })
    for (let n = 1; n <= count; n++) await console.play({ text: plain(t('demo.small', { n })) })
  }

  async function quietly(run: () => Promise<unknown>): Promise<void> {
    screen.shown = false
    await run()
    screen.shown = true
  }
}

/** A terminal nobody types at, which can be told to print nothing for a while. */
function createScreen(output: NodeJS.WriteStream): Terminal & { shown: boolean } {
  const screen = {
    shown: true,
    read: async () => undefined,
    write(text: string) {
      if (screen.shown) output.write(text)
    },
    width: () => output.columns || 80,
    close: () => {},
  }
  return screen
}

import { loadRoutine } from '../../../config/routine.ts'
import { noPaint } from '../../../src/adapters/console/paint.ts'
import { createFixedClock } from '../../../src/core/clock.ts'
import type { Locale } from '../../../src/core/person.ts'
import { openCommunity } from '../../../src/start/community.ts'
import { createVigie } from '../../../src/start/vigie.ts'
import { openStore } from '../../../src/store/open.ts'
import type { Fact, Player, Stage } from '../../contracts/play.ts'
import { recordsOf } from '../../contracts/records.ts'
import { begins, channels, everybody, people, zone } from '../../contracts/scenarios/cast.ts'
import type { Act } from '../../contracts/scenarios/scenario.ts'
import { commandCalled, labelsIn, lineOf, said, valuesOf, written } from '../../contracts/tongue.ts'
import { createFakeLog } from '../../fakes.ts'
import { words } from '../../test-house.ts'
import { type Pressable, readPrinted } from './printed.ts'

const routine = loadRoutine()

/** The terminal as scenarios are played in it: lines in, lines out. */
export const consoleStage: Stage = {
  chat: 'console',
  lacks: {
    'menus on messages': 'people write nothing to each other in a terminal',
    'a greeting': 'whoever starts a terminal is asked before there is one',
  },
  async open(locale) {
    const clock = createFixedClock(Temporal.PlainDateTime.from(begins).toZonedDateTime(zone).toInstant())
    const { store } = await openStore('memory://')
    const log = createFakeLog()
    const printed: string[] = []
    const community = await openCommunity({ store, clock, log, begin: async () => ({ locale, zone }) })
    if (community === undefined) throw new Error('the community was not settled')
    const vigie = await createVigie({
      opened: { store, url: 'memory://' } as Awaited<ReturnType<typeof openStore>>,
      ...{ clock, simulated: clock, community, words, log, paint: noPaint, version: '0.0.0' },
      terminal: {
        read: async () => undefined,
        write: (text) => void printed.push(text),
        width: () => 80,
        close: () => {},
      },
      who: { name: people.manager[0] ?? '', role: 'manager' },
      routine,
      grace: 2 * 60 * 60 * 1000,
    })
    await vigie.start()
    const play = async (line: string): Promise<string[]> => {
      printed.splice(0)
      await vigie.console.play({ text: line })
      return printed.splice(0)
    }
    return player(
      { play, locale },
      {
        records: () => recordsOf(store, { platform: 'console', space: 'terminal', names }),
        complaints: () => log.errors,
        stop: vigie.stop,
      },
    )
  },
}

const names = new Map([
  ...everybody.flatMap((who): [string, string][] => [
    [who, `@${who}`],
    [`@${who}`, `@${who}`],
  ]),
  ...[...channels.team, ...channels.open].map((name): [string, string] => [name, `#${name}`]),
])

/** A button that was printed: who can see it, where that was, and what it stands under. */
interface Button extends Pressable {
  to: string
  at: string
  under: string
}

function player(
  { locale, play }: { locale: Locale; play(line: string): Promise<string[]> },
  rest: Pick<Player, 'records' | 'complaints' | 'stop'>,
): Player {
  const seen: Fact[] = []
  const buttons: Button[] = []
  const forms = new Map<string, { number: string; command: string; at: string }>()
  let seat = ''
  let last = Promise.resolve()

  /** Somebody sits down in a channel. */
  async function sit(who: string, where: string): Promise<void> {
    if (seat === `${who} in ${where}`) return
    await play(`/as ${who}`)
    if (!where.startsWith('@')) await play(`/in ${where.split('/').at(-1)}`)
    seat = `${who} in ${where}`
  }

  /** Somebody types a line; what is printed is theirs, or arrives somewhere. */
  async function type(who: string, where: string, line: string): Promise<void> {
    await sit(who, where)
    for (const block of await play(line)) {
      const it = readPrinted(block, who)
      if (it === undefined) continue
      const { form, pressable, ...fact } = it
      const at = it.sees === 'privately' ? where : it.where
      buttons.push(...pressable.map((each) => ({ ...each, to: it.where, at, under: it.says })))
      if (form !== undefined) forms.set(who, { number: form, command: it.says, at: where })
      seen.push(fact)
    }
  }

  const acts: { [K in Act['does']]: (it: Extract<Act, { does: K }>) => Promise<void> } = {
    types: ({ command, given, where, who }) =>
      type(who, where, `/${lineOf(commandCalled(command), given, locale)}`),
    async presses({ choice, label, of = '', who }) {
      const labels = labelsIn(locale, label)
      const isTheirs = (it: Button) => it.to.startsWith('#') || it.to === `@${who}`
      const found = buttons.findLast(
        (it) => isTheirs(it) && labels.includes(it.label) && it.under.startsWith(of),
      )
      if (found === undefined) throw new Error(`${who} has nothing called ${labels.join(' or ')} before them`)
      const chosen = choice === undefined ? '' : ` ${said(choice, locale)}`
      await type(who, found.at, `/press ${found.number}${chosen}`)
    },
    async fills({ given, who }) {
      const form = forms.get(who)
      if (form === undefined) throw new Error(`${who} has no form to fill in`)
      const values = written(valuesOf(commandCalled(form.command), given, locale), locale)
      await type(who, form.at, `/press ${form.number} ${values}`)
    },
    writes: () => Promise.reject(new Error('nobody writes to anybody in a terminal')),
    picks: () => Promise.reject(new Error('there are no menus in a terminal')),
    waits: ({ until }) => type(people.manager[0] ?? '', '#team', `/clock ${until}`),
  }

  return {
    chat: 'console',
    // There is one keyboard: whoever is at the same moment as somebody else comes after them.
    act(it) {
      last = last.then(() => acts[it.does](it as never))
      return last
    },
    see: async () => seen.splice(0),
    ...rest,
  }
}

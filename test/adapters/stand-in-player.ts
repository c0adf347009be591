import type { FixedClock } from '../../src/core/clock.ts'
import type { Locale, Platform } from '../../src/core/person.ts'
import type { Store } from '../../src/core/store.ts'
import type { Fact, Player } from '../contracts/play.ts'
import { recordsOf } from '../contracts/records.ts'
import { channels, everybody, zone } from '../contracts/scenarios/cast.ts'
import type { Act } from '../contracts/scenarios/scenario.ts'
import { commandCalled, labelsIn, said, valuesOf } from '../contracts/tongue.ts'
import type { FakeLog } from '../fakes.ts'
import { calm, createSightings, type Sighting } from './sightings.ts'

/** What the stand-ins of chats have in common: `M` is a message, `V` a form somebody has open. */
interface StandIn<M, V> {
  calls: { answer?: string }[]
  violations: string[]
  notified: { user: string; message: M }[]
  private(who: string): M[]
  direct(who: string): M[]
  messages(where: string): M[]
  thread(root: M): M[]
  modal(who: string): V | undefined
  textOf(seen: M | V, reader: string | { locale: string; tz: string }): string
  press(who: string, message: M, label: string, more: { choice?: string }): Promise<unknown>
  submit(who: string, values: Record<string, string | string[]>): Promise<unknown>
  say(who: string, where: string, words: string): M
}

interface Engine {
  courier: { run(): Promise<unknown> }
  timer: { advance(clock: FixedClock, to: Temporal.Instant): Promise<void> }
}

/** What is each chat's own, beside its stand-in and the rig Vigie runs in. */
interface Own<M, V> {
  chat: Platform
  space: string
  locale: Locale
  rig: { clock: FixedClock; engine: Engine; log: FakeLog; store: Store; stop(): Promise<void> }
  standIn: StandIn<M, V>
  /** How it calls the language people read. */
  tongue: string
  /** Writes what is read there as the other chats have it. */
  reworded(text: string): string
  /** The same for a message before and after an edit. */
  idOf(message: M): string
  /** Whether it is there, and Vigie's. */
  isShown(message: M): boolean
  labelsOf(message: M): string[]
  /** The command whose form it is; that of a message is one that was refused, and waits behind its button. */
  formOf(seen: { view: V } | { message: M }): string | undefined
  types(it: Extract<Act, { does: 'types' }>): Promise<unknown>
  /** Picks from the menu of a message. */
  picks(it: Extract<Act, { does: 'picks' }>, message: M): Promise<unknown>
  /** What it calls people and channels. */
  names(): [id: string, name: string][]
}

const places = [...channels.team, ...channels.open].map((name) => `#${name}`)

/** Plays scenarios on a chat's stand-in, through the real client. */
export function createStandInPlayer<M extends object, V extends object>(own: Own<M, V>): Player {
  const { locale, rig, standIn } = own
  const { clock, engine, log, store } = rig
  const read = (seen: M | V, who?: string): string =>
    own.reworded(standIn.textOf(seen, who ?? { locale: own.tongue, tz: zone }))

  function sighting(message: M, where: string, isPrivate = false): Sighting<M> {
    const id = own.idOf(message)
    return {
      ...{ id, where, isPrivate, message, labels: own.labelsOf(message) },
      form: isPrivate ? own.formOf({ message }) : undefined,
      text: read(message, where.startsWith('@') ? where.slice(1) : undefined),
      notifies: standIn.notified
        .flatMap(({ message: of, user }) => (own.idOf(of) === id ? [user] : []))
        .sort(),
    }
  }

  const sightings = createSightings(() => [
    ...everybody.flatMap((who) => [
      ...standIn.private(who).flatMap((it) => (own.isShown(it) ? sighting(it, `@${who}`, true) : [])),
      ...standIn.direct(who).flatMap((it) => (own.isShown(it) ? sighting(it, `@${who}`) : [])),
    ]),
    ...places.flatMap((where) =>
      standIn.messages(where).flatMap((root) => {
        if (!own.isShown(root)) return []
        const thread = `${where}/${read(root).split(' · ')[0]}`
        return [sighting(root, where), ...standIn.thread(root).map((it) => sighting(it, thread))]
      }),
    ),
  ])

  const forms = new Map<string, string>()
  /** The forms that have been opened, or say something else now. */
  const opened = (): Fact[] =>
    everybody.flatMap((who): Fact[] => {
      const view = standIn.modal(who)
      const whole = view === undefined ? '' : read(view, who)
      if (forms.get(who) === whole) return []
      forms.set(who, whole)
      const says = view && own.formOf({ view })
      return says === undefined ? [] : [{ sees: 'form', where: `@${who}`, says, whole }]
    })

  const formOf = (who: string): string | undefined => {
    const view = standIn.modal(who)
    return view && own.formOf({ view })
  }

  /** A form that was refused may wait behind a button. */
  async function openAgain(who: string): Promise<void> {
    const last = standIn.private(who).at(-1)
    const label = last && own.labelsOf(last)[0]
    if (last === undefined || label === undefined) throw new Error(`${who} has no form to fill in`)
    await standIn.press(who, last, label, {})
  }

  /** What people wrote, by its words. */
  const spoken = new Map<string, M>()
  const acts: { [K in Act['does']]: (it: Extract<Act, { does: K }>) => Promise<unknown> } = {
    types: own.types,
    presses({ choice, label, of, who }) {
      const found = sightings.bearing(who, labelsIn(locale, label), of)
      const more = choice === undefined ? {} : { choice: said(choice, locale) }
      return standIn.press(who, found.message, found.label, more)
    },
    async fills({ given, who }) {
      if (formOf(who) === undefined) await openAgain(who)
      const values = valuesOf(commandCalled(formOf(who) ?? ''), given, locale).map(
        ({ many, name, written }) => [name, many ? written.split(',') : written],
      )
      return standIn.submit(who, Object.fromEntries(values))
    },
    async writes({ where, who, words }) {
      spoken.set(words, standIn.say(who, where, words))
    },
    picks(it) {
      const message = spoken.get(it.on)
      if (message === undefined) throw new Error(`nobody wrote '${it.on}'`)
      return own.picks(it, message)
    },
    waits: ({ until }) =>
      engine.timer.advance(clock, Temporal.PlainDateTime.from(until).toZonedDateTime(zone).toInstant()),
  }

  const moved = () => `${standIn.calls.length} ${standIn.calls.at(-1)?.answer}`

  return {
    chat: own.chat,
    async act(it) {
      await acts[it.does](it as never)
    },
    async see() {
      await calm(moved)
      await engine.courier.run()
      await engine.courier.run()
      return [...sightings.fresh(), ...opened()]
    },
    records: () => recordsOf(store, { platform: own.chat, space: own.space, names: new Map(own.names()) }),
    complaints: () => [...standIn.violations, ...log.errors],
    stop: rig.stop,
  }
}

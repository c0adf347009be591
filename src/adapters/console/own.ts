import type { Invocation } from '../../core/chat.ts'
import type { Form } from '../../core/form.ts'
import { handle } from '../../core/safe.ts'
import type { Text } from '../../core/text.ts'
import type { Words } from '../../core/words.ts'
import type { Buttons } from './buttons.ts'
import type { Messages } from './messages.ts'
import { type OwnVerb, ownVerbs, readNamed } from './receive.ts'
import type { Screen } from './screen.ts'
import type { Seat } from './seat.ts'
import type { Time } from './time.ts'

/** The farthest the clock goes in one move, in hours: each day on the way is lived through. */
const farthest = 366 * 24

/** What somebody did, besides who and where, which the session knows. */
export type Did = Pick<Invocation, 'command' | 'input'> & Partial<Pick<Invocation, 'pressed' | 'here'>>

interface OwnParts {
  seat: Seat
  screen: Screen
  buttons: Buttons
  messages: Messages
  words: Words
  time: Time
  /** `rest` are words for the form it may open. */
  invoke(did: Did, rest?: string): Promise<void>
  fillIn(form: Form, rest: string): Promise<void>
}

/** What the terminal does by itself, by verb; `quit` is the session's. */
export function createOwn({ seat, screen, buttons, messages, words, time, invoke, fillIn }: OwnParts) {
  const now = (): Text => [{ time: time.now().epochMilliseconds, as: 'both' }]

  async function clock(typed: string): Promise<void> {
    const { zone, locale } = seat.reader()
    if (typed === '')
      return screen.say(time.move ? 'console.clock.simulated' : 'console.clock.real', { now: now(), zone })
    if (time.move === undefined) return screen.say('console.clock.fixed')
    const to = time.read(typed, zone, locale)
    if (to === undefined) return screen.say('console.clock.unknown', { typed: typed.slice(0, 60) })
    const hours = time.now().until(to).total('hours')
    if (hours < 0) return screen.say('console.clock.back', { now: now() })
    if (hours > farthest) return screen.say('console.clock.far', { now: now() })
    await time.move(to)
    screen.say('console.clock.moved', { now: now(), zone })
  }

  async function as(typed: string): Promise<void> {
    if (typed === '') return screen.say('console.as.now', { name: handle(seat.by().id) })
    const named = readNamed(typed, words)
    if ('badName' in named) return screen.say('console.as.badName', { typed: named.badName.slice(0, 60) })
    if ('badRole' in named)
      return screen.say('console.as.badRole', {
        typed: named.badRole.slice(0, 60),
        roles: [...words.set('values.role', seat.reader().locale).values()]
          .map(({ name }) => name)
          .join(', '),
      })
    seat.become(named)
    screen.say('console.as.now', { name: handle(named.name) })
  }

  async function goIn(typed: string): Promise<void> {
    const card = messages.about(typed)
    const [, channel] = /^#([\p{L}\p{M}\p{N}_-]{1,80})$/u.exec(typed) ?? []
    if (typed === '') seat.go()
    else if (channel !== undefined) seat.go({ platform: 'console', space: seat.by().space, channel })
    else if (card !== undefined) seat.go({ ...card.ref.place, thread: card.ref.id })
    else return screen.say('console.in.unknown', { typed: typed.slice(0, 60) })
    screen.say('console.in.now', { place: messages.nameOf(seat.here()) })
  }

  async function press(typed: string): Promise<void> {
    if (typed === '') return screen.say('console.press.which')
    const pressed = buttons.find(typed, seat.by().id)
    if ('unknown' in pressed)
      return screen.say('console.press.unknown', { typed: pressed.unknown.slice(0, 60) })
    const { shown, rest } = pressed
    if (shown.form !== undefined) return fillIn(shown.form, rest)
    if (shown.button.choices !== undefined && pressed.choice === undefined && rest === '')
      return screen.menu(shown.number, shown.button)
    const input: Record<string, string> = { ...shown.button.input, ...pressed.choice?.input }
    const did = {
      command: shown.button.command,
      ...(shown.on && { pressed: shown.on, here: shown.on.place }),
    }
    // Words go the way of any typed line, with what the button carries behind them, and need no form; but words
    // for a draft go into its form.
    const { $form: _form, ...carried } = input
    const isLine = rest !== '' && !Object.keys(carried).some((name) => name.startsWith('$'))
    return isLine ? invoke({ ...did, input: `${rest} ${written(carried)}` }) : invoke({ ...did, input }, rest)
  }

  /** Prints what the terminal adds to `/help`. */
  function help(): void {
    const { locale } = seat.reader()
    const t = words.t(locale)
    const verbs = words.set('console.own', locale)
    const name = (verb: OwnVerb) => verbs.get(verb)?.name ?? verb
    screen.answer({
      title: t('console.help.title'),
      fields: ownVerbs.map((verb) => ({ name: `/${name(verb)}`, value: t(`console.own.${verb}.does`) })),
      footer: t('console.help.grammar'),
    })
  }

  return { clock, as, in: goIn, press, help }
}

const written = (input: Record<string, string>): string =>
  Object.entries(input)
    .map(([name, value]) => `${name}:"${value}"`)
    .join(' ')

import { randomUUID } from 'node:crypto'
import type { Bot, Invocation } from '../../core/chat.ts'
import type { Outcome } from '../../core/command.ts'
import type { Form } from '../../core/form.ts'
import type { Words } from '../../core/words.ts'
import type { Buttons } from './buttons.ts'
import { askFields, fill, missingCard } from './form.ts'
import type { Messages } from './messages.ts'
import { createOwn, type Did } from './own.ts'
import { receive } from './receive.ts'
import type { Screen } from './screen.ts'
import type { Seat } from './seat.ts'
import type { Line, Terminal } from './terminal.ts'
import type { Time } from './time.ts'

/** What a session is made of. */
interface SessionParts {
  seat: Seat
  terminal: Terminal
  screen: Screen
  buttons: Buttons
  messages: Messages
  words: Words
  time: Time
}

/** Plays lines, one after the other: each is answered, and what it set off is delivered, before the next. */
export function createSession(parts: SessionParts, bot: Bot) {
  const { seat, terminal, screen, buttons, words, time } = parts
  const own = createOwn({ ...parts, invoke, fillIn })

  /** Plays one line; answers whether there may be another. */
  async function play(line: Line): Promise<boolean> {
    await seat.look()
    screen.today()
    const received = receive(line, words)
    if ('nothing' in received) return true
    if ('unreadable' in received) screen.say(`console.unreadable.${received.unreadable}`)
    else if ('own' in received) {
      if (received.own === 'quit') return false
      await own[received.own](received.words)
    } else {
      await invoke({ command: '', input: received.line })
      if ('help' in received) own.help()
    }
    await time.settle()
    return true
  }

  /** Takes something somebody did to the bot and prints what comes of it; `rest` fills the form it may open. */
  async function invoke(did: Did & { draft?: string }, rest = ''): Promise<void> {
    const it: Invocation = {
      id: `console-${randomUUID()}`,
      by: seat.by(),
      here: seat.here(),
      at: time.now().epochMilliseconds,
      ...(seat.language === undefined ? {} : { locale: seat.language }),
      ...did,
    }
    const accepted = await bot.accept(it)
    if ('run' in accepted) await show(await accepted.run(), rest)
    else if ('form' in accepted) await fillIn(accepted.form, rest)
    else await show({ card: accepted.refuse }, rest)
  }

  async function show(outcome: Outcome, rest = ''): Promise<void> {
    if ('form' in outcome) return fillIn(outcome.form, rest)
    if ('shown' in outcome) return
    const card = 'ask' in outcome ? outcome.ask : outcome.card
    if (card.for !== undefined) seat.spoken(card.for.locale)
    screen.answer(card)
  }

  /** Fills a form from the words that came with a press, else by asking, else says what is missing. */
  async function fillIn(form: Form, rest: string): Promise<void> {
    if (rest !== '') return submit(form, fill(form, rest, words))
    if (terminal.ask === undefined)
      return screen.answer(missingCard(form, buttons.keep(form), words, seat.reader().locale))
    const values = await askFields(form, terminal.ask, screen)
    if (values !== undefined) return submit(form, values)
    screen.say('console.form.left', { number: String(buttons.keep(form)) })
  }

  const submit = (form: Form, values: Record<string, string>) =>
    invoke({ command: '', input: values, draft: form.draft })

  return { play, show }
}

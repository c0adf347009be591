import type { Accepted, Invocation } from '../src/core/chat.ts'
import type { Form } from '../src/core/form.ts'
import { read } from '../src/core/update.ts'
import type { Work } from '../src/core/work.ts'
import type { TestBot } from './test-bot.ts'

let turn = 0

/** Asks the whole of Vigie as adapters do, for one person in one place: what is accepted is not done yet. */
export function asking({ bot, clock, house, store }: TestBot, from: Pick<Invocation, 'by' | 'here'>) {
  const { platform, space } = from.by
  return {
    accept: (
      command: string,
      input: string | Record<string, string>,
      more: Partial<Invocation> = {},
    ): Promise<Accepted> =>
      bot.accept({
        ...{ ...from, id: `asked-${++turn}`, at: clock.now().epochMilliseconds },
        ...{ command, input, ...more },
      }),
    /** Looks into the records of their community. */
    look: <T>(run: (use: Work) => Promise<T>): Promise<T> =>
      read({ store, clock, house, community: `${platform}-${space}`, id: `look-${++turn}` }, run),
  }
}

/** Asks like that for anna, who is a manager there. */
export function asManager(it: TestBot, from: Pick<Invocation, 'by' | 'here'>) {
  it.chat.knows.groups.set(from.by.id, ['role:manager'])
  it.chat.knows.profiles.set(from.by.id, { name: 'anna' })
  return asking(it, from)
}

/** Returns the form that opened. */
export function formIn(accepted: Accepted): Form {
  if (!('form' in accepted)) throw new Error(`no form: ${JSON.stringify(accepted)}`)
  return accepted.form
}

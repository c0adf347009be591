import * as z from 'zod'
import { messageInDoubt } from '../src/args/in-doubt.ts'
import { type Context, command, none, type Outcome } from '../src/core/command.ts'
import { countAsSent, sendNow } from '../src/features/deciding.ts'
import { doubtsFor } from '../src/features/in-doubt.ts'
import { actorAt } from '../src/features/incidents/reference.ts'
import { settingsOf } from '../src/features/settings.ts'
import { decidedCard, doubtsCard } from '../src/views/in-doubt.ts'

const which = z.object({ ref: messageInDoubt() })

/** Shows what is in doubt, more of it than `/status` does. */
const list = command({
  name: 'message list',
  may: 'status.read',
  alone: true,
  args: none,
  async run({ by, t, use }) {
    const { prefix } = await settingsOf(use)
    return { card: doubtsCard(await doubtsFor(use, by), prefix, t) }
  },
})

/** Counts a message as sent that somebody saw, where Vigie cannot tell. */
const arrived = command({
  name: 'message arrived',
  may: 'status.read',
  args: which,
  bare: ['ref'],
  form: ['ref'],
  run: (context) => decided(context, countAsSent),
})

/** Sends a message of which nobody can tell whether it went out. */
const send = command({
  name: 'message send',
  may: 'status.read',
  args: which,
  bare: ['ref'],
  form: ['ref'],
  run: (context) => decided(context, sendNow),
})

async function decided(
  { args, by, here, reader, t, use }: Context<z.output<typeof which>>,
  decide: typeof sendNow,
): Promise<Outcome> {
  const { prefix } = await settingsOf(use)
  const outcome = await decide(use, args.ref, { by, who: actorAt(by, here) })
  return { card: decidedCard(outcome, { locale: reader.locale, prefix, t }) }
}

/** `/message`: what may or may not have gone out, for a person to decide. */
export const messageCommands = [list, arrived, send]

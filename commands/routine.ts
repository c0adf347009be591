import * as z from 'zod'
import { block } from '../src/args/block.ts'
import { type Context, command, none } from '../src/core/command.ts'
import { UserError } from '../src/core/errors.ts'
import type { Text } from '../src/core/text.ts'
import { actorAt } from '../src/features/incidents/reference.ts'
import { blocksToday, routineDay, tickBlock, untickBlock } from '../src/features/routine.ts'
import { labelOf, routineCard } from '../src/views/routine.ts'
import { nameText, timeText } from '../src/views/words.ts'

const show = command({
  name: 'routine show',
  may: 'routine.read',
  alone: true,
  args: none,
  run: (context) => answer(context),
})

const ofBlock = {
  may: 'routine.tick',
  args: z.object({ block: block() }),
  bare: ['block'],
  form: ['block'],
} as const

const tick = command({
  name: 'routine tick',
  ...ofBlock,
  async run(context) {
    const title = await titleOf(context)
    const before = await tickBlock(context.use, actorAt(context.by, context.here), context.args.block)
    if (before === undefined) return answer(context, context.t('routine.didTick', { block: title }))
    return answer(
      context,
      context.t('routine.already', {
        block: title,
        who: nameText(before.by),
        time: timeText(before.at, 'time'),
      }),
    )
  },
})

const untick = command({
  name: 'routine untick',
  ...ofBlock,
  async run(context) {
    const title = await titleOf(context)
    const had = await untickBlock(context.use, actorAt(context.by, context.here), context.args.block)
    return answer(context, context.t(had ? 'routine.didUntick' : 'routine.notTicked', { block: title }))
  },
})

async function answer(
  { by, reader, t, use }: Pick<Context<unknown>, 'by' | 'reader' | 't' | 'use'>,
  said?: Text,
) {
  const day = await routineDay(use, by)
  const may = by.may('routine.tick')
  return { card: routineCard(day, reader, t, { may, ...(said === undefined ? {} : { said }) }) }
}

/** A button may be older than the routine. */
async function titleOf({ args: { block: id }, reader, use }: Context<{ block: string }>): Promise<string> {
  const found = (await blocksToday(use, reader.locale)).find((it) => it.id === id)
  if (found === undefined) throw new UserError('routine.gone')
  return labelOf(found, reader)
}

/** `/routine`: the community's day, hour by hour, and what is done of it. */
export const routineCommands = [show, tick, untick]

import { command, none } from '../src/core/command.ts'
import { readStatus } from '../src/features/status.ts'
import { statusCard } from '../src/views/status.ts'

const show = command({
  name: 'status show',
  may: 'status.read',
  alone: true,
  args: none,
  async run({ reader, t, use }) {
    return { card: statusCard(await readStatus(use), use.house, reader, t) }
  },
})

/** `/status`: how Vigie itself stands. */
export const statusCommands = [show]

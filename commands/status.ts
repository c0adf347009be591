import { command, none } from '../src/core/command.ts'
import { importing } from '../src/features/link/import.ts'
import { readStatus } from '../src/features/status.ts'
import { importSections } from '../src/views/link.ts'
import { statusCard } from '../src/views/status.ts'

const show = command({
  name: 'status show',
  may: 'status.read',
  alone: true,
  args: none,
  async run({ by, reader, t, use }) {
    const card = statusCard(await readStatus(use, by), use.house, reader, t)
    const coming = importSections(await importing(use), t)
    return { card: { ...card, sections: [...coming, ...(card.sections ?? [])] } }
  },
})

/** `/status`: how Vigie itself stands. */
export const statusCommands = [show]

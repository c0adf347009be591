import type { Command } from '../src/core/command.ts'
import { digestCommands } from './digest.ts'
import { firstRunCommands } from './first-run.ts'
import { helpCommands } from './help.ts'
import { incidentCommands } from './incident/index.ts'
import { linkCommands } from './link.ts'
import { messageCommands } from './message.ts'
import { reminderCommands } from './reminder/index.ts'
import { routineCommands } from './routine.ts'
import { settingsCommands } from './settings.ts'
import { statusCommands } from './status.ts'
import { teamCommands } from './team.ts'

/** Everything people can ask, in the order in which help shows it. */
export const commands: readonly Command[] = [
  ...reminderCommands,
  ...incidentCommands,
  ...digestCommands,
  ...routineCommands,
  ...settingsCommands,
  ...linkCommands,
  ...firstRunCommands,
  ...teamCommands,
  ...statusCommands,
  ...messageCommands,
  ...helpCommands(() => commands),
]

import type { Command } from '../../src/core/command.ts'
import { add } from './add.ts'
import { addLink, done, skip, snooze } from './dates.ts'
import { list, mine } from './list.ts'
import { edit, pause, remove, resume, show, undo } from './series.ts'

/** What people can do with reminders, in the order in which help shows it. */
export const reminderCommands: readonly Command[] = [
  add,
  mine,
  list,
  show,
  edit,
  done,
  addLink,
  snooze,
  skip,
  pause,
  resume,
  remove,
  undo,
]

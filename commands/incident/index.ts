import type { Command } from '../../src/core/command.ts'
import { due, relate, severity, undo } from './changes.ts'
import { monitor, reopen, resolve } from './closing.ts'
import { escalationCommands } from './escalation.ts'
import { history } from './history.ts'
import { list } from './list.ts'
import { log } from './log.ts'
import { evidence, note, record } from './notes.ts'
import { assign, claim, release } from './ownership.ts'
import { show } from './show.ts'

/** What people can do with incidents, in the order in which help shows it. */
export const incidentCommands: readonly Command[] = [
  log,
  list,
  show,
  note,
  evidence,
  record,
  claim,
  release,
  assign,
  severity,
  due,
  ...escalationCommands,
  resolve,
  monitor,
  reopen,
  relate,
  undo,
  history,
]

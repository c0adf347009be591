import { digests } from './digest.ts'
import { escalations } from './escalation.ts'
import { incidents } from './incident.ts'
import { openIncidents } from './incident-care.ts'
import { reminders } from './reminder.ts'
import type { Chapter } from './scenario.ts'
import { beginnings, settings } from './settings.ts'
import { help, wordsOfOthers } from './words.ts'

/** How Vigie behaves, told by what people do with it. */
export const chapters: readonly Chapter[] = [
  beginnings,
  incidents,
  openIncidents,
  escalations,
  reminders,
  digests,
  settings,
  wordsOfOthers,
  help,
]

import type { Text } from '../core/text.ts'
import type { Undone } from '../features/incidents/undo.ts'
import { severityText, statusText, type Telling } from './incident-words.ts'
import { nameText, timeText } from './words.ts'

/** Says exactly what an undo did: how the case stands again. */
export function undoneText(telling: Telling, { it, step }: Undone): Text {
  const { t } = telling
  const ref = telling.ref(it.number)
  switch (step.did) {
    case 'logged':
      return t('incident.undone.logged', { ref })
    case 'claimed':
    case 'assigned':
    case 'released':
      return it.owner === undefined
        ? t('incident.undone.nobody', { ref })
        : t('incident.undone.owner', { ref, owner: nameText(it.owner) })
    case 'severity':
      return t('incident.undone.severity', { ref, severity: severityText(telling, it) })
    case 'due':
      return it.due === undefined
        ? t('incident.undone.noDue', { ref })
        : t('incident.undone.due', { ref, time: timeText(it.due.at), what: it.due.what })
    case 'related':
      return t('incident.undone.related', { ref, other: telling.ref(Number(step.values?.number)) })
    default:
      return t('incident.undone.status', { ref, status: statusText(telling, it) })
  }
}

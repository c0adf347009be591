import type { View } from '../core/card.ts'
import { join, shorten } from '../core/text.ts'
import { assignedView as name } from '../features/incidents/ownership.ts'
import { incidentOf, stepOf } from '../features/incidents/record.ts'
import { numbersOf } from '../features/incidents/reference.ts'
import { openButton } from './escalation-words.ts'
import { caseButton, dueText } from './incident.ts'
import { severityText, statusText, tellingOf, typeText } from './incident-words.ts'
import { capital, isTeam, nameText } from './words.ts'

/** How much of what happened is told, in characters. */
const longestWhat = 200

/**
 * Tells somebody that a case was assigned to them; `of` is 'incident/<number>/<step>/assigned'. Nothing where they do not have
 * it any more.
 */
export const assignedView: View = {
  name,
  async card(of, reader, use, t) {
    const { nth, number } = numbersOf(of)
    const it = await incidentOf(use, number)
    const step = await stepOf(use, number, nth)
    const isTheirs = it?.owner !== undefined && it.owner.person === step?.to?.person
    if (it === undefined || step?.by === undefined || !isTheirs || !isTeam(reader)) return undefined
    if (it.resolved !== undefined || it.withdrawn !== undefined) return undefined
    const telling = await tellingOf(use, reader, t)
    return {
      title: t('incident.assignedYou', { who: nameText(step.by), ref: telling.ref(number) }),
      text: join(
        [
          join([
            capital(typeText(telling, it), reader.locale),
            severityText(telling, it),
            statusText(telling, it),
          ]),
          shorten(it.what.replaceAll('\n', ' '), longestWhat),
          dueText(telling, it),
        ],
        '\n',
      ),
      buttons: [
        openButton(telling, it),
        caseButton(telling, 'note', 'incident note', it),
        caseButton(telling, 'ask', 'incident ask', it),
        caseButton(telling, 'resolve', 'incident resolve', it),
      ],
    }
  },
}

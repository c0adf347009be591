import type { View } from '../core/card.ts'
import { join } from '../core/text.ts'
import { incidentOf, stepOf } from '../features/incidents/record.ts'
import { numbersOf } from '../features/incidents/reference.ts'
import { unheardView as name } from '../features/incidents/unheard.ts'
import { openButton } from './escalation-words.ts'
import { tellingOf } from './incident-words.ts'
import { isTeam, nameText } from './words.ts'

/**
 * Tells whoever wrote something to somebody that it reached them by no way: what failed, what was kept, what to do;
 * `of` begins with 'incident/<number>/<step>/unheard'.
 */
export const incidentUnheardView: View = {
  name,
  async card(of, reader, use, t) {
    const { nth, number } = numbersOf(of)
    const it = await incidentOf(use, number)
    const step = await stepOf(use, number, nth)
    if (it === undefined || step?.to === undefined || !isTeam(reader)) return undefined
    const telling = await tellingOf(use, reader, t)
    const ref = telling.ref(number)
    const what = t(`incident.unheard.${step.values?.what ?? 'answer'}`, { ref })
    const values = { ref, to: nameText(step.to), what }
    return {
      tone: 'amber',
      title: t('incident.unheard.title', values),
      text: join(
        ['failed', 'kept', 'mend'].map((each) => t(`incident.unheard.${each}`, values)),
        '\n',
      ),
      buttons: [openButton(telling, it)],
    }
  },
}

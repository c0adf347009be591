import { asForm, type Button } from '../core/card.ts'
import type { Person } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import type { Translate } from '../core/text.ts'

/** What can be begun at once, as far as somebody may, what is done most first. */
export function menuButtons(by: Pick<Person, 'may'>, t: Translate): Button[] {
  const press = (label: string, command: string, input: Button['input'] = {}): Button => ({
    label: plain(t(`menu.${label}`)),
    command,
    input,
  })
  return [
    press('reminder', 'reminder add', asForm),
    ...(by.may('incident.log') ? [press('incident', 'incident log', asForm)] : []),
    ...(by.may('digest.read') ? [press('digest', 'digest now')] : []),
    ...(by.may('incident.read') ? [press('incidents', 'incident list')] : []),
    press('reminders', 'reminder list'),
    press('help', 'help show'),
  ]
}

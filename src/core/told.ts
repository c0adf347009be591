import { titleOf } from './asked.ts'
import { asForm, type Card } from './card.ts'
import type { Accepted } from './chat.ts'
import type { Outcome } from './command.ts'
import type { Form } from './form.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'

/** What somebody is told: what a command came to, or that it was refused. */
export type Told = Outcome | { refuse: Card }

/** Returns what somebody is told: what a command comes to, or what is known already. */
export const toldOf = async (accepted: Accepted): Promise<Told> =>
  'run' in accepted ? accepted.run() : accepted

/** Writes what somebody is told as a card. A form opens only within seconds of a press, and waits behind a button. */
export function cardOf(told: Exclude<Told, { shown: true }>, look: Pick<Look, 'words' | 'locale'>): Card {
  if ('form' in told) return keptForm(told.form, look)
  if ('refuse' in told) return told.refuse
  return 'ask' in told ? told.ask : told.card
}

function keptForm(form: Form, { locale, words }: Pick<Look, 'words' | 'locale'>): Card {
  const { command, draft, errors, fields, for: reader } = form
  const t = words.t(reader?.locale ?? locale)
  const wrong = fields.flatMap(({ name, label }) => {
    const error = errors[name]
    return error === undefined ? [] : [{ name: label, value: error }]
  })
  return {
    ...(reader && { for: reader }),
    title: titleOf(form, words, t),
    text: t('form.kept'),
    ...(wrong.length > 0 && { fields: wrong }),
    buttons: [
      { label: plain(t('form.open')), command, input: { $draft: draft, ...asForm }, style: 'primary' },
    ],
  }
}

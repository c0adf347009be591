import type { Form } from '../../src/core/form.ts'

/** A form in French that was refused: what happened is missing, and its day does not exist. */
export const refusedForm: Form = {
  for: { locale: 'fr', zone: 'Europe/Paris', sees: 'team' },
  draft: 'd-1',
  command: 'incident log',
  title: 'incident enregistrer',
  fields: [
    { name: 'what', kind: 'text', label: 'Ce qui s’est passé', required: true },
    { name: 'when', kind: 'past', label: 'Quand', required: false },
  ],
  values: { when: 'hier' },
  errors: { when: 'Ce jour n’existe pas.' },
}

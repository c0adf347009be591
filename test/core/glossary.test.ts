import { describe, expect, test } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import fr from '../../config/locales/fr.json' with { type: 'json' }
import type { Locale } from '../../src/core/person.ts'
import { foldWord } from '../../src/core/text.ts'
import type { LocaleFile } from '../../src/core/words.ts'
import { words } from '../test-house.ts'

/** Where a concept lives, what it is called in each language, and what else is understood when typed. */
type Row = [
  branch: string,
  value: string,
  english: string,
  alsoTyped: string[],
  french: string,
  aussiTape: string[],
]

const nouns: Row[] = [
  ['nouns', 'incident', 'incident', ['case'], 'incident', ['dossier', 'cas']],
  ['nouns', 'reminder', 'reminder', ['remind'], 'rappel', []],
  [
    'nouns',
    'digest',
    'digest',
    ['morning', 'brief'],
    'point du matin',
    ['digest', 'récap', 'brief', 'point'],
  ],
  ['nouns', 'routine', 'routine', ['checklist'], 'routine', []],
]

const verbs: Row[] = [
  ['nouns.incident.verbs', 'log', 'log', ['add', 'create'], 'enregistrer', ['ajouter', 'noter', 'créer']],
  ['nouns.incident.verbs', 'escalate', 'escalate', ['raise'], 'faire remonter', ['escalader', 'remonter']],
  ['nouns.incident.verbs', 'ask', 'ask', ['refer'], 'demander un avis', ['avis']],
  ['nouns.incident.verbs', 'answer', 'answer', ['reply'], 'répondre', []],
  ['nouns.incident.verbs', 'on-it', 'On it', ['ack'], "Je m'en charge", []],
  ['nouns.incident.verbs', 'claim', 'claim', ['take', "I'll take it"], 'prendre', ['Je prends']],
  ['nouns.incident.verbs', 'release', 'release', ['drop'], 'libérer', []],
  ['nouns.incident.verbs', 'assign', 'assign', [], 'confier', ['assigner', 'attribuer']],
  ['nouns.incident.verbs', 'resolve', 'resolve', ['close'], 'clore', ['clôturer', 'résoudre', 'fermer']],
  ['nouns.incident.verbs', 'reopen', 'reopen', [], 'rouvrir', []],
  ['nouns.incident.verbs', 'note', 'note', ['comment'], 'note', ['noter', 'commentaire']],
  ['nouns.incident.verbs', 'evidence', 'evidence', ['proof'], 'preuve', ['capture', 'pièce']],
  ['nouns.incident.verbs', 'history', 'history', [], 'antécédents', ['historique']],
  ['nouns.incident.verbs', 'due', 'due', ['deadline'], 'échéance', []],
  ['nouns.reminder.verbs', 'mine', 'mine', [], 'moi', []],
]

const names: Row[] = [
  ['args', 'owner', 'owner', ['assignee'], 'responsable', []],
  ['args', 'member', 'member', ['reported'], 'membre', ['mis-en-cause']],
  ['args', 'affected', 'affected', ['victim'], 'visé', ['victime']],
  ['args', 'backup', 'backup', [], 'suppléance', ['renfort', 'relais']],
  ['args', 'quiet', 'quiet', ['quiet-hours', 'do-not-disturb'], 'heures-calmes', []],
  ['args', 'supervised', 'supervised', ['junior', 'intern'], 'sous-validation', ['encadré']],
  ['args', 'due', 'due', ['deadline'], 'échéance', []],
  ['args', 'severity', 'severity', [], 'gravité', []],
  ['args', 'reason', 'reason', [], 'motif', []],
  ['args', 'action', 'action', [], 'mesure', []],
  ['args', 'status', 'status', [], 'statut', []],
]

const others: Row[] = [
  ['values.reason', 'duplicate', 'duplicate', ['merge'], 'doublon', ['fusionner']],
  ['values.audience', 'manager', 'manager', ['summary'], 'responsable', ['synthèse']],
  ['values.role', 'member', 'Member', [], 'Membre', []],
  ['values.role', 'moderator', 'Moderator', [], 'Modération', []],
  ['values.role', 'cm', 'Community manager', ['CM'], 'Community manager', ['CM']],
  ['values.role', 'manager', 'Manager', [], 'Responsable', []],
  ['values.level', '1', '1', ['team'], '1', ['équipe']],
  ['values.level', '2', '2', ['manager'], '2', ['responsable']],
  ['values.level', '3', '3', ['director'], '3', ['direction']],
  ['values.level', '4', '4', ['crisis'], '4', ['crise']],
]

/** The lists of the glossary, as `value: English / français`. */
const lists: Record<string, string> = {
  severity:
    'low: low / faible · medium: medium / moyenne · high: high / élevée · critical: critical / critique',
  status:
    "open: open / ouvert · progress: in progress / en cours · waiting: waiting / en attente d'avis · " +
    'monitoring: monitoring / sous surveillance · resolved: resolved / clos',
  type:
    'spam: spam / spam · insults: insults / insultes · harassment: harassment / harcèlement · hate: hate / haine · ' +
    'scam: scam / arnaque · self-harm: self-harm / personne en danger · privacy: privacy / données personnelles · ' +
    'off-topic: off topic / hors sujet · complaint: complaint / réclamation · technical: technical / technique · ' +
    'press: press / presse · mediation: mediation / médiation · other: other / autre',
  action:
    "nothing: nothing yet / rien pour l'instant · warned: warned / avertissement · " +
    'removed: removed content / contenu retiré · timeout: timed out / exclusion temporaire · ' +
    'kicked: kicked / expulsion · banned: banned / bannissement · slowmode: slow mode / mode lent · ' +
    'passed: passed on / transmis',
  reason:
    'warned: warned / avertissement · removed: content removed / contenu retiré · ' +
    'sanctioned: sanctioned / sanction · mediated: mediated / médiation · ' +
    'no-breach: no rule broken / sans infraction · duplicate: duplicate / doublon · ' +
    'passed: passed on / transmis · unfounded: unfounded report / signalement infondé · ' +
    'information: for information / pour information',
  state:
    'scheduled: scheduled / prévu · sent: sent / envoyé · done: done / fait · later: later / reporté · ' +
    'skipped: skipped / sauté · paused: paused / en pause · held: held / suspendu · ' +
    'not-confirmed: not confirmed / non confirmé · missed: missed / manqué',
}

const listed: Row[] = Object.entries(lists).flatMap(([branch, all]) =>
  all.split(' · ').map((line): Row => {
    const [value = '', terms = ''] = line.split(': ')
    const [english = '', french = ''] = terms.split(' / ')
    return [`values.${branch}`, value, english, [], french, []]
  }),
)

const all = [...nouns, ...verbs, ...names, ...others, ...listed]

describe('the glossary', () => {
  test('its terms are those that are shown', () => {
    expect(all).toHaveLength(88)
    for (const [branch, value, english, , french] of all) {
      const shown = (locale: Locale) => foldWord(words.set(branch, locale).get(value)?.name ?? '')
      expect({ branch, value, en: shown('en'), fr: shown('fr') }).toEqual({
        branch,
        value,
        en: foldWord(english),
        fr: foldWord(french),
      })
    }
  })

  test.each(['en', 'fr'] as const)('every word of it is understood by whoever reads %s', (locale) => {
    for (const [branch, value, english, alsoTyped, french, aussiTape] of all)
      for (const typed of [english, ...alsoTyped, french, ...aussiTape]) {
        const spoken = foldWord(typed).split(' ')
        const found = words.leading(branch, spoken, locale)
        const meant = found && { taken: found.taken, values: [found.value, ...found.others] }
        expect({ branch, typed, meant }).toEqual({
          branch,
          typed,
          meant: { taken: spoken.length, values: expect.arrayContaining([value]) },
        })
      }
  })
})

test.each([
  ['posted', 'Posted', "C'est publié"],
  ['didIt', 'Done', "C'est fait"],
  ['later', 'Later', 'Plus tard'],
  ['skip', 'Skip this one', 'Sauter cette fois'],
  ['undo', 'Undo', 'Annuler'],
  ['note', 'Note', 'Noter'],
  ['addEvidence', 'Add evidence', 'Ajouter une preuve'],
  ['ask', 'Ask', 'Demander un avis'],
  ['take', "I'll take it", 'Je prends'],
  ['resolve', 'Resolve', 'Clore'],
  ['answer', 'Answer', 'Répondre'],
  ['onIt', 'On it', "Je m'en charge"],
  ['askDetails', 'Ask for details', 'Demander une précision'],
  ['logNew', 'Log a new one', 'Enregistrer à part'],
])('the button %s bears the words of the glossary', (button, english, french) => {
  expect([words.t('en')(`buttons.${button}`), words.t('fr')(`buttons.${button}`)]).toEqual([english, french])
})

const leaves = (file: LocaleFile, path = ''): [key: string, text: string][] =>
  Object.entries(file).flatMap(([name, value]): [string, string][] => {
    const key = path === '' ? name : `${path}.${name}`
    if (typeof value === 'string') return [[key, value]]
    return Array.isArray(value) ? [] : leaves(value, key)
  })

/** Words that have another word in Vigie, and which one. `but` are the keys where they mean something else. */
const retired: [Locale, RegExp, instead: string, but?: RegExp][] = [
  ['en', /\bcases?\b/iu, 'incident', /^digest\.one\./],
  ['en', /\bescalations?\b/iu, 'question', /^(args\.escalation|values\.purpose|settings\.levels)/],
  ['en', /\bmend(ed)?\b/iu, 'fix, correct'],
  ['en', /n't been changed|nothing changed\./iu, 'Nothing was changed.'],
  ['fr', /sévérité/iu, 'gravité'],
  ['fr', /\bambre\b/iu, 'orange'],
  ['fr', /\bcana(l|ux)\b/iu, 'salon'],
  ['fr', /\bstockage\b/iu, 'base'],
  ['fr', /\bcartes?\b/iu, 'fiche'],
  ['fr', /\b(le|ce|au) chat\b/iu, 'messagerie'],
  ['fr', /\bcas\b/iu, 'incident'],
  ['fr', /(?<!\p{L})(délégué|oublié)/iu, 'confié, non confirmé'],
  ['fr', /Rien n'a été changé|Rien ne change/u, "Rien n'a changé."],
]

test('one word for one thing: the others are never shown', () => {
  const shown = { en: leaves(en as LocaleFile), fr: leaves(fr as LocaleFile) }
  const found = retired.flatMap(([locale, word, instead, but]) =>
    shown[locale]
      .filter(([key, text]) => word.test(text) && !(but?.test(key) ?? false))
      .map(([key, text]) => ({ key, text, instead })),
  )
  expect(found).toEqual([])
})

test('French says vous in the manager’s version only, and tu never there', () => {
  const formal = /(?<!\p{L})(vous|votre|vos)(?!\p{L})/iu
  const familiar = /(?<!\p{L})(tu|te|toi|ton|tes)(?!\p{L})|(?<!\p{L})t'/iu
  const all = leaves(fr as LocaleFile)
  expect(all.filter(([key, text]) => formal.test(text) && !key.startsWith('digest.manager.'))).toEqual([])
  expect(all.filter(([key, text]) => familiar.test(text) && key.startsWith('digest.manager.'))).toEqual([])
})

test('French leaves a space where its typography wants one, for the translator to make it non-breaking', () => {
  const tight = /[^\s(][;?!»]|«(?! )/u
  // A word that is typed, a question mark among them, has no such space.
  const typed = /\.(name|example)$/
  expect(leaves(fr as LocaleFile).filter(([key, text]) => tight.test(text) && !typed.test(key))).toEqual([])
})

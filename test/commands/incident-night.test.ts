import { describe, expect, it } from 'vitest'
import type { Locale } from '../../src/core/person.ts'
import { key } from '../../src/core/store.ts'
import { resolve } from '../../src/features/incidents/closing.ts'
import { createRig, people, withBot } from '../features/escalations/rig.ts'

/** The community of the story on the evening before, with @nightowl's three earlier cases; INC-211 is next. */
async function createEvening(locale: Locale) {
  const rig = await createRig({ now: '2026-12-18T10:00', locale })
  const past = [
    ['2026-12-18T10:00', 131, 'warned'],
    ['2027-01-22T10:00', 167, 'warned'],
    ['2027-02-19T10:00', 190, 'mediated'],
  ] as const
  const next = (number: number) =>
    rig.do(async (use) => use.set(key('c', use.community, 'counter', 'incident'), number - 1))
  for (const [time, number, reason] of past) {
    await rig.until(time)
    await next(number)
    const logged = await rig.logCase({ affected: [] })
    await rig.do((use) => resolve(use, logged, people.mod_est, { reason, actions: [] }))
  }
  await next(211)
  await rig.until('02:06')
  return { rig, ...withBot(rig) }
}

const words = {
  en: {
    log: '/incident log Gift links in #general type:spam accounts:12 action:banned',
    resolve: '/incident resolve INC-211 reason:removed accounts:43',
    log212:
      '/incident log what:"@nightowl writes to @otter again, in private, despite February\'s mediation" type:harassment member:@nightowl affected:@otter file:1.png,2.png,3.png,4.png reporter:@otter when:02:49 place:"Discord private messages"',
    escalate: '/incident ask 212 A 7-day timeout?',
    answer: '/incident answer 212 text:"Yes, but 24 h only" due:09:30',
    note: '/incident note 212 timed out for 24 h, told @otter.',
    assign: '/incident assign 212 @cm_day',
  },
  fr: {
    log: '/incident enregistrer Liens cadeaux dans #general type:spam comptes:12 mesure:bannissement',
    resolve: '/incident clore INC-211 motif:retiré comptes:43',
    log212:
      '/incident enregistrer quoi:"@nightowl relance @otter en privé malgré la médiation de février" type:harcèlement membre:@nightowl visé:@otter fichier:1.png,2.png,3.png,4.png signalé-par:@otter quand:02:49 lieu:"messages privés Discord"',
    escalate: "/incident avis 212 7 jours d'exclusion ?",
    answer: '/incident répondre 212 texte:"Oui, mais 24 h seulement" échéance:09:30',
    note: '/incident note 212 exclusion temporaire de 24 h, message à @otter.',
    assign: '/incident confier 212 @cm_day',
  },
} as const

const answers = {
  en: {
    logged: `
INC-211 · spam · high · logged 02:06
12 accounts banned so far. You have it.
[Resolve] [Add evidence] [Ask] [Undo]`,
    resolved: `
INC-211 · spam · high · resolved 02:41
43 accounts banned. Closed as: content removed.
[Undo]`,
    logged212: `
@nightowl · 3 incidents in 90 days
INC-190 mediated (19 Feb)
INC-167 warned (22 Jan)
INC-131 warned (18 Dec)

INC-212 · harassment · high · logged 02:52
You have it.
[Resolve] [Add evidence] [Ask] [Undo]`,
    card: `
INC-212 · Harassment · high severity · IN PROGRESS
@nightowl writes to @otter again, in private, despite February's mediation
Reported: @nightowl · 3 incidents in 90 days
INC-190 mediated (19 Feb)
INC-167 warned (22 Jan)
INC-131 warned (18 Dec)
Affected: @otter
Happened: 02:49, Discord private messages
Logged: 02:52 by @mod_est
Evidence: 4 screenshots provided by @otter, team only
Owner: @cm_day (assigned by @mod_est at 03:46)
Due: 09:30, decide what comes next
03:46 @mod_est: assigned to @cm_day.
03:45 @mod_est: timed out for 24 h, told @otter.
03:41 @cm_relief (Slack): answered the level 2 question.
+4 · /incident show INC-212 all:yes
[Note] [Add evidence] [Ask] [I'll take it] [Resolve]`,
  },
  fr: {
    logged: `
INC-211 · spam · élevée · enregistré à 02:06
12 comptes bannis à ce stade. Tu l'as en main.
[Clore] [Ajouter une preuve] [Demander un avis] [Annuler]`,
    resolved: `
INC-211 · spam · élevée · clos à 02:41
43 comptes bannis. Motif : contenu retiré.
[Annuler]`,
    logged212: `
@nightowl · 3 incidents en 90 jours
INC-190 médiation (19 févr.)
INC-167 avertissement (22 janv.)
INC-131 avertissement (18 déc.)

INC-212 · harcèlement · élevée · enregistré à 02:52
Tu l'as en main.
[Clore] [Ajouter une preuve] [Demander un avis] [Annuler]`,
    card: `
INC-212 · Harcèlement · gravité élevée · EN COURS
@nightowl relance @otter en privé malgré la médiation de février
Mis en cause: @nightowl · 3 incidents en 90 jours
INC-190 médiation (19 févr.)
INC-167 avertissement (22 janv.)
INC-131 avertissement (18 déc.)
Visé: @otter
Survenu: 02:49, messages privés Discord
Enregistré: 02:52 par @mod_est
Preuves: 4 captures fournies par @otter, équipe seulement
Responsable: @cm_day (confié par @mod_est à 03:46)
Échéance: 09:30, décider de la suite
03:46 @mod_est : confié à @cm_day.
03:45 @mod_est : exclusion temporaire de 24 h, message à @otter.
03:41 @cm_relief (Slack) : réponse à la demande de niveau 2.
+4 · /incident voir INC-212 tout:oui
[Noter] [Ajouter une preuve] [Demander un avis] [Je prends] [Clore]`,
  },
} as const

describe.each(['en', 'fr'] as const)('the story of the night, in %s', (locale) => {
  const typed = words[locale]
  const expected = answers[locale]

  it('logs and resolves the spam wave in one line each', async () => {
    const { rig, say } = await createEvening(locale)
    expect(await say('mod_est', typed.log)).toBe(expected.logged.trim())
    await rig.until('02:41')
    expect(await say('mod_est', typed.resolve)).toBe(expected.resolved.trim())
  })

  it('shows the past before anything else, and the whole case on its card', async () => {
    const { rig, say } = await createEvening(locale)
    await say('mod_est', typed.log)
    await rig.until('02:52')
    expect(await say('mod_est', typed.log212)).toBe(expected.logged212.trim())
    await rig.until('02:58')
    await say('mod_est', typed.escalate)
    await rig.until('03:41')
    await say('cm_relief', typed.answer)
    await rig.until('03:45')
    await say('mod_est', typed.note)
    await rig.until('03:46')
    await say('mod_est', typed.assign)
    await rig.deliver()
    const texts = rig.shown('discord', 'mod').map((text) => text.replaceAll('\u00a0', ' '))
    expect(texts.find((text) => text.startsWith('INC-212'))).toBe(expected.card.trim())
  })
})

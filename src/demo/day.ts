import type { Step } from './step.ts'

/** Thursday from eight to six: the digests by their schedule, decisions, what goes out, and where things stand. */
export const day: readonly Step[] = [
  { at: '2027-03-11T07:59', scene: 'digest' },
  {
    at: '2027-03-11T08:28',
    by: 'director',
    en: '/press Answer "We answer officially at 09:40. Until then one voice: nobody replies to the post." task:"no individual replies"',
    fr: '/appuyer Répondre "Réponse officielle à 09:40. D\'ici là une seule voix : personne ne répond au tweet." consigne:"aucune réponse individuelle"',
  },
  {
    at: '2027-03-11T08:34',
    by: 'cm_day',
    en: '/reminder list days:2',
    fr: '/rappel liste jours:2',
  },
  {
    at: '2027-03-11T08:35',
    by: 'cm_day',
    en: '/reminder snooze R32 "tomorrow 10:00"',
    fr: '/rappel reporter R32 "demain à 10h"',
  },
  { at: '2027-03-11T09:20', scene: 'decisions' },
  {
    at: '2027-03-11T09:20',
    by: 'cm_day',
    en: '/incident answer 213 "Not while ours is running; after that, yes, without a link."',
    fr: '/incident répondre 213 "Pas pendant le nôtre ; ensuite oui, sans lien."',
  },
  {
    at: '2027-03-11T09:22',
    by: 'mod_est',
    en: '/incident resolve 213 reason:"for information"',
    fr: '/incident clore 213 motif:"pour information"',
  },
  {
    at: '2027-03-11T09:40',
    by: 'cm_day',
    en: '/incident assign 214 @head_comm',
    fr: '/incident confier 214 @head_comm',
  },
  {
    at: '2027-03-11T09:41',
    by: 'head_comm',
    en: '/incident note 214 Official answer published at 09:40',
    fr: '/incident note 214 Réponse officielle publiée à 09:40',
  },
  {
    at: '2027-03-11T09:42',
    by: 'head_comm',
    en: '/incident monitor 214 until:"tomorrow 10:00"',
    fr: '/incident surveiller 214 jusqu\'à:"demain à 10h"',
  },
  {
    at: '2027-03-11T09:50',
    by: 'cm_day',
    in: 'INC-212',
    en: '/incident note Decided: @nightowl timed out for 14 days, @otter knows',
    fr: '/incident note Décidé : exclusion de 14 jours pour @nightowl, @otter le sait',
  },
  {
    at: '2027-03-11T09:51',
    by: 'cm_day',
    in: 'INC-212',
    en: '/incident due lift the timeout or ban when:"25 March 10:00"',
    fr: '/incident échéance lever l\'exclusion ou bannir quand:"25 mars à 10h"',
  },

  { at: '2027-03-11T12:29', scene: 'content' },
  { at: '2027-03-11T12:34', by: 'cm_day', en: '/press Posted', fr: '/appuyer "C\'est publié"' },

  { at: '2027-03-11T14:30', scene: 'afternoon' },
  {
    at: '2027-03-11T14:31',
    by: 'mod_west',
    en: '/incident log "A fake account offers discount codes" type:scam action:banned resolve:sanctioned',
    fr: '/incident enregistrer "Un faux compte propose des codes de réduction" type:arnaque mesure:bannissement clore:sanction',
  },
  {
    at: '2027-03-11T15:20',
    by: 'mod_south',
    en: '/incident log "A partner complains about a late invoice" type:complaint network:email',
    fr: '/incident enregistrer "Un partenaire se plaint d\'une facture en retard" type:réclamation réseau:e-mail',
  },
  {
    at: '2027-03-11T15:30',
    by: 'cm_day',
    en: '/incident resolve 207 reason:duplicate of:204',
    fr: '/incident clore 207 motif:doublon avec:204',
  },
  {
    at: '2027-03-11T16:00',
    by: 'mod_west',
    en: '/incident resolve 198 reason:"for information"',
    fr: '/incident clore 198 motif:"pour information"',
  },
  { at: '2027-03-11T17:05', by: 'cm_junior', en: '/press Posted', fr: '/appuyer "C\'est publié"' },

  { at: '2027-03-11T18:00', scene: 'evening' },
  { at: '2027-03-11T18:00', by: 'cm_day', en: '/incident', fr: '/incident' },
  { at: '2027-03-11T18:01', by: 'cm_day', en: '/digest', fr: '/point' },
  { at: '2027-03-11T18:02', by: 'head_comm', en: '/status', fr: '/état' },
]

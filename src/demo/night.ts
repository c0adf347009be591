import type { Step } from './step.ts'

/** From Wednesday evening to Thursday at eight: what is planned, a spam wave, a harassment, a question, a journalist. */
export const night: readonly Step[] = [
  { at: '2027-03-10T17:30', scene: 'plan' },
  {
    at: '2027-03-10T17:31',
    by: 'cm_day',
    en: '/reminder add "Job of the week: customer support, two openings" network:LinkedIn campaign:Hiring link:https://example.com/jobs/support when:"every thursday 12:30"',
    fr: '/rappel ajouter "Offre de la semaine : support client, deux postes" réseau:LinkedIn campagne:Recrutement lien:https://example.com/offres/support quand:"tous les jeudis à 12h30"',
  },
  {
    at: '2027-03-10T17:33',
    by: 'cm_junior',
    en: '/reminder add Behind the show network:Instagram link:https://example.com/show when:"tomorrow 10am"',
    fr: '/rappel ajouter Coulisses du salon réseau:Instagram lien:https://example.com/salon quand:"demain à 10h"',
  },
  {
    at: '2027-03-10T17:34',
    by: 'cm_junior',
    en: '/reminder add Reminder of the live network:X when:"tomorrow 5pm"',
    fr: '/rappel ajouter Rappel du live réseau:X quand:"demain à 17h"',
  },
  {
    at: '2027-03-10T17:36',
    by: 'cm_day',
    en: '/reminder tomorrow 18:30 Live Q&A network:Discord for:@mod_south link:https://example.com/live',
    fr: '/rappel Live questions-réponses demain à 18h30 réseau:Discord pour:@mod_south lien:https://example.com/live',
  },
  { at: '2027-03-10T17:36', by: 'cm_day', en: '/press Save', fr: '/appuyer Enregistrer' },
  {
    at: '2027-03-10T17:38',
    by: 'cm_day',
    en: '/reminder add Photo contest closes when:"tomorrow 20:00"',
    fr: '/rappel ajouter Clôture du concours photo quand:"demain à 20h"',
  },

  { at: '2027-03-11T02:04', scene: 'spam' },
  {
    at: '2027-03-11T02:06',
    by: 'mod_est',
    en: '/incident log what:Gift links in #general type:spam accounts:12 action:banned when:02:04',
    fr: '/incident enregistrer quoi:Liens cadeaux dans #general type:spam comptes:12 mesure:bannissement quand:02:04',
  },
  {
    at: '2027-03-11T02:41',
    by: 'mod_est',
    in: 'INC-211',
    en: '/incident resolve reason:removed accounts:43',
    fr: '/incident clore motif:retiré comptes:43',
  },

  { at: '2027-03-11T02:49', scene: 'harassment' },
  {
    at: '2027-03-11T02:51',
    by: 'mod_est',
    en: '/incident history @nightowl',
    fr: '/incident antécédents @nightowl',
  },
  {
    at: '2027-03-11T02:52',
    by: 'mod_est',
    en: '/incident log "@nightowl writes to @otter again, in private, despite February\'s mediation" type:harassment member:@nightowl affected:@otter when:02:49 place:"Discord private messages" reporter:@otter file:"dm-1.png, dm-2.png, dm-3.png, dm-4.png"',
    fr: '/incident enregistrer "@nightowl relance @otter en privé malgré la médiation de février" type:harcèlement membre:@nightowl visé:@otter quand:02:49 lieu:"messages privés Discord" signalé-par:@otter fichier:"mp-1.png, mp-2.png, mp-3.png, mp-4.png"',
  },
  {
    at: '2027-03-11T02:58',
    by: 'mod_est',
    en: '/incident ask 212 "Our rules say nothing about DMs. A 7-day timeout?"',
    fr: '/incident demander un avis 212 "Les règles ne disent rien des messages privés. 7 jours d\'exclusion ?"',
  },
  { at: '2027-03-11T03:41', scene: 'answer' },
  {
    at: '2027-03-11T03:41',
    by: 'cm_relief',
    en: '/press Answer "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. Tell @otter we\'ve acted, without details. Thanks for keeping the screenshots." task:"time out for 24 h, tell @otter" due:09:30 what:"what next?"',
    fr: '/appuyer Répondre "Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. Dis à @otter que nous avons agi, sans préciser. Merci d\'avoir gardé les captures." consigne:"exclure 24 h, prévenir @otter" échéance:09:30',
  },
  {
    at: '2027-03-11T03:45',
    by: 'mod_est',
    en: '/press Done Timed out for 24 h, told @otter',
    fr: '/appuyer "C\'est fait" Exclusion temporaire de 24 h, message à @otter',
  },
  {
    at: '2027-03-11T03:46',
    by: 'mod_est',
    in: 'INC-212',
    en: '/incident assign to:@cm_day',
    fr: '/incident confier à:@cm_day',
  },

  { at: '2027-03-11T04:18', scene: 'question' },
  {
    at: '2027-03-11T04:18',
    by: 'mod_est',
    en: '/incident log "A member wants to pass on a competitor\'s giveaway" type:"off topic"',
    fr: '/incident enregistrer "Un membre veut relayer le concours d\'un concurrent" type:"hors sujet"',
  },
  {
    at: '2027-03-11T04:20',
    by: 'mod_est',
    en: '/incident ask last level:1 why:"May we pass on a competitor\'s giveaway?"',
    fr: '/incident demander un avis dernier niveau:1 pourquoi:"Peut-on relayer le concours d\'un concurrent ?"',
  },

  { at: '2027-03-11T07:38', scene: 'press' },
  {
    at: '2027-03-11T07:38',
    by: 'mod_est',
    en: '/incident log "a journalist has picked up the double charges" type:press network:X when:07:30 link:https://example.com/press/post',
    fr: '/incident enregistrer "un journaliste relaie les doubles prélèvements" type:presse réseau:X quand:07:30 lien:https://example.com/presse/post',
  },
  {
    at: '2027-03-11T07:40',
    by: 'mod_est',
    en: '/incident escalate last level:3 why:"Who answers the journalist, and with which words?"',
    fr: '/incident faire remonter dernier niveau:3 pourquoi:"Qui répond au journaliste, et avec quels mots ?"',
  },
  {
    at: '2027-03-11T07:52',
    by: 'director',
    en: '/press "On it" 08:30',
    fr: '/appuyer "Je m\'en charge" 08:30',
  },
]

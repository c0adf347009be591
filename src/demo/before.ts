import type { Step } from './step.ts'

/** What was before the story begins: the team, its settings, what it plans, and the incidents of the winter. */
export const before: readonly Step[] = [
  {
    at: '2026-12-17T09:00',
    by: 'head_comm:manager',
    en: '/settings set hours:09:00-18:00 days:mon-fri level:2 ask:@head_comm backup:@cm_relief',
    fr: '/réglages régler horaires:9h-18h jours:lun-ven niveau:2 demander:@head_comm suppléance:@cm_relief',
  },
  {
    at: '2026-12-17T09:01',
    by: 'head_comm',
    en: '/settings set level:3 ask:@director',
    fr: '/réglages régler niveau:3 demander:@director',
  },
  {
    at: '2026-12-17T09:02',
    by: 'head_comm',
    en: '/settings set level:1 ask:@cm_day',
    fr: '/réglages régler niveau:1 demander:@cm_day',
  },
  ...(
    [
      ['cm_day', 'cm', ''],
      ['cm_relief', 'cm', ''],
      ['cm_junior', 'cm', 'supervised:yes'],
      ['director', 'manager', ''],
      ['mod_west', 'moderator', ''],
      ['mod_south', 'moderator', ''],
      ['mod_est', 'moderator', ''],
    ] as const
  ).map(([name, role, more]) => ({
    at: '2026-12-17T09:05',
    by: 'head_comm',
    en: `/team add @${name} role:${role} ${more}`,
    fr: `/team add @${name} role:${role} ${more}`,
  })),
  { at: '2026-12-18T09:00', small: 130 },
  {
    at: '2026-12-18T21:10',
    by: 'mod_south',
    en: '/incident log "@nightowl insults @otter in #general" type:insults member:@nightowl affected:@otter resolve:warned',
    fr: '/incident enregistrer "@nightowl insulte @otter dans #general" type:insultes membre:@nightowl visé:@otter clore:avertissement',
  },
  { at: '2027-01-21T09:00', small: 35 },
  {
    at: '2027-01-22T22:30',
    by: 'mod_west',
    en: '/incident log "@nightowl follows @otter from channel to channel" type:harassment member:@nightowl affected:@otter resolve:warned',
    fr: '/incident enregistrer "@nightowl suit @otter de salon en salon" type:harcèlement membre:@nightowl visé:@otter clore:avertissement',
  },
  { at: '2027-02-18T09:00', small: 22 },
  {
    at: '2027-02-19T18:40',
    by: 'mod_est',
    en: '/incident log "@nightowl and @otter quarrel about a refund" type:mediation member:@nightowl affected:@otter resolve:mediated',
    fr: '/incident enregistrer "@nightowl et @otter se disputent au sujet d\'un remboursement" type:médiation membre:@nightowl visé:@otter clore:médiation',
  },
  { at: '2027-03-01T09:00', small: 7 },
  {
    at: '2027-03-02T10:15',
    by: 'mod_west',
    en: '/incident log "The emoji of the month is still January\'s" type:"off topic"',
    fr: '/incident enregistrer "L\'emoji du mois est toujours celui de janvier" type:"hors sujet"',
  },
  { at: '2027-03-07T09:00', small: 5 },
  {
    at: '2027-03-08T14:20',
    by: 'mod_south',
    en: '/incident log "Members report a double charge on their subscription" type:complaint',
    fr: '/incident enregistrer "Des membres signalent un double prélèvement sur leur abonnement" type:réclamation',
  },
  { at: '2027-03-08T16:00', small: 1 },
  {
    at: '2027-03-09T11:05',
    by: 'mod_south',
    en: '/incident log "The welcome message links to a page that is gone" type:technical',
    fr: '/incident enregistrer "Le message d\'accueil mène à une page disparue" type:technique',
  },
  {
    at: '2027-03-09T17:45',
    by: 'mod_west',
    en: '/incident log "Charged twice, says a member in #help" type:complaint',
    fr: '/incident enregistrer "Débité deux fois, dit un membre dans #aide" type:réclamation',
  },
  { at: '2027-03-09T18:30', small: 1 },
  {
    at: '2027-03-10T07:40',
    by: 'head_comm',
    en: '/settings set team:#team moderation:#moderation escalation:#escalation',
    fr: '/réglages régler équipe:#équipe modération:#modération escalade:#escalade',
  },
  {
    at: '2027-03-10T07:45',
    by: 'cm_day',
    en: '/digest schedule 08:00 audience:cm',
    fr: '/point programmer 8h version:cm',
  },
  {
    at: '2027-03-10T07:45',
    by: 'director',
    en: '/digest schedule 08:00 audience:manager',
    fr: '/point programmer 8h version:responsable',
  },
  {
    at: '2027-03-10T09:30',
    by: 'cm_junior',
    en: '/reminder add Wednesday poll network:X when:"today 18:00"',
    fr: '/rappel ajouter Sondage du mercredi réseau:X quand:"aujourd\'hui 18h"',
  },
  {
    at: '2027-03-10T11:20',
    by: 'mod_west',
    en: '/incident log "A member posts their own shop in three channels" type:spam resolve:removed',
    fr: '/incident enregistrer "Un membre affiche sa boutique dans trois salons" type:spam clore:retiré',
  },
  {
    at: '2027-03-10T15:10',
    by: 'mod_west',
    en: '/incident log "Two members call each other names" type:insults resolve:warned',
    fr: '/incident enregistrer "Deux membres se traitent de tous les noms" type:insultes clore:avertissement',
  },
  {
    at: '2027-03-10T16:00',
    by: 'mod_south',
    en: '/incident resolve 206 reason:"for information"',
    fr: '/incident clore 206 motif:"pour information"',
  },
]

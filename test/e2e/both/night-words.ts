/** What is typed, filled in and read in the night of EXAMPLES on two chats, in each language. */
export const told = {
  en: {
    log: {
      line: '/incident log',
      given: {
        what: "@nightowl writes to @otter *again*, in private, <!channel> despite February's mediation",
        type: 'harassment',
        member: '@nightowl',
        affected: '@otter',
        when: '02:49',
        place: 'Discord private messages',
        reporter: '@otter',
        file: 'dm-1.png, dm-2.png, dm-3.png, dm-4.png',
      },
    },
    logged: 'INC-1 · harassment · high · logged 02:52',
    ask: 'Ask',
    question: { why: 'Our rules say nothing about DMs. A **7-day** timeout, @head_comm?' },
    asked: `
INC-1 · level 2 · asked at 02:58
@head_comm: first answer expected by 03:28.
No answer by then: the backup, @cm_relief, until 03:58.
After that: level 3, @director.
[Add details] [Take it back] [Open INC-1]`,
    wanted: 'Advice wanted · INC-1',
    reminded: `
INC-1: @mod_est has been waiting since 02:58. An answer is expected from @head_comm by 03:28.
[Answer] [On it]`,
    backup: `
Advice wanted · INC-1 · harassment · level 2 · by 03:58
@cm_relief, @mod_est has been waiting since 02:58 (Discord):
"Our rules say nothing about DMs. A **7-day** timeout, @head_comm?"
@nightowl: nothing in 90 days
Done so far: nothing in public, 4 screenshots attached
@head_comm: asked 02:58, reminded 03:13, no answer
No answer by 03:58: level 3, @director
[Answer] [On it] [Ask for details] [Pass to level 3]`,
    answer: 'Answer',
    answering: {
      text: "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. *Tell* @otter we've acted, @mod_est. Thanks @everyone.",
      task: 'time out for 24 h, tell @otter',
      what: 'what next?',
    },
    given: 'INC-1 · your answer goes to @mod_est, who asked 43 min ago.',
    answered: `
The answer to your question on INC-1
@cm_relief, 03:41: "Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. *Tell* @otter we've acted, @mod_est. Thanks @everyone."
Over to you: time out for 24 h, tell @otter.
The incident stays open; @cm_day picks it up in the morning.
[Done] [Reply to @cm_relief] [Open INC-1]`,
    done: 'Done',
    doneLine: 'Done by @mod_est at 03:45.',
    doneNote: '03:45 @mod_est: time out for 24 h, tell @otter.',
    assign: '/incident assign 1 @cm_day',
    show: '/incident show 1',
    card: `
INC-1 · Harassment · high severity · IN PROGRESS
@nightowl writes to @otter *again*, in private, <!channel> despite February's mediation
Reported: @nightowl
Affected: @otter
Happened: 02:49, Discord private messages
Logged: 02:52 by @mod_est
Evidence: 4 screenshots provided by @otter, team only
Owner: @cm_day (assigned by @cm_relief at 03:46)
Due: 09:30, what next?
03:46 @cm_relief (Slack): assigned to @cm_day.
03:45 @mod_est: time out for 24 h, tell @otter.
03:41 @cm_relief (Slack): answered the level 2 question.`,
    settled: `
Answered · INC-1 · harassment · level 2 · 03:41
@cm_relief answered @mod_est after 43 min:
"Yes, but 24 h only: we decide the rest at 09:30 with @cm_day. *Tell* @otter we've acted, @mod_est. Thanks @everyone."
@mod_est asked at 02:58 (Discord):
"Our rules say nothing about DMs. A **7-day** timeout, @head_comm?"
Done by @mod_est at 03:45.
[Open INC-1]`,
  },
  fr: {
    log: {
      line: '/incident enregistrer',
      given: {
        quoi: '@nightowl relance @otter *encore*, en privé, <!channel> malgré la médiation de février',
        type: 'harcèlement',
        membre: '@nightowl',
        visé: '@otter',
        quand: '02:49',
        lieu: 'messages privés Discord',
        'signalé-par': '@otter',
        fichier: 'mp-1.png, mp-2.png, mp-3.png, mp-4.png',
      },
    },
    logged: 'INC-1 · harcèlement · élevée · enregistré à 02:52',
    ask: 'Demander un avis',
    question: { why: 'Les règles ne disent rien des messages privés. **7 jours**, @head_comm ?' },
    asked: `
INC-1 · niveau 2 · avis demandé à 02:58
@head_comm : première réponse attendue avant 03:28.
Sans réponse d'ici là : la suppléance, @cm_relief, jusqu'à 03:58.
Ensuite : niveau 3, @director.
[Préciser] [Retirer la demande] [Ouvrir INC-1]`,
    wanted: 'Avis demandé · INC-1',
    reminded: `
INC-1 : @mod_est attend depuis 02:58. Réponse attendue de @head_comm avant 03:28.
[Répondre] [Je m'en charge]`,
    backup: `
Avis demandé · INC-1 · harcèlement · niveau 2 · avant 03:58
@cm_relief, @mod_est attend une réponse depuis 02:58 (Discord) :
« Les règles ne disent rien des messages privés. **7 jours**, @head_comm ? »
@nightowl : rien en 90 jours
Déjà fait : rien de public, 4 captures jointes
@head_comm : demande 02:58, relance 03:13, pas de réponse
Sans réponse à 03:58 : niveau 3, @director
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 3]`,
    answer: 'Répondre',
    answering: {
      text: 'Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. *Dis* à @otter que nous avons agi, @mod_est. Merci @everyone.',
      task: 'exclure 24 h, prévenir @otter',
      what: 'et après ?',
    },
    given: 'INC-1 · ta réponse va à @mod_est, qui attendait depuis 43 min.',
    answered: `
Réponse à ta demande sur INC-1
@cm_relief, 03:41 : « Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. *Dis* à @otter que nous avons agi, @mod_est. Merci @everyone. »
À toi maintenant : exclure 24 h, prévenir @otter.
L'incident reste ouvert ; @cm_day le reprend au matin.
[C'est fait] [Répondre à @cm_relief] [Ouvrir INC-1]`,
    done: "C'est fait",
    doneLine: 'Fait par @mod_est à 03:45.',
    doneNote: '03:45 @mod_est : exclure 24 h, prévenir @otter.',
    assign: '/incident confier 1 @cm_day',
    show: '/incident voir 1',
    card: `
INC-1 · Harcèlement · gravité élevée · EN COURS
@nightowl relance @otter *encore*, en privé, <!channel> malgré la médiation de février
Mis en cause : @nightowl
Visé : @otter
Survenu : 02:49, messages privés Discord
Enregistré : 02:52 par @mod_est
Preuves : 4 captures fournies par @otter, équipe seulement
Responsable : @cm_day (confié par @cm_relief à 03:46)
Échéance : 09:30, et après ?
03:46 @cm_relief (Slack) : confié à @cm_day.
03:45 @mod_est : exclure 24 h, prévenir @otter.
03:41 @cm_relief (Slack) : réponse à la demande de niveau 2.`,
    settled: `
Avis donné · INC-1 · harcèlement · niveau 2 · 03:41
Réponse de @cm_relief à @mod_est après 43 min :
« Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. *Dis* à @otter que nous avons agi, @mod_est. Merci @everyone. »
Demande de @mod_est à 02:58 (Discord) :
« Les règles ne disent rien des messages privés. **7 jours**, @head_comm ? »
Fait par @mod_est à 03:45.
[Ouvrir INC-1]`,
  },
} as const

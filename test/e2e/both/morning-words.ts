/** What is typed and read in the morning of EXAMPLES on two chats, in each language. */
export const told = {
  en: {
    log: {
      line: '/incident log',
      given: {
        what: 'a journalist has picked up the double charges',
        type: 'press',
        network: 'X',
        when: '07:30',
        link: 'https://example.com/press/post',
      },
    },
    logged: 'INC-2 · press · critical · logged 07:38',
    escalate: {
      line: '/incident escalate',
      given: { ref: '2', level: '3', why: 'Who answers the journalist, and with which words?' },
    },
    asked: 'INC-2 · level 3 · asked at 07:40\n@director: first answer expected by 07:55.',
    wanted: `
Advice wanted · INC-2 · press · level 3 · by 07:55
@director, @mod_est has been waiting since 07:40 (Discord):
"Who answers the journalist, and with which words?"
Done so far: nothing in public
No answer by 07:55: level 4, `,
    onIt: '/incident on-it 2 until:08:30',
    promised: `
On it · INC-2 · press · level 3 · until 08:30
@director has been on it since 07:52. @mod_est has been waiting since 07:40 (Discord):
"Who answers the journalist, and with which words?"
Done so far: nothing in public
No answer by 08:30: asked again
[Answer] [On it] [Ask for details] [Pass to level 4]`,
    stands: 'INC-2 · Press · critical severity · WAITING, LEVEL 3',
    onItNote: '07:52 @director (Slack): on it until 08:30.',
    schedule: '/digest schedule 08:00 audience:cm',
    scheduled: 'D1 · digest for the cm\nEvery weekday at 08:00 · to @cm_day',
    digest: `
🔴 RED · Thursday 11 March, 08:00
Press: a journalist has picked up the double charges.
2 things wait for you, the first at 08:30.
TO DECIDE
1. INC-2 · press · critical · by 08:30
@director has been on it since 07:52. Until then nobody replies to the post.
2. INC-1 · harassment · high · by 09:30
@nightowl towards @otter. @cm_relief answered at 03:41: time out for 24 h, tell @otter. What next?
OVERNIGHT
Since yesterday 08:00: 2 opened, 0 resolved. Open now: 2.
KEEP AN EYE ON
24 h: 2 incidents · first answer 43 min
late answers: 1 (INC-1)
Gaps: Fri 12, Mon 15, Tue 16, Wed 17, +6
[Open INC-2] [Decide INC-1]`,
    answer:
      '/incident answer 2 "We answer officially at 09:40. Until then one voice: nobody replies to the post." task:"no individual replies"',
    given: 'INC-2 · your answer goes to @mod_est, who asked 48 min ago.',
    answered: `
The answer to your question on INC-2
@director, 08:28: "We answer officially at 09:40. Until then one voice: nobody replies to the post."
Over to you: no individual replies.
The incident stays open.
[Done] [Reply to @director] [Open INC-2]`,
    settled: `
Answered · INC-2 · press · level 3 · 08:28
@director answered @mod_est after 48 min:
"We answer officially at 09:40. Until then one voice: nobody replies to the post."
@mod_est asked at 07:40 (Discord):
"Who answers the journalist, and with which words?"
[Open INC-2]`,
  },
  fr: {
    log: {
      line: '/incident enregistrer',
      given: {
        quoi: 'un journaliste relaie les doubles prélèvements',
        type: 'presse',
        réseau: 'X',
        quand: '07:30',
        lien: 'https://example.com/presse/post',
      },
    },
    logged: 'INC-2 · presse · critique · enregistré à 07:38',
    escalate: {
      line: '/incident faire-remonter',
      given: { réf: '2', niveau: '3', pourquoi: 'Qui répond au journaliste, et avec quels mots ?' },
    },
    asked: 'INC-2 · niveau 3 · avis demandé à 07:40\n@director : première réponse attendue avant 07:55.',
    wanted: `
Avis demandé · INC-2 · presse · niveau 3 · avant 07:55
@director, @mod_est attend une réponse depuis 07:40 (Discord) :
« Qui répond au journaliste, et avec quels mots ? »
Déjà fait : rien de public
Sans réponse à 07:55 : niveau 4, `,
    onIt: "/incident je m'en charge 2 jusqu'à:08:30",
    promised: `
Avis en cours · INC-2 · presse · niveau 3 · jusqu'à 08:30
@director s'en charge depuis 07:52. @mod_est attend une réponse depuis 07:40 (Discord) :
« Qui répond au journaliste, et avec quels mots ? »
Déjà fait : rien de public
Sans réponse à 08:30 : nouvelle demande
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 4]`,
    stands: "INC-2 · Presse · gravité critique · EN ATTENTE D'AVIS, NIVEAU 3",
    onItNote: "07:52 @director (Slack) : s'en charge jusqu'à 08:30.",
    schedule: '/point programmer 8h version:cm',
    scheduled: 'D1 · point du matin, version cm\nTous les jours ouvrés à 08:00 · pour @cm_day',
    digest: `
🔴 ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements.
2 points t'attendent, le premier à 08:30.
À DÉCIDER
1. INC-2 · presse · critique · avant 08:30
@director s'en charge depuis 07:52. D'ici là, personne ne répond à la publication.
2. INC-1 · harcèlement · élevée · avant 09:30
@nightowl envers @otter. @cm_relief à 03:41 : exclure 24 h, prévenir @otter. Et après ?
CETTE NUIT
Depuis hier 08:00 : 2 ouverts, 0 clos. Ouverts maintenant : 2.
À SUIVRE
24 h : 2 incidents · 1re réponse 43 min
réponses hors délai : 1 (INC-1)
Trous : ven. 12, lun. 15, mar. 16, mer. 17, +6
[Ouvrir INC-2] [Décider INC-1]`,
    answer:
      '/incident répondre 2 "Réponse officielle à 09:40. D\'ici là une seule voix : personne ne répond au tweet." consigne:"aucune réponse individuelle"',
    given: 'INC-2 · ta réponse va à @mod_est, qui attendait depuis 48 min.',
    answered: `
Réponse à ta demande sur INC-2
@director, 08:28 : « Réponse officielle à 09:40. D'ici là une seule voix : personne ne répond au tweet. »
À toi maintenant : aucune réponse individuelle.
L'incident reste ouvert.
[C'est fait] [Répondre à @director] [Ouvrir INC-2]`,
    settled: `
Avis donné · INC-2 · presse · niveau 3 · 08:28
Réponse de @director à @mod_est après 48 min :
« Réponse officielle à 09:40. D'ici là une seule voix : personne ne répond au tweet. »
Demande de @mod_est à 07:40 (Discord) :
« Qui répond au journaliste, et avec quels mots ? »
[Ouvrir INC-2]`,
  },
} as const

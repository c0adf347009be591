/**
 * What is read on Slack in the story of EXAMPLES, in French, with times and dates as Slack writes them for a reader in
 * Paris, and what is typed, pressed or filled in there.
 */
export const fr = {
  resolve: 'Clore',
  ask: 'Demander un avis',
  answer: 'Répondre',
  done: "C'est fait",
  posted: "C'est publié",
  later: 'Plus tard',
  skip: 'Sauter cette fois',
  save: 'Enregistrer',
  wanted: 'Avis demandé · INC-212',
  pressWanted: 'Avis demandé · INC-214',
  resolving: { reason: 'contenu retiré', accounts: '43' },
  question: { why: "Les règles ne disent rien des messages privés. 7 jours d'exclusion ?" },
  answering: {
    text: "Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. Dis à @otter que nous avons agi, sans préciser. Merci d'avoir gardé les captures.",
    task: 'exclure 24 h, prévenir @otter',
    what: 'et après ?',
  },
  onIt: "/incident je m'en charge 214 jusqu'à:08:30",
  spam: `
INC-211 · spam · élevée · enregistré à 02:06
12 comptes bannis à ce stade. Tu l'as en main.
[Clore] [Ajouter une preuve] [Demander un avis] [Annuler]`,
  resolved: `
INC-211 · spam · élevée · clos à 02:41
43 comptes bannis. Motif : contenu retiré.
[Annuler]`,
  spamCard: `
INC-211 · Spam · gravité élevée · CLOS
Liens cadeaux dans #general
Survenu : 02:04, Slack
Enregistré : 02:06 par @mod_est
Mesures : 43 comptes bannis
Clos : 02:41 par @mod_est, contenu retiré
02:41 @mod_est : clos, contenu retiré, 43 comptes bannis.
02:06 @mod_est : enregistré, 12 comptes bannis.
[Noter] [Rouvrir]`,
  harassment: `
@nightowl · 3 incidents en 90 jours
INC-190 médiation (19 février)
INC-167 avertissement (22 janvier)
INC-131 avertissement (18 décembre)

INC-212 · harcèlement · élevée · enregistré à 02:52
Tu l'as en main.
[Clore] [Ajouter une preuve] [Demander un avis] [Annuler]`,
  asked: `
INC-212 · niveau 2 · avis demandé à 02:58
@head_comm : première réponse attendue avant 03:28.
Sans réponse d'ici là : la suppléance, @cm_relief, jusqu'à 03:58.
Ensuite : niveau 3, @director.
[Préciser] [Retirer la demande] [Ouvrir INC-212]`,
  reminded: `
INC-212 : @mod_est attend depuis 02:58. Réponse attendue de @head_comm avant 03:28.
[Répondre] [Je m'en charge]`,
  backup: `
Avis demandé · INC-212 · harcèlement · niveau 2 · avant 03:58
@cm_relief, @mod_est attend une réponse depuis 02:58 (Slack) :
« Les règles ne disent rien des messages privés. 7 jours d'exclusion ? »
@nightowl : 3 incidents en 90 jours (médiation, 2 avertissements)
Déjà fait : rien de public, 4 captures jointes
@head_comm : demande 02:58, relance 03:13, pas de réponse
Sans réponse à 03:58 : niveau 3, @director
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 3]`,
  answered: `
Réponse à ta demande sur INC-212
@cm_relief, 03:41 : « Oui, mais 24 h seulement : la suite se décide à 09:30 avec @cm_day. Dis à @otter que nous avons agi, sans préciser. Merci d'avoir gardé les captures. »
À toi maintenant : exclure 24 h, prévenir @otter.
L'incident reste ouvert ; @cm_day le reprend au matin.
[C'est fait] [Répondre à @cm_relief] [Ouvrir INC-212]`,
  doneLine: 'Fait par @mod_est à 03:45.',
  assign: '/incident confier 212 @cm_day',
  card: `
INC-212 · Harcèlement · gravité élevée · EN COURS
@nightowl relance @otter en privé malgré la médiation de février
Mis en cause : @nightowl · 3 incidents en 90 jours
• INC-190 médiation (19 février)
• INC-167 avertissement (22 janvier)
• INC-131 avertissement (18 décembre)
Visé : @otter
Survenu : 02:49, messages privés Discord
Enregistré : 02:52 par @mod_est
Preuves : 4 captures fournies par @otter, équipe seulement
Responsable : @cm_day (confié par @mod_est à 03:46)
Échéance : 09:30, et après ?
03:46 @mod_est : confié à @cm_day.
03:45 @mod_est : exclure 24 h, prévenir @otter.
03:41 @cm_relief : réponse à la demande de niveau 2.
+4 étapes dans le fil · /vigie incident voir INC-212 tout:oui
[Noter] [Ajouter une preuve] [Demander un avis] [Je prends] [Clore]`,
  press: `
Avis demandé · INC-214 · presse · niveau 3 · avant 07:55
@director, @mod_est attend une réponse depuis 07:40 (Slack) :
« Qui répond au journaliste, et avec quels mots ? »
Déjà fait : rien de public
Sans réponse à 07:55 : niveau 4, @head_comm, @director
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 4]`,
  pressOnIt: `
Avis en cours · INC-214 · presse · niveau 3 · jusqu'à 08:30
@director s'en charge depuis 07:52. @mod_est attend une réponse depuis 07:40 (Slack) :
« Qui répond au journaliste, et avec quels mots ? »
Déjà fait : rien de public
Sans réponse à 08:30 : nouvelle demande
[Répondre] [Je m'en charge] [Demander une précision] [Passer au niveau 4]`,
  digest: `
🔴 ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements.
3 points t'attendent, le premier à 08:30.
À DÉCIDER
1. INC-214 · presse · critique · avant 08:30
@director s'en charge depuis 07:52. D'ici là, personne ne répond à la publication.
2. INC-212 · harcèlement · élevée · avant 09:30
@nightowl envers @otter, 4e incident en 90 jours. @cm_relief à 03:41 : exclure 24 h, prévenir @otter. Et après ?
3. INC-213 · question de @mod_est (04:20) · avant 13:00
« Peut-on relayer le concours d'un concurrent ? »
CETTE NUIT
INC-211 · spam, 02:04 à 02:41 · 43 comptes bannis · clos
Depuis hier 08:00 : 6 ouverts, 4 clos. Ouverts maintenant : 6.
AUJOURD'HUI
10:00 Instagram · Coulisses du salon · @cm_junior · prêt
12:30 LinkedIn · Offre de la semaine · toi · prêt
17:00 X · Rappel du live · @cm_junior · prévu
18:30 Discord · Live questions-réponses · @mod_south · prêt
20:00 · Clôture du concours photo · toi · prévu
Non confirmé : hier 18:00, X, Sondage du mercredi (@cm_junior)
À SUIVRE
INC-198 a 9 jours (@mod_west) · INC-207 sans responsable
24 h : 6 incidents (moyenne 1) · 1re réponse 19 min (25)
Contenus faits : 4 sur 5 · réponses hors délai : 1 (INC-212)
DEMAIN 2 contenus prêts · trous : mar. 16, lun. 22
[Ouvrir INC-214] [Décider INC-212] [Répondre à @mod_est]`,
  notification: `
ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements.
3 points t'attendent, le premier à 08:30.`,
  manager: `
🔴 ROUGE · jeudi 11 mars, 08:00
Presse : un journaliste relaie les doubles prélèvements (07:30).
Vous vous en chargez depuis 07:52 (INC-214), réponse promise à 08:30.
À décider : « Qui répond au journaliste, et avec quels mots ? »
Cette nuit : spam contenu en 37 min, 43 comptes bannis (INC-211).
Un harcèlement (INC-212) : suite à 09:30.
24 h : 6 incidents (moyenne 1), 4 clos, 6 ouverts dont 2 graves.
1re réponse aux modérateurs : 19 min (moyenne 25), 1 hors délai.
Contenus : 4 faits sur 5 hier, 4 prévus aujourd'hui.
[Répondre] [Voir INC-214]`,
  scheduleInTeam: '/point programmer 8h version:cm lieu:#équipe',
  home: `
🔴 ROUGE · jeudi 11 mars, 07:52
Presse : un journaliste relaie les doubles prélèvements.
3 points en attente, le premier à 08:30.`,
  fired: `
12:30 · LinkedIn · à publier maintenant
Offre de la semaine : support client, deux postes
Campagne Recrutement · texte et visuel : lien
Tous les jeudis à 12:30 · prochain : jeudi 18 mars · R31
[C'est publié] [Plus tard] [Sauter cette fois]`,
  laters: ['15 min (12:45)', '1 h (13:30)', 'prochain matin ouvré (ven. 12 mars, 09:00)', 'choisir'],
  published: `
Publié à 12:34 par @cm_day · LinkedIn · Offre de la semaine · R31
Prochain : jeudi 18 mars, 12:30
[Ajouter le lien du post] [Annuler]`,
  quarter: '15 min (10:15)',
} as const

import { day, est, head, moderation, until, west } from './cast.ts'
import type { Chapter } from './scenario.ts'

/** How Vigie is set up for a community, and for each of its people. */
export const settings: Chapter = {
  about: 'what is set',
  scenarios: [
    {
      title: 'is the team’s: cases are called as the manager says, from then on',
      story: [
        head.types('settings set', { prefix: 'DOS', quiet: '22:00-07:00' }),
        head.reads('Set.', "C'est réglé."),
        est.types('incident log', { what: 'Gift links in #help', type: 'spam' }),
        est.reads('DOS-1 · spam · high · logged 10:00', 'DOS-1 · spam · élevée · enregistré à 10:00'),
      ],
      leaves: { settings: { prefix: 'DOS', quiet: { from: '22:00', to: '07:00' } } },
    },
    {
      title: 'is not changed by whoever only moderates, and neither is the team',
      story: [
        est.types('settings set', { prefix: 'DOS' }),
        est.reads(
          '/settings set is for the role manager and above; yours is moderator.',
          '/réglages régler demande au moins le rôle responsable',
        ),
        est.types('team add', { person: '@mod_west', role: 'manager' }),
        est.reads(
          '/team add is for the role manager and above;',
          '/équipe ajouter demande au moins le rôle responsable',
        ),
        est.types('settings show'),
        est.reads('How this community works', 'Comment fonctionne cette communauté', { buttons: [] }),
      ],
      leaves: { settings: { prefix: 'INC' }, 'person/@mod_west': { role: 'moderator' } },
    },
    {
      title: 'is not changed by what cannot be, nor is the rest of that line',
      story: [
        head.types('settings set', { prefix: 'X1', zone: 'America/New_York' }),
        head.reads(
          "“X1” can't be a prefix: two to six letters.",
          '« X1 » ne peut pas être un préfixe : deux à six lettres',
        ),
        head.types('settings set', { zone: 'Mars/Olympus' }),
        head.reads('Something needs correcting first.', 'Il reste quelque chose à corriger.', {
          buttons: ['Correct'],
        }),
      ],
      leaves: { settings: { prefix: 'INC', zone: 'Europe/Paris' } },
    },
    {
      title: 'is who may do what, and counts from the next thing they do',
      story: [
        head.types('team role', { person: '@cm_day', role: 'moderator' }),
        head.reads(
          '@cm_day: moderator (was community manager).',
          '@cm_day : modération (avant : community manager).',
        ),
        day.types('reminder add', { what: 'Poll', when: '2027-03-11T17:00', place: '#general' }),
        day.reads(
          'You can make reminders for yourself; for others',
          "Tu peux créer des rappels pour toi ; pour d'autres",
        ),
      ],
      leaves: { 'person/@cm_day': { role: 'moderator' }, 'reminder/1': undefined },
    },
    {
      title: 'is each person’s: everybody reads their own language, a channel that of the community',
      story: [
        west.types('settings mine', { language: 'fr' }),
        west.reads('Tes réglages : français, Europe/Paris.', 'Tes réglages : français, Europe/Paris.'),
        est.types('settings mine', { language: 'en' }),
        west.types('incident log', { what: 'Gift links in #help', type: 'spam' }),
        west.reads(
          'INC-1 · spam · élevée · enregistré à 10:00',
          'INC-1 · spam · élevée · enregistré à 10:00',
        ),
        moderation.shows(
          'INC-1 · Spam · high severity · IN PROGRESS',
          'INC-1 · Spam · gravité élevée · EN COURS',
        ),
        est.types('incident show', { ref: 'INC-1' }),
        est.reads('INC-1 · Spam · high severity · IN PROGRESS', 'INC-1 · Spam · high severity · IN PROGRESS'),
      ],
      leaves: { 'person/@mod_west': { locale: 'fr' }, 'person/@mod_est': { locale: 'en' } },
    },
    {
      title: 'is each person’s: hours are those of the community wherever they are',
      story: [
        day.types('settings mine', { zone: 'America/New_York' }),
        day.types('reminder add', { what: 'Standup', when: { en: 'tomorrow 9am', fr: 'demain à 9h' } }),
        day.reads('R1 is saved', 'R1 est enregistré'),
      ],
      leaves: {
        'person/@cm_day': { zone: 'America/New_York' },
        'reminder/1': { rule: { zone: 'Europe/Paris', from: '2027-03-12T09:00' } },
      },
    },
  ],
}

/** How a community begins. */
export const beginnings: Chapter = {
  about: 'the first steps',
  scenarios: [
    {
      title: 'are three, shown to whoever sets Vigie up, and ticked off as they are taken',
      needs: 'a greeting',
      story: [
        head.types('help show'),
        head.gets('Vigie is here. Three steps to begin', 'Vigie est là. Trois étapes pour commencer', {
          buttons: ['Choose channels', 'Set language and zone', 'Try one in a minute'],
        }),
        head.presses('Choose channels'),
        head.isAsked('settings channels'),
        head.fills({ moderation: '#moderation', escalation: '#escalation' }),
        head.reads('Set.', "C'est réglé."),
        head.presses('Set language and zone'),
        head.isAsked('settings language'),
        head.fills({}),
        head.reads('Language and time zone stay as they are', 'La langue et le fuseau restent tels quels'),
        head.presses('Try one in a minute'),
        head.finds('Vigie is set up', 'Vigie est en place'),
        until('10:01'),
        head.gets('10:01 · to do now', '10:01 · à faire maintenant'),
      ],
      leaves: {
        settings: { places: { moderation: '#moderation', escalation: '#escalation' }, zone: 'Europe/Paris' },
        'reminder/1': { for: { who: '@head_comm' } },
        'first-run': { greeted: { to: '@head_comm' }, ways: true, over: true },
      },
    },
  ],
}

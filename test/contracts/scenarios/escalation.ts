import { day, escalation, est, head, moderation, until } from './cast.ts'
import type { Chapter } from './scenario.ts'

const again = { what: 'Writes to @otter again', type: 'harassment', severity: 'high', member: '@nightowl' }
const question = 'May I time them out for 7 days?'

/** How somebody who may not decide is told what to do, by those who may. */
export const escalations: Chapter = {
  about: 'a question to those who decide',
  scenarios: [
    {
      title: 'is answered, and what was answered is done by whoever asked',
      story: [
        est.types('incident log', again),
        est.types('incident escalate', { ref: 'INC-1', level: '2', why: question }),
        est.reads('INC-1 · level 2 · asked at 10:00', 'INC-1 · niveau 2 · avis demandé à 10:00', {
          buttons: ['Add details', 'Take it back', 'Open INC-1'],
        }),
        escalation.shows(
          'Advice wanted · INC-1 · harassment · level 2 · by 10:30',
          'Avis demandé · INC-1 · harcèlement · niveau 2 · avant 10:30',
          { buttons: ['Answer', 'On it', 'Ask for details', 'Pass to level 3'], notifies: ['head_comm'] },
        ),
        until('10:12'),
        head.presses('Answer'),
        head.isAsked('incident answer'),
        head.fills({ text: '24 h only. Tell @otter we have acted.', task: 'time out for 24 h' }),
        est.gets('The answer to your question on INC-1', 'Réponse à ta demande sur INC-1', {
          buttons: ['Done', 'Reply to @head_comm', 'Open INC-1'],
        }),
        escalation.changes(
          'Answered · INC-1 · harassment · level 2 · 10:12',
          'Avis donné · INC-1 · harcèlement · niveau 2 · 10:12',
        ),
        est.presses('Done'),
        est.reads(
          'INC-1 · noted as done: time out for 24 h.',
          'INC-1 · noté comme fait : time out for 24 h.',
        ),
      ],
      leaves: {
        'escalation/1/1': {
          ...{ state: 'answered', why: question, by: '@mod_est', level: 2, asked: ['@head_comm'] },
          first: {
            by: '@head_comm',
            at: '2027-03-11T10:12',
            minutes: 12,
            late: false,
            task: 'time out for 24 h',
          },
          done: { by: '@mod_est' },
        },
        // An answer closes nothing.
        'incident/1': { status: 'progress' },
      },
    },
    {
      title: 'is in hand until an hour, and passed up all the same',
      story: [
        est.types('incident log', again),
        est.presses('Ask', { of: 'INC-1' }),
        est.isAsked('incident ask'),
        est.fills({ why: question, level: '2' }),
        head.presses('On it', { choice: '1 h' }),
        escalation.changes(
          'On it · INC-1 · harassment · level 2 · until 11:00',
          "Avis en cours · INC-1 · harcèlement · niveau 2 · jusqu'à 11:00",
        ),
        day.presses('On it', { choice: '1 h' }),
        day.reads(
          'The question on INC-1 is for @head_comm; managers may answer too.',
          "La demande sur INC-1 s'adresse à @head_comm ; les responsables",
        ),
        head.presses('Pass to level 3'),
        head.reads('INC-1 is at level 3 now.', 'INC-1 est maintenant au niveau 3.'),
      ],
      leaves: {
        'escalation/1/1': { state: 'waiting', level: 3, until: '2027-03-11T10:15' },
        'incident/1': { status: 'waiting', level: 3 },
      },
    },
    {
      title: 'that nobody answers is asked once more, and then goes up by itself',
      story: [
        est.types('incident log', again),
        est.types('incident escalate', { ref: 'INC-1', level: '2', why: question }),
        until('10:15'),
        moderation
          .thread('INC-1')
          .shows(
            '10:15 Vigie: reminded @head_comm, no answer yet.',
            '10:15 Vigie : relance de @head_comm, pas encore de réponse.',
          ),
        until('10:30'),
        escalation.changes(
          'Advice wanted · INC-1 · harassment · level 3 · by 10:45',
          'Avis demandé · INC-1 · harcèlement · niveau 3 · avant 10:45',
        ),
      ],
      leaves: {
        'escalation/1/1': { state: 'waiting', level: 3, asked: ['@head_comm'], until: '2027-03-11T10:45' },
      },
    },
    {
      title: 'gets the details that are asked for, and is taken back',
      story: [
        est.types('incident log', again),
        est.types('incident ask', { ref: 'INC-1', why: question }),
        head.presses('Ask for details'),
        head.fills({ text: 'What did the mediation say?' }),
        est.gets('@head_comm asks for details on INC-1:', '@head_comm demande une précision sur INC-1'),
        est.presses('Add details'),
        est.fills({ text: 'To leave each other alone' }),
        head.gets('@mod_est adds to the question on INC-1:', '@mod_est complète la demande sur INC-1 :'),
        est.presses('Take it back'),
        est.reads('INC-1 · the question is taken back. Nobody is asked', 'INC-1 · la demande est retirée'),
        head.presses('Answer'),
        head.fills({ text: 'Yes' }),
        head.reads(
          '@mod_est took the question on INC-1 back at 10:00.',
          'La demande sur INC-1 a été retirée par @mod_est à 10:00.',
        ),
      ],
      leaves: {
        'escalation/1/1': {
          state: 'withdrawn',
          details: [
            { by: '@head_comm', kind: 'wanted', text: 'What did the mediation say?' },
            { by: '@mod_est', kind: 'given', text: 'To leave each other alone' },
          ],
        },
        'incident/1': { status: 'progress' },
      },
    },
  ],
}

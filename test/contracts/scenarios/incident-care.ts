import { day, est, head, moderation, together, until, west } from './cast.ts'
import type { Chapter } from './scenario.ts'

const gifts = { what: 'Gift links in #help', type: 'spam' }
const rude = { what: 'Rude to @otter', type: 'insults', member: '@nightowl' }

/** How a case is taken care of, and closed. */
export const openIncidents: Chapter = {
  about: 'an incident that is open',
  scenarios: [
    {
      title: 'is given to somebody, let go, and taken by whoever has time',
      story: [
        est.types('incident log', gifts),
        est.types('incident assign', { ref: 'INC-1', to: '@mod_west' }),
        west.gets('@mod_est assigned INC-1 to you', '@mod_est te confie INC-1'),
        west.types('incident release', { ref: 'INC-1' }),
        moderation.changes('INC-1 · Spam · high severity · OPEN', 'INC-1 · Spam · gravité élevée · OUVERT'),
        day.presses("I'll take it", { of: 'INC-1' }),
        day.reads('You have INC-1.', 'Tu as INC-1 en main.'),
        est.presses("I'll take it", { of: 'INC-1' }),
        est.reads(
          'INC-1 is with @cm_day, since 10:00.',
          'INC-1 est pris en charge par @cm_day depuis 10:00.',
          {
            buttons: ['Assign it to me'],
          },
        ),
      ],
      leaves: {
        'incident/1': { owner: '@cm_day', assigned: { by: '@cm_day' }, status: 'progress', steps: 4 },
      },
    },
    {
      title: 'keeps what is noted, what was done, and what somebody provided',
      story: [
        est.types('incident log', gifts),
        west.presses('Note', { of: 'INC-1' }),
        west.isAsked('incident note'),
        west.fills({ text: 'Two of them came back', action: 'banned', accounts: '2' }),
        west.reads(
          'INC-1 · note added. 2 accounts banned so far.',
          'INC-1 · note ajoutée. 2 comptes bannis à ce stade.',
        ),
        est.types('incident evidence', {
          ref: 'INC-1',
          link: 'https://example.com/list',
          reporter: '@otter',
        }),
        est.reads(
          'INC-1 · evidence: 1 link provided by @otter.',
          'INC-1 · preuves : 1 lien fourni par @otter.',
        ),
        est.types('incident severity', { ref: 'INC-1', severity: 'critical', text: 'It spreads' }),
        est.reads(
          'INC-1 is critical now (was high).',
          'INC-1 est maintenant de gravité critique (avant : élevée).',
        ),
      ],
      leaves: {
        'incident/1': { severity: 'critical', actions: ['banned'], accounts: 2, evidence: 1 },
        'incident-step/1/2': { by: '@mod_west', did: 'note', text: 'Two of them came back' },
        'incident-evidence/1/1': { by: '@otter', link: 'https://example.com/list' },
      },
    },
    {
      title: 'is resolved with a reason, reopened, and what was done last is undone',
      story: [
        est.types('incident log', gifts),
        est.presses('Resolve', { of: 'INC-1' }),
        est.isAsked('incident resolve'),
        est.fills({ reason: 'removed', text: 'All links are gone' }),
        est.reads('INC-1 · spam · high · resolved 10:00', 'INC-1 · spam · élevée · clos à 10:00', {
          buttons: ['Undo'],
        }),
        west.types('incident reopen', { ref: 'INC-1', text: 'They are back' }),
        moderation.changes(
          'INC-1 · Spam · high severity · IN PROGRESS',
          'INC-1 · Spam · gravité élevée · EN COURS',
        ),
        west.types('incident undo', { ref: 'INC-1' }),
        west.reads('INC-1 is resolved again.', 'INC-1 est de nouveau clos.'),
      ],
      leaves: {
        'incident/1': { status: 'resolved', resolved: { by: '@mod_est', reason: 'removed' } },
        'incident-step/1/3': { by: '@mod_west', did: 'reopened', text: 'They are back' },
        'incident-step/1/4': { by: '@mod_west', did: 'undone' },
      },
    },
    {
      title: 'that is the same as another is merged into it, with its reporter and its member',
      story: [
        est.types('incident log', gifts),
        west.types('incident log', rude),
        day.types('incident resolve', { ref: 'INC-2', reason: 'duplicate', of: 'INC-1' }),
        day.reads('INC-2 · insults · medium · resolved 10:00', 'INC-2 · insultes · moyenne · clos à 10:00'),
        moderation
          .thread('INC-2')
          .shows(
            '10:00 @cm_day: resolved as a duplicate of INC-1.',
            '10:00 @cm_day : clos en doublon avec INC-1.',
          ),
      ],
      leaves: {
        'incident/1': { reporters: ['@mod_est', '@mod_west'], reported: ['@nightowl'], related: [2] },
        'incident/2': { status: 'resolved', duplicateOf: 1 },
      },
    },
    {
      title: 'is taken once where two press at the same moment, and the other is told by whom',
      either: ['mod_west', 'cm_day'],
      story: [
        est.types('incident log', gifts),
        est.types('incident release', { ref: 'INC-1' }),
        together(west.presses("I'll take it", { of: 'INC-1' }), day.presses("I'll take it", { of: 'INC-1' })),
      ],
      leaves: { 'incident/1': { owner: '@mod_west', steps: 3 } },
    },
    {
      title: 'that was closed meanwhile is not closed again by the button of an older message',
      story: [
        est.types('incident log', gifts),
        day.types('incident resolve', { ref: 'INC-1', reason: 'warned' }),
        until('10:05'),
        est.presses('Resolve', { of: 'INC-1 · spam' }),
        est.fills({ reason: 'removed' }),
        est.reads(
          'INC-1 was already resolved by @cm_day (10:00).',
          'INC-1 est déjà clos par @cm_day (10:00).',
        ),
      ],
      leaves: { 'incident/1': { resolved: { at: '2027-03-11T10:00', by: '@cm_day', reason: 'warned' } } },
    },
    {
      title: 'gets the same note twice where that is meant',
      story: [
        est.types('incident log', gifts),
        est.types('incident note', { ref: 'INC-1', text: 'Still going on' }),
        est.types('incident note', { ref: 'INC-1', text: 'Still going on' }),
        est.presses('Do it again'),
        est.reads('INC-1 · note added.', 'INC-1 · note ajoutée.', { buttons: ['Show the incident'] }),
      ],
      leaves: {
        'incident-step/1/2': { text: 'Still going on' },
        'incident-step/1/3': { text: 'Still going on' },
        'incident-step/1/4': undefined,
      },
    },
    {
      title: 'has a next decision, which is not in the past, and is watched once it is handled',
      story: [
        est.types('incident log', gifts),
        est.types('incident due', { ref: 'INC-1' }),
        est.isAsked('incident due'),
        est.fills({ text: 'Lift the slow mode?', when: '2027-03-11T09:00' }),
        est.isAsked('incident due'),
        est.fills({ when: '2027-03-11T12:00' }),
        est.reads('INC-1 · by 12:00: Lift the slow mode?', 'INC-1 · avant 12:00 : Lift the slow mode?'),
        head.types('incident monitor', { ref: 'INC-1', until: '2027-03-11T18:00' }),
        head.reads('INC-1 is being watched until 18:00.', 'INC-1 est sous surveillance (fin : 18:00).'),
      ],
      leaves: {
        'incident/1': { status: 'monitoring', until: '2027-03-11T18:00' },
        'incident-step/1/2': { did: 'due', text: 'Lift the slow mode?' },
      },
    },
  ],
}

import * as z from 'zod'
import { otherIncident } from '../../src/args/incident.ts'
import {
  integer,
  level,
  link,
  longText,
  member,
  members,
  network,
  past,
  text,
  word,
  wordList,
} from '../../src/args/index.ts'
import { type Context, command, type Outcome } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import { gist } from '../../src/core/gist.ts'
import { mentionOf } from '../../src/core/mention.ts'
import { roleMay, type Who } from '../../src/core/person.ts'
import { plain } from '../../src/core/plain.ts'
import type { Work } from '../../src/core/work.ts'
import { askAt } from '../../src/features/escalations/ask.ts'
import { addressOf } from '../../src/features/former.ts'
import { caseOf, refuseResolved } from '../../src/features/incidents/act.ts'
import { resolve } from '../../src/features/incidents/closing.ts'
import type { Proof } from '../../src/features/incidents/evidence.ts'
import { addReport, logIncident, networkAt, type Report } from '../../src/features/incidents/log.ts'
import { similarOpen } from '../../src/features/incidents/queries.ts'
import { actions, type Incident, reasons, severities, types } from '../../src/features/incidents/record.ts'
import { actorAt } from '../../src/features/incidents/reference.ts'
import { personRecordOf } from '../../src/features/people.ts'
import { loggedCard } from '../../src/views/incident-logged.ts'
import { tellingOf } from '../../src/views/incident-words.ts'
import { nameText } from '../../src/views/words.ts'
import { answer } from './about.ts'
import { filesIn } from './notes.ts'

/** A case that is open at most this long may be the same thing, in milliseconds. */
const similarWithin = 60 * 60 * 1000

/** How much of a message stands for what happened, in characters. */
const longestGist = 140

const args = z.object({
  what: longText(),
  type: word('type', types).prefault('other'),
  severity: word('severity', severities).optional(),
  member: members().optional(),
  affected: members().optional(),
  accounts: integer().optional(),
  action: wordList('action', actions).optional(),
  link: link().optional(),
  file: text().max(2000).optional(),
  when: past().optional(),
  network: network().optional(),
  place: text().max(100).optional(),
  reporter: member().optional(),
  resolve: word('reason', reasons).optional(),
  escalate: level().optional(),
  why: longText().optional(),
  into: otherIncident().optional(),
})
type Args = z.output<typeof args>

/** Writes an incident down, with what was done already; resolves or asks in the same line where that is wanted. */
export const log = command({
  name: 'incident log',
  may: 'incident.log',
  args,
  form: ['what', 'type', 'member', 'action', 'accounts', 'severity', 'affected', 'when', 'link', 'escalate'],
  from: ['message', 'member', 'anywhere'],
  async fromMessage(quote, { by }, use) {
    const what = gist(quote.text, longestGist)
    const speaksAgainst = quote.author.person !== by.id && !(await isTeams(use, quote.author))
    return {
      ...(what === '' ? {} : { what }),
      ...(speaksAgainst ? { member: mentionOf('@', quote.author.account, quote.author.name) } : {}),
      ...(quote.permalink === '' ? {} : { link: quote.permalink }),
      ...(quote.at > 0 ? { when: String(quote.at) } : {}),
    }
  },
  async run(context) {
    const { args: given, by, here, reader, t, use } = context
    if (given.resolve !== undefined && given.escalate !== undefined)
      throw new UserError('incident.refused.bothEnds')
    if (given.resolve === 'duplicate') throw new UserError('incident.refused.newDuplicate')
    const actor = actorAt(by, here)
    const report = reportOf(context, actor)
    if (given.into !== undefined) {
      const into = await caseOf(use, given.into)
      await refuseResolved(use, into)
      return addTo(context, into, actor, report)
    }
    const like = await similarOpen(use, report.type, report, use.now.epochMilliseconds - similarWithin)
    if (like !== undefined && context.confirmed !== tokenOf(use, like)) return ask(context, like)
    const logged = await logIncident(use, actor, report, by.may('incident.handle'))
    const { done, question } = await goOn(context, logged, actor)
    return { card: await loggedCard(use, done, await tellingOf(use, reader, t), question) }
  },
})

async function goOn(
  { args: { escalate, resolve: reason, what, why }, here, use }: Context<Args>,
  it: Incident,
  by: Who,
) {
  if (reason !== undefined) return { done: await resolve(use, it, by, { reason, actions: [] }) }
  if (escalate === undefined) return { done: it }
  const question = await askAt(use, it, { level: escalate, why: why ?? what, by, here })
  return { done: await caseOf(use, it.number), question }
}

function reportOf({ args: given, about: quote, here }: Context<Args>, by: Who): Report {
  const { action = [], affected = [], file, member = [], reporter, when } = given
  const provider = reporter ?? by
  const proofs: Proof[] = filesIn(file).map((each) => ({ by: provider, file: each }))
  if (quote !== undefined) proofs.unshift({ by, quote })
  const { accounts, link, network, place, severity, type, what } = given
  // A message that is logged does not speak against its author where it was they who reported or suffered it.
  const spared = [provider, ...affected].some(({ person: id }) => id === quote?.author.person)
  return {
    what,
    type,
    severity,
    reported: spared ? member.filter(({ person: id }) => id !== quote?.author.person) : member,
    affected,
    accounts,
    actions: action,
    link,
    happened: when,
    network: network ?? networkAt(here),
    where: place,
    reporter,
    from: here,
    proofs,
  }
}

/** Tells whether somebody is of the team: what they write is not held against them unasked. */
async function isTeams(use: Work, { person: id }: Who): Promise<boolean> {
  const known = await personRecordOf(use, id)
  return known !== undefined && roleMay(known.role, 'incident.read')
}

const tokenOf = ({ community }: Work, { number }: Incident): string =>
  `similar/${addressOf(community, number)}`

/** Asks whether it is the same thing as an open case; the draft is kept for either answer. */
async function ask({ reader, t, use }: Context<Args>, like: Incident): Promise<Outcome> {
  const { address, ref } = await tellingOf(use, reader, t)
  const minutes = Math.floor((use.now.epochMilliseconds - like.logged) / 60_000)
  return {
    ask: {
      text: t(minutes === 0 ? 'incident.similarNow' : 'incident.similar', {
        ref: ref(like.number),
        minutes,
        who: nameText(like.by),
      }),
      footer: t('incident.similarKept'),
      buttons: [
        {
          label: plain(t('buttons.addTo', { ref: ref(like.number) })),
          command: log.name,
          input: { into: address(like.number) },
        },
      ],
    },
    token: tokenOf(use, like),
    yes: plain(t('buttons.logNew')),
  }
}

async function addTo(
  { reader, t, use }: Context<Args>,
  into: Incident,
  by: Who,
  report: Report,
): Promise<Outcome> {
  const telling = await tellingOf(use, reader, t)
  const kept = await addReport(use, into, by, report)
  return answer(telling, kept, [t('incident.added', { ref: telling.ref(kept.number) })], ['show'])
}

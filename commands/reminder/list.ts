import * as z from 'zod'
import { campaign, integer, network, target, word } from '../../src/args/index.ts'
import { type Context, command, type Outcome } from '../../src/core/command.ts'
import { foldWord } from '../../src/core/text.ts'
import { isMine, isTeams, type Keep, occurrencesBetween } from '../../src/features/reminders/queries.ts'
import { occurrenceStates } from '../../src/features/reminders/record.ts'
import { isOwn, mayRead } from '../../src/features/reminders/rights.ts'
import type { Target } from '../../src/features/target.ts'
import { commandLine } from '../../src/views/command-line.ts'
import { listCard, listPage } from '../../src/views/reminder-list.ts'
import { tellingOf } from '../../src/views/words.ts'

const day = 86_400_000

/** The most that is counted: a list says '+n more' up to here. */
const counted = 500

/** How dates stand that are over; a list of them looks back, newest first. */
const over: ReadonlySet<string> = new Set(['sent', 'done', 'not-confirmed', 'missed'])

const listArgs = z.object({
  for: target().optional(),
  network: network().optional(),
  campaign: campaign().optional(),
  days: integer().prefault('7'),
  state: word('state', occurrenceStates).optional(),
  page: integer().prefault('1'),
})
type ListArgs = z.output<typeof listArgs>

/** Lists what is planned, by day, the next first; members see only what is theirs. */
export const list = command({
  name: 'reminder list',
  may: 'reminder.own',
  args: listArgs,
  bare: ['network'],
  run: (context) => listed(context, context.args, 'list'),
})

/** Lists what is for whoever asks, alone or in their role. */
export const mine = command({
  name: 'reminder mine',
  may: 'reminder.own',
  alone: true,
  args: z.object({ days: integer().prefault('30'), page: integer().prefault('1') }),
  bare: [],
  run: (context) => listed(context, context.args, 'mine'),
})

async function listed<A>(
  { by, now, reader, t, use, words }: Context<A>,
  given: Pick<ListArgs, 'days' | 'page'> & Partial<ListArgs>,
  verb: 'list' | 'mine',
): Promise<Outcome> {
  const { days, page, state } = given
  const at = now.epochMilliseconds
  const back = state !== undefined && over.has(state)
  const [from, to] = back ? [at - days * day, at + 1] : [at, at + days * day]
  const keep: Keep = (it) =>
    mayRead(it.reminder, by) &&
    (isTeams(it) || isOwn(it.reminder, by)) &&
    (verb === 'list' || isMine(by)(it)) &&
    matches(it.reminder.for, given.for) &&
    same(it.reminder.network, given.network) &&
    same(it.reminder.campaign, given.campaign) &&
    (state === undefined || it.occurrence.state === state)
  const found = await occurrencesBetween(use, from, to, counted, keep)
  if (back) found.reverse()
  const shown = found.slice((page - 1) * listPage, page * listPage)
  const which = verb === 'mine' ? 'mine' : back ? 'past' : 'coming'
  const title = t(`reminder.list.${which}`, { count: days })
  const { campaign, for: whom, network } = given
  const isAll = which === 'coming' && (campaign ?? whom ?? network ?? state) === undefined
  if (shown.length === 0)
    return {
      card: {
        text: t(`reminder.list.none.${isAll ? 'all' : which}`, { count: days }),
        footer: t('nouns.reminder.verbs.add.example'),
      },
    }
  const more = commandLine(words, reader.locale, `reminder ${verb}`, {
    ...wordsOf(given, (value) => words.set('values.state', reader.locale).get(value)?.name),
    days: String(days),
    page: String(page + 1),
  })
  const rest = found.length - page * listPage
  return { card: listCard(tellingOf(use, reader, t), shown, { title, rest, more }) }
}

const wordsOf = (
  { campaign, for: whom, network, state }: Partial<ListArgs>,
  stateName: (value: string) => string | undefined,
) => ({
  for: whom && ('who' in whom ? `@${whom.who.name}` : whom.role),
  network,
  campaign,
  state: state && stateName(state),
})

const same = (it: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || (it !== undefined && foldWord(it) === foldWord(wanted))

function matches(it: Target, wanted: Target | undefined): boolean {
  if (wanted === undefined) return true
  if ('who' in it) return 'who' in wanted && it.who.person === wanted.who.person
  return 'role' in wanted && it.role === wanted.role
}

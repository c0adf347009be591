import type { Clock } from '../core/clock.ts'
import { writeWhen } from '../core/dates.ts'
import type { Locale } from '../core/person.ts'
import { plain } from '../core/plain.ts'
import { safeLine } from '../core/safe.ts'
import { concat, type Text, type Values } from '../core/text.ts'
import type { Words } from '../core/words.ts'
import { shortHead } from '../features/audit/chain.ts'
import { communitiesToVerify, type Problem, type Verified, verify } from '../features/audit/verifying.ts'
import { openStore } from '../store/open.ts'

/** What a store's audit is verified with; `noted` is how a head begins that was noted elsewhere. */
interface Verifying {
  url: string
  folder: string
  noted?: string
  clock: Clock
  words: Words
  locale: Locale
  zone: string
}

/** What verifying came to, in words, and the exit status that goes with it: 1 where anything is wrong. */
interface Told {
  said: string
  status: 0 | 1
}

/** Verifies the audit of every community in a store, whatever else uses it meanwhile; nothing is written. */
export async function verifyStore({ clock, folder, noted, url, ...reading }: Verifying): Promise<Told> {
  const { locale, words, zone } = reading
  const now = clock.now().epochMilliseconds
  const t = words.t(locale)
  const say = (key: string, values: Values = {}): string =>
    plain(t(`verify.${key}`, values), (ms, as) => writeWhen(ms, as, locale, zone, now))
  const opened = await openStore(url, { folder })
  try {
    const communities = await communitiesToVerify(opened.store)
    if (communities.length === 0) return { said: say('nothing', { store: opened.url }), status: 1 }
    const lines: string[] = []
    const found: Verified[] = []
    for (const each of communities) {
      const it = await verify(opened.store, each, noted === undefined ? {} : { noted })
      found.push(it)
      lines.push(...linesOn(it, say))
    }
    const isThere = noted === undefined || found.some((it) => it.noted !== undefined)
    if (!isThere) lines.push(say('notNoted', { head: noted }))
    return { said: lines.join('\n'), status: isThere && found.every(({ wrong }) => wrong === 0) ? 0 : 1 }
  } finally {
    await opened.store.close()
  }
}

type Say = (key: string, values?: Values) => string

/** Tells of one community: what there is, where its chain ends, and whether it is as it was sealed. */
function linesOn({ community, end, noted, problems, wrong, ...counts }: Verified, say: Say): string[] {
  const entries = say('entries', { count: counts.entries })
  const first =
    end === undefined
      ? say('unsealed', { community })
      : say('sealed', {
          ...{ community, entries, seals: say('seals', { count: counts.seals }) },
          ...{ head: shortHead(end.head), time: when(end.at) },
        })
  const rest = [
    ...(counts.erased > 0 ? [say('erased', { count: counts.erased })] : []),
    ...(counts.open > 0 ? [say('open', { count: counts.open })] : []),
    ...(noted === undefined ? [] : [say('noted', { seal: noted.seal, time: when(noted.at) })]),
    ...(wrong > 0 ? [say('wrong', { count: wrong })] : end === undefined ? [] : [say('whole')]),
    ...problems.map((it) => `  ${problemOn(it, say)}`),
    ...(wrong > problems.length ? [`  ${say('more', { count: wrong - problems.length })}`] : []),
  ]
  return [first, ...rest.map((line) => `  ${line}`)]
}

function problemOn(it: Problem, say: Say): string {
  if ('entry' in it)
    return say(`problems.${it.what}`, { entry: entryText(it.entry), ...('seal' in it && { seal: it.seal }) })
  if (it.what !== 'gap') return say(`problems.${it.what}`, { seal: it.seal })
  return say(it.seal === it.to ? 'problems.gone' : 'problems.gap', { seal: it.seal, to: it.to })
}

/** Says what an entry is about by its name, which whoever put it in may have made of anything. */
function entryText(name: string): Text {
  const [ms = '', , did = '', of = ''] = name.split('/')
  if (!/^\d{14}$/.test(ms) || did === '' || of === '') return safeLine(name)
  return concat(safeLine(`${did} ${of.replaceAll('%2F', '/')}`), ', ', when(Number(ms)))
}

const when = (ms: number): Text => [{ time: ms, as: 'both' }]

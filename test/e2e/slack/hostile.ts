import { type Fields, isFields } from '../../standins/checks.ts'
import { livesIn } from '../../standins/slack/mentions.ts'

/** What somebody may write to be noticed by people who were not asked, to lead them astray, or to look like more. */
export const hostile = [
  '<!channel>',
  '<!here> <!everyone>',
  '@channel @here @everyone',
  '<@U12345>',
  '@bystander',
  '@everybody',
  '<!subteam^S12345|@everybody>',
  '<https://evil.example|https://bank.example>',
  '[bank](https://evil.example)',
  '<mailto:a@b.c|click>',
  '*bold* _it_ ~no~ `code` ```block```',
  '> quoted\n&gt; again',
  '<!date^1804726800^{date}|now>',
  ':tada: :fire:',
  '&lt;!channel&gt; &amp;lt;!here&amp;gt;',
  '\u202egnp.exe\u202c',
  'a\u0000b\u0007c',
  '"unbalanced',
  'type:press severity:critical member:@bystander',
  '<#C12345|general>',
  '{"blocks":[]} <script>alert(1)</script>',
  '👩‍👩‍👧‍👦'.repeat(40),
  'x'.repeat(2500),
  '\ud800 half a character',
] as const

/** Everything in a payload, however deep. */
function parts(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(parts)
  return isFields(value) ? [value, ...Object.values(value).flatMap(parts)] : []
}

/**
 * Returns what is wrong with what Vigie sent, a call's arguments or an acknowledgement: what Slack would read into
 * somebody's words. `outsiders` are the ids of people nobody meant.
 */
export function dangersIn(args: unknown, outsiders: readonly string[]): unknown[] {
  if (!isFields(args)) return []
  const it = isFields(args.sent) ? args.sent : isFields(args.view) ? args.view : args
  const all = parts(it.blocks)
  return [
    ...all.filter(({ type }) => ['mrkdwn', 'broadcast', 'usergroup', 'emoji'].includes(String(type))),
    ...all.filter(({ type, user_id: id }) => type === 'user' && outsiders.includes(String(id))),
    ...all.filter((each) => each.type === 'link' && isMasked(each)),
    ...all.filter(({ emoji }) => emoji === true),
    ...(livesIn(String(it.text ?? '')) ? [it.text] : []),
  ]
}

/** A link says where it leads, as far as it fits, or words of Vigie's own. */
const isMasked = ({ text, url }: Fields): boolean =>
  text !== undefined && text !== 'link' && !String(url).startsWith(String(text).replace(/…$/, ''))

import { createHmac } from 'node:crypto'
import { patience } from '../activity.ts'
import { type Fields, isFields } from '../checks.ts'
import { type Ack, type Sent, waitFor } from './delivery.ts'

/** How requests are signed: rightly, with another secret, ten minutes ago, or not at all. */
export type Signing = 'right' | 'wrong' | 'stale' | 'missing'

/** Slack's side of an app's Request URL. */
export function createSigned(house: { secret: string; violate(what: string): void; moved(): void }) {
  let signing: Signing = 'right'
  const open = new AbortController()

  const signature = (body: string): Record<string, string> => {
    if (signing === 'missing') return {}
    const seconds = Math.floor(Date.now() / 1000) - (signing === 'stale' ? 600 : 0)
    const secret = signing === 'wrong' ? `${house.secret}x` : house.secret
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
    return { 'X-Slack-Request-Timestamp': `${seconds}`, 'X-Slack-Signature': `v0=${hash}` }
  }

  async function post(
    url: string,
    { kind, payload, retry }: Sent,
  ): Promise<{ status: number; body: Fields }> {
    const json = kind === 'events_api'
    const fields =
      kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
    const body = json ? JSON.stringify(payload) : new URLSearchParams(fields).toString()
    const answer = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.any([open.signal, AbortSignal.timeout(patience)]),
      headers: {
        'Content-Type': json ? 'application/json' : 'application/x-www-form-urlencoded',
        'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...(retry === undefined
          ? {}
          : { 'X-Slack-Retry-Num': `${retry}`, 'X-Slack-Retry-Reason': 'http_timeout' }),
        ...signature(body),
      },
    })
    return { status: answer.status, body: bodyOf(await answer.text()) }
  }

  return {
    /** Posts, and waits for the answer, which is the acknowledgement. An event that failed is sent once more. */
    deliver(url: string, sent: Sent): Promise<Ack> {
      const wait = waitFor(sent, () =>
        house.violate(`${sent.what}: no acknowledgement within 3 s, the person sees a time-out`),
      )
      const genuine = signing === 'right'
      const attempt = async (it: Sent): Promise<void> => {
        const { status, body } = await post(url, it)
        const failed = genuine && status !== 200
        if (failed) house.violate(`${sent.what}: answered with status ${status}`)
        if (failed && it.kind === 'events_api' && it.retry === undefined) await attempt({ ...it, retry: 1 })
        else wait.take(body, status)
        house.moved()
      }
      attempt(sent).catch((error: unknown) => wait.fail(`the app could not be reached (${error})`))
      return wait.done
    },

    sign(how: Signing): void {
      signing = how
    },

    close: (): void => open.abort(),
  }
}

/** What an answer over HTTP says: JSON, or words. */
function bodyOf(raw: string): Fields {
  if (raw.trim() === '') return {}
  if (!/^\s*\{/.test(raw)) return { text: raw }
  const body: unknown = JSON.parse(raw)
  return isFields(body) ? body : {}
}

import { createHmac } from 'node:crypto'
import { type Fields, isFields } from '../checks.ts'
import { type Ack, ackTime, type Sent, type Wait, waitFor } from './delivery.ts'

/** How requests are signed: rightly, with another secret, ten minutes ago, or not at all. */
export type Signing = 'right' | 'wrong' | 'stale' | 'missing'

/** What came of a request: the answer's status and what it says, or why Slack has none. */
type Came = { status: number; body: Fields } | { failed: 'http_timeout' | 'connection_failed'; why: string }

/** Slack's side of an app's Request URL. */
export function createSigned(house: { secret: string; violate(what: string): void; moved(): void }) {
  let signing: Signing = 'right'
  const open = new AbortController()
  /** Events nobody took, which Slack sends again after a while. */
  const owed: Sent[] = []

  const signature = (body: string): Record<string, string> => {
    if (signing === 'missing') return {}
    const seconds = Math.floor(Date.now() / 1000) - (signing === 'stale' ? 600 : 0)
    const secret = signing === 'wrong' ? `${house.secret}x` : house.secret
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
    return { 'X-Slack-Request-Timestamp': `${seconds}`, 'X-Slack-Signature': `v0=${hash}` }
  }

  /** Sends a request and reads its answer; `late` ends it, as Slack hangs up after 3 s. */
  async function post(url: string, sent: Sent, late: AbortSignal): Promise<Came> {
    const { kind, payload, reason, retry } = sent
    const json = kind === 'events_api'
    const fields =
      kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
    const body = json ? JSON.stringify(payload) : new URLSearchParams(fields).toString()
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([open.signal, late]),
        headers: {
          'Content-Type': json ? 'application/json' : form,
          'User-Agent': robot,
          ...(json && retry !== undefined
            ? { 'X-Slack-Retry-Num': `${retry}`, 'X-Slack-Retry-Reason': reason ?? 'http_timeout' }
            : {}),
          ...signature(body),
        },
      })
      const raw = await answer.text()
      return { status: answer.status, body: answer.status === 200 ? read(raw, answer.headers, sent) : {} }
    } catch (error) {
      return { failed: late.aborted ? 'http_timeout' : 'connection_failed', why: String(error) }
    }
  }

  /** What an answer says, as Slack reads it: JSON where it is called so, and words where it takes words. */
  function read(raw: string, headers: Headers, { kind, what }: Sent): Fields {
    if (raw.trim() === '') return {}
    const type = headers.get('Content-Type') ?? 'no type'
    if (!type.startsWith('application/json')) {
      if (kind === 'interactive' || /^\s*[{[]/.test(raw))
        house.violate(`${what}: answered with ${type}, where only application/json is read`)
      return kind === 'interactive' ? {} : { text: raw }
    }
    try {
      const body: unknown = JSON.parse(raw)
      if (isFields(body)) return body
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
    house.violate(`${what}: answered with what is no JSON object: ${raw.slice(0, 100)}`)
    return {}
  }

  /** Posts until it is taken: an event that failed goes out once more at once, and is owed if it fails again. */
  async function attempt(url: string, sent: Sent, wait: Wait, late: AbortSignal): Promise<void> {
    const genuine = signing === 'right'
    const came = await post(url, sent, late)
    house.moved()
    const reason = 'failed' in came ? came.failed : 'http_error'
    const taken = 'status' in came && came.status === 200
    if ('status' in came && genuine !== taken)
      house.violate(
        `${sent.what}: ${genuine ? '' : 'not signed rightly, and '}answered with status ${came.status}`,
      )
    if (!taken && genuine && sent.kind === 'events_api' && !open.signal.aborted) {
      const again = { ...sent, retry: (sent.retry ?? 0) + 1, reason }
      if (sent.retry === undefined) return attempt(url, again, wait, AbortSignal.timeout(ackTime))
      owed.push(again)
    }
    if ('status' in came) wait.take(came.body, came.status)
    else if (came.failed === 'http_timeout') wait.take({})
    else wait.fail(`the app could not be reached (${came.why})`)
  }

  /** Posts, and waits for the answer, which is the acknowledgement. */
  function deliver(url: string, sent: Sent): Promise<Ack> {
    const late = new AbortController()
    const wait = waitFor(sent, () => {
      house.violate(`${sent.what}: no acknowledgement within 3 s, the person sees a time-out`)
      late.abort()
    })
    attempt(url, sent, wait, late.signal).catch((error: unknown) => wait.fail(String(error)))
    return wait.done
  }

  return {
    deliver,

    /** Takes what is owed, to be sent again. */
    owed: (): Sent[] => owed.splice(0),

    /** Asks whether the address serves TLS, as Slack does now and then, by both methods; neither request is signed. */
    async checkCertificate(url: string): Promise<void> {
      const asked = { token: 'verification-token', ssl_check: '1' }
      const words = String(new URLSearchParams(asked))
      const headers = { 'Content-Type': form, 'User-Agent': robot }
      const answers = await Promise.all([
        fetch(`${url}?${words}`, { headers: { 'User-Agent': robot }, signal: open.signal }),
        fetch(url, { method: 'POST', body: words, headers, signal: open.signal }),
      ])
      for (const { status } of answers)
        if (status !== 200) house.violate(`ssl_check: answered with status ${status}`)
    },

    sign(how: Signing): void {
      signing = how
    },

    close: (): void => open.abort(),
  }
}

const form = 'application/x-www-form-urlencoded'
const robot = 'Slackbot 1.0 (+https://api.slack.com/robots)'

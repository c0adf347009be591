import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import { isFields } from '../checks.ts'
import { type Ack, type Sent, type Wait, waitFor } from './delivery.ts'

/** The connections of Socket Mode. */
export type Socket = ReturnType<typeof createSocket>

/** Slack's side of Socket Mode: connections, envelopes and their acknowledgements. */
export function createSocket(house: {
  app: string
  violate(what: string): void
  base(): string
  moved(): void
}) {
  // Pongs are sent by hand, so that they can stop.
  const server = new WebSocketServer({ noServer: true, autoPong: false })
  const tickets = new Set<string>()
  const lines: WebSocket[] = []
  const waiting = new Map<string, Wait>()
  /** Which connection an envelope went out on. */
  const sentOn = new Map<string, WebSocket>()
  /** Events nobody took: they go out again over the next connection. */
  const kept = new Map<string, Wait>()
  const taken = new Set<string>()
  let mute = false
  let turn = 0

  const pings = setInterval(() => {
    if (!mute) for (const line of lines) line.ping()
  }, 5000)
  pings.unref()

  const send = (line: WebSocket, id: string, { kind, payload, answers, retry }: Sent): void => {
    sentOn.set(id, line)
    line.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        payload,
        accepts_response_payload: answers,
        ...(kind === 'events_api'
          ? { retry_attempt: retry ?? 0, retry_reason: retry === undefined ? '' : 'timeout' }
          : {}),
      }),
    )
  }

  const again = (wait: Wait, line: WebSocket): void => {
    const id = randomUUID()
    waiting.set(id, wait)
    send(line, id, { ...wait.sent, retry: (wait.sent.retry ?? 0) + 1 })
  }

  function acknowledged(raw: string): void {
    const message: unknown = JSON.parse(raw)
    if (!isFields(message) || typeof message.envelope_id !== 'string') {
      house.violate(`the app sent something that is no acknowledgement: ${raw.slice(0, 200)}`)
      return
    }
    const id = message.envelope_id
    const wait = waiting.get(id)
    if (wait === undefined) {
      house.violate(
        taken.has(id) ? 'an envelope was acknowledged twice' : `an unknown envelope was acknowledged`,
      )
      return
    }
    waiting.delete(id)
    sentOn.delete(id)
    taken.add(id)
    const payload = isFields(message.payload) ? message.payload : {}
    const body = payload.text === '' && Object.keys(payload).length === 1 ? {} : payload
    wait.take(body)
    house.moved()
  }

  function closed(line: WebSocket): void {
    lines.splice(lines.indexOf(line), 1)
    for (const [id, on] of sentOn) {
      if (on !== line) continue
      const wait = waiting.get(id)
      sentOn.delete(id)
      waiting.delete(id)
      if (wait?.sent.kind === 'events_api') kept.set(id, wait)
      else wait?.fail('the connection was lost before the acknowledgement')
    }
  }

  function opened(line: WebSocket): void {
    lines.push(line)
    line.on('ping', (data) => {
      if (!mute) line.pong(data)
    })
    line.on('message', (data) => acknowledged(String(data)))
    line.on('close', () => closed(line))
    line.on('error', () => line.terminate())
    const info = { connection_info: { app_id: house.app }, num_connections: lines.length }
    const debug_info = { host: 'stand-in', build_number: 1, approximate_connection_time: 18_060 }
    line.send(JSON.stringify({ type: 'hello', ...info, debug_info }))
    const events = [...kept.values()]
    kept.clear()
    for (const wait of events) again(wait, line)
    house.moved()
  }

  return {
    /** An address to connect to, once. */
    address(): string {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `${house.base().replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${house.app}`
    },

    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname !== '/link/' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
        stream.end('HTTP/1.1 408 Request Timeout\r\n\r\n')
        return
      }
      server.handleUpgrade(request, stream, head, opened)
    },

    /** How many connections are open. */
    count: (): number => lines.filter((it) => it.readyState === WebSocket.OPEN).length,

    /** Sends over one of the connections, and waits for the acknowledgement. */
    deliver(sent: Sent): Promise<Ack> {
      const id = randomUUID()
      const wait = waitFor(sent, () => {
        house.violate(`${sent.what}: no acknowledgement within 3 s, the person sees a time-out`)
        const open = lines.at(-1)
        if (sent.kind === 'events_api' && open !== undefined) again(wait, open)
      })
      const open = lines.filter((it) => it.readyState === WebSocket.OPEN)
      const line = open[++turn % Math.max(open.length, 1)]
      if (line !== undefined) {
        waiting.set(id, wait)
        send(line, id, sent)
      } else if (sent.kind === 'events_api') kept.set(id, wait)
      else wait.fail('dispatch_failed: the app is not connected')
      return wait.done
    },

    /** Ends every connection without a word. */
    cut(): void {
      for (const line of [...lines]) line.terminate()
    },

    /** Asks the app to connect anew, as Slack does every few hours. */
    refresh(): void {
      for (const line of lines)
        line.send(
          JSON.stringify({
            type: 'disconnect',
            reason: 'refresh_requested',
            debug_info: { host: 'stand-in' },
          }),
        )
    },

    /** From now on pings are answered by nothing, and none are sent. */
    mute(on: boolean): void {
      mute = on
    },

    close(): void {
      clearInterval(pings)
      for (const wait of [...waiting.values(), ...kept.values()]) wait.fail('the stand-in was closed')
      for (const line of [...lines]) line.terminate()
      server.close()
    },
  }
}

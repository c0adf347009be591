import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Fields, isFields } from '../checks.ts'
import { createWire, type Wire } from './wire.ts'

/** Whether an event went out, waits for a lost connection to come back, or was for nobody. */
export type Told = 'sent' | 'kept' | 'nobody'

/** Opcodes, as Discord numbers them. */
const op = {
  ...{ dispatch: 0, heartbeat: 1, identify: 2, presence: 3, voice: 4, resume: 6, reconnect: 7 },
  ...{ members: 8, invalid: 9, hello: 10, ack: 11 },
} as const

/** The intent for the server itself: channels, roles and threads. */
const guilds = 1
/** Intents that need Discord's leave: members, presences, what messages say. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15)

/** So many events a session remembers for whoever resumes it. */
const most = 5000

interface Session {
  id: string
  seq: number
  sent: Fields[]
  line: Line | undefined
}

interface Line {
  socket: WebSocket
  wire: Wire
  session?: Session
  muted: boolean
}

/** What the gateway tells of and to. */
export interface Doorkeeper {
  token: string
  heartbeat: number
  violate(what: string): void
  moved(): void
  address(): string
  /** READY without what is the session's own. */
  ready(): Fields
  /** Events that follow READY. */
  welcome(): [event: string, data: Fields][]
}

/** The gateway. */
export type Gateway = ReturnType<typeof createGateway>

/** Discord's gateway v10: sessions that outlive their connections, and are told what they missed. */
export function createGateway(house: Doorkeeper) {
  const server = new WebSocketServer({ noServer: true })
  const lines = new Set<Line>()
  const sessions = new Map<string, Session>()
  const open = (): Line[] => [...lines].filter(({ session }) => session !== undefined)

  function dispatch(session: Session, t: string, d: Fields): Told {
    session.seq += 1
    const frame = { op: op.dispatch, s: session.seq, t, d }
    session.sent.push(frame)
    if (session.sent.length > most) session.sent.shift()
    if (session.line === undefined || session.line.muted) return 'kept'
    session.line.wire.send(frame)
    return 'sent'
  }

  function attach(line: Line, session: Session): void {
    if (session.line !== undefined && session.line !== line) session.line.socket.terminate()
    session.line = line
    line.session = session
    house.moved()
  }

  /** Begins a session; the close code where Discord would not. */
  function identify(line: Line, d: Fields): number | undefined {
    if (line.session !== undefined) return 4005
    if (d.token !== house.token) return 4004
    const intents = Number(d.intents)
    if (!Number.isInteger(intents) || intents < 0) return 4013
    if ((intents & ~guilds) !== 0) house.violate(`IDENTIFY: intents ${intents}, more than Guilds`)
    if ((intents & privileged) !== 0) return 4014
    // Whoever identifies anew has forgotten what was before.
    for (const [id, { line: other }] of sessions) if (other === undefined) sessions.delete(id)
    const session: Session = { id: randomUUID().replaceAll('-', ''), seq: 0, sent: [], line: undefined }
    sessions.set(session.id, session)
    attach(line, session)
    const own = { v: 10, session_id: session.id, resume_gateway_url: house.address(), shard: [0, 1] }
    dispatch(session, 'READY', { ...house.ready(), ...own })
    for (const [event, data] of house.welcome()) dispatch(session, event, data)
    return undefined
  }

  /** Goes on with a session: what it missed is told first. */
  function resume(line: Line, d: Fields): number | undefined {
    const session = sessions.get(String(d.session_id))
    if (d.token !== house.token) return 4004
    const forgotten = session !== undefined && Number(session.sent[0]?.s ?? 1) > Number(d.seq) + 1
    if (session === undefined || forgotten) {
      line.wire.send({ op: op.invalid, d: false })
      return undefined
    }
    if (typeof d.seq !== 'number' || d.seq > session.seq) return 4007
    const { seq } = d
    attach(line, session)
    for (const frame of session.sent) if (Number(frame.s) > seq) line.wire.send(frame)
    dispatch(session, 'RESUMED', { _trace: [] })
    return undefined
  }

  function heard(line: Line, raw: string): number | undefined {
    const frame = parsed(raw)
    if (!isFields(frame)) return 4002
    const d = isFields(frame.d) ? frame.d : {}
    switch (frame.op) {
      case op.heartbeat:
        line.wire.send({ op: op.ack })
        return undefined
      case op.identify:
        return identify(line, d)
      case op.resume:
        return resume(line, d)
    }
    if (line.session === undefined) return 4003
    if (frame.op === op.members) house.violate('asks for members over the gateway: that needs their intent')
    return frame.op === op.presence || frame.op === op.voice || frame.op === op.members ? undefined : 4001
  }

  function opened(socket: WebSocket, compressed: boolean): void {
    const line: Line = { socket, wire: createWire(socket, compressed), muted: false }
    lines.add(line)
    socket.on('message', (data) => {
      const code = line.muted ? undefined : heard(line, String(data))
      if (code !== undefined) socket.close(code)
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', (code) => {
      lines.delete(line)
      line.wire.close()
      if (line.session?.line === line) line.session.line = undefined
      // A connection the bot ends with 1000 or 1001 ends its session.
      if (line.session !== undefined && (code === 1000 || code === 1001)) sessions.delete(line.session.id)
      house.moved()
    })
    line.wire.send({ op: op.hello, d: { heartbeat_interval: house.heartbeat, _trace: [] } })
  }

  return {
    upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
      server.handleUpgrade(request, stream, head, (socket) => {
        if (searchParams.get('v') !== '10') socket.close(4012)
        else if (searchParams.get('encoding') !== 'json') socket.close(4002)
        else opened(socket, searchParams.get('compress') === 'zlib-stream')
      })
    },

    /** Tells every session; a session without a connection is told once it has one again. */
    tell(event: string, data: Fields): Told {
      const told = [...sessions.values()].map((it) => dispatch(it, event, data))
      return told.find((it) => it === 'sent') ?? told[0] ?? 'nobody'
    },

    /** How many connections are open on which a session runs. */
    count: (): number =>
      open().filter(({ muted, socket }) => !muted && socket.readyState === socket.OPEN).length,

    /** Ends every connection with this code, or without a word. */
    cut(code?: number): void {
      for (const { socket } of lines) {
        if (code === undefined) socket.terminate()
        else socket.close(code)
      }
    },

    /** Asks for a new connection, as Discord does now and then. */
    reconnect(): void {
      for (const { wire } of open()) wire.send({ op: op.reconnect, d: null })
    },

    /** Ends every session: those with a connection are told so, others learn it when they resume. */
    invalidate(): void {
      sessions.clear()
      for (const line of open()) {
        line.wire.send({ op: op.invalid, d: false })
        delete line.session
      }
    },

    /** From now on nothing comes through the connections that are open: no answer to a heartbeat, no event. */
    mute(): void {
      for (const line of lines) line.muted = true
    },

    close(): void {
      for (const { socket, wire } of lines) {
        wire.close()
        socket.terminate()
      }
      sessions.clear()
      server.close()
    },
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

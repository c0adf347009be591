import { constants, createDeflate } from 'node:zlib'
import type { WebSocket } from 'ws'

/** How frames go out. */
export interface Wire {
  send(frame: object): void
  close(): void
}

/** A connection's frames as JSON, or as one zlib stream where the bot asked for that. */
export function createWire(socket: WebSocket, compressed: boolean): Wire {
  if (!compressed) return { send: (frame) => socket.send(JSON.stringify(frame)), close: () => undefined }
  const deflate = createDeflate({ flush: constants.Z_SYNC_FLUSH })
  let parts: Buffer[] = []
  deflate.on('error', () => socket.terminate())
  deflate.on('data', (part: Buffer) => parts.push(part))
  return {
    send(frame) {
      deflate.write(JSON.stringify(frame))
      deflate.flush(constants.Z_SYNC_FLUSH, () => {
        const whole = Buffer.concat(parts)
        parts = []
        if (whole.length > 0 && socket.readyState === socket.OPEN) socket.send(whole)
      })
    },
    close: () => void deflate.close(),
  }
}

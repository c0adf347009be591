import { createServer, type RequestListener } from 'node:http'
import { UserError } from '../core/errors.ts'
import { within } from '../core/patience.ts'

/** How long requests under way may take once the server is closed, in milliseconds. */
const farewell = 3000

/** How long an idle connection is kept, in milliseconds: longer than proxies keep theirs, 60 s by nginx's default. */
const idle = 75_000

/** An HTTP server that listens. */
export interface Server {
  /** `undefined` once it is closed. */
  port(): number | undefined
  /** Lets what is under way be answered, 3 s at most. */
  close(): Promise<void>
}

/** Listens on a port of every address, 0 for any that is free; throws a UserError when it cannot be had. */
export async function listen(handle: RequestListener, port: number): Promise<Server> {
  // A caller who takes his time over a request must not hold a connection for minutes.
  const limits = { requestTimeout: 10_000, headersTimeout: 5000, connectionsCheckingInterval: 2500 }
  const server = createServer({ ...limits, keepAliveTimeout: idle }, handle)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '0.0.0.0', resolve)
  try {
    await promise
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    throw new UserError(error.code === 'EADDRINUSE' ? 'serve.port.taken' : 'serve.port.refused', {
      port: String(port),
      why: error.code,
    })
  }
  server.off('error', reject)
  return {
    port() {
      const address = server.address()
      return typeof address === 'object' ? address?.port : undefined
    },
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      // A connection that was busy just now is kept alive for whatever comes next.
      const closing = setInterval(() => server.closeIdleConnections(), 20)
      await within(farewell, closed.promise, undefined)
      clearInterval(closing)
      server.closeAllConnections()
    },
  }
}

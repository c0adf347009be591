import { pathOf, type Requests } from '../core/requests.ts'
import { createHealth, type HealthParts } from './health.ts'
import { listen, type Server } from './server.ts'

/** What is served on the one port: health, and the chats that take requests. */
export interface WebParts extends HealthParts {
  chats: readonly (HealthParts['chats'][number] & { readonly requests?: Requests })[]
  port: number
}

/** The one port of the process. */
interface Web {
  /** Throws a UserError when the port cannot be had. */
  open(): Promise<void>
  /** `undefined` while it is not open. */
  port(): number | undefined
  /** Lets what is under way be answered, 3 s at most. */
  close(): Promise<void>
}

/** Returns the one port: what comes in for a chat goes to it, and everything else is about health. */
export function createWeb({ port, ...parts }: WebParts): Web {
  const health = createHealth(parts)
  let server: Server | undefined
  return {
    async open() {
      server ??= await listen((request, response) => {
        const path = pathOf(request)
        const taken = parts.chats.find(({ requests }) => requests?.path === path)
        const handle = taken?.requests?.handle ?? health
        handle(request, response)
      }, port)
    },
    port: () => server?.port(),
    async close() {
      await server?.close()
    },
  }
}

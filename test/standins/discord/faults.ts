/**
 * What can go wrong with a call: 'rate:SECONDS' (429 of this route, with Retry-After), 'global:SECONDS' (429 of
 * the whole bot), '500' or another HTTP status, 'lost' (it acts, then the connection is cut without an answer), 'failed' (it acts, then
 * answers 500), 'cut' (the connection is cut before it acts), 'hang' (no answer until the fault is lifted or the
 * stand-in closes; it does not act), 'slow:MS' (it acts, and answers, later), or one of Discord's error codes: 50013.
 */
export type FaultKind = string | number

interface Fault {
  route: string
  kind: string
  left: number
}

/** What goes wrong, and when. */
export type Faults = ReturnType<typeof createFaults>

/** A route whatever its parameters are called: 'POST /channels/:/messages'. */
const bare = (route: string): string => route.replace(/:\w+/g, ':')

/**
 * The faults that wait for calls, by route: 'POST /channels/:id/messages'; '*' means any. Calls that hang are let
 * go when a fault is lifted.
 */
export function createFaults(routes: readonly string[]) {
  const known = new Set(['*', ...routes.map(bare)])
  const faults: Fault[] = []
  const hanging = new Set<() => void>()
  const release = (): void => {
    for (const go of hanging) go()
    hanging.clear()
  }

  return {
    /** Adds a fault for so many calls; returns what lifts it. Throws where there is no such route. */
    add(route: string, kind: FaultKind, times = 1): () => void {
      if (!known.has(bare(route))) throw new Error(`Discord stand-in: there is no route ${route}`)
      const fault = { route: bare(route), kind: String(kind), left: times }
      faults.push(fault)
      return () => {
        fault.left = 0
        if (fault.kind === 'hang') release()
      }
    },

    /** The fault of this call, which is used up by it. */
    take(route: string): string | undefined {
      const found = faults.find((it) => it.left > 0 && (it.route === '*' || it.route === bare(route)))
      if (found === undefined) return undefined
      found.left -= 1
      return found.kind
    },

    hang: (): Promise<void> => new Promise((go) => hanging.add(go)),

    /** Lifts every fault. */
    clear(): void {
      faults.length = 0
      release()
    },
  }
}

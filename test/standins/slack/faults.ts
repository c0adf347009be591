/**
 * What can go wrong with a method: 'rate:SECONDS' (429 with Retry-After), '500', 'lost' (it acts, then the
 * connection is cut without an answer), 'cut' (the connection is cut before it acts), 'hang' (no answer until
 * the fault is lifted or the stand-in closes; it does not act), 'slow:MS', or any of Slack's error codes.
 */
export type FaultKind = string

interface Fault {
  method: string
  kind: FaultKind
  left: number
}

/** What goes wrong, and when. */
export type Faults = ReturnType<typeof createFaults>

/** The faults that wait for calls; '*' means any method. Calls that hang are let go when a fault is lifted. */
export function createFaults() {
  const faults: Fault[] = []
  const hanging = new Set<() => void>()
  const release = (): void => {
    for (const go of hanging) go()
    hanging.clear()
  }

  return {
    /** Adds a fault for so many calls; returns what lifts it. */
    add(method: string, kind: FaultKind, times = 1): () => void {
      const fault = { method, kind, left: times }
      faults.push(fault)
      return () => {
        fault.left = 0
        if (kind === 'hang') release()
      }
    },

    /** The fault of this call, which is used up by it. */
    take(method: string): FaultKind | undefined {
      const found = faults.find((it) => it.left > 0 && (it.method === '*' || it.method === method))
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

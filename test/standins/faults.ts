/**
 * What can go wrong with a call on either chat: 'rate:SECONDS' (429 with Retry-After), '500', 'lost' (it acts, then
 * the connection is cut without an answer), 'cut' (the connection is cut before it acts), 'hang' (no answer until the
 * fault is lifted or the stand-in closes; it does not act), 'slow:MS' (it acts, and answers, later), on Slack 'hold'
 * (it acts, and answers, once the fault is lifted), or one of the chat's own error codes.
 */
type FaultKind = string | number

interface Fault {
  call: string
  kind: string
  left: number
}

interface Naming {
  known?: readonly string[]
  nameOf?(call: string): string
}

/** What goes wrong, and when. */
export type Faults = ReturnType<typeof createFaults>

/**
 * The faults that wait for calls, by their names; '*' means any. Calls that hang are let go when a fault is lifted.
 * `nameOf` says by what a call is known however it is written; where the calls there are are `known`, there are no others.
 */
export function createFaults({ known, nameOf = (call) => call }: Naming = {}) {
  const names = known && new Set(['*', ...known.map(nameOf)])
  const faults: Fault[] = []
  const hanging = new Set<() => void>()
  const release = (): void => {
    for (const go of hanging) go()
    hanging.clear()
  }

  return {
    /** Adds a fault for so many calls; returns what lifts it. Throws where there is no such call. */
    add(call: string, kind: FaultKind, times = 1): () => void {
      if (names?.has(nameOf(call)) === false) throw new Error(`there is no route ${call}`)
      const fault = { call: nameOf(call), kind: String(kind), left: times }
      faults.push(fault)
      return () => {
        fault.left = 0
        if (fault.kind === 'hang' || fault.kind === 'hold') release()
      }
    },

    /** The fault of this call, which is used up by it. */
    take(call: string): string | undefined {
      const found = faults.find((it) => it.left > 0 && (it.call === '*' || it.call === nameOf(call)))
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

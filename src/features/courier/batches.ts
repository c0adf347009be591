/** Gathers what is asked at the same time for the same community, so that it shares a commit. */
interface Batches<I, O> {
  ask(community: string, it: I): Promise<O>
}

interface Asked<I, O> {
  it: I
  done(answer: O): void
  failed(error: unknown): void
}

/**
 * Returns batches that are run one after the other for each community, at most `most` together: while one is
 * being committed the next one gathers. A batch that fails is run again one by one, so that only the culprit fails,
 * unless `common` says that the failure is nobody's in particular.
 */
export function createBatches<I, O>(
  run: (community: string, items: I[]) => Promise<O[]>,
  { common, most }: { most: number; common(error: unknown): boolean },
): Batches<I, O> {
  const queues = new Map<string, Asked<I, O>[]>()

  async function settle(community: string, batch: Asked<I, O>[]): Promise<void> {
    try {
      const answers = await run(
        community,
        batch.map(({ it }) => it),
      )
      // Every item has its answer, which may be `undefined`.
      for (const [index, { done }] of batch.entries()) done(answers[index] as O)
    } catch (error) {
      if (batch.length > 1 && !common(error)) for (const each of batch) await settle(community, [each])
      else for (const { failed } of batch) failed(error)
    }
  }

  async function work(community: string, queue: Asked<I, O>[]): Promise<void> {
    // Whoever else asks in this turn of the event loop comes along.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) await settle(community, queue.splice(0, most))
    queues.delete(community)
  }

  return {
    ask: (community, it) =>
      new Promise((done, failed) => {
        const queue = queues.get(community)
        if (queue !== undefined) queue.push({ it, done, failed })
        else {
          const first = [{ it, done, failed }]
          queues.set(community, first)
          work(community, first)
        }
      }),
  }
}

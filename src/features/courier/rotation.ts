/** What waits its turn, one community after the other, so that none waits for all of another's. */
interface Rotation<T> {
  add(community: string, it: T): void
  next(): T | undefined
  readonly size: number
}

/** Returns an empty rotation. */
export function createRotation<T>(): Rotation<T> {
  const queues = new Map<string, { items: T[]; at: number }>()
  let size = 0
  return {
    add(community, it) {
      queues.getOrInsertComputed(community, () => ({ items: [], at: 0 })).items.push(it)
      size++
    },
    next() {
      const [first] = queues
      if (first === undefined) return undefined
      const [community, queue] = first
      const it = queue.items[queue.at++]
      queues.delete(community)
      // At the end again: it is the others' turn.
      if (queue.at < queue.items.length) queues.set(community, queue)
      size--
      return it
    },
    get size() {
      return size
    },
  }
}

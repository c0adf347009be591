/** Readers share, a writer is alone; everybody's turn comes in the order they asked. */
interface Lock {
  read<T>(run: () => Promise<T>): Promise<T>
  write<T>(run: () => Promise<T>): Promise<T>
}

/** Returns a lock that nobody holds. */
export function createLock(): Lock {
  let writing: Promise<unknown> = Promise.resolve()
  const reading = new Set<Promise<unknown>>()
  return {
    read(run) {
      const mine = writing.then(run)
      reading.add(mine)
      const leave = () => reading.delete(mine)
      mine.then(leave, leave)
      return mine
    },
    write(run) {
      // Only those who asked before are waited for: whoever asks later waits for this one.
      const before = [...reading]
      const mine = writing.then(() => Promise.allSettled(before)).then(run)
      // A failure is its caller's; the next in turn only needs to know that it has ended.
      writing = Promise.allSettled([mine])
      return mine
    },
  }
}

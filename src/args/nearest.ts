import { foldWord } from '../core/text.ts'
import { distance } from '../core/words.ts'

const shown = 3

/** Returns those whose name was probably meant, the likeliest first. */
export function nearest<T>(typed: string, all: readonly T[], nameOf: (it: T) => string): T[] {
  const folded = foldWord(typed)
  const far = (name: string): number => {
    const other = foldWord(name)
    return other.startsWith(folded) || folded.startsWith(other) ? 1 : distance(folded, other)
  }
  return all
    .map((it) => ({ it, far: far(nameOf(it)) }))
    .filter(({ far }) => far <= Math.max(2, folded.length / 2))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, shown)
    .map(({ it }) => it)
}

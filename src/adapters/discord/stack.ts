/** Lines of markdown joined as they are shown, one under the other. */
export const stacked = (lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n')

/** Characters that lines take with what ends them. */
export const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => sum + line.length + 1, 0)

/** The first lines that have room. */
export function linesWithin(lines: readonly string[], room: number): string[] {
  let left = room
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return end < 0 ? [...lines] : lines.slice(0, end)
}

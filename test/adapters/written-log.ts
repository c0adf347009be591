import type { Log } from '../../src/core/errors.ts'

/** A log that keeps everything that was written, as one text. */
export function createWrittenLog(): Log & { text(): string } {
  const lines: string[] = []
  const write =
    (level: string) =>
    (...said: unknown[]) =>
      void lines.push(
        `${level} ${JSON.stringify(said, (_, it) => (it instanceof Error ? `${it.stack} ${JSON.stringify(it.cause)}` : it))}`,
      )
  return { error: write('error'), warn: write('warn'), info: write('info'), text: () => lines.join('\n') }
}

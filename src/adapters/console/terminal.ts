/** A line as it came in: its text, or why it cannot be read. */
export type Line = { text: string } | { unreadable: 'encoding' | 'length' }

/** Where lines come from and where text goes: a person at a screen, a pipe, or a script. */
export interface Terminal {
  /** The next line, `undefined` when there will be no more. */
  read(prompt: string): Promise<Line | undefined>
  /** Asks a person for one value; `undefined` when they cancel. Absent where nobody sits there. */
  ask?(question: string): Promise<string | undefined>
  /** Prints whole lines at once, above whatever is being typed. */
  write(text: string): void
  /** How many cells a line has. */
  width(): number
  /** Ends reading: `read` and `ask` answer `undefined` from now on. */
  close(): void
}

/** Puts colours and weights around strings, or leaves them as they are. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  amber(text: string): string
  key(text: string): string
}

const same = (text: string) => text

/** What a pipe, a file and a terminal without colours get. */
export const noPaint: Paint = { bold: same, dim: same, red: same, amber: same, key: same }

// Each code is closed by its own opposite, so that one inside another ends where it should.
const sgr = (on: number, off: number) => (text: string) =>
  text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`

/** What a terminal with colours gets: the sixteen basic ones, which every theme makes readable. */
export const ansiPaint: Paint = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  amber: sgr(33, 39),
  key: sgr(36, 39),
}

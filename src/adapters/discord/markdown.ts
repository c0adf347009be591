/**
 * One piece of what a message says. Nothing in `text` is ever read as markdown; `mark` is markdown of our own that
 * stands for itself and has no `*` in it: a mention, a time, a link.
 */
export type Piece = { text: string; style?: 'bold' | 'code' } | { mark: string; style?: 'bold' }

/** Makes a piece of literal text, or none where there is none. */
export const textPiece = (text: string, style?: 'bold' | 'code'): Piece[] =>
  text === '' ? [] : [{ text, ...(style && { style }) }]

/** Writes pieces as the markdown that Discord shows as them. */
export function markdown(all: readonly Piece[]): string {
  let out = ''
  let bold = ''
  const endBold = () => {
    const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(bold) ?? []
    out += words === '' ? bold : `${before}**${words}**${after}`
    bold = ''
  }
  for (const piece of all.flatMap(byLine)) {
    const written =
      'mark' in piece ? piece.mark : piece.style === 'code' ? code(piece.text) : escaped(piece.text)
    if (piece.style === 'bold') bold += written
    else {
      endBold()
      out += written
    }
  }
  endBold()
  return out
}

/** No style reaches over the end of a line. */
function byLine(piece: Piece): Piece[] {
  if ('mark' in piece || piece.style === undefined || !piece.text.includes('\n')) return [piece]
  const { style, text } = piece
  return text.split(/(\n)/).flatMap((part) => (part === '\n' ? textPiece(part) : textPiece(part, style)))
}

/** Joins neighbours of literal text that look the same: only together it shows what they could mean. */
export function fold(all: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of all) {
    const last = out.at(-1)
    if (last !== undefined && 'text' in piece && 'text' in last && piece.style === last.style)
      out[out.length - 1] = { ...last, text: last.text + piece.text }
    else out.push(piece)
  }
  return out
}

/** Escapes literal text: whatever Discord could read as more than words has a backslash before it. */
export const escaped = (text: string): string =>
  parted(text)
    .replace(/[\\*_~|`<>[\]]/g, '\\$&')
    // Headings, small print and lists begin a line.
    .replace(/^([^\S\n]*)(?=[-+#])/gm, '$1\\')
    .replace(/^([^\S\n]*\d+)(?=[.)])/gm, '$1\\')
    // Addresses, and emoji by name.
    .replace(/:(?=\/\/|[^\s:]*:)/g, '\\:')
    // Invitations are looked for without a scheme too.
    .replace(/(?<=discord(?:app)?)\.(?=\w)/gi, '\\.')

/** Nothing is read within code but its end: what holds one, or nothing to see, is shown as it is. */
const code = (text: string): string =>
  text.includes('`') || text.trim() === ''
    ? escaped(text)
    : `\`${parted(text).replace(/<(?=@)/g, '<\u200b')}\``

/**
 * Discord looks for whom to ping before it reads any markdown, so that neither a backslash nor code helps against
 * '@everyone': a space without width goes in between.
 */
const parted = (text: string): string => text.replace(/@(?=everyone|here)/gi, '@\u200b')

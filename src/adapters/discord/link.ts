import { looksLikeAddress } from '../../core/address.ts'
import { cut } from '../../core/fit.ts'
import { limits } from './limits.ts'
import { escaped, type Piece, textPiece } from './markdown.ts'

type Style = 'bold' | undefined

/**
 * Writes a link. Only web and mail addresses become one; any other, and one that carries a name before an '@',
 * which is there to look like a host, is shown as it is. A text that looks like another address gives way to the
 * real one; one that would have to be escaped stands before it, since Discord escapes nothing in a link's text.
 */
export function linkPieces(address: string, text: string, style: Style): Piece[] {
  const label = cut(text.trim(), 300)
  const target = targetOf(address)
  if (target === undefined)
    return textPiece(label === '' || label === address ? address : `${label} (${address})`, style)
  const bare = piece(`<${target.shown}>`, style)
  if (label === '' || looksLikeAddress(label)) return [bare]
  if (target.isMail || !canMask(label))
    return [...textPiece(`${label} (`, style), bare, ...textPiece(')', style)]
  return [piece(`[${label}](<${target.shown}>)`, style)]
}

const piece = (mark: string, style: Style): Piece => ({ mark, ...(style && { style }) })

/** Tells whether a text means the same as the text of a link, where nothing can be escaped. */
const canMask = (label: string): boolean => escaped(label) === label && !/[:@#()]/.test(label)

function targetOf(address: string): { shown: string; isMail: boolean } | undefined {
  if (address.length > limits.address || !URL.canParse(address)) return undefined
  const { href, password, pathname, protocol, search, username } = new URL(address)
  if (protocol === 'mailto:') {
    // Discord knows plain addresses only.
    const plain = search === '' && /^[a-z0-9.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(pathname)
    return plain ? { shown: pathname, isMail: true } : undefined
  }
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined
  const shown = href.replace(
    /[()*\\`|]|@(?=everyone|here)/gi,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return shown.length > limits.address || /[\s<>]/.test(shown) || !/^https?:\/\/[^/]/.test(shown)
    ? undefined
    : { shown, isMail: false }
}

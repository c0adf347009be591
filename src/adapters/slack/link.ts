import type { types } from '@slack/bolt'
import { looksLikeAddress } from '../../core/address.ts'
import { cut } from '../../core/fit.ts'
import { limits } from './limits.ts'

type Style = NonNullable<types.RichTextText['style']>

/**
 * Writes a link. Only web and mail addresses become one; any other, and one that carries a name before an '@',
 * which is there to look like a host, is shown as it is. A text that looks like another address gives way to
 * the real one.
 */
export function linkPiece(address: string, text: string, style: Style): types.RichTextElement[] {
  const look = Object.keys(style).length === 0 ? {} : { style }
  const label = cut(text.trim(), 300)
  const url = safeAddress(address)
  if (url === undefined) {
    const literal = label === '' || label === address ? address : `${label} (${address})`
    return literal === '' ? [] : [{ type: 'text', text: literal, ...look }]
  }
  const shown = label === '' || (looksLikeAddress(label) && !names(label, address, url)) ? address : label
  return [{ type: 'link', url, text: shown, ...look }]
}

function safeAddress(address: string): string | undefined {
  if (address.length > limits.address || !URL.canParse(address)) return undefined
  const { href, password, protocol, username } = new URL(address)
  if (!['http:', 'https:', 'mailto:'].includes(protocol)) return undefined
  if (username !== '' || password !== '' || href.length > limits.address) return undefined
  return /[\s<>|]/.test(href) || !/^(?:https?:\/\/|mailto:)[^\s]+$/.test(href) ? undefined : href
}

/** Tells whether a text is the address itself, at most without its scheme or its end. */
function names(text: string, ...addresses: string[]): boolean {
  const said = bareAddress(text.replace(/…$/, ''))
  return addresses.some((address) => {
    const meant = bareAddress(address)
    const host = meant.split(/[/?#]/)[0] ?? ''
    return meant.startsWith(said) && said.length >= host.length
  })
}

const bareAddress = (text: string): string =>
  text
    .replace(/^(?:https?:\/\/|mailto:)/i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '')

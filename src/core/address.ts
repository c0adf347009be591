const files = /\.(?:avif|csv|docx?|gif|heic|jpe?g|json|mp[34]|pdf|png|svg|txt|webp|xlsx?)$/i

/** Tells whether a text could be taken for an address: a scheme, or words with dots or an '@' between them. */
export function looksLikeAddress(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\u3002\uff61\u2024]/g, '.')
  if (/[a-z][a-z0-9+.-]*:\/\//i.test(plain)) return true
  return plain.split(/\s+/).some((word) => {
    const bare = word.replace(/[.,;:!?…)\]]+$/, '')
    return !files.test(bare) && /[\p{L}\p{N}][@.]\p{L}{2,}/u.test(bare)
  })
}

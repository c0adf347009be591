import type { types } from '@slack/bolt'

type Piece = types.RichTextElement

/** Turns blocks into the lines a person reads, times by their fallback; buttons and menus as [Label]. */
export const readable = (blocks: readonly types.KnownBlock[]): string[] => blocks.flatMap(linesOf)

function linesOf(block: types.KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return block.text.text.split('\n')
    case 'rich_text':
      return block.elements.flatMap(partLines)
    case 'context':
      return block.elements.flatMap((element) => ('text' in element ? element.text.split('\n') : []))
    case 'actions':
      return [block.elements.map(labelOf).join(' ')]
    default:
      throw new Error(`nobody reads a block of type ${block.type}`)
  }
}

function partLines(part: types.RichTextBlockElement): string[] {
  if (part.type !== 'rich_text_list') return part.elements.map(pieceText).join('').split('\n')
  const first = 1 + ('offset' in part ? Number(part.offset) : 0)
  return part.elements.flatMap((item, index) => {
    const [head = '', ...rest] = partLines(item)
    return [`${part.style === 'ordered' ? `${first + index}.` : '•'} ${head}`, ...rest]
  })
}

function pieceText(piece: Piece): string {
  switch (piece.type) {
    case 'text':
      return piece.text
    case 'link':
      return piece.text ?? piece.url
    case 'date':
      return piece.fallback ?? ''
    case 'user':
      return `<@${piece.user_id}>`
    case 'channel':
      return `<#${piece.channel_id}>`
    default:
      throw new Error(`nobody reads a piece of type ${piece.type}`)
  }
}

function labelOf(element: types.ActionsBlockElement): string {
  if (element.type === 'button') return `[${element.text.text}]`
  if (element.type !== 'static_select') throw new Error(`nobody presses ${element.type}`)
  const options = (element.options ?? []).map(({ text }) => text.text)
  return `[${element.placeholder?.text}: ${options.join(' | ')}]`
}

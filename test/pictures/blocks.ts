import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import { type Block, Message } from 'slack-blocks-to-jsx'
import { writeDate } from './dates.ts'
import { inputElement } from './inputs.ts'
import { plainText, type Sent } from './sent.ts'
import type { Reader } from './sight.ts'

/**
 * Draws blocks as Slack shows them. Rich text is drawn by slack-blocks-to-jsx; what it reads as markup although
 * Slack takes it by the letter (plain text), or leaves room for interaction in, is drawn here.
 */
export const drawBlocks = (blocks: readonly Sent[], reader: Reader): ReactElement =>
  createElement(
    Fragment,
    null,
    ...blocks.map((block, index) =>
      createElement('div', { key: index, className: `block ${block.type}` }, drawBlock(block, reader)),
    ),
  )

function drawBlock(block: Sent, reader: Reader): ReactNode {
  switch (block.type) {
    case 'rich_text':
      return richText(block, reader)
    case 'header':
      return createElement('h3', null, withEmoji(plainText(block.text)))
    case 'context':
      return list(block.elements).map((element, index) =>
        createElement('p', { key: index }, plainText(element)),
      )
    case 'actions':
      return list(block.elements).map((element, index) =>
        createElement(Fragment, { key: index }, pressable(element)),
      )
    case 'input':
      return inputBlock(block, reader)
    case 'divider':
      return createElement('hr')
    default:
      throw new Error(`no picture knows blocks of type ${block.type}`)
  }
}

const richText = (block: Sent, reader: Reader): ReactElement =>
  createElement(Message, {
    blocks: [emojiApart(block) as unknown as Block],
    name: 'Vigie',
    logo: '',
    theme: 'light',
    withoutWrapper: true,
    data: { users: reader.users, channels: reader.channels, user_groups: [] },
    hooks: {
      date: ({ timestamp, format }) =>
        createElement(Fragment, null, writeDate(format, Number(timestamp), reader)),
      emoji: ({ name }) => emoji(name),
    },
  })

/** The emoji there are in what Vigie sends, by Slack's name for them; Slack draws them itself, whatever the fonts. */
const emojis: Record<string, string> = { '🔴': 'red_circle', '🟠': 'large_orange_circle' }

const emoji = (name: string): ReactElement =>
  createElement('span', { className: `emoji ${/red|orange/.exec(name)?.[0]}` })

const apart = (text: string): string[] => text.split(/(🔴|🟠)/u).filter((part) => part !== '')

const withEmoji = (text: string): ReactNode[] =>
  apart(text).map((part, key) => {
    const name = emojis[part]
    return createElement(Fragment, { key }, name === undefined ? part : emoji(name))
  })

/** What Slack does with emoji in a text: each becomes an element of its own. */
function emojiApart<T>(sent: T): T | T[] {
  if (Array.isArray(sent)) return sent.flatMap((each) => emojiApart(each)) as T
  if (typeof sent !== 'object' || sent === null) return sent
  const { type, text } = sent as { type?: unknown; text?: unknown }
  if (type === 'text' && typeof text === 'string')
    return apart(text).map((part) => {
      const name = emojis[part]
      return (name === undefined ? { ...sent, text: part } : { type: 'emoji', name }) as T
    })
  return Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, emojiApart(value)])) as T
}

function pressable(element: Sent): ReactNode {
  if (element.type === 'button')
    return createElement(
      'button',
      { type: 'button', className: `button ${String(element.style ?? '')}`.trim() },
      plainText(element.text),
    )
  if (element.type === 'static_select')
    return createElement('span', { className: 'select' }, plainText(element.placeholder))
  throw new Error(`no picture knows elements of type ${element.type}`)
}

function inputBlock({ element, hint, label, optional }: Sent, reader: Reader): ReactNode[] {
  const may = { en: ' (optional)', fr: ' (facultatif)' }[reader.locale]
  return [
    createElement(
      'p',
      { key: 'label', className: 'label' },
      plainText(label),
      optional === true ? createElement('span', null, may) : null,
    ),
    createElement(Fragment, { key: 'element' }, inputElement(element as Sent, reader)),
    ...(hint === undefined ? [] : [createElement('p', { key: 'hint', className: 'hint' }, plainText(hint))]),
  ]
}

const list = (elements: unknown): Sent[] => elements as Sent[]

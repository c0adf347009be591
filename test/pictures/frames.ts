import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createElement, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { View } from '../standins/slack/index.ts'
import { drawBlocks } from './blocks.ts'
import { writeDate } from './dates.ts'
import { plainText, type Sent } from './sent.ts'
import type { Reader, Sight } from './sight.ts'

const own = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const packaged = readFileSync(
  createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css'),
  'utf8',
)

/** Slack's own words around what an app sends. */
const chrome = {
  en: { app: 'APP', home: 'Home', messages: 'Messages', about: 'About', replies: 'replies', reply: 'reply' },
  fr: {
    app: 'APPLI',
    home: 'Accueil',
    messages: 'Messages',
    about: 'À propos',
    replies: 'réponses',
    reply: 'réponse',
  },
}

/** Writes a page that shows what was seen, one under the other, as Slack's client in its light theme. */
export const pageOf = (sights: readonly Sight[], screen: 'desktop' | 'phone'): string =>
  `<!doctype html><meta charset="utf-8"><title>Vigie</title><style>${packaged}\n${own}</style>${renderToStaticMarkup(
    createElement('main', { className: screen }, ...sights.map(frame)),
  )}`

function frame(sight: Sight, key: number): ReactElement {
  const { reader, seen } = sight
  if ('ts' in seen) return createElement('article', { key, className: 'message' }, ...message(sight))
  const draw = seen.view.type === 'home' ? home : modal
  return createElement('article', { key, className: seen.view.type }, ...draw(seen, reader))
}

const avatar = () => createElement('span', { className: 'avatar', key: 'avatar' }, 'V')

function message({ reader, replies, seen }: Sight): ReactNode[] {
  const { app, replies: many, reply } = chrome[reader.locale]
  const { blocks, ts } = seen as { blocks?: unknown; ts: string }
  return [
    avatar(),
    createElement(
      'div',
      { key: 'body', className: 'body' },
      createElement(
        'p',
        { className: 'head' },
        createElement('b', null, 'Vigie'),
        createElement('i', null, app),
        createElement('time', null, writeDate('{time}', Number(ts), reader)),
      ),
      drawBlocks(blocks as Sent[], reader),
      replies > 0
        ? createElement('p', { className: 'replies' }, `${replies} ${replies === 1 ? reply : many}`)
        : null,
    ),
  ]
}

function home({ view }: View, reader: Reader): ReactNode[] {
  const words = chrome[reader.locale]
  return [
    createElement(
      'header',
      { key: 'bar' },
      createElement('p', null, avatar(), createElement('b', null, 'Vigie')),
      createElement(
        'nav',
        null,
        createElement('b', null, words.home),
        createElement('span', null, words.messages),
        createElement('span', null, words.about),
      ),
    ),
    createElement('div', { key: 'body', className: 'body' }, drawBlocks(view.blocks as Sent[], reader)),
  ]
}

const modal = ({ view }: View, reader: Reader): ReactNode[] => [
  createElement('header', { key: 'bar' }, avatar(), createElement('b', null, plainText(view.title)), '×'),
  createElement('div', { key: 'body', className: 'body' }, drawBlocks(view.blocks as Sent[], reader)),
  createElement(
    'footer',
    { key: 'end' },
    createElement('button', { type: 'button', className: 'button' }, plainText(view.close)),
    createElement('button', { type: 'button', className: 'button primary' }, plainText(view.submit)),
  ),
]

import { readFileSync } from 'node:fs'
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { drawMarkdown, momentOf } from './marked.ts'
import type { Sight } from './story.ts'

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')

/** A component as it was sent. */
type Sent = Record<string, unknown>

/** Discord's own words around what a bot sends. */
const chrome = {
  en: { app: 'APP', thread: 'See thread', messages: 'Messages' },
  fr: { app: 'APP', thread: 'Voir le fil', messages: 'Messages' },
}

/** Writes a page that shows what was seen, one under the other, as Discord's client in its dark theme. */
export const pageOf = (sights: readonly Sight[]): string =>
  `<!doctype html><meta charset="utf-8"><title>Vigie</title><style>${style}</style>${renderToStaticMarkup(
    createElement('main', null, ...sights.map(message)),
  )}`

function message({ reader, replies, seen }: Sight, key: number): ReactElement {
  const { app, thread } = chrome[reader.locale]
  return createElement(
    'article',
    { key },
    createElement('span', { className: 'avatar' }, 'V'),
    createElement(
      'div',
      { className: 'body' },
      createElement(
        'p',
        { className: 'head' },
        createElement('strong', null, 'Vigie'),
        createElement('i', null, app),
        createElement('span', null, momentOf(`${Math.floor(seen.at / 1000)}:t`, reader)),
      ),
      seen.content === '' ? null : createElement('div', null, ...drawMarkdown(seen.content, reader)),
      ...seen.components.map((it, at) => createElement(Fragment, { key: at }, component(it, reader))),
      replies === 0
        ? null
        : createElement(
            'p',
            { className: 'thread' },
            createElement('b', null, 'Notes'),
            createElement('a', null, `${replies} ${chrome[reader.locale].messages.toLowerCase()} ›`),
            createElement('span', null, thread),
          ),
    ),
  )
}

function component(it: Sent, reader: Sight['reader']): ReactNode {
  switch (it.type) {
    case 1:
      return createElement('div', { className: 'row' }, ...inside(it).map(pressable))
    case 10:
      return createElement('div', { className: 'text' }, ...drawMarkdown(String(it.content), reader))
    case 14:
      return createElement('hr')
    case 17: {
      const colour = it.accent_color === undefined ? undefined : Number(it.accent_color)
      const accent =
        colour === undefined ? {} : { borderLeft: `4px solid #${colour.toString(16).padStart(6, '0')}` }
      return createElement(
        'section',
        { style: accent },
        ...inside(it).map((each, key) => createElement(Fragment, { key }, component(each, reader))),
      )
    }
    default:
      throw new Error(`no picture knows components of type ${it.type}`)
  }
}

const inside = ({ components }: Sent): Sent[] => components as Sent[]

const looks = ['', 'primary', 'secondary', 'success', 'danger'] as const

function pressable(it: Sent, key: number): ReactNode {
  if (it.type === 2)
    return createElement('span', { key, className: `button ${looks[Number(it.style)]}` }, String(it.label))
  if (it.type === 3) return createElement('span', { key, className: 'select' }, String(it.placeholder))
  throw new Error(`no picture knows pressables of type ${it.type}`)
}

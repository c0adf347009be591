import { createElement, Fragment, type ReactNode } from 'react'
import { read, type Token } from '../../adapters/discord/markdown-reader.ts'
import type { Sight } from './story.ts'

type Reader = Sight['reader']

const tags = { en: 'en-GB', fr: 'fr-FR' } as const

/** How Discord's client writes a moment, by the letter in its markup. */
const formats: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
}

/** Writes a moment, '1804748400:F', in the zone and language of whoever looks. */
export function momentOf(written: string, { locale, zone }: Reader): string {
  const [seconds, format = 'f'] = written.split(':')
  const options = formats[format]
  if (options === undefined) throw new Error(`no picture knows times written as ${format}`)
  return new Intl.DateTimeFormat(tags[locale], { ...options, timeZone: zone }).format(Number(seconds) * 1000)
}

/** Draws markdown as Discord shows it. Whatever else there is in it is no picture. */
export function drawMarkdown(content: string, reader: Reader): ReactNode[] {
  return content.split('\n').map((line, key) => {
    const [first, ...rest] = read(line)
    const className = first === undefined ? undefined : lines[first.kind]
    const tokens = className === undefined ? read(line) : rest
    return createElement('p', { key, className }, ...tokens.map((token, at) => drawToken(token, at, reader)))
  })
}

const lines: Record<string, string> = { heading: 'heading', small: 'small', quote: 'quote', list: 'item' }

function drawToken(token: Token, key: number, reader: Reader): ReactNode {
  const shown = shownOf(token, reader)
  return token.in.includes('bold')
    ? createElement('b', { key }, shown)
    : createElement(Fragment, { key }, shown)
}

function shownOf({ kind, shown }: Token, reader: Reader): ReactNode {
  switch (kind) {
    case 'text':
      return shown
    case 'time':
      return createElement('time', null, momentOf(shown, reader))
    case 'link':
      return createElement('a', null, shown)
    case 'code':
      return createElement('code', null, shown)
    case 'user':
    case 'channel': {
      const name = reader.names.get(shown)
      if (name === undefined) throw new Error(`nobody is called ${shown}`)
      return createElement('span', { className: 'mention' }, name)
    }
    default:
      throw new Error(`no picture knows markdown of kind ${kind}`)
  }
}

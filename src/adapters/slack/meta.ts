import { fromJson, textAt } from '../../core/peek.ts'
import type { Reply } from './answers.ts'
import { asJson } from './json.ts'

/** The most a modal remembers, in characters. */
const longest = 3000

/** The names of what an answer's address holds. */
const parts = ['user', 'channel', 'thread', 'url', 'at', 'replace', 'view'] as const

/** What a modal remembers: where its answer goes, and the form it is, if it is one. */
export interface Meta {
  reply: Partial<Reply>
  command?: string
  draft?: string
}

/** Writes what a modal remembers; an address too long to be one of Slack's is forgotten. */
export function writeMeta({ reply, command, draft }: Meta): string {
  const { url: _url, ...rest } = reply
  const written = asJson({ command, draft, reply })
  return written.length <= longest ? written : asJson({ command, draft, reply: rest })
}

/** Reads what a modal remembers; what is none of ours remembers nothing. */
export function readMeta(written: unknown): Meta {
  const found = fromJson(written)
  const command = textAt(found, 'command')
  const draft = textAt(found, 'draft')
  const reply: Record<string, string> = {}
  for (const part of parts) {
    const value = textAt(found, 'reply', part)
    if (value !== undefined) reply[part] = value
  }
  return { reply, ...(command !== undefined && { command }), ...(draft !== undefined && { draft }) }
}

import type { Message, View } from '../standins/slack/index.ts'
import type { Eyes } from './dates.ts'

/** Who looks, and how the ids of their workspace read. */
export interface Reader extends Eyes {
  users: { id: string; name: string }[]
  channels: { id: string; name: string }[]
}

/** What somebody saw: a message with so many answers in its thread, or a view. */
export interface Sight {
  seen: Message | View
  replies: number
  reader: Reader
}

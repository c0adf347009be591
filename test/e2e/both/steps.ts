import { expect } from 'vitest'
import type { Places, Scene } from './town.ts'

/** The night, wherever Vigie runs. */
export type Night = Scene & Places

/** One thing that happens, and what everybody sees when it has. */
export interface Step {
  /** As a test is called. */
  name: string
  /** At what time; as soon as what was before is over where it is left out. */
  at?: string
  /** What somebody does, if it is not only time that goes by; answers what only they are shown, if anything. */
  act?(night: Night): Promise<unknown>
  /** Looks at both chats, changing nothing. */
  sees(night: Night, shown: string): void
  /** Who is notified by it. */
  notified?: { slack?: string[]; discord?: string[] }
}

/** Plays a step; answers what whoever acted is shown. */
export async function play(night: Night, { act, at }: Step): Promise<string> {
  if (at !== undefined) await night.until(at)
  const shown = await act?.(night)
  await night.settle()
  return typeof shown === 'string' ? shown : ''
}

/** Looks whether all is as it should be after a step. */
export function look(night: Night, { notified, sees }: Step, shown: string): void {
  sees(night, shown)
  expect({ slack: night.onSlack.notified(), discord: night.onDiscord.notified() }).toEqual({
    ...{ slack: [], discord: [] },
    ...notified,
  })
}

/** What is read, without the marks that cannot be seen. */
export const seen = (text = ''): string => text.replaceAll(/[\u200b-\u200d\u2060-\u2064]/g, '')

import { platforms } from '../core/person.ts'
import type { Work } from '../core/work.ts'
import { joinedTo, type Space } from './link/space.ts'

/** Returns the workspaces and servers a community lives on, the one it began in first. */
export async function spacesOf(use: Work): Promise<Space[]> {
  const own = platforms.find((platform) => use.community.startsWith(`${platform}-`))
  const joined = (await joinedTo(use)).map(({ platform, space }): Space => ({ platform, space }))
  return own === undefined
    ? joined
    : [{ platform: own, space: use.community.slice(own.length + 1) }, ...joined]
}

/** Tells whether a community lives on several chats, so that it has to be said on which somebody or something is. */
export const onSeveralChats = async (use: Work): Promise<boolean> =>
  new Set((await spacesOf(use)).map(({ platform }) => platform)).size > 1

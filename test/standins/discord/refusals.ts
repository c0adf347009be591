import { STATUS_CODES } from 'node:http'
import type { Fields } from '../checks.ts'

/** What Discord answers when it refuses: the HTTP status, its error code, and why the bot should have known better. */
export interface Refusal {
  status: number
  code: number
  message: string
  violation?: string
  errors?: Fields
}

/** Discord's error codes, with the status they come with and its words. */
const codes: Record<number, [status: number, message: string]> = {
  0: [401, '401: Unauthorized'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  20016: [429, 'This action cannot be performed due to slowmode rate limit'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50003: [403, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50024: [403, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50033: [400, 'Invalid Recipient(s)'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
}

const refusals = new WeakMap<Error, Refusal>()

/** What Discord answers for an error code, or for a bare HTTP status; a code that is not known here comes with 400. */
export function answerFor(code: number): Refusal {
  if (code >= 400 && code < 600) return { status: code, code: 0, message: `${code}: ${STATUS_CODES[code]}` }
  const [status, message] = codes[code] ?? [400, `Error ${code}`]
  return { status, code, message }
}

/** An error that carries Discord's answer, and why the bot should have known better, where it should. */
export function refuse(code: number, violation?: string, errors?: Fields): Error {
  const answer = answerFor(code)
  const made = new Error(`Discord answers ${answer.message} (${code})`)
  refusals.set(made, {
    ...answer,
    ...(violation === undefined ? {} : { violation }),
    ...(errors ? { errors } : {}),
  })
  return made
}

/** An answer with a bare HTTP status, as for a route or method that is not there. */
export function refuseHttp(status: number, message: string, violation?: string): Error {
  const made = new Error(`Discord answers ${message}`)
  refusals.set(made, {
    ...{ status, code: 0, message: `${status}: ${message}` },
    ...(violation === undefined ? {} : { violation }),
  })
  return made
}

/** The refusal within an error; any other error is thrown on. */
export function refusalOf(error: unknown): Refusal {
  const found = error instanceof Error ? refusals.get(error) : undefined
  if (found === undefined) throw error
  return found
}

/** Problems of a payload as Discord nests them: by where they are. */
export function nested(problems: readonly string[]): Fields {
  const tree: Fields = {}
  for (const problem of problems) {
    const [, where = '', what = problem] = /^([\w.[\]]*): (.*)$/s.exec(problem) ?? []
    let at = tree
    for (const step of where.split(/[.[\]]+/).filter((it) => it !== '')) {
      at[step] ??= {}
      at = at[step] as Fields
    }
    const known = Array.isArray(at._errors) ? at._errors : []
    at._errors = [...known, { code: 'INVALID_FORM_BODY', message: what }]
  }
  return tree
}

/** Refuses a payload with problems: one that says nothing at all has a code of its own. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length === 0) return
  const code = problems.length === 1 && problems[0] === 'an empty message' ? 50006 : 50035
  throw refuse(code, problems.join('; '), code === 50035 ? nested(problems) : undefined)
}

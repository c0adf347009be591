import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'

const file = new URL('./schema/requests.json', import.meta.url)
const id = 'discord'

let ajv: Ajv2020 | undefined

/** The check of a route's body; the description is read once, and each route's part when it is first asked for. */
function checkOf(route: string): ValidateFunction | undefined {
  if (ajv === undefined) {
    ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), id)
  }
  return ajv.getSchema(
    `${id}#/routes/${encodeURIComponent(route).replaceAll('~', '~0').replaceAll('%2F', '~1')}`,
  )
}

/**
 * What Discord's own description of its API says against the body of a call, beside the limits written here: it
 * knows shapes and lengths, and nothing of what may stand beside what. Empty for routes it is not asked about.
 */
export function publishedProblems(route: string, body: unknown): string[] {
  const check = checkOf(route)
  if (check === undefined || check(body)) return []
  return [...new Set((check.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`))]
}

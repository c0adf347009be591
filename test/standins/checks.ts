/** Whatever was in a JSON object. */
export type Fields = Record<string, unknown>

/** Tells what is wrong with a value, each problem beginning with where it is. */
export type Check = (value: unknown, at: string) => string[]

/** Tells whether a value is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list, and none where it is no list. */
export const fieldsIn = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

/** A string of so many characters, counted as UTF-16 does: the strictest way to count. */
export const text =
  (min: number, max: number): Check =>
  (value, at) => {
    if (typeof value !== 'string') return [`${at}: not a string`]
    if (value.length < min) return [`${at}: ${value.length} characters, at least ${min}`]
    return value.length > max ? [`${at}: ${value.length} characters, at most ${max}`] : []
  }

/** A string of a shape, said in words. */
export const like =
  (pattern: RegExp, what: string): Check =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${at}: not ${what}`]

/** Anything: what is not looked into. */
export const known: Check = () => []

/** Values given more than once. */
export const twice = (values: readonly unknown[]): unknown[] => [
  ...new Set(values.filter((it, index) => it !== undefined && values.indexOf(it) !== index)),
]

/** True or false. */
export const flag: Check = (value, at) =>
  typeof value === 'boolean' ? [] : [`${at}: neither true nor false`]

/** A whole number within bounds. */
export const integer =
  (min: number, max: number): Check =>
  (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : [`${at}: not a whole number from ${min} to ${max}`]

/** One of a few values. */
export const oneOf =
  (...words: unknown[]): Check =>
  (value, at) =>
    words.includes(value) ? [] : [`${at}: ${JSON.stringify(value)} is none of ${words.join(', ')}`]

/** A list of so many items, each of which is checked. */
export const listOf =
  (check: Check, min: number, max: number): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return [`${at}: not a list`]
    const found = value.flatMap((item, index) => check(item, `${at}[${index}]`))
    if (value.length < min) found.unshift(`${at}: ${value.length} items, at least ${min}`)
    if (value.length > max) found.unshift(`${at}: ${value.length} items, at most ${max}`)
    return found
  }

/** An object with these properties and no others; `undefined` is as good as absent, as in JSON. */
export const shape =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, at) => {
    if (!isFields(value)) return [`${at}: not an object`]
    const found: string[] = []
    for (const name of Object.keys(required))
      if (value[name] === undefined) found.push(`${at}: ${name} is missing`)
    for (const [name, field] of Object.entries(value)) {
      if (field === undefined) continue
      const check = Object.hasOwn(required, name)
        ? required[name]
        : Object.hasOwn(optional, name) && optional[name]
      found.push(
        ...(check ? check(field, at === '' ? name : `${at}.${name}`) : [`${at}: unknown property ${name}`]),
      )
    }
    return found
  }

/** One of several kinds of objects, told apart by `type`. */
export const byType =
  (kinds: Record<string, Check>): Check =>
  (value, at) => {
    if (!isFields(value)) return [`${at}: not an object`]
    const { type, ...rest } = value
    const check = typeof type === 'string' && Object.hasOwn(kinds, type) && kinds[type]
    return check ? check(rest, at) : [`${at}: type ${JSON.stringify(type)} is not possible here`]
  }

/** Several checks of one value. */
export const all =
  (...checks: Check[]): Check =>
  (value, at) =>
    checks.flatMap((check) => check(value, at))

/** A rule over a whole object, once it is one. */
export const rule =
  (check: (value: Fields) => string | undefined): Check =>
  (value, at) => {
    const problem = isFields(value) ? check(value) : undefined
    return problem === undefined ? [] : [`${at}: ${problem}`]
  }

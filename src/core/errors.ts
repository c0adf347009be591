import type { Translate, Values } from './text.ts'

/**
 * Something the person should read as it is, in their own language: what failed, what was kept, what to do.
 * `key` is a template of the locales, filled with `values`, which may themselves be words of the reader's language.
 */
export class UserError extends Error {
  override name = 'UserError'
  readonly key: string
  readonly values: Values | ((t: Translate) => Values)
  constructor(key: string, values: Values | ((t: Translate) => Values) = {}) {
    super(key)
    this.key = key
    this.values = values
  }
  say(t: Translate) {
    return t(this.key, typeof this.values === 'function' ? this.values(t) : this.values)
  }
}

/** Where a failure that has no reader is written, once, with what was going on. */
export interface Log {
  error(what: string, error: unknown, about?: Record<string, unknown>): void
  warn(what: string, about?: Record<string, unknown>): void
  info(what: string, about?: Record<string, unknown>): void
}

import { limits } from './limits.ts'

/** What the id of a form remembers: which draft it fills, and whether its answer takes the place of a question. */
interface FormId {
  command: string
  draft: string
  space: string
  replace?: boolean
}

const shape = /^f(q?)\/(\d{1,20})\/([^/]{1,40})\/(.{1,40})$/

/** Writes the custom id of a form: 'f/<server>/<draft>/<command>'. */
export function formIdOf({ command, draft, replace, space }: FormId): string {
  const id = `f${replace === true ? 'q' : ''}/${space}/${draft}/${command}`
  // What a form is for is known by its draft: nothing about it is as long as this.
  if (id.length > limits.id || !shape.test(id)) throw new Error(`no form can be called ${id}`)
  return id
}

/** Reads the custom id of a form; what is none of ours is `undefined`. */
export function readFormId(id: string): FormId | undefined {
  const [, question, space, draft, command] = shape.exec(id) ?? []
  if (space === undefined || draft === undefined || command === undefined) return undefined
  return { command, draft, space, ...(question === 'q' && { replace: true }) }
}

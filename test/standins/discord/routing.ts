import type { Route, Routes } from './house.ts'

/** A route that was found: its name, what to do, and its parameters. */
export interface Match {
  name: string
  run: Route
  params: Record<string, string>
}

/** Finds the route of a method and path; what is written out goes before what is a parameter. */
export function createRouter(routes: Routes) {
  const all = Object.entries(routes)
    .map(([name, run]) => {
      const [method = '', path = ''] = name.split(' ')
      return { name, run, method, steps: path.split('/') }
    })
    .sort((one, other) => wild(one.steps) - wild(other.steps))

  return function match(method: string, path: string): Match | undefined {
    const parts = path.split('/').map(decodeURIComponent)
    for (const { name, run, method: its, steps } of all) {
      if (its !== method || steps.length !== parts.length) continue
      const params: Record<string, string> = {}
      const fits = steps.every((step, index) => {
        const part = parts[index] ?? ''
        if (!step.startsWith(':')) return step === part
        params[step.slice(1)] = part
        return part !== ''
      })
      if (fits) return { name, run, params }
    }
    return undefined
  }
}

const wild = (steps: readonly string[]): number => steps.filter((step) => step.startsWith(':')).length

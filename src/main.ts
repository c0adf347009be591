import { userInfo } from 'node:os'
import process from 'node:process'
import about from '../package.json' with { type: 'json' }
import type { Locale } from './core/person.ts'
import { run } from './start/program.ts'
import { loadWords } from './start/words.ts'

const { env, stdin, stdout, stderr } = process
/** How long what was written is given to get out, in milliseconds. */
const lastWords = 500

const end = new AbortController()
const interrupt = () => end.abort()

// Only the first one is caught: it lets what has begun come to its end, a second one does not wait.
process.once('SIGINT', interrupt)
process.once('SIGTERM', interrupt)
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the output has gone: there is nobody left to talk to.
    if (error.code === 'EPIPE') interrupt()
    else throw error
  })

process.exitCode = await run({
  args: process.argv.slice(2),
  env,
  folder: process.cwd(),
  input: stdin,
  output: stdout,
  errors: stderr,
  colours: (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
  user: userName(),
  system: { locale: systemLocale(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
  version: about.version,
  words: loadWords(),
  signal: end.signal,
  interrupt,
})
// An input that is still open would keep the process, and so would a connection that is still being tried.
stdin.destroy()
setTimeout(() => process.exit(), lastWords).unref()

/** The account's name as the terminal can use it; some systems know none. */
function userName(): string {
  let name = env.USER ?? ''
  try {
    name = userInfo().username
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  return name.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}._-]/gu, '').slice(0, 80) || 'manager'
}

function systemLocale(): Locale {
  const named = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((each) => (each ?? '') !== '')
  const language = named ?? Intl.DateTimeFormat().resolvedOptions().locale
  return language.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')

/** What comes along with a case, a reminder or a digest, under its new number. */
const numbered = [
  ...['alarm', 'audit', 'digest', 'digest-active', 'digest-last'],
  ...['escalation', 'escalation-answered', 'escalation-due', 'escalation-open', 'escalation-person'],
  ...[
    'incident',
    'incident-evidence',
    'incident-logged',
    'incident-member',
    'incident-open',
    'incident-owner',
  ],
  ...['incident-quoted', 'incident-resolved', 'incident-step', 'incident-thread', 'incident-thread-of'],
  ...['incident-undo', 'occurrence', 'occurrence-at', 'occurrence-in', 'occurrence-of'],
  ...['reminder', 'reminder-message', 'reminder-next', 'reminder-paused'],
]
/** What is part of the agreement, or is of no use to anybody once that is made. */
const agreed = [
  ...['account', 'account-code', 'counter', 'home-opened', 'import', 'invitation', 'link-tries'],
  ...['person', 'person-name', 'person-role', 'redraw', 'settings', 'space'],
]
/** What comes along as it is: nothing of it has a number, and what is there already stays. */
const asItIs = ['did', 'draft', 'first-run', 'pressed', 'recent', 'routine', 'used']

test('whatever a community keeps, it was decided what becomes of it when it is joined to another', () => {
  const shelves = new Set<string>()
  for (const file of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!file.name.endsWith('.ts')) continue
    const code = readFileSync(join(file.parentPath, file.name), 'utf8')
    for (const [, shelf = ''] of code.matchAll(/key\(\s*'c',\s*[\w.]+,\s*'([a-z-]+)'/g)) shelves.add(shelf)
  }
  expect([...shelves].sort()).toEqual([...numbered, ...agreed, ...asItIs].sort())
})

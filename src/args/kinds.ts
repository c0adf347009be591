import { argMeta, type Kind } from '../core/args.ts'
import type { Command } from '../core/command.ts'
import { blockKind } from './block.ts'
import { digestKind } from './digest.ts'
import { grantKind, groupKind } from './group.ts'
import { inDoubtKind } from './in-doubt.ts'
import { incidentKind, otherIncidentKind } from './incident.ts'
import { memberKind, personKind, targetKind } from './kind-people.ts'
import { placeKind } from './kind-place.ts'
import { integerKind, linkKind, textKind, usedKinds } from './kind-text.ts'
import { timeKinds } from './kind-time.ts'
import { createWordKind } from './kind-words.ts'
import { reminderKinds } from './reminder.ts'

const named: readonly Kind[] = [
  textKind,
  integerKind,
  linkKind,
  personKind,
  memberKind,
  targetKind,
  placeKind,
  blockKind,
  digestKind,
  groupKind,
  grantKind,
  incidentKind,
  otherIncidentKind,
  inDoubtKind,
  ...usedKinds,
  ...reminderKinds,
  ...timeKinds,
]

/** Returns every kind that the arguments of some commands are of, by name; a kind nobody reads is an error. */
export function createKinds(commands: readonly Command[]): Record<string, Kind> {
  const kinds: Record<string, Kind> = Object.fromEntries(named.map((kind) => [kind.name, kind]))
  for (const command of commands)
    for (const [name, schema] of Object.entries(command.args.shape)) {
      const { kind } = argMeta(schema)
      if (kind.startsWith('word:')) kinds[kind] ??= createWordKind(kind.slice('word:'.length))
      if (kinds[kind] === undefined) throw new Error(`${command.name}: nothing reads ${name}, a ${kind}`)
    }
  return kinds
}

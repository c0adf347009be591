import type { Reading } from '../../src/core/args.ts'
import type { Button, Card } from '../../src/core/card.ts'
import type { Context, Outcome } from '../../src/core/command.ts'
import type { Who } from '../../src/core/person.ts'
import { join, type Text } from '../../src/core/text.ts'
import type { Work } from '../../src/core/work.ts'
import { caseOf } from '../../src/features/incidents/act.ts'
import { type Incident, incidentOf } from '../../src/features/incidents/record.ts'
import { actorAt } from '../../src/features/incidents/reference.ts'
import { caseButton } from '../../src/views/incident.ts'
import { type Telling, tellingOf } from '../../src/views/incident-words.ts'

/** What a command about a case works with. */
interface About {
  it: Incident
  by: Who
  telling: Telling
}

/** Gets the case a command is about, who acts, and how to tell it; refuses where there is no such case. */
export async function about<A>({ by, here, reader, t, use }: Context<A>, number: number): Promise<About> {
  return {
    it: await caseOf(use, number),
    by: actorAt(by, here),
    telling: await tellingOf(use, reader, t),
  }
}

/** Makes what fills the form of a change to a case with how the case stands; a case that is over is not changed. */
export const presentCase =
  (of: (it: Incident, at: Reading, use: Work) => Record<string, string> | Promise<Record<string, string>>) =>
  async ({ ref }: Record<string, string>, at: Reading, use: Work) => {
    const it = ref === undefined ? undefined : await incidentOf(use, Number(ref))
    return it === undefined || it.withdrawn !== undefined || it.resolved !== undefined
      ? undefined
      : of(it, at, use)
  }

/** The buttons of answers, by the name of their label, with the command they press. */
const pressed = {
  undo: 'incident undo',
  show: 'incident show',
} as const

/** Answers with some sentences about a case, and buttons. */
export function answer(
  telling: Telling,
  it: Pick<Incident, 'number'>,
  sentences: readonly (Text | undefined)[],
  buttons: readonly (keyof typeof pressed)[] = ['undo'],
  card: Card = {},
): Outcome {
  const text = join(sentences, ' ')
  return {
    card: {
      ...card,
      ...(text === '' ? {} : { text }),
      buttons: buttons.map((name): Button => caseButton(telling, name, pressed[name], it)),
    },
  }
}

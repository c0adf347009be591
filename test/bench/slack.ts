import { beside } from './beside.ts'
import type { Figure } from './figure.ts'
import { createWorkspace } from './slack-workspace.ts'

/** Measures commands on Slack: acknowledged is the envelope's, answered what is sent to its response URL. */
export const slackBench = (): Promise<Figure[]> =>
  beside({
    platform: 'slack',
    over: 'over Socket Mode',
    open: createWorkspace,
    bare: { script: 'slack-bare.ts', name: 'a bare Bolt app', answers: /^\{"text":"ok"\}$/ },
  })

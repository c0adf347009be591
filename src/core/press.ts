import type { Button } from './card.ts'

/** What pressing something runs. */
export interface Press {
  command: string
  input: Record<string, string>
}

/** Numbers what can be pressed: in one message, each has an id of its own. */
export type Count = () => number

/** Returns the count of one message. */
export function createCount(): Count {
  let nth = 0
  return () => ++nth
}

/** How a chat draws what can be pressed. */
export interface Drawing<T> {
  /** Draws a button; nothing where it cannot hold what it runs. */
  button(label: string, press: Press, style: Button['style']): T[]
  /** Draws a menu; `undefined` where it cannot hold the choices. */
  menu(label: string, press: Press, choices: NonNullable<Button['choices']>): T[] | undefined
  /** How many choices a menu has at most. */
  most: number
}

/** Draws a button; a menu where there are choices; a button for each choice where a menu cannot hold them. */
export function pressablesOf<T>(
  { choices = [], command, input, label, style }: Button,
  { button, menu, most }: Drawing<T>,
): T[] {
  const press = { command, input }
  if (choices.length === 0) return button(label, press, style)
  const offered = choices.slice(0, most)
  const chosen = (choice: (typeof offered)[number]) => ({ command, input: { ...input, ...choice.input } })
  return (
    menu(label, press, offered) ??
    offered.flatMap((choice) => button(`${label}: ${choice.label}`, chosen(choice), style))
  )
}

/** The limits of Block Kit that a card can meet, in characters as JavaScript counts them. */
export const limits = {
  header: 150,
  title: 24,
  label: 75,
  placeholder: 150,
  option: 75,
  options: 100,
  optionValue: 150,
  value: 2000,
  id: 255,
  actions: 25,
  context: 2000,
  address: 2000,
  /** Of one rich_text block; what Slack refuses is not written down, what it recommends is. */
  richText: 3000,
  /** Of the JSON of the pieces of one such block: some hundred pieces. */
  richTextCost: 10_000,
  notification: 1500,
  /** What somebody types into one input. */
  input: 3000,
} as const

/** What fits on a surface: blocks, and characters of their JSON. */
export interface Surface {
  blocks: number
  cost: number
}

/**
 * A message is refused (`msg_blocks_too_long`) near 13,200 characters; by what people measured, what stands
 * around the texts counts too. A view may have many more, but nobody reads them.
 */
export const surfaces = {
  message: { blocks: 50, cost: 12_800 },
  view: { blocks: 100, cost: 30_000 },
} as const satisfies Record<string, Surface>

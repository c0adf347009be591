/** A block or an element as it was sent. */
export type Sent = Record<string, unknown> & { type: string }

/** The string of a text object, which is all of it where Slack parses nothing. */
export function plainText(text: unknown): string {
  const { type, text: said } = (text ?? {}) as { type?: unknown; text?: unknown }
  if (type !== 'plain_text' || typeof said !== 'string')
    throw new Error('only plain text is drawn by the letter')
  return said
}

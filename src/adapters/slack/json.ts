/** Writes JSON without the three characters that Slack may hand back escaped. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[&<>]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`)

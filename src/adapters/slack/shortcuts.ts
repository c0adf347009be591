/** Follows the command's name in the id of a shortcut on messages: no two shortcuts of an app share an id. */
const onMessage = ' (message)'

/** Names a shortcut for Slack after the command it begins. */
export const shortcutId = (command: string, type: 'global' | 'message'): string =>
  type === 'message' ? `${command}${onMessage}` : command

/** Returns the command a shortcut begins. */
export const commandOfShortcut = (id: string): string =>
  id.endsWith(onMessage) ? id.slice(0, -onMessage.length) : id

/** What the bot may need to be allowed in a channel, by the names that Discord's own settings have for them. */
export const permissionNames = [
  'viewChannel',
  'sendMessages',
  'sendInThreads',
  'embedLinks',
  'attachFiles',
  'readHistory',
  'addReactions',
  'createThreads',
  'mentionEveryone',
] as const;
export type PermissionName = (typeof permissionNames)[number];

/**
 * What the bot needs everywhere, and is invited with. To mention everyone is not of it: it matters only where a role is to
 * be pinged that not everybody may mention, and whoever chooses such a role is told.
 */
export const neededPermissions: readonly PermissionName[] = permissionNames.filter(
  (name) => name !== 'mentionEveryone',
);

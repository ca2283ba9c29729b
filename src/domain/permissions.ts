/** The permissions that the bot may need in a channel, named as in Discord's own settings. */
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
 * The permissions that the bot needs everywhere and is invited with. `mentionEveryone` is not among them: it is needed
 * only to ping a role that not everybody may mention, and a moderator who chooses such a role is told.
 */
export const neededPermissions: readonly PermissionName[] = permissionNames.filter(
  (name) => name !== 'mentionEveryone',
);

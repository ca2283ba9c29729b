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

import type { PermissionName } from '../../domain/permissions.ts';
import type { Say } from '../../i18n/sentences.ts';

/** Permissions by the names that Discord's own settings have for them, in the reader's language. */
export function permissionsText(names: Iterable<PermissionName>, say: Say): string {
  return [...new Set(names)].map((name) => `**${say(`permission.${name}`)}**`).join(', ');
}

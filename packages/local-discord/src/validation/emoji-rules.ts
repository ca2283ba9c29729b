import type { Fault } from '../errors.ts';
import { isUnicodeEmoji } from './unicode-emoji.ts';

/** Whether the author of a message may use the custom emoji with this id there. */
export type MayUseEmoji = (emojiId: string) => boolean;

/**
 * Faults of an emoji that is neither a Unicode emoji nor a custom one the author may use. Discord's code says “button”
 * in every component (discord-api-docs #8071).
 */
export function emojiFaults(emoji: unknown, path: readonly (string | number)[], mayUse: MayUseEmoji): Fault[] {
  if (typeof emoji !== 'object' || emoji === null) return [];
  const { id, name } = emoji as { id?: string | null; name?: string | null };
  const isCustom = id !== undefined && id !== null;
  if (isCustom ? mayUse(String(id)) : isUnicodeEmoji(name ?? '')) return [];
  const at = isCustom ? 'id' : 'name';
  return [{ path: [...path, at], code: 'BUTTON_COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' }];
}

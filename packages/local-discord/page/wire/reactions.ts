import type { Emoji, Reaction } from './shapes.ts';

/** What happened to a message's reactions. */
export type ReactionChange =
  | { readonly kind: 'added' | 'removed'; readonly emoji: Emoji; readonly isMine: boolean }
  | { readonly kind: 'cleared'; readonly emoji: Emoji | undefined };

/** The change described by an event MESSAGE_REACTION_…. */
export function readReaction(
  name: string,
  data: Readonly<Record<string, unknown>>,
  ownId: string | undefined,
): ReactionChange {
  const emoji = data.emoji as Emoji | undefined;
  if (emoji === undefined || name === 'MESSAGE_REACTION_REMOVE_EMOJI') return { kind: 'cleared', emoji };
  return {
    kind: name === 'MESSAGE_REACTION_ADD' ? 'added' : 'removed',
    emoji,
    isMine: data.user_id === ownId,
  };
}

/** The reactions after a change, in the order in which each emoji first came; an emoji without reactions is removed. */
export function applyReaction(reactions: readonly Reaction[], change: ReactionChange): Reaction[] {
  if (change.kind === 'cleared') {
    const { emoji } = change;
    return emoji === undefined ? [] : reactions.filter((reaction) => keyOf(reaction.emoji) !== keyOf(emoji));
  }
  const { emoji, isMine } = change;
  const known = reactions.find((reaction) => keyOf(reaction.emoji) === keyOf(emoji));
  if (!known) return change.kind === 'added' ? [...reactions, { emoji, count: 1, me: isMine }] : [...reactions];
  const changed = {
    ...known,
    count: known.count + (change.kind === 'added' ? 1 : -1),
    me: isMine ? change.kind === 'added' : known.me,
  };
  return reactions.map((reaction) => (reaction === known ? changed : reaction)).filter(({ count }) => count > 0);
}

/** An emoji as a part of an address. */
export function emojiParameter(emoji: Emoji): string {
  return encodeURIComponent(emoji.id == null ? emoji.name : `${emoji.name}:${emoji.id}`);
}

/** The variation selector makes no difference. */
function keyOf(emoji: Emoji): string {
  return emoji.id ?? emoji.name.replaceAll('\u{fe0f}', '');
}

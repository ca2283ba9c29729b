import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  MessageFlags,
} from 'discord-api-types/v10';

/** A message as a view makes it: plain values, nothing about who sends it or how. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** The only roles this message may notify. Nobody else is ever notified, whatever the text says. */
  readonly mentionRoleIds?: readonly string[];
  /** Keep Discord from unfolding links, whose preview may tell more than the text does. */
  readonly withoutPreviews?: boolean;
  /** An answer to a public command that concerns the asker alone: a miss, or what only they may see. */
  readonly onlyForAsker?: boolean;
}

/**
 * The body of a request that sends or edits. Everything is always given, so that an edit leaves nothing of the old
 * message behind; `allowed_mentions` too, since Discord does not remember it for edits.
 */
export function messagePayload(body: MessageBody, extra: { private?: boolean } = {}) {
  const flags =
    (extra.private === true ? MessageFlags.Ephemeral : 0) |
    (body.withoutPreviews === true ? MessageFlags.SuppressEmbeds : 0);
  return {
    content: body.content ?? '',
    embeds: [...(body.embeds ?? [])],
    components: [...(body.components ?? [])],
    allowed_mentions: { parse: [], roles: [...(body.mentionRoleIds ?? [])] },
    ...(flags === 0 ? {} : { flags }),
  };
}

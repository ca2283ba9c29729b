import type { AnnouncedEntry } from '../domain/announcement/outbox.ts';
import type { Subscription } from '../domain/announcement/subscription.ts';
import type { Poll } from '../domain/poll/poll.ts';
import type { Tally } from '../domain/poll/tally.ts';

/** What is shown to a whole channel, as facts; src/discord makes the message of it. */
export type PublicMessage =
  | {
      readonly kind: 'poll';
      readonly poll: Poll;
      readonly tally: Tally;
      readonly showWinner: boolean;
      readonly language: string;
    }
  | {
      readonly kind: 'result';
      readonly poll: Poll;
      readonly tally: Tally;
      /** Which of the poll's results this message brings, from 0. */
      readonly index: number;
      /** False where the channel has not watched the match: then only that the result is in. */
      readonly showWinner: boolean;
      readonly language: string;
    }
  | {
      readonly kind: 'announcement';
      readonly subscription: Subscription;
      readonly entry: AnnouncedEntry;
      /** The neutral label of the episode that the entry is, if it is one. */
      readonly episodeLabel: string | undefined;
      readonly language: string;
    };

/**
 * Why Discord did not do what was asked.
 *
 * - `channel-gone`, `message-gone`: it does not exist any more
 * - `forbidden`: a permission is missing
 * - `slow-down`: this message is edited too often (30046)
 * - `passing`: an outage or a limit; trying again later is right
 */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: 'channel-gone' | 'message-gone' | 'forbidden' | 'slow-down' | 'passing';
  /** Discord's code and words, or what went wrong on the way: for the log, and for moderators' status. */
  readonly detail: string;
}

export type Done = { readonly kind: 'done' } | Refused;
export type Sent = { readonly kind: 'sent'; readonly messageId: string } | Refused;
export type Reactors =
  | {
      readonly kind: 'read';
      /** People only. */
      readonly userIds: readonly string[];
      /** Whether the bot's own reaction is there; gone means that someone cleared this emoji for everybody. */
      readonly own: boolean;
    }
  | Refused;
export type OwnMessage =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  /** Without Read Message History, Discord shows an empty channel: nobody can tell. */
  | { readonly kind: 'cannot-look' }
  | Refused;

/** The few things the services do to a channel. Never throws for what Discord answers. */
export interface Publisher {
  /** Posts at most once for the same nonce within Discord's memory of a few minutes. */
  send(channelId: string, message: PublicMessage, nonce: string): Promise<Sent>;
  edit(channelId: string, messageId: string, message: PublicMessage): Promise<Done>;
  /** The bot's own post of this message in the channel, not older than `sinceMs`, known by the id of its first button. */
  findOwn(channelId: string, message: PublicMessage, sinceMs: number): Promise<OwnMessage>;
  react(channelId: string, messageId: string, emoji: string): Promise<Done>;
  takeOffReaction(channelId: string, messageId: string, emoji: string, userId: string): Promise<Done>;
  /** Everybody whose reaction, plain or super, is on the message. */
  reactors(channelId: string, messageId: string, emoji: string): Promise<Reactors>;
  /** Role ids of a member; undefined when they left. */
  memberRoles(guildId: string, userId: string): Promise<readonly string[] | undefined>;
}

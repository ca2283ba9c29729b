import type { AnnouncedEntry } from '../domain/announcement/outbox.ts';
import type { Subscription } from '../domain/announcement/subscription.ts';
import type { LocalText } from '../domain/knowledge/view-types.ts';
import type { StoredNotice } from '../domain/notices.ts';
import type { PermissionName } from '../domain/permissions.ts';
import type { Poll } from '../domain/poll/poll.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { PollMessage } from './poll-messages.ts';

/** What is shown to a whole channel, as facts; src/discord makes a message of it. */
export type PublicMessage =
  | PollMessage
  | {
      readonly kind: 'announcement';
      readonly subscription: Subscription;
      readonly entry: AnnouncedEntry;
      /** The spoiler-free label of the entry's episode; undefined where the entry is no episode. */
      readonly episodeLabel: string | undefined;
      /** The server's poll on that episode, if there is one: where it stands, never who is in it. */
      readonly prediction: AnnouncedPrediction | undefined;
      /** A trial post: it says so, and notifies nobody. */
      readonly isTest: boolean;
      readonly language: string;
    }
  | { readonly kind: 'notice'; readonly notice: StoredNotice; readonly language: string }
  /** The first message in a server. */
  | {
      readonly kind: 'greeting';
      readonly guildId: string;
      readonly series: LocalText;
      readonly language: string;
    };

/** The facts of an announcement. */
export type AnnouncementFacts = Extract<PublicMessage, { kind: 'announcement' }>;

export interface AnnouncedPrediction {
  readonly state: Poll['state'];
  readonly guildId: string;
  readonly channelId: string;
  readonly messageId: string;
}

/**
 * Why Discord did not do what was asked.
 *
 * - `channel-gone`, `message-gone`: it does not exist any more
 * - `forbidden`: a permission is missing
 * - `slow-down`: this message is edited too often (30046)
 * - `unusable-emoji`: Discord does not take an emoji: another server's, deleted, or newer than Discord's own
 * - `unfit`: Discord does not take this very request, and never will
 * - `passing`: an outage or a limit; trying again later is right
 */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: 'channel-gone' | 'message-gone' | 'forbidden' | 'slow-down' | 'unusable-emoji' | 'unfit' | 'passing';
  /** Discord's code and words, or what went wrong on the way: for the log and for the moderators' status command. */
  readonly detail: Refusal;
  /** How long Discord asks to wait before the next try. */
  readonly retryAfterMs?: number;
  /** For `unusable-emoji` of a message: which of its emoji, as far as Discord says. */
  readonly emojis?: readonly string[];
}

export type Done = { readonly kind: 'done' } | Refused;
export type Sent = { readonly kind: 'sent'; readonly messageId: string } | Refused;
export type Reactors =
  | {
      readonly kind: 'read';
      /** People with the plain reaction; no bots. */
      readonly userIds: readonly string[];
      /** People with a super reaction, which Discord keeps apart from the plain one: a member may have both. */
      readonly superUserIds?: readonly string[];
      /** Whether the bot's own reaction is there. If not, someone cleared this emoji for everybody. */
      readonly own: boolean;
    }
  | Refused;
export type ReactionCounts =
  | {
      readonly kind: 'counted';
      /** By the emoji's name (a custom one's by its id); an emoji nobody reacted with is absent. */
      readonly byEmoji: ReadonlyMap<
        string,
        {
          readonly plain: number;
          readonly supers: number /** The bot's own plain one among them. */;
          readonly own: boolean;
        }
      >;
    }
  | Refused;
export type OwnMessage =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  /** Without Read Message History Discord shows an empty channel, so it cannot be told whether the post is there. */
  | { readonly kind: 'cannot-look' }
  | Refused;

/** What is shown to one member in a private message, as facts. */
export type PersonalMessage = { readonly kind: 'private-reminder'; readonly poll: Poll; readonly language: string };

/** The few things the services do to a channel. It returns Discord's refusals and never throws for them. */
export interface Publisher {
  /** Posts at most once for the same nonce, within Discord's memory of a few minutes. */
  send(channelId: string, message: PublicMessage, nonce: string): Promise<Sent>;
  /** Sends a member a private message; refused where they take none. At most once for the same nonce, as `send`. */
  tell(userId: string, message: PersonalMessage, nonce: string): Promise<Sent>;
  edit(channelId: string, messageId: string, message: PublicMessage): Promise<Done>;
  /** Deletes one of the bot's own messages. Also done where it, or its channel, no longer exists. */
  remove(channelId: string, messageId: string): Promise<Done>;
  /**
   * The bot's own post of this message in the channel, not older than `sinceMs`, recognised by the id of its first
   * button.
   */
  findOwn(channelId: string, message: PublicMessage, sinceMs: number): Promise<OwnMessage>;
  react(channelId: string, messageId: string, emoji: string): Promise<Done>;
  /**
   * Takes a member's reaction off. Also done when it is not there. When aborted by `signal`, it may have happened or
   * not.
   */
  takeOffReaction(
    channelId: string,
    messageId: string,
    emoji: string,
    userId: string,
    signal?: AbortSignal,
  ): Promise<Done>;
  /** How many reactions of each kind are on the message: one request. */
  reactionCounts(channelId: string, messageId: string): Promise<ReactionCounts>;
  /** Everybody whose reaction is on the message. With `counts`, makes no request for what they already answer. */
  reactors(channelId: string, messageId: string, emoji: string, counts?: ReactionCounts): Promise<Reactors>;
  /** Publishes a post to the servers that follow its channel. Also done when it had been published already. */
  publish(channelId: string, messageId: string): Promise<Done>;
  /**
   * Opens a thread on a post, named after the spoiler-free label of its episode and nothing more. Also done when it has
   * one already.
   */
  openThread(
    channelId: string,
    messageId: string,
    thread: { readonly label: string | undefined; readonly language: string },
  ): Promise<Done>;
  /** Which of the wanted permissions the bot lacks there; undefined when that cannot be found out. */
  lacking(
    guildId: string,
    channelId: string,
    wanted: readonly PermissionName[],
  ): Promise<readonly PermissionName[] | undefined>;
  /** The present name of a channel or thread; undefined when it cannot be found out. */
  channelName(channelId: string): Promise<string | undefined>;
  /** The ids of a server's roles; undefined when they cannot be found out. */
  rolesOf?(guildId: string): Promise<ReadonlySet<string> | undefined>;
  /** Role ids of a member; undefined when they left. */
  memberRoles(guildId: string, userId: string): Promise<readonly string[] | undefined>;
}

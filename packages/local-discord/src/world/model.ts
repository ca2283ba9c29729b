import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  ChannelType,
} from 'discord-api-types/v10';
import type { Json } from '../json.ts';

/** Somebody who can log in: a person, or the bot of an application. */
export interface Account {
  readonly id: string;
  name: string;
  readonly bot: boolean;
  readonly locale: string;
  readonly token: string;
  /** Ids of applications that this person installed for themselves. */
  readonly installed: Set<string>;
  /** Channels of direct messages, by the other's id. */
  readonly directChannels: Map<string, string>;
}

export interface Application {
  /** Also the id of its bot, as with every application made since 2016. */
  readonly id: string;
  readonly name: string;
  readonly bot: Account;
  /** Privileged intents that are enabled for it. */
  readonly privilegedIntents: number;
  /** Commands by id, per scope: a guild's id, or '' for the global ones. */
  readonly commands: Map<string, Map<string, APIApplicationCommand>>;
  /** Whether commands were ever written, so that one can wait for them. */
  commandsWritten: boolean;
}

export interface Role {
  readonly id: string;
  name: string;
  permissions: bigint;
  position: number;
  mentionable: boolean;
  readonly managedBy: string | undefined;
}

export interface Member {
  readonly account: Account;
  nickname: string | null;
  /** Until when they may only read, in ms since 1970; undefined without a timeout. */
  timedOutUntilMs: number | undefined;
  readonly roleIds: Set<string>;
  readonly joinedAtMs: number;
}

export interface CommandPermission {
  readonly id: string;
  /** 1 role, 2 user, 3 channel. */
  readonly type: 1 | 2 | 3;
  readonly permission: boolean;
}

export interface Guild {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  readonly locale: string;
  readonly roles: Map<string, Role>;
  readonly channelIds: Set<string>;
  /** The channel for join messages; null for none. */
  systemChannelId: string | null;
  readonly members: Map<string, Member>;
  /** The server's own permissions for a command, by the id of the command (or application). */
  readonly commandPermissions: Map<string, readonly CommandPermission[]>;
  /** Whether the server is in an outage. */
  outage: boolean;
  /** Texts that its moderation refuses from everybody. */
  blockedTexts: readonly BlockedText[];
}

/** Text that no message may contain: by the server's AutoMod, or by Discord's filter of harmful links. */
export interface BlockedText {
  readonly text: string;
  readonly by: 'auto-moderation' | 'link-filter';
}

export interface Overwrite {
  readonly id: string;
  /** 0 role, 1 member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ThreadState {
  readonly ownerId: string;
  readonly createdAtMs: number;
  archived: boolean;
  locked: boolean;
  archivedAtMs: number;
  autoArchiveMinutes: number;
  /** When each member joined. */
  readonly members: Map<string, number>;
  /** In a private thread: whether members without Manage Threads may add others. */
  invitable: boolean;
  totalSent: number;
  /** Cancels the planned archiving. */
  archiving: AbortController | undefined;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string | undefined;
  name: string;
  topic: string | null;
  position: number;
  parentId: string | null;
  /** Slow mode: how long a person must wait between two messages. */
  slowmodeSeconds: number;
  readonly overwrites: Map<string, Overwrite>;
  readonly thread: ThreadState | undefined;
  /** Both sides of a direct message; empty elsewhere. */
  readonly recipients: readonly Account[];
  /** In the order of posting, which is the order of their ids. */
  readonly messages: Map<string, Message>;
  lastMessageId: string | null;
}

/** Something that can post into a channel by an address of its own. */
export interface Webhook {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly account: Account;
  readonly creator: Account;
}

/** An emoji that a server or an application owns. */
export interface CustomEmoji {
  readonly id: string;
  name: string;
  readonly animated: boolean;
  readonly guildId: string | undefined;
  readonly applicationId: string | undefined;
  /** The roles that may use it; empty = everyone. */
  roleIds: ReadonlySet<string>;
  readonly creator: Account;
  readonly image: { readonly contentType: string; readonly bytes: Uint8Array };
}

export interface Reaction {
  /** A custom emoji is known by its id alone; its present name is that of the emoji itself. */
  readonly emoji: { readonly id: null; readonly name: string } | { readonly id: string };
  readonly normal: Set<string>;
  readonly burst: Set<string>;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly author: Account;
  /** The interaction's application when the message is an answer: such messages count as a webhook's. */
  readonly webhookId: string | undefined;
  readonly applicationId: string | undefined;
  readonly type: number;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly APIAttachment[];
  /** Attachments shown inside an embed: stored, but not listed. */
  embedded: readonly APIAttachment[];
  flags: number;
  readonly sentAtMs: number;
  editedAtMs: number | undefined;
  readonly nonce: string | number | undefined;
  mentions: Mentions;
  readonly reactions: Map<string, Reaction>;
  readonly interaction: Json | undefined;
  readonly reference: Json | undefined;
  /** The only account that may see it. */
  readonly privateTo: string | undefined;
  threadId: string | undefined;
  pinnedAtMs: number | undefined;
  readonly poll: NativePoll | undefined;
}

/** One of Discord's own polls, in a message. */
export interface NativePoll {
  readonly question: Json;
  readonly answers: readonly Json[];
  readonly allowsSeveral: boolean;
  readonly layout: number;
  expiresAtMs: number;
  /** Voters by the answer's id. */
  readonly votes: Map<number, Set<string>>;
}

/** Who is really pinged: mentions that `allowed_mentions` let through. */
export interface Mentions {
  readonly userIds: readonly string[];
  readonly roleIds: readonly string[];
  readonly everyone: boolean;
}

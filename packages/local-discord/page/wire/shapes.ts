/** The parts of Discord's objects that the page reads. https://docs.discord.com/developers/resources/message */

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly bot?: boolean;
  readonly locale?: string;
}

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly name?: string;
  readonly guild_id?: string;
  readonly parent_id?: string | null;
  readonly position?: number;
  readonly topic?: string | null;
  readonly recipients?: readonly User[];
  readonly thread_metadata?: { readonly archived: boolean; readonly locked: boolean };
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly channels?: readonly Channel[];
  readonly threads?: readonly Channel[];
  readonly roles?: readonly Role[];
  readonly members?: readonly { readonly user: User; readonly roles: readonly string[] }[];
}

export interface Emoji {
  /** Set for custom emoji; for Unicode null, or absent in components. */
  readonly id?: string | null;
  readonly name: string;
}

export interface Reaction {
  readonly emoji: Emoji;
  readonly count: number;
  readonly me: boolean;
}

export interface Embed {
  readonly title?: string;
  readonly url?: string;
  readonly description?: string;
  readonly color?: number;
  readonly timestamp?: string;
  readonly author?: { readonly name: string; readonly url?: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
  readonly footer?: { readonly text: string };
  readonly image?: { readonly url: string; readonly description?: string };
  readonly thumbnail?: { readonly url: string };
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description?: string | null;
  readonly size: number;
  readonly url: string;
  readonly content_type?: string;
}

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly emoji?: Emoji;
  readonly default?: boolean;
}

/** A component of any type; which fields it has depends on the type. */
export interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly style?: number;
  readonly label?: string;
  readonly description?: string;
  readonly emoji?: Emoji;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
  /** Whether a checkbox is ticked at first. */
  readonly default?: boolean;
  readonly placeholder?: string;
  readonly value?: string;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  /** The options of a user, role or channel select that are chosen at first. */
  readonly default_values?: readonly { readonly id: string }[];
  readonly max_values?: number;
  readonly options?: readonly SelectOption[];
  readonly channel_types?: readonly number[];
  readonly content?: string;
  readonly accent_color?: number | null;
  /** Of a separator: whether a line is drawn. */
  readonly divider?: boolean;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly media?: { readonly url: string };
  /** A file's address; its name and size are fields of the component. */
  readonly file?: { readonly url: string };
  readonly name?: string;
  readonly size?: number;
  readonly items?: readonly { readonly media: { readonly url: string }; readonly description?: string | null }[];
}

export interface Message {
  readonly id: string;
  readonly type: number;
  readonly channel_id: string;
  readonly author: User;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly flags?: number;
  readonly embeds: readonly Embed[];
  readonly attachments: readonly Attachment[];
  readonly components?: readonly Component[];
  readonly reactions?: readonly Reaction[];
  readonly mentions: readonly User[];
  readonly mention_roles?: readonly string[];
  readonly mention_everyone?: boolean;
  readonly application_id?: string;
  readonly message_reference?: { readonly message_id?: string };
  readonly interaction_metadata?: {
    readonly id: string;
    readonly type: number;
    readonly user: User;
    readonly name?: string;
  };
  readonly thread?: Channel;
}

export interface Modal {
  readonly id: string;
  readonly application: { readonly id: string };
  readonly channel_id: string;
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export interface CommandChoice {
  readonly name: string;
  readonly name_localized?: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly value: string | number;
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly name_localized?: string;
  readonly description: string;
  readonly description_localized?: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly CommandChoice[];
  readonly options?: readonly CommandOption[];
  readonly channel_types?: readonly number[];
}

/** A command as the command index offers it to one person, in their language. */
export interface IndexedCommand extends CommandOption {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
}

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const messageFlags = { ephemeral: 64, loading: 128 } as const;

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const channelTypes = { text: 0, direct: 1, announcement: 5, threads: [10, 11, 12] } as const;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const optionTypes = {
  subcommand: 1,
  subcommandGroup: 2,
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
} as const;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const interactionTypes = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export function nameOf(user: User): string {
  return user.global_name ?? (user.username === '' ? user.id : user.username);
}

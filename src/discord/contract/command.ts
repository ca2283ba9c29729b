import type { ChannelType } from 'discord-api-types/v10';
import type { Say } from '../../i18n/sentences.ts';
import type { ServiceName, Services, ServicesNamed } from '../../services/index.ts';
import { POSTABLE, READABLE } from './channel-kinds.ts';
import type { CommandAnswer } from './form.ts';
import type { MessageBody } from './message.ts';
import type { Asking } from './reader.ts';

/** A choice for autocomplete. Discord takes 25, of at most 100 characters each. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/**
 * What a handler gets: who asks, how far the readers have watched, and the services. `view` is cut to `reading`; `say`
 * uses the language of the answer's readers: the member's for a private answer, the server's for a public one.
 */
export interface Call extends Asking {
  readonly services: Services;
  /** Says sentences in the server's language, for text that everybody in the place reads. */
  readonly sayOpenly: Say;
  /** Every command that exists. */
  readonly commands: readonly Command[];
  /** The same call for a private answer: with the asker's own horizon and language. */
  alone(): Call;
  /**
   * The same call for a public answer: as far as all readers in the place have watched, in the server's language.
   * Undefined where no public answer is allowed.
   */
  openly(): Promise<Call | undefined>;
}

/**
 * A call reduced to what a handler needs: the asker and these services, such as `Using<'members' | 'polls.votes'>`. A
 * test of the handler passes only those.
 */
export type Using<Name extends ServiceName> = Asking & { readonly services: ServicesNamed<Name> };

export interface ChosenChannel {
  readonly id: string;
  readonly name?: string | undefined;
  readonly type: ChannelType;
  /** The bot's permission bits there; undefined where Discord did not tell. */
  readonly appPermissions: bigint | undefined;
  readonly parentId: string | undefined;
}

/** A role that was chosen, with what the interaction tells about it. */
export interface ChosenRole {
  readonly id: string;
  /** Whether everybody may mention it; undefined where Discord did not tell. */
  readonly mentionable: boolean | undefined;
}

export interface Option<Value, Required extends boolean = boolean> {
  readonly type: 'text' | 'flag' | 'choice' | 'channel' | 'role';
  readonly required: Required;
  readonly maxLength?: number;
  /** For `channel`: the kinds offered. */
  readonly channelTypes?: readonly ChannelType[];
  /** For `choice`: the values, each with its name in the reader's language. */
  readonly choices?: readonly { readonly value: string; readonly name: (say: Say) => string }[];
  /** Ranked suggestions for what has been typed so far. Must answer from memory, or within a second. */
  readonly suggest?: (typed: string, call: SuggestCall) => readonly Suggestion[] | Promise<readonly Suggestion[]>;
  /** Exists only for the type system: the type that `run` receives. */
  readonly value?: Value;
}

export interface SuggestCall extends Call {
  /** The other options filled in so far, unchecked. */
  readonly filled: Readonly<Record<string, string | boolean>>;
}

// biome-ignore lint/suspicious/noExplicitAny: an option of any value; each command gets its own exact types back
export type Options = Readonly<Record<string, Option<any>>>;

type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer V, infer R> ? (R extends true ? V : V | undefined) : never;
};

/** Who sees the answer: only the asker, or everyone where the place allows it (see `Reading`). */
export type Audience = 'private' | 'by-reading';

export interface Action<O extends Options = Options> {
  readonly audience: Audience;
  readonly options?: O;
  /**
   * The name of the moderators' command whose permission is needed with these options; undefined = anybody may.
   * Default: anybody.
   */
  readonly right?: (options: Values<O>) => string | undefined;
  run(call: Call & { readonly options: Values<O> }): CommandAnswer | Promise<CommandAnswer>;
}

interface Registered {
  readonly name: string;
  /** `servers`: not in direct messages. */
  readonly where: 'anywhere' | 'servers';
  /** `moderators`: offered only to members with Manage Server; each server can change that in its own settings. */
  readonly by: 'everyone' | 'moderators';
}

/** A command in the context menu of a message. Only the asker sees the answer. */
export interface MessageAction {
  /** `text`: everything that can be read in the message. */
  run(call: Call & { readonly text: string }): MessageBody | Promise<MessageBody>;
}

export interface Command extends Registered {
  readonly action?: Action;
  readonly messageAction?: MessageAction;
  readonly subcommands?: Readonly<Record<string, Action>>;
}

/** Defines a slash command without subcommands. Its texts are in `src/i18n`, under its name. */
export function defineCommand<O extends Options>(command: Registered & Action<O>): Command {
  const { name, where, by, ...action } = command;
  return { name, where, by, action: action as unknown as Action };
}

/** Defines a command in the context menu of messages; `name` is shown where a language has no text for it. */
export function defineMessageCommand({ name, where, by, run }: Registered & MessageAction): Command {
  return { name, where, by, messageAction: { run } };
}

/** Defines a slash command with subcommands: Discord then offers only these. */
export function defineGroup(group: Registered & { readonly subcommands: Readonly<Record<string, Action>> }): Command {
  return group;
}

/** Defines a subcommand. */
export function defineAction<O extends Options>(action: Action<O>): Action {
  return action as unknown as Action;
}

export function text(extra: Pick<Option<string>, 'suggest' | 'maxLength'> = {}): Option<string, true> {
  return { type: 'text', required: true, ...extra };
}

export function flag(): Option<boolean, false> {
  return { type: 'flag', required: false };
}

/**
 * An option for a channel to post in; Discord offers no other kinds. With `readable`, for any channel in which
 * something can be read.
 */
export function channel(kinds: 'postable' | 'readable' = 'postable'): Option<ChosenChannel, true> {
  return { type: 'channel', required: true, channelTypes: kinds === 'postable' ? POSTABLE : READABLE };
}

export function role(): Option<ChosenRole, true> {
  return { type: 'role', required: true };
}

export function choice<const Value extends string>(
  choices: readonly { readonly value: Value; readonly name: (say: Say) => string }[],
): Option<Value, true> {
  return { type: 'choice', required: true, choices };
}

export function optional<Value>(option: Option<Value, true>): Option<Value, false> {
  return { ...option, required: false };
}

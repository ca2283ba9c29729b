import type { ChannelType } from 'discord-api-types/v10';
import type { Say } from '../../i18n/sentences.ts';
import type { ServiceName, Services, ServicesNamed } from '../../services/index.ts';
import { POSTABLE, READABLE } from './channel-kinds.ts';
import type { CommandAnswer } from './form.ts';
import type { MessageBody } from './message.ts';
import type { Asking } from './reader.ts';

/** One choice of an autocomplete; Discord takes 25, each at most 100 characters. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/**
 * What everything that answers is handed: who asks, how far its readers have watched, and what the bot can do. `view` is
 * cut to `reading`; `say` speaks the language of whoever will read the answer, the member's for a private one and the
 * server's for a public one.
 */
export interface Call extends Asking {
  readonly services: Services;
  /** Says what everybody in the place reads: in the server's language. */
  readonly sayOpenly: Say;
  /** Every command there is. */
  readonly commands: readonly Command[];
  /** The same for the asker alone: as far as they themselves have watched, in their own language. */
  alone(): Call;
  /**
   * The same for everybody in the place: as far as all of them have watched, in the server's language. Undefined where nothing
   * may be said to everybody.
   */
  openly(): Promise<Call | undefined>;
}

/**
 * A call as far as an action needs it: who asks, and these services, such as `Using<'members' | 'polls.votes'>`. A test of
 * the action gives it those and nothing else.
 */
export type Using<Name extends ServiceName> = Asking & { readonly services: ServicesNamed<Name> };

export interface ChosenChannel {
  readonly id: string;
  readonly name?: string | undefined;
  readonly type: ChannelType;
  /** What the bot may do there; undefined where Discord did not tell. */
  readonly appPermissions: bigint | undefined;
  readonly parentId: string | undefined;
}

/** A role that was chosen, as the interaction tells of it. */
export interface ChosenRole {
  readonly id: string;
  /** Whether everybody may mention it; undefined where Discord did not tell. */
  readonly mentionable: boolean | undefined;
}

export interface Option<Value, Required extends boolean = boolean> {
  readonly type: 'text' | 'flag' | 'choice' | 'channel' | 'role';
  readonly required: Required;
  readonly maxLength?: number;
  /** For `channel`: the kinds that are offered. */
  readonly channelTypes?: readonly ChannelType[];
  /** For `choice`: the values, whose names are sentences `choice.<value>`. */
  readonly choices?: readonly { readonly value: string; readonly name: (say: Say) => string }[];
  /** Ranked suggestions for what has been typed so far. Must answer from memory, or within a second. */
  readonly suggest?: (typed: string, call: SuggestCall) => readonly Suggestion[] | Promise<readonly Suggestion[]>;
  /** Only for the type system: what `run` receives. */
  readonly value?: Value;
}

export interface SuggestCall extends Call {
  /** What else has been filled in so far, unchecked. */
  readonly filled: Readonly<Record<string, string | boolean>>;
}

// biome-ignore lint/suspicious/noExplicitAny: an option of any value; each command gets its own exact types back
export type Options = Readonly<Record<string, Option<any>>>;

type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer V, infer R> ? (R extends true ? V : V | undefined) : never;
};

/** Who sees the answer: the asker alone, or (where the place allows it, see `Reading`) everyone. */
export type Audience = 'private' | 'by-reading';

export interface Action<O extends Options = Options> {
  readonly audience: Audience;
  readonly options?: O;
  /** The moderators' command that whoever asks for this must be allowed to use; undefined where anybody may. Default: anybody. */
  readonly right?: (options: Values<O>) => string | undefined;
  run(call: Call & { readonly options: Values<O> }): CommandAnswer | Promise<CommandAnswer>;
}

interface Registered {
  readonly name: string;
  /** `servers`: not in direct messages. */
  readonly where: 'anywhere' | 'servers';
  /** `moderators`: offered to those who may manage the server; each server can change that in its own settings. */
  readonly by: 'everyone' | 'moderators';
}

/** What a command in the context menu of a message does with it. Only the asker sees the answer. */
export interface MessageAction {
  /** `text`: all that can be read in the message. */
  run(call: Call & { readonly text: string }): MessageBody | Promise<MessageBody>;
}

export interface Command extends Registered {
  readonly action?: Action;
  readonly messageAction?: MessageAction;
  readonly subcommands?: Readonly<Record<string, Action>>;
}

/** One slash command without subcommands. Its texts are in `src/i18n`, under its name. */
export function defineCommand<O extends Options>(command: Registered & Action<O>): Command {
  const { name, where, by, ...action } = command;
  return { name, where, by, action: action as unknown as Action };
}

/** One command in the context menu of a message; `name` is what its menu shows where a language has no other. */
export function defineMessageCommand({ name, where, by, run }: Registered & MessageAction): Command {
  return { name, where, by, messageAction: { run } };
}

/** One slash command that is a group: Discord then takes only its subcommands. */
export function defineGroup(group: Registered & { readonly subcommands: Readonly<Record<string, Action>> }): Command {
  return group;
}

/** A subcommand of a group. */
export function defineAction<O extends Options>(action: Action<O>): Action {
  return action as unknown as Action;
}

export function text(extra: Pick<Option<string>, 'suggest' | 'maxLength'> = {}): Option<string, true> {
  return { type: 'text', required: true, ...extra };
}

export function flag(): Option<boolean, false> {
  return { type: 'flag', required: false };
}

/** A channel to post in, of which Discord offers no other kind; `readable` takes all in which something can be read. */
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

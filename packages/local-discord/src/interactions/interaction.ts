import type { Json } from '../json.ts';
import type { Account, Message } from '../world/model.ts';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  /** The command's full name, or the custom id. */
  readonly name: string;
  /** 1 slash, 2 user, 3 message; undefined for other interactions. */
  readonly commandType: number | undefined;
  /** The type of the option being typed; undefined outside autocomplete. */
  readonly focusedType: number | undefined;
  readonly invoker: Account;
  /** Who authorized the application here, by kind of installation. */
  readonly owners: Readonly<Record<string, string>>;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** The nonce of the person's client, by which it recognises the answer. */
  readonly nonce: string | undefined;
  /** The message whose component was used, also when a modal came in between. */
  readonly source: Message | undefined;
  readonly createdAtMs: number;
  /** `late` after the three seconds. */
  state: 'waiting' | 'answered' | 'late';
  /** The message that `@original` means. */
  original: Message | undefined;
  /** The modal it was answered with. */
  modal: Json | undefined;
  /** Ends the wait for an answer. */
  readonly answered: AbortController;
}

/** The interaction that a request answered, and who can read what it sent. */
export interface InteractionNote {
  readonly id: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  /** The command's name, or the custom id. */
  readonly name: string;
  readonly invokerId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** True if only the invoker sees what this request sent. */
  readonly private: boolean;
}

export function noteOf(interaction: Interaction, isPrivate: boolean): InteractionNote {
  const { id, type, name, invoker, channelId, guildId } = interaction;
  return { id, type, name, invokerId: invoker.id, channelId, guildId, private: isPrivate };
}

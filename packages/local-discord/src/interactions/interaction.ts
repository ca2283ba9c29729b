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
  /** 1 slash, 2 user, 3 message; undefined where it is no command. */
  readonly commandType: number | undefined;
  /** The type of the option being typed in; undefined where nothing is. */
  readonly focusedType: number | undefined;
  readonly invoker: Account;
  /** Who let the application be used here, by the kind of installation. */
  readonly owners: Readonly<Record<string, string>>;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** The nonce of the person's client, by which it knows the answer again. */
  readonly nonce: string | undefined;
  /** The message whose component was used, also when a modal came in between. */
  readonly source: Message | undefined;
  readonly createdAtMs: number;
  /** `late` once the three seconds ran out. */
  state: 'waiting' | 'answered' | 'late';
  /** What `@original` stands for. */
  original: Message | undefined;
  /** The modal it was answered with. */
  modal: Json | undefined;
  /** Ends the wait for an answer. */
  readonly answered: AbortController;
}

/** What a request to answer an interaction was about: who can read what it sends. */
export interface InteractionNote {
  readonly id: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  /** The command's name, or the custom id. */
  readonly name: string;
  readonly invokerId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** Only the invoker sees what this request sent. */
  readonly private: boolean;
}

export function noteOf(interaction: Interaction, isPrivate: boolean): InteractionNote {
  const { id, type, name, invoker, channelId, guildId } = interaction;
  return { id, type, name, invokerId: invoker.id, channelId, guildId, private: isPrivate };
}

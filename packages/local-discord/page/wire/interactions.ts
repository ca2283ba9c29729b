import type { Request } from './rest.ts';
import { interactionTypes, type Modal } from './shapes.ts';

/** An interaction to send, without the parts that all have in common. */
export interface Act {
  readonly type: number;
  readonly applicationId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly messageId?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'choices'; readonly choices: unknown };

export interface Interactions {
  /** Resolves when it is answered or has failed; rejects when it is refused. */
  act(act: Act): Promise<Outcome>;
  /** Learns from an event of the gateway. */
  take(name: string, data: Readonly<Record<string, unknown>>): void;
  /** The id of the message whose button opened a modal. */
  sourceOf(modal: Modal): string | undefined;
}

/** Sends interactions and follows each, by its nonce, to its end. */
export function createInteractions(request: Request, sessionId: () => string): Interactions {
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const sources = new Map<string, string | undefined>();
  let count = 0;

  const finish = (nonce: string, outcome: Outcome) => {
    waiting.get(nonce)?.(outcome);
    waiting.delete(nonce);
  };

  return {
    async act({ type, applicationId, channelId, guildId, messageId, data }) {
      count += 1;
      const nonce = `${Date.now()}${String(count).padStart(4, '0')}`;
      const outcome = new Promise<Outcome>((resolve) => waiting.set(nonce, resolve));
      if (type === interactionTypes.component) sources.set(nonce, messageId);
      await request('POST', '/interactions', {
        type,
        application_id: applicationId,
        channel_id: channelId,
        ...(guildId === undefined ? {} : { guild_id: guildId }),
        ...(messageId === undefined ? {} : { message_id: messageId }),
        session_id: sessionId(),
        nonce,
        data,
      });
      return outcome;
    },
    take(name, data) {
      const nonce = String(data.nonce);
      if (name === 'INTERACTION_SUCCESS') finish(nonce, { kind: 'answered' });
      if (name === 'INTERACTION_FAILURE') finish(nonce, { kind: 'failed' });
      if (name === 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE')
        finish(nonce, { kind: 'choices', choices: data.choices });
      if (name === 'INTERACTION_CREATE' && sources.has(nonce)) sources.set(String(data.id), sources.get(nonce));
    },
    sourceOf: (modal) => sources.get(modal.id),
  };
}

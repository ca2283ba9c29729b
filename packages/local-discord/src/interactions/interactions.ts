import { randomBytes } from 'node:crypto';
import { refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Account, Message } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import type { Interaction } from './interaction.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const ANSWER_WITHIN_MS = 3000;
const TOKEN_LASTS_MS = 15 * 60_000;

export interface InteractionDraft {
  readonly applicationId: string;
  readonly type: number;
  readonly name: string;
  readonly commandType?: number;
  readonly focusedType?: number | undefined;
  readonly invoker: Account;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly nonce: string | undefined;
  readonly owners: Readonly<Record<string, string>>;
  readonly source?: Message | undefined;
}

export interface Interactions {
  /**
   * Sends an interaction to the application's bot and waits three seconds for an answer. `payload` makes the event's
   * data.
   */
  begin(draft: InteractionDraft, payload: (interaction: Interaction) => Json): Interaction;
  /**
   * The interaction for a first answer; throws 10062 when there is none or it is too late, 40060 when it is answered.
   */
  awaiting(id: string, token: string): Interaction;
  /** The interaction for a later request; throws 10015 for a wrong token, 50027 for an expired one. */
  byToken(applicationId: string, token: string): Interaction;
  byId(id: string): Interaction | undefined;
  /** Ends the wait and tells the person's client that it succeeded. */
  settle(interaction: Interaction): void;
}

export function createInteractions(store: Store): Interactions {
  const byId = new Map<string, Interaction>();
  const byToken = new Map<string, Interaction>();

  function forgetOld(): void {
    // In the order of creation, so old ones come first. They are kept a while after expiring, so that a late request
    // gets the right refusal.
    for (const [id, interaction] of byId) {
      if (store.clock.now() - interaction.createdAtMs < 2 * TOKEN_LASTS_MS) return;
      byId.delete(id);
      byToken.delete(interaction.token);
    }
  }

  function tell(interaction: Interaction, name: string, more: Json = {}): void {
    const data = {
      id: interaction.id,
      ...(interaction.nonce === undefined ? {} : { nonce: interaction.nonce }),
      ...more,
    };
    store.events.emit({ name, data: () => data, audience: { kind: 'accounts', accounts: [interaction.invoker] } });
  }

  return {
    begin(draft, payload) {
      forgetOld();
      const interaction: Interaction = {
        id: store.ids.next(),
        token: randomBytes(48).toString('base64url'),
        commandType: undefined,
        focusedType: undefined,
        source: undefined,
        ...draft,
        createdAtMs: store.clock.now(),
        state: 'waiting',
        original: undefined,
        modal: undefined,
        answered: new AbortController(),
      };
      byId.set(interaction.id, interaction);
      byToken.set(interaction.token, interaction);
      tell(interaction, 'INTERACTION_CREATE');

      const bot = store.applications.get(draft.applicationId)?.bot;
      store.events.emit({
        name: 'INTERACTION_CREATE',
        data: () => payload(interaction),
        audience: {
          kind: 'accounts',
          accounts: bot ? [bot] : [],
          ...(draft.guildId === undefined ? {} : { guildId: draft.guildId }),
        },
      });
      void store.clock.waitUntil(interaction.createdAtMs + ANSWER_WITHIN_MS, interaction.answered.signal).then(() => {
        if (interaction.state !== 'waiting') return;
        interaction.state = 'late';
        tell(interaction, 'INTERACTION_FAILURE', { reason_code: 2 });
      });
      return interaction;
    },
    awaiting(id, token) {
      const interaction = byId.get(id);
      if (!interaction || interaction.token !== token) throw refuse.unknownInteraction();
      if (interaction.state === 'answered') throw refuse.alreadyAcknowledged();
      const late = store.clock.now() - interaction.createdAtMs > ANSWER_WITHIN_MS;
      if (interaction.state === 'late' || late) throw refuse.unknownInteraction();
      return interaction;
    },
    byToken(applicationId, token) {
      const interaction = byToken.get(token);
      if (!interaction || interaction.applicationId !== applicationId) throw refuse.unknownWebhook();
      if (store.clock.now() - interaction.createdAtMs > TOKEN_LASTS_MS) throw refuse.invalidWebhookToken();
      if (interaction.state !== 'answered') throw refuse.unknownWebhook();
      return interaction;
    },
    byId: (id) => byId.get(id),
    settle(interaction) {
      interaction.state = 'answered';
      interaction.answered.abort();
      tell(interaction, 'INTERACTION_SUCCESS');
    },
  };
}

import type { APIMessage } from 'discord-api-types/v10';

/** An event of the gateway. */
export interface PersonEvent {
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** The state of an interaction that this person began. */
export interface InteractionView {
  id: string | undefined;
  succeeded: boolean;
  failed: boolean;
  /** Whether the message with the component changed before it ended. */
  updated: boolean;
  modal: Record<string, unknown> | undefined;
  choices: unknown;
  readonly sourceId: string | undefined;
  /** The messages that answered it, in order. */
  readonly messageIds: string[];
}

export interface PersonView {
  readonly ready: { readonly userId: string; readonly sessionId: string } | undefined;
  readonly events: readonly PersonEvent[];
  /** Messages that were received and not deleted. */
  readonly messages: ReadonlyMap<string, APIMessage>;
  take(event: PersonEvent): void;
  guildOf(channelId: string): string | undefined;
  expect(nonce: string, sourceId?: string): InteractionView;
  sourceOfModal(interactionId: string): APIMessage | undefined;
  /** Resolves as soon as `find` returns something: now, or after a later event. */
  until<T>(what: string, find: () => T | undefined): Promise<T>;
  end(why: string): void;
}

interface Waiter {
  look(): void;
  fail(why: string): void;
}

/** What a client knows from its gateway, updated event by event. */
export function createPersonView(deadlineMs: number): PersonView {
  const events: PersonEvent[] = [];
  const messages = new Map<string, APIMessage>();
  const guildOfChannel = new Map<string, string | undefined>();
  const interactions = new Map<string, InteractionView>();
  const waiters = new Set<Waiter>();
  let ready: PersonView['ready'];
  let ended: string | undefined;

  function take(event: PersonEvent): void {
    events.push(event);
    learn(event);
    for (const waiter of [...waiters]) waiter.look();
  }

  function learn({ name, data }: PersonEvent) {
    switch (name) {
      case 'READY':
        ready = { userId: (data.user as { id: string }).id, sessionId: String(data.session_id) };
        for (const guild of data.guilds as Record<string, unknown>[]) learnGuild(guild);
        return;
      case 'GUILD_CREATE':
        return learnGuild(data);
      case 'CHANNEL_CREATE':
      case 'THREAD_CREATE':
        guildOfChannel.set(String(data.id), data.guild_id as string | undefined);
        return;
      case 'MESSAGE_CREATE':
      case 'MESSAGE_UPDATE':
        return learnMessage(name, data as unknown as APIMessage);
      case 'MESSAGE_DELETE':
        messages.delete(String(data.id));
        return;
      default:
        return learnInteraction(name, data);
    }
  }

  function learnGuild(guild: Record<string, unknown>) {
    for (const list of [guild.channels, guild.threads]) {
      for (const channel of (list ?? []) as { id: string }[]) guildOfChannel.set(channel.id, String(guild.id));
    }
  }

  function learnMessage(name: string, message: APIMessage) {
    messages.set(message.id, message);
    for (const interaction of interactions.values()) {
      if (name === 'MESSAGE_UPDATE')
        interaction.updated ||= interaction.sourceId === message.id && !interaction.succeeded;
      else if (interaction.id !== undefined && message.interaction_metadata?.id === interaction.id)
        interaction.messageIds.push(message.id);
    }
  }

  function learnInteraction(name: string, data: Record<string, unknown>) {
    const interaction = interactions.get(String(data.nonce));
    if (!interaction) return;
    if (name === 'INTERACTION_CREATE') interaction.id = String(data.id);
    if (name === 'INTERACTION_SUCCESS') interaction.succeeded = true;
    if (name === 'INTERACTION_FAILURE') interaction.failed = true;
    if (name === 'INTERACTION_MODAL_CREATE') interaction.modal = data;
    if (name === 'APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE') interaction.choices = data.choices;
  }

  return {
    get ready() {
      return ready;
    },
    events,
    messages,
    take,
    guildOf: (channelId) => guildOfChannel.get(channelId),
    expect(nonce, sourceId) {
      const interaction: InteractionView = {
        id: undefined,
        succeeded: false,
        failed: false,
        updated: false,
        modal: undefined,
        choices: undefined,
        sourceId,
        messageIds: [],
      };
      interactions.set(nonce, interaction);
      return interaction;
    },
    sourceOfModal(interactionId) {
      const opener = [...interactions.values()].find(({ id }) => id === interactionId);
      return opener?.sourceId === undefined ? undefined : messages.get(opener.sourceId);
    },
    until<T>(what: string, find: () => T | undefined): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          waiters.delete(waiter);
        };
        const fail = (why: string) => {
          stop();
          reject(
            new Error(
              `Waited for ${what}, but ${why}. Last events: ${events
                .slice(-8)
                .map(({ name }) => name)
                .join(', ')}`,
            ),
          );
        };
        const waiter: Waiter = {
          look() {
            try {
              const found = find();
              if (found === undefined) return;
              stop();
              resolve(found);
            } catch (err) {
              stop();
              reject(err);
            }
          },
          fail,
        };
        const timer = setTimeout(() => fail(`it did not come within ${deadlineMs} ms`), deadlineMs);
        waiters.add(waiter);
        waiter.look();
        if (ended !== undefined) fail(ended);
      });
    },
    end(why) {
      ended ??= why;
      for (const waiter of [...waiters]) waiter.fail(why);
    },
  };
}

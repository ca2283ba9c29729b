import { DiscordAPIError, type REST } from '@discordjs/rest';
import { type APIInteraction, InteractionResponseType, MessageFlags, Routes } from 'discord-api-types/v10';
import { type Form, formPayload } from '../contract/form.ts';
import { type MessageBody, messageFiles, messagePayload } from '../contract/message.ts';
import type { Suggested } from './suggested.ts';

/**
 * The one answer to one interaction. The handler says what to answer; if that takes longer than a second, “thinking…”
 * is sent first and then replaced by the answer.
 */
export interface Answering {
  /**
   * Waits for `promise`, and sends “thinking…” if it takes longer than a second. With `updates`, the interaction is
   * acknowledged silently instead, so that the message with the button can still be redrawn. Resolves with the
   * promise's value.
   */
  patiently<T>(promise: Promise<T>, wait: { private: boolean; updates?: boolean }): Promise<T>;
  reply(body: MessageBody, audience: 'private' | 'public'): Promise<void>;
  /** Redraws the message with the pressed button. */
  update(body: MessageBody): Promise<void>;
  /**
   * Shows a form. False, with nothing sent, where “thinking…” was sent already: Discord accepts a form only as the
   * first answer.
   */
  open(form: Form): Promise<boolean>;
  /** The same object with the same choices is made JSON once. */
  suggest(suggested: Suggested): Promise<void>;
}

/**
 * Discord waits three seconds: https://discord.com/developers/docs/interactions/receiving-and-responding. They are
 * measured by the machine's clock, not by the one that a rehearsal moves.
 */
const PATIENCE_MS = 1_000;
/**
 * “This interaction has already been acknowledged”: the answer to a request that was repeated because its answer was
 * lost.
 */
const ALREADY_ANSWERED = 40060;

type Files = ReturnType<typeof messageFiles>;

/** “Thinking…” is a message without a layout, until the answer replaces it. */
const THINKING = { laidOut: false };

/** Whether the message with the button has a layout, which an edit cannot remove. */
function isLaidOut(interaction: APIInteraction): boolean {
  const flags = 'message' in interaction ? interaction.message?.flags : undefined;
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

/** @param finish applied to every message before it is sent */
export function createAnswering(
  rest: REST,
  interaction: APIInteraction,
  finish: (body: MessageBody) => MessageBody = (body) => body,
): Answering {
  const callback = Routes.interactionCallback(interaction.id, interaction.token);
  const original = Routes.webhookMessage(interaction.application_id, interaction.token);
  const followUp = Routes.webhook(interaction.application_id, interaction.token);
  let deferred: { private: boolean; updates: boolean } | undefined;
  let deferring: Promise<void> = Promise.resolve();

  async function respond(type: InteractionResponseType, data?: object, files: Files = []): Promise<void> {
    try {
      await rest.post(callback, { body: data === undefined ? { type } : { type, data }, files, auth: false });
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === ALREADY_ANSWERED) return;
      throw error;
    }
  }

  function defer(wait: { private: boolean; updates?: boolean }): Promise<void> {
    const updates = wait.updates ?? false;
    deferred = { private: wait.private, updates };
    if (updates) return respond(InteractionResponseType.DeferredMessageUpdate);
    return respond(
      InteractionResponseType.DeferredChannelMessageWithSource,
      wait.private ? { flags: MessageFlags.Ephemeral } : {},
    );
  }

  return {
    async patiently(promise, wait) {
      if (deferred !== undefined) return promise;
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS);
      });
      const over = promise.then(
        () => false,
        () => false,
      );
      const slow = await Promise.race([over, tooLong.then(() => true)]);
      clearTimeout(timer);
      if (slow) {
        deferring = defer(wait);
        await deferring;
      }
      return promise;
    },

    async reply(made, audience) {
      const body = finish(made);
      const isPrivate = audience === 'private';
      const payload = messagePayload(body, { private: isPrivate });
      const files = messageFiles(body);
      if (deferred === undefined) return respond(InteractionResponseType.ChannelMessageWithSource, payload, files);
      await deferring;
      if (deferred.updates) {
        await rest.post(followUp, { body: payload, files, auth: false });
      } else if (deferred.private === isPrivate) {
        await rest.patch(original, { body: messagePayload(body, { edits: THINKING }), files, auth: false });
      } else {
        // “Thinking…” was visible to others than the answer may be. Who sees an answer is fixed by its first message,
        // so that one is deleted and another sent.
        await rest.delete(original, { auth: false });
        await rest.post(followUp, { body: payload, files, auth: false });
      }
    },

    async update(made) {
      const body = finish(made);
      const files = messageFiles(body);
      const payload = messagePayload(body, { edits: { laidOut: isLaidOut(interaction) } });
      if (deferred === undefined) return respond(InteractionResponseType.UpdateMessage, payload, files);
      await deferring;
      await rest.patch(original, { body: payload, files, auth: false });
    },

    async open(form) {
      if (deferred !== undefined) return false;
      await respond(InteractionResponseType.Modal, formPayload(form));
      return true;
    },

    suggest: (suggested) => respond(InteractionResponseType.ApplicationCommandAutocompleteResult, suggested),
  };
}

import { DiscordAPIError, HTTPError, RateLimitError, type REST } from '@discordjs/rest';
import { type APIInteraction, InteractionResponseType, MessageFlags, Routes } from 'discord-api-types/v10';
import { type Form, formPayload } from '../contract/form.ts';
import { type MessageBody, messageFiles, messagePayload } from '../contract/message.ts';

/**
 * The one answer to one interaction. Whoever handles it says what to answer; when that takes longer than a second,
 * “thinking…” is said first and the answer put in its place.
 */
export interface Answering {
  /**
   * Says “thinking…” once `promise` has kept the person waiting for a second; with `updates` it is acknowledged without a
   * word, so that the message which the pressed button stands on can still be drawn again. Gives back what it gives.
   */
  patiently<T>(promise: Promise<T>, wait: { private: boolean; updates?: boolean }): Promise<T>;
  reply(body: MessageBody, audience: 'private' | 'public'): Promise<void>;
  /** Draws the message that the pressed button stands on again. */
  update(body: MessageBody): Promise<void>;
  /**
   * Puts a form before the person. False, and nothing said, where “thinking…” was said already: Discord shows a form as the
   * very first answer only.
   */
  open(form: Form): Promise<boolean>;
  suggest(choices: readonly { name: string; value: string }[]): Promise<void>;
}

/**
 * Discord waits three seconds: https://discord.com/developers/docs/interactions/receiving-and-responding. Its clock is the
 * machine's, not the one the rehearsal moves.
 */
const PATIENCE_MS = 1_000;
/** “This interaction has already been acknowledged”: a request sent again after its answer was lost. */
const ALREADY_ANSWERED = 40060;

type Files = ReturnType<typeof messageFiles>;

/** The network’s fault, and no answer of anybody’s. Of these, @discordjs/rest repeats ECONNRESET itself. */
function isBroken(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) return false;
  return error instanceof Error && 'code' in error && /^(UND_ERR_|E[A-Z]+$)/.test(String(error.code));
}

/** “Thinking…” is a message without a layout, until the answer is put in its place. */
const THINKING = { laidOut: false };

/** Whether what was pressed stands on a message that is laid out by components, and so stays laid out. */
function isLaidOut(interaction: APIInteraction): boolean {
  const flags = 'message' in interaction ? interaction.message?.flags : undefined;
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

/** @param finish what is done to every message last, before it is sent */
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
    const send = () =>
      rest.post(callback, { body: data === undefined ? { type } : { type, data }, files, auth: false });
    try {
      // A connection that closed before the answer was read tells nothing of what became of the request; a second one does.
      await send().catch((error: unknown) => (isBroken(error) ? send() : Promise.reject(error)));
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
        // “Thinking…” was said to others than this is for: Discord fixes who sees an answer with its first word.
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

    suggest: (choices) =>
      respond(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices: [...choices] }),
  };
}

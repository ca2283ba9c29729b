import { IncomingWebhookRequestPartialSchema, IncomingWebhookUpdateRequestPartialSchema } from 'discord-api-spec/zod';
import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.ts';
import type { Json } from '../json.ts';
import { checkMessageRules, isEmptyMessage, type MessageBody } from '../validation/message-rules.ts';
import { userJson } from '../world/account-json.ts';
import { messageJson } from '../world/message-json.ts';
import { editMessage, postMessage, removeMessage } from '../world/messages.ts';
import type { Message, Webhook } from '../world/model.ts';
import { demandAllowed } from '../world/moderation.ts';
import { checkEdit } from '../world/sending.ts';
import { channelFor, demand, guildOf, type Store } from '../world/store.ts';
import { newWebhook } from '../world/webhooks.ts';
import { type Call, nothing, ok, param, type Reply, type Route } from './route.ts';

const PER_CHANNEL = 15;

/** Webhooks, which anybody with their address can post with. https://docs.discord.com/developers/resources/webhook */
export function channelWebhookRoutes(store: Store): Route[] {
  const managed = (call: Call): Webhook => {
    const hook = store.webhooks.get(param(call, 'webhook'));
    if (!hook) throw refuse.unknownWebhook();
    demand(store, call.caller, channelFor(store, call.caller, hook.channelId), P.ManageWebhooks);
    return hook;
  };
  const rename = (hook: Webhook, body: unknown) => {
    const { name } = (body ?? {}) as Json;
    if (name !== undefined) hook.account.name = nameOf(name);
    return ok(webhookJson(hook));
  };
  const remove = (hook: Webhook) => {
    store.webhooks.delete(hook.id);
    return nothing;
  };

  return [
    {
      method: 'POST',
      path: '/channels/:channel/webhooks',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        demand(store, call.caller, channel, P.ManageWebhooks);
        if (channel.thread || channel.type === ChannelType.GuildCategory) throw refuse.wrongChannelType();
        const inChannel = [...store.webhooks.values()].filter((hook) => hook.channelId === channel.id);
        if (inChannel.length >= PER_CHANNEL) throw refuse.tooManyWebhooks();
        const hook = newWebhook(store, channel, call.caller, nameOf(((call.body ?? {}) as Json).name));
        return ok(webhookJson(hook));
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/webhooks',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        demand(store, call.caller, channel, P.ManageWebhooks);
        return ok([...store.webhooks.values()].filter((hook) => hook.channelId === channel.id).map(webhookJson));
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/webhooks',
      who: 'anyone',
      handle(call) {
        const guild = guildOf(store, param(call, 'guild'));
        const hooks = [...store.webhooks.values()].filter((hook) => guild.channelIds.has(hook.channelId));
        for (const hook of hooks)
          demand(store, call.caller, channelFor(store, call.caller, hook.channelId), P.ManageWebhooks);
        return ok(hooks.map(webhookJson));
      },
    },
    { method: 'GET', path: '/webhooks/:webhook', who: 'anyone', handle: (call) => ok(webhookJson(managed(call))) },
    { method: 'PATCH', path: '/webhooks/:webhook', who: 'anyone', handle: (call) => rename(managed(call), call.body) },
    { method: 'DELETE', path: '/webhooks/:webhook', who: 'anyone', handle: (call) => remove(managed(call)) },
    {
      method: 'GET',
      path: BASE,
      who: 'token',
      handle: (call) => ok({ ...webhookJson(byToken(store, call)), user: undefined }),
    },
    { method: 'PATCH', path: BASE, who: 'token', handle: (call) => rename(byToken(store, call), call.body) },
    { method: 'DELETE', path: BASE, who: 'token', handle: (call) => remove(byToken(store, call)) },
  ];
}

const BASE = '/webhooks/:application/:token';

/** Whether the address is a webhook's. It has the same form as that of an interaction's answers, but other ids. */
export function isWebhook(store: Store, call: Call): boolean {
  return store.webhooks.has(param(call, 'application'));
}

function byToken(store: Store, call: Call): Webhook {
  const hook = store.webhooks.get(param(call, 'application'));
  if (!hook) throw refuse.unknownWebhook();
  if (hook.token !== param(call, 'token')) throw refuse.invalidWebhookToken();
  return hook;
}

/** https://docs.discord.com/developers/resources/webhook#execute-webhook */
export function executeWebhook(store: Store, call: Call): Reply {
  const hook = byToken(store, call);
  const channel = store.channels.get(call.query.get('thread_id') ?? hook.channelId);
  if (!channel) throw refuse.unknownChannel();
  const { username, ...body } = store.check<MessageBody & { readonly username?: string }>(
    IncomingWebhookRequestPartialSchema,
    call.body ?? {},
  );
  // A webhook may use the emoji of its server. https://docs.discord.com/developers/resources/webhook#execute-webhook
  const mayUseEmoji = (id: string) => store.emojis.get(id)?.guildId === channel.guildId;
  checkMessageRules(body, call.files, { flags: body.flags ?? 0, mayUseEmoji });
  if (isEmptyMessage(body, call.files)) throw refuse.emptyMessage();
  const author = username === undefined ? hook.account : { ...hook.account, name: username };
  demandAllowed(store, author, channel, body);
  const message = postMessage(store, author, channel, { body, files: call.files, webhookId: hook.id });
  return call.query.get('wait') === 'true' ? ok(messageJson(store, message, message.author)) : nothing;
}

/** Reads, edits or deletes a message that a webhook posted, by the webhook's address. */
export function webhookMessage(store: Store, call: Call, act: 'read' | 'edit' | 'remove'): Reply {
  const hook = byToken(store, call);
  const channel = store.channels.get(call.query.get('thread_id') ?? hook.channelId);
  const message: Message | undefined = channel?.messages.get(param(call, 'message'));
  if (!message || message.webhookId !== hook.id) throw refuse.unknownMessage();
  if (act === 'remove') {
    removeMessage(store, message);
    return nothing;
  }
  if (act === 'edit') {
    const body = store.check<MessageBody>(IncomingWebhookUpdateRequestPartialSchema, call.body ?? {});
    checkEdit(store, message, body, call.files);
    editMessage(store, message, body, call.files);
  }
  return ok(messageJson(store, message, message.author));
}

function nameOf(name: unknown): string {
  const text = String(name ?? '');
  const isReserved = /clyde|discord/i.test(text);
  if (text.trim() !== '' && text.length <= 80 && !isReserved) return text;
  throw invalidForm([
    {
      path: ['name'],
      code: text === '' ? 'BASE_TYPE_REQUIRED' : isReserved ? 'USERNAME_INVALID_CONTAINS' : 'BASE_TYPE_BAD_LENGTH',
      message: 'A name of 1 to 80 characters, without “discord” or “clyde”',
    },
  ]);
}

function webhookJson(hook: Webhook): Json {
  return {
    id: hook.id,
    type: 1,
    guild_id: hook.guildId ?? null,
    channel_id: hook.channelId,
    name: hook.account.name,
    avatar: null,
    application_id: hook.creator.bot ? hook.creator.id : null,
    token: hook.token,
    user: userJson(hook.creator),
    url: `https://discord.com/api/webhooks/${hook.id}/${hook.token}`,
  };
}

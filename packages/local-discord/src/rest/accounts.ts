import { CreatePrivateChannelRequestSchema } from 'discord-api-spec/zod';
import { refuse } from '../errors.ts';
import type { SessionStarts } from '../gateway/session-starts.ts';
import { applicationJson, selfJson, userJson } from '../world/account-json.ts';
import { directChannel } from '../world/messages.ts';
import { channelJson, guildJson } from '../world/place-json.ts';
import type { Store } from '../world/store.ts';
import { ok, param, type Route } from './route.ts';

/** Routes for the caller's own account and application, and the gateway's address. */
export function accountRoutes(store: Store, starts: SessionStarts, gatewayUrl: () => string): Route[] {
  const ownApplication = (id: string) => {
    const application = store.applications.get(id);
    if (!application) throw refuse.unknownApplication();
    return applicationJson(application);
  };

  return [
    { method: 'GET', path: '/gateway', who: 'open', handle: () => ok({ url: gatewayUrl() }) },
    {
      method: 'GET',
      path: '/gateway/bot',
      who: 'bot',
      handle: ({ caller }) =>
        ok({
          url: gatewayUrl(),
          shards: starts.recommendedShards,
          session_start_limit: starts.limitOf(caller.id),
        }),
    },
    { method: 'GET', path: '/users/@me', who: 'anyone', handle: ({ caller }) => ok(selfJson(caller)) },
    {
      method: 'GET',
      path: '/users/@me/guilds',
      who: 'anyone',
      handle: ({ caller }) =>
        ok([...store.guilds.values()].filter((guild) => guild.members.has(caller.id)).map((guild) => guildJson(guild))),
    },
    {
      method: 'POST',
      path: '/users/@me/channels',
      who: 'anyone',
      handle({ caller, body }) {
        const { recipient_id: id } = store.check<{ recipient_id?: string }>(CreatePrivateChannelRequestSchema, body);
        const other = store.accounts.get(id ?? '');
        if (!other || other === caller) throw refuse.unknownUser();
        return ok(channelJson(directChannel(store, caller, other), caller));
      },
    },
    {
      method: 'GET',
      path: '/users/:user',
      who: 'anyone',
      handle(call) {
        const account = store.accounts.get(param(call, 'user'));
        if (!account) throw refuse.unknownUser();
        return ok(userJson(account));
      },
    },
    { method: 'GET', path: '/applications/@me', who: 'bot', handle: ({ caller }) => ok(ownApplication(caller.id)) },
    {
      method: 'GET',
      path: '/oauth2/applications/@me',
      who: 'bot',
      handle: ({ caller }) => ok(ownApplication(caller.id)),
    },
  ];
}

import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { compareIds } from '../snowflakes.ts';
import type { Account, Channel } from '../world/model.ts';
import { channelJson, threadMemberJson } from '../world/place-json.ts';
import { channelFor, demand, guildOf, rightsIn, type Store } from '../world/store.ts';
import { type Call, numberIn, ok, param, type Route } from './route.ts';

/** https://docs.discord.com/developers/topics/threads#enumerating-threads */
export function threadLists(store: Store): Route[] {
  const listed = (caller: Account, threads: readonly Channel[]) => ({
    threads: threads.map((thread) => channelJson(thread, caller)),
    members: threads.flatMap((thread) => threadMemberJson(thread, caller.id) ?? []),
  });
  const archivedIn = (parent: Channel) =>
    [...store.channels.values()].filter((channel) => channel.parentId === parent.id && channel.thread?.archived);

  /** Newest archived first; `before` is a time. */
  const archived = (call: Call, types: readonly ChannelType[], rights: bigint) => {
    const parent = channelFor(store, call.caller, param(call, 'channel'));
    demand(store, call.caller, parent, rights);
    const before = call.query.get('before');
    const beforeMs = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
    const limit = numberIn(call.query, 'limit', 50, 2, 100);
    const found = archivedIn(parent)
      .filter(({ type, thread }) => types.includes(type) && (thread?.archivedAtMs ?? 0) < beforeMs)
      .sort((a, b) => (b.thread?.archivedAtMs ?? 0) - (a.thread?.archivedAtMs ?? 0));
    return ok({ ...listed(call.caller, found.slice(0, limit)), has_more: found.length > limit });
  };

  return [
    {
      method: 'GET',
      path: '/guilds/:guild/threads/active',
      who: 'anyone',
      handle(call) {
        const guild = guildOf(store, param(call, 'guild'));
        if (!guild.members.has(call.caller.id)) throw refuse.missingAccess();
        const threads = [...guild.channelIds]
          .flatMap((id) => store.channels.get(id) ?? [])
          .filter((channel) => channel.thread?.archived === false)
          .filter((channel) => (rightsIn(store, call.caller, channel) & P.ViewChannel) !== 0n);
        return ok(listed(call.caller, threads));
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/threads/archived/public',
      times: ['before'],
      who: 'anyone',
      handle: (call) =>
        archived(call, [ChannelType.PublicThread, ChannelType.AnnouncementThread], P.ReadMessageHistory),
    },
    {
      method: 'GET',
      path: '/channels/:channel/threads/archived/private',
      times: ['before'],
      who: 'anyone',
      handle: (call) => archived(call, [ChannelType.PrivateThread], P.ReadMessageHistory | P.ManageThreads),
    },
    {
      method: 'GET',
      path: '/channels/:channel/users/@me/threads/archived/private',
      who: 'anyone',
      handle(call) {
        const parent = channelFor(store, call.caller, param(call, 'channel'));
        demand(store, call.caller, parent, P.ReadMessageHistory);
        const limit = numberIn(call.query, 'limit', 50, 2, 100);
        const before = call.query.get('before');
        const found = archivedIn(parent)
          .filter(({ type, thread }) => type === ChannelType.PrivateThread && thread?.members.has(call.caller.id))
          .filter(({ id }) => before === null || compareIds(id, before) < 0)
          .sort((a, b) => compareIds(b.id, a.id));
        return ok({ ...listed(call.caller, found.slice(0, limit)), has_more: found.length > limit });
      },
    },
  ];
}

import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { memberWithUserJson } from '../world/account-json.ts';
import type { Channel } from '../world/model.ts';
import { threadMemberJson } from '../world/place-json.ts';
import { channelFor, demand, guildOf, rightsIn, type Store } from '../world/store.ts';
import { joinThread, leaveThread } from '../world/threads.ts';
import { type Call, nothing, ok, param, type Route } from './route.ts';

const MEMBERS = '/channels/:channel/thread-members';

/** https://docs.discord.com/developers/resources/channel#join-thread and below */
export function threadMemberRoutes(store: Store): Route[] {
  const threadOf = (call: Call) => {
    const channel = channelFor(store, call.caller, param(call, 'channel'));
    if (!channel.thread) throw refuse.wrongChannelType();
    return { channel, thread: channel.thread };
  };
  const openOf = (call: Call) => {
    const found = threadOf(call);
    if (found.thread.archived) throw refuse.threadArchived();
    return found;
  };
  const one = (channel: Channel, userId: string, withMember: boolean) => {
    const json = threadMemberJson(channel, userId);
    const member = guildOf(store, channel.guildId).members.get(userId);
    if (!json || !member) throw refuse.unknownMember();
    return { ...json, ...(withMember ? { member: memberWithUserJson(member) } : {}) };
  };
  const subject = (call: Call) => (param(call, 'user') === '@me' ? call.caller.id : param(call, 'user'));

  return [
    {
      method: 'PUT',
      path: `${MEMBERS}/:user`,
      who: 'anyone',
      handle(call) {
        const { channel, thread } = openOf(call);
        const userId = subject(call);
        if (userId !== call.caller.id) {
          demand(store, call.caller, channel, P.SendMessagesInThreads);
          const manages = (rightsIn(store, call.caller, channel) & P.ManageThreads) !== 0n;
          if (channel.type === ChannelType.PrivateThread && !thread.invitable && !manages)
            throw refuse.missingPermissions();
          if (!guildOf(store, channel.guildId).members.has(userId)) throw refuse.unknownMember();
        }
        joinThread(store, channel, userId);
        return nothing;
      },
    },
    {
      method: 'DELETE',
      path: `${MEMBERS}/:user`,
      who: 'anyone',
      handle(call) {
        const { channel, thread } = openOf(call);
        const userId = subject(call);
        const ownsPrivate = channel.type === ChannelType.PrivateThread && thread.ownerId === call.caller.id;
        if (userId !== call.caller.id && !ownsPrivate) demand(store, call.caller, channel, P.ManageThreads);
        leaveThread(store, channel, userId);
        return nothing;
      },
    },
    {
      method: 'GET',
      path: `${MEMBERS}/:user`,
      who: 'anyone',
      handle: (call) => ok(one(threadOf(call).channel, subject(call), call.query.get('with_member') === 'true')),
    },
    {
      method: 'GET',
      path: MEMBERS,
      who: 'anyone',
      handle(call) {
        const { channel, thread } = threadOf(call);
        const guild = guildOf(store, channel.guildId);
        const there = [...thread.members.keys()].filter((id) => guild.members.has(id));
        return ok(there.map((id) => one(channel, id, true)));
      },
    },
  ];
}

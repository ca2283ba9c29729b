import { UpdateGuildChannelRequestPartialSchema, UpdateThreadRequestPartialSchema } from 'discord-api-spec/zod';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { refuse } from '../errors.ts';
import { deleteChannel, tellChannel } from '../world/channels.ts';
import type { Channel, ThreadState } from '../world/model.ts';
import { channelJson } from '../world/place-json.ts';
import { channelFor, demand, rightsIn, type Store } from '../world/store.ts';
import { tellThread } from '../world/thread-events.ts';
import { keepOpen, setArchived } from '../world/threads.ts';
import { type Call, nothing, ok, param, type Route } from './route.ts';

interface ThreadPatch {
  readonly name?: string | null;
  readonly archived?: boolean | null;
  readonly locked?: boolean | null;
  readonly auto_archive_duration?: number | null;
  readonly rate_limit_per_user?: number | null;
  readonly invitable?: boolean | null;
}

/** https://docs.discord.com/developers/resources/channel */
export function channelRoutes(store: Store): Route[] {
  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      who: 'anyone',
      handle: (call) => ok(channelJson(channelFor(store, call.caller, param(call, 'channel')), call.caller)),
    },
    {
      method: 'PATCH',
      path: '/channels/:channel',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        if (channel.thread) changeThread(store, call, channel, channel.thread);
        else changeChannel(store, call, channel);
        return ok(channelJson(channel, call.caller));
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel',
      who: 'anyone',
      handle(call) {
        const channel = channelFor(store, call.caller, param(call, 'channel'));
        if (channel.guildId !== undefined)
          demand(store, call.caller, channel, channel.thread ? P.ManageThreads : P.ManageChannels);
        const body = channelJson(channel, call.caller);
        if (channel.guildId !== undefined) deleteChannel(store, channel);
        return ok(body);
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      who: 'anyone',
      handle(call) {
        demand(store, call.caller, channelFor(store, call.caller, param(call, 'channel')), P.SendMessages);
        return nothing;
      },
    },
  ];
}

function changeChannel(store: Store, call: Call, channel: Channel): void {
  const patch = store.check<{ name?: string; topic?: string | null }>(
    UpdateGuildChannelRequestPartialSchema,
    call.body,
  );
  demand(store, call.caller, channel, P.ManageChannels);
  if (patch.name !== undefined) channel.name = patch.name;
  if (patch.topic !== undefined) channel.topic = patch.topic;
  tellChannel(store, 'CHANNEL_UPDATE', channel);
}

function changeThread(store: Store, call: Call, channel: Channel, thread: ThreadState): void {
  const patch = store.check<ThreadPatch>(UpdateThreadRequestPartialSchema, call.body);
  const manages = (rightsIn(store, call.caller, channel) & P.ManageThreads) !== 0n;
  if (!manages && !mayChange(store, call, channel, patch)) throw refuse.missingPermissions();
  if (thread.archived && patch.archived !== false) throw refuse.threadArchived();
  if (typeof patch.name === 'string') channel.name = patch.name;
  if (typeof patch.locked === 'boolean') thread.locked = patch.locked;
  if (typeof patch.rate_limit_per_user === 'number') channel.slowmodeSeconds = patch.rate_limit_per_user;
  if (typeof patch.invitable === 'boolean') thread.invitable = patch.invitable;
  if (typeof patch.archived === 'boolean') setArchived(store, channel, patch.archived);
  if (typeof patch.auto_archive_duration === 'number') {
    thread.autoArchiveMinutes = patch.auto_archive_duration;
    thread.archivedAtMs = store.clock.now();
    if (!thread.archived) keepOpen(store, channel);
  }
  tellThread(store, 'THREAD_UPDATE', channel);
}

/**
 * What a member without Manage Threads may change of a thread: anybody who may write in it may reopen it, unless it is
 * locked; everything else only its owner; locking and slow mode nobody.
 * https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread, and the permissions of
 * https://docs.discord.com/developers/topics/threads#editing-deleting-threads
 */
function mayChange(store: Store, call: Call, channel: Channel, patch: ThreadPatch): boolean {
  const { thread } = channel;
  if (!thread) return false;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined && value !== null);
  if (thread.locked || given.some(([key]) => key === 'locked' || key === 'rate_limit_per_user')) return false;
  if (thread.ownerId === call.caller.id) return true;
  const onlyOpens = given.length === 1 && patch.archived === false;
  return onlyOpens && (rightsIn(store, call.caller, channel) & P.SendMessagesInThreads) !== 0n;
}

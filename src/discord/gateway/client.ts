import type { REST } from '@discordjs/rest';
import { Client, Collection, Events, GatewayIntentBits } from 'discord.js';
import {
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
  type GatewayGuildDeleteDispatchData,
  type GatewayGuildMemberUpdateDispatchData,
  type GatewayGuildRoleDeleteDispatchData,
  type GatewayReadyDispatchData,
} from 'discord-api-types/v10';
import type { Log } from '../../util/log.ts';
import type { GatewayHandlers } from './handlers.ts';

/** Events that may give the bot a permission back: https://docs.discord.com/developers/events/gateway-events */
const RIGHTS = [
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.GuildRoleUpdate,
  GatewayDispatchEvents.GuildRoleDelete,
  GatewayDispatchEvents.ThreadUpdate,
  GatewayDispatchEvents.ThreadListSync,
] as const;

/**
 * An unmodified discord.js client for one shard, used for the session, its heartbeats and resuming. Events are read
 * directly from the gateway, so that channels, roles and members need not be held in memory: with 2,500 servers that
 * saves more than half of it, and discord.js would drop reactions in channels it does not hold.
 */
export function createClient(parts: {
  shard: { readonly id: number; readonly count: number };
  rest: REST;
  /** Resolves when this client may begin a session; never resolves for a client that is no longer wanted. */
  mayIdentify: (signal: AbortSignal) => Promise<void>;
}): Client {
  const { shard, rest, mayIdentify } = parts;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions],
    shards: [shard.id],
    shardCount: shard.count,
    // Nothing is cached: discord.js only counts server ids to see whether all have arrived, and everything else is read
    // from the gateway.
    makeCache: forgetful,
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: (_shardId, signal) => mayIdentify(signal) }) },
  });
  takeOnly(client, [GatewayDispatchEvents.Ready, GatewayDispatchEvents.Resumed]);
  client.rest.clearHashSweeper();
  client.rest.clearHandlerSweeper();
  client.rest = lent(rest);
  return client;
}

/**
 * discord.js makes an object of every event (an Interaction for each answer, a server with all its channels at each
 * start), which nobody here uses. It only gets the events that its session needs; our handlers get all of them before
 * (`client.ws.on`).
 */
function takeOnly(client: Client, events: readonly string[]): void {
  const manager = client.ws as unknown as { handlePacket(packet?: { readonly t: string }, shard?: unknown): boolean };
  const handle = manager.handlePacket.bind(manager);
  manager.handlePacket = (packet, shard) =>
    packet === undefined || events.includes(packet.t) ? handle(packet, shard) : true;
}

/**
 * The process's one REST, for a client's requests. A client that is destroyed would clear its token and stop its
 * sweepers; these calls do nothing here.
 */
function lent(rest: REST): REST {
  const kept = { setToken: () => rest, clearHashSweeper: () => {}, clearHandlerSweeper: () => {} };
  return new Proxy(rest, {
    get(_target, name) {
      if (name in kept) return kept[name as keyof typeof kept];
      const value: unknown = Reflect.get(rest, name, rest);
      return typeof value === 'function' ? value.bind(rest) : value;
    },
  });
}

/** A cache that stores nothing. */
function forgetful<Key, Value>(): Collection<Key, Value> {
  const nothing = new Collection<Key, Value>();
  nothing.set = () => nothing;
  return nothing;
}

/**
 * Passes events of the client to the handlers as long as `isCurrent`. An error in a handler is logged and affects
 * nothing else.
 */
export function listen(client: Client, parts: { handlers: GatewayHandlers; isCurrent: () => boolean; log: Log }): void {
  const { handlers, isCurrent, log } = parts;
  const handle = <Data>(event: GatewayDispatchEvents, by: (data: Data, shard: number) => void) =>
    client.ws.on(event as never, (data: Data, shard: number) => {
      if (!isCurrent()) return;
      try {
        by(data, shard);
      } catch (err) {
        log.error({ err, event }, 'An event could not be handled');
      }
    });
  let ownId: string | undefined;
  handle(GatewayDispatchEvents.Ready, (data: GatewayReadyDispatchData, shard) => {
    ownId = data.user.id;
    handlers.onReady(data, shard);
  });
  // An outage is also announced by this event, and is no return.
  handle(GatewayDispatchEvents.GuildCreate, (guild: GatewayGuildCreateDispatchData) => {
    if (guild.unavailable !== true) handlers.onGuild(guild.id, guild);
  });
  handle(GatewayDispatchEvents.GuildDelete, (guild: GatewayGuildDeleteDispatchData) => {
    handlers.onGuildGone(guild.id, guild.unavailable === true);
  });
  for (const event of RIGHTS) {
    handle(event, ({ guild_id: guildId }: { guild_id?: string }) => {
      if (guildId !== undefined) handlers.onRightsChanged(guildId);
    });
  }
  handle(GatewayDispatchEvents.GuildRoleDelete, (role: GatewayGuildRoleDeleteDispatchData) => {
    handlers.onRoleGone(role.guild_id, role.role_id);
  });
  // Updates of the bot's own membership come without the privileged intent, which would bring those of all members.
  handle(GatewayDispatchEvents.GuildMemberUpdate, (member: GatewayGuildMemberUpdateDispatchData) => {
    if (member.user.id === ownId) handlers.onRightsChanged(member.guild_id);
  });
  handle(GatewayDispatchEvents.InteractionCreate, handlers.onInteraction);
  handle(GatewayDispatchEvents.MessageReactionAdd, handlers.onReactionAdd);
  handle(GatewayDispatchEvents.MessageReactionRemove, handlers.onReactionRemove);
  handle(GatewayDispatchEvents.MessageReactionRemoveAll, handlers.onReactionsCleared);
  handle(GatewayDispatchEvents.MessageReactionRemoveEmoji, handlers.onReactionsCleared);
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'The session was resumed'));
  client.on(Events.ShardError, (err, shard) => {
    if (isCurrent()) log.warn({ err, shard }, 'The connection to Discord has trouble');
  });
  client.on(Events.Error, (err) => log.error({ err }, 'discord.js reports an error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warns'));
}

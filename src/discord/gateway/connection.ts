import { Client, Collection, DiscordAPIError, Events, GatewayIntentBits, type REST } from 'discord.js';
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayGuildDeleteDispatchData,
  type GatewayGuildMemberUpdateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveAllDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  type GatewayMessageReactionRemoveEmojiDispatchData,
  type GatewayReadyDispatchData,
  type RESTGetAPICurrentUserResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord-api-types/v10';
import type { Log } from '../../util/log.ts';
import { OperatorError } from '../../util/operator-error.ts';

/** What the gateway brings, as Discord sends it. */
export interface GatewayHandlers {
  /** A session began anew: what happened before it was missed. */
  onReady(data: GatewayReadyDispatchData, shard: number): void;
  onGuild(guildId: string): void;
  /** The bot was removed, or (`outage`) the server cannot be reached for a while. */
  onGuildGone(guildId: string, outage: boolean): void;
  /** What the bot may do somewhere in the server may have changed: a channel's settings, a role, its own roles, a thread. */
  onRightsChanged(guildId: string): void;
  onInteraction(interaction: APIInteraction): void;
  onReactionAdd(data: GatewayMessageReactionAddDispatchData): void;
  onReactionRemove(data: GatewayMessageReactionRemoveDispatchData): void;
  onReactionsCleared(
    data: GatewayMessageReactionRemoveAllDispatchData | GatewayMessageReactionRemoveEmojiDispatchData,
  ): void;
  /** The connection cannot be mended by trying again: a token revoked, an intent refused. */
  onLost(error: Error): void;
}

export interface Connection {
  readonly rest: REST;
  /** Who the token belongs to: the application, and the bot's own user. @throws ConnectError */
  identity(): Promise<{ applicationId: string; userId: string; name: string }>;
  /** How many shards Discord recommends. @throws ConnectError */
  recommendedShards(): Promise<number>;
  /** Resolves when every shard is logged in. @throws ConnectError */
  open(shards: { ids: readonly number[]; count: number }, handlers: GatewayHandlers): Promise<void>;
  close(): Promise<void>;
}

/**
 * A limit that lasts longer is an answer, not something to wait out in a queue: edits of old messages can be held back for
 * an hour, and whatever asked decides when to come again.
 */
const LONGEST_WAIT_MS = 10_000;

/** What of a server's life may give a permission back: https://discord.com/developers/docs/events/gateway-events */
const RIGHTS = [
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.GuildRoleUpdate,
  GatewayDispatchEvents.GuildRoleDelete,
  GatewayDispatchEvents.ThreadUpdate,
  GatewayDispatchEvents.ThreadListSync,
] as const;

/** One sentence for whoever runs the bot; the cause is kept. */
export class ConnectError extends OperatorError {
  override readonly name = 'ConnectError';
}

/**
 * The unchanged discord.js client, used for what it does best: sessions, heartbeats, resuming, rate limits. Events are
 * taken as they come from the wire, so that channels, roles and members need not be kept in memory: in 2,500 servers that
 * saves more than half of it, and discord.js drops reactions of channels it does not hold.
 */
export function createConnection(parts: { token: string; api: string; log: Log }): Connection {
  const { token, api, log } = parts;
  let client: Client | undefined;
  let closing = false;

  const rest = newClient({ ids: [0], count: 1 }).rest.setToken(token);

  function newClient(shards: { ids: readonly number[]; count: number }): Client {
    return new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions],
      shards: [...shards.ids],
      shardCount: shards.count,
      rest: { api, rejectOnRateLimit: ({ timeToReset }) => timeToReset > LONGEST_WAIT_MS },
      // Servers alone are kept: the client counts on them to know when it is ready.
      makeCache: (_manager, _holds, kind) => (String(kind.name) === 'GuildManager' ? new Collection() : forgetful()),
    });
  }

  async function ask<Answer>(route: `/${string}`): Promise<Answer> {
    try {
      return (await rest.get(route)) as Answer;
    } catch (error) {
      throw connectError(error, api);
    }
  }

  return {
    rest,
    async identity() {
      const user = await ask<RESTGetAPICurrentUserResult>(Routes.user());
      const application = await ask<RESTGetCurrentApplicationResult>(Routes.currentApplication());
      return { applicationId: application.id, userId: user.id, name: user.username };
    },
    recommendedShards: async () => (await ask<{ shards: number }>(Routes.gatewayBot())).shards,

    async open(shards, handlers) {
      client = newClient(shards);
      listen(client, handlers);
      try {
        await client.login(token);
      } catch (error) {
        throw connectError(error, api);
      }
    },

    async close() {
      closing = true;
      await client?.destroy();
    },
  };

  function listen(to: Client, handlers: GatewayHandlers): void {
    const handle = <Data>(event: GatewayDispatchEvents, by: (data: Data, shard: number) => void) =>
      to.ws.on(event as never, (data: Data, shard: number) => {
        try {
          by(data, shard);
        } catch (err) {
          log.error({ err, event }, 'An event could not be handled');
        }
      });
    handle(GatewayDispatchEvents.Ready, handlers.onReady);
    handle(GatewayDispatchEvents.GuildCreate, (guild: { id: string }) => handlers.onGuild(guild.id));
    handle(GatewayDispatchEvents.GuildDelete, (guild: GatewayGuildDeleteDispatchData) => {
      handlers.onGuildGone(guild.id, guild.unavailable === true);
    });
    for (const event of RIGHTS) {
      handle(event, ({ guild_id: guildId }: { guild_id?: string }) => {
        if (guildId !== undefined) handlers.onRightsChanged(guildId);
      });
    }
    // Told about the bot itself without the privileged intent, which would bring everybody else's.
    handle(GatewayDispatchEvents.GuildMemberUpdate, (member: GatewayGuildMemberUpdateDispatchData) => {
      if (member.user.id === to.user?.id) handlers.onRightsChanged(member.guild_id);
    });
    handle(GatewayDispatchEvents.InteractionCreate, handlers.onInteraction);
    handle(GatewayDispatchEvents.MessageReactionAdd, handlers.onReactionAdd);
    handle(GatewayDispatchEvents.MessageReactionRemove, handlers.onReactionRemove);
    handle(GatewayDispatchEvents.MessageReactionRemoveAll, handlers.onReactionsCleared);
    handle(GatewayDispatchEvents.MessageReactionRemoveEmoji, handlers.onReactionsCleared);
    to.on(Events.ShardDisconnect, (event, shard) =>
      handlers.onLost(new ConnectError(`Discord closed shard ${shard} for good (close code ${event.code})`)),
    );
    to.on(Events.ShardReconnecting, (shard) => {
      if (!closing) log.info({ shard }, 'The connection to Discord broke; reconnecting');
    });
    to.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'The session was resumed'));
    to.on(Events.ShardError, (err, shard) => log.warn({ err, shard }, 'The connection to Discord has trouble'));
    to.on(Events.Error, (err) => log.error({ err }, 'discord.js reports an error'));
    to.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warns'));
  }
}

/** A cache that keeps nothing: whatever discord.js puts in is gone at once. */
function forgetful<Key, Value>(): Collection<Key, Value> {
  const nothing = new Collection<Key, Value>();
  nothing.set = () => nothing;
  return nothing;
}

function connectError(error: unknown, api: string): ConnectError {
  if (error instanceof ConnectError) return error;
  if (error instanceof DiscordAPIError && error.status === 401) {
    return new ConnectError(
      'DISCORD_TOKEN is not a valid bot token. Copy it from https://discord.com/developers/applications › your application › Bot.',
      { cause: error },
    );
  }
  if (error instanceof DiscordAPIError) {
    return new ConnectError(`Discord refused the connection (${error.status}, ${error.message}).`, { cause: error });
  }
  const why = error instanceof Error ? error.message : String(error);
  return new ConnectError(`Discord cannot be reached at ${api} (DISCORD_API_URL): ${why}`, { cause: error });
}

import { GatewayCloseCodes as Close, GatewayIntentBits } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Log } from '../log.ts';
import { applicationJson, selfJson } from '../world/account-json.ts';
import type { DiscordEvent } from '../world/events.ts';
import type { Account, Guild } from '../world/model.ts';
import { channelJson, guildCreateJson } from '../world/place-json.ts';
import { rightsIn, type Store } from '../world/store.ts';
import { serveConnection } from './connection.ts';
import { letsThrough } from './intents.ts';
import { createSession, type Session, type SessionDraft } from './session.ts';
import type { SessionStarts } from './session-starts.ts';

/** How long a client may be away and still resume. */
const RESUMABLE_MS = 5 * 60_000;

export interface GatewayOptions {
  readonly store: Store;
  readonly log: Log;
  /** The address for clients, known once the server listens. */
  readonly url: () => string;
  readonly heartbeatIntervalMs: number;
  readonly starts: SessionStarts;
}

export interface Gateway {
  /** Takes over an opened socket. `query`: the query of its address. */
  accept(socket: WebSocket, query: URLSearchParams): void;
  /** Resolves when a session of the account is identified and listening, at once if there is one. */
  connected(accountId: string): Promise<void>;
  isConnected(accountId: string): boolean;
  /** Cuts the account's sockets like a broken connection; its sessions can be resumed. */
  drop(accountId: string): void;
  /** Cuts the account's sockets and forgets its sessions: Resume is then answered with Invalid Session. */
  forget(accountId: string): void;
  /** Runs `act` now, and again each time the account reconnects, `times` in all. */
  repeatOnReturn(accountId: string, times: number, act: () => void): void;
  /** Asks the account's clients to reconnect (op 7). */
  askToReconnect(accountId: string): void;
  /** Sends a user the server that they have joined. */
  welcome(guild: Guild, account: Account): void;
  close(): void;
}

/** Keeps the sessions and decides who gets which event; connection.ts handles a single socket. */
export function createGateway(options: GatewayOptions): Gateway {
  const { store, log } = options;
  const sessions = new Map<string, Session>();
  const sockets = new Map<WebSocket, Session | undefined>();
  const waiting = new Map<string, (() => void)[]>();

  store.events.subscribe((event) => {
    for (const session of sessions.values())
      if (hears(session, event)) session.dispatch(event.name, event.data(session.account));
  });

  function hears(session: Session, event: DiscordEvent): boolean {
    const { audience } = event;
    if (session.intents !== undefined) {
      const isOwn = event.about === session.account.id;
      if (!isOwn && !letsThrough(session.intents, event.name, event.direct ?? false)) return false;
      if (!session.hasShardOf(audience.guildId)) return false;
    }
    if (audience.kind === 'accounts') return audience.accounts.includes(session.account);
    const guild = store.guilds.get(audience.guildId);
    if (!guild?.members.has(session.account.id)) return false;
    // Of a server in an outage only GUILD_DELETE is sent.
    if (guild.outage && event.name !== 'GUILD_DELETE') return false;
    if (audience.channelId === undefined) return true;
    const channel = store.channels.get(audience.channelId);
    return channel !== undefined && (rightsIn(store, session.account, channel) & (1n << 10n)) !== 0n;
  }

  function begin(draft: SessionDraft): Session {
    for (const [id, { lostAtMs }] of sessions) if (lostAtMs !== undefined && isOver(lostAtMs)) sessions.delete(id);
    const session = createSession(draft);
    sessions.set(session.id, session);
    return session;
  }

  function isOver(lostAtMs: number): boolean {
    return store.clock.now() - lostAtMs > RESUMABLE_MS;
  }

  function greet(session: Session): void {
    const { account, application, intents, shard, largeThreshold } = session;
    const guilds = [...store.guilds.values()].filter(
      (guild) => guild.members.has(account.id) && (!application || session.hasShardOf(guild.id)),
    );
    const common = {
      v: 10,
      user: selfJson(account),
      session_id: session.id,
      resume_gateway_url: options.url(),
      session_type: 'normal',
    };
    if (!application) {
      session.dispatch('READY', {
        ...common,
        guilds: guilds.map((guild) => guildCreateJson(store, guild, account, largeThreshold)),
        private_channels: [...account.directChannels.values()].flatMap((id) => {
          const channel = store.channels.get(id);
          return channel ? [channelJson(channel, account)] : [];
        }),
        relationships: [],
        users: [],
      });
      return;
    }
    const { id, flags } = applicationJson(application);
    session.dispatch('READY', {
      ...common,
      guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
      private_channels: [],
      relationships: [],
      user_settings: {},
      shard,
      application: { id, flags },
    });
    if (((intents ?? 0) & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of guilds.filter(({ outage }) => !outage))
      session.dispatch('GUILD_CREATE', guildCreateJson(store, guild, account, largeThreshold));
  }

  function listening(session: Session): void {
    const woken = waiting.get(session.account.id) ?? [];
    waiting.delete(session.account.id);
    for (const wake of woken) wake();
  }

  function cut(accountId: string): void {
    for (const [socket, session] of sockets) if (session?.account.id === accountId) socket.terminate();
  }

  /** "All active sessions for the app will be terminated, the bot token will be reset." */
  function takeToken(account: Account): void {
    store.byToken.delete(account.token);
    for (const [id, session] of sessions) if (session.account === account) sessions.delete(id);
    for (const [socket, session] of sockets)
      if (session?.account === account) socket.close(Close.AuthenticationFailed, 'Authentication failed.');
  }

  return {
    accept(socket, query) {
      sockets.set(socket, undefined);
      serveConnection({
        socket,
        query,
        store,
        log,
        heartbeatIntervalMs: options.heartbeatIntervalMs,
        mayStart(draft) {
          if (!draft.application) return 'granted';
          const verdict = options.starts.take(draft.account.id, draft.shard[0]);
          if (verdict === 'none-left') takeToken(draft.account);
          return verdict;
        },
        begin,
        greet,
        find(id, token) {
          const session = sessions.get(id);
          if (!session || session.account.token !== token.replace(/^Bot /i, '')) return undefined;
          if (session.lostAtMs === undefined || !isOver(session.lostAtMs)) return session;
          sessions.delete(id);
          return undefined;
        },
        attached(session) {
          // A session has one socket: an older one that is still open is closed.
          for (const [other, held] of sockets) if (held === session && other !== socket) other.terminate();
          sockets.set(socket, session);
          listening(session);
        },
        detached(session, resumable) {
          sockets.delete(socket);
          if (session && !resumable) sessions.delete(session.id);
        },
      });
    },
    isConnected: (accountId) => [...sockets.values()].some((session) => session?.account.id === accountId),
    connected(accountId) {
      if (this.isConnected(accountId)) return Promise.resolve();
      return new Promise((resolve) => waiting.set(accountId, [...(waiting.get(accountId) ?? []), resolve]));
    },
    repeatOnReturn(accountId, times, act) {
      act();
      if (times > 1)
        waiting.set(accountId, [
          ...(waiting.get(accountId) ?? []),
          () => this.repeatOnReturn(accountId, times - 1, act),
        ]);
    },
    drop: cut,
    forget(accountId) {
      cut(accountId);
      for (const session of [...sessions.values()]) if (session.account.id === accountId) sessions.delete(session.id);
    },
    askToReconnect(accountId) {
      for (const [socket, session] of sockets) {
        if (session?.account.id === accountId) socket.send(JSON.stringify({ op: 7, d: null, s: null, t: null }));
      }
    },
    welcome(guild, account) {
      for (const session of sessions.values()) {
        if (session.account !== account) continue;
        const wants = session.intents === undefined || (session.intents & GatewayIntentBits.Guilds) !== 0;
        if (wants && (session.intents === undefined || session.hasShardOf(guild.id))) {
          session.dispatch('GUILD_CREATE', guildCreateJson(store, guild, account, session.largeThreshold));
        }
      }
    },
    close() {
      for (const socket of sockets.keys()) socket.terminate();
      sockets.clear();
      sessions.clear();
    },
  };
}

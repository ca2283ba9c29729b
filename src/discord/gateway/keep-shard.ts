import { EventEmitter } from 'node:events';
import type { REST } from '@discordjs/rest';
import { type Client, Events } from 'discord.js';
import { type RESTGetAPIGatewayBotResult, Routes } from 'discord-api-types/v10';
import type { Turn } from '../../storage/index.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Chance } from '../../util/chance.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { createClient, listen } from './client.ts';
import { type ConnectError, closedForGood, connectError } from './connect-error.ts';
import type { GatewayHandlers } from './handlers.ts';
import type { IdentifyTurns } from './identify-turns.ts';

export interface ShardParts {
  readonly shard: { readonly id: number; readonly count: number };
  readonly token: string;
  readonly api: string;
  readonly rest: REST;
  readonly turns: IdentifyTurns;
  readonly handlers: GatewayHandlers;
  /** The machine's own time, which nobody moves. */
  readonly machineClock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Called when no retry would help (a revoked token, a refused intent); the shard is then given up. */
  readonly onLost: (error: ConnectError) => void;
  /** Called when the connection broke and is being resumed. */
  readonly onResuming?: () => void;
}

export interface KeptShard {
  /** Resolves when it is connected for the first time. */
  readonly connected: Promise<void>;
  /** Ends the session. May be repeated. */
  close(): Promise<void>;
}

/** Time for a client to get from its start to a session; after that it is replaced. */
const CONNECT_WITHIN_MS = 60_000;
/** A broken session that is not back by then is given up: discord.js would try to resume it for ever. */
const RESUME_WITHIN_MS = 30_000;
/** A session without any message for this long is dead; heartbeats are answered every 41 seconds. */
const SILENT_FOR_MS = 150_000;
const LOOK_EVERY_MS = 2_000;
const PAUSE = { firstMs: 1_000, longestMs: 60_000 };
/** How long a client may take to close. */
const GOODBYE_MS = 2_000;

/**
 * Keeps one shard connected, with one discord.js client after another. discord.js resumes what it can; otherwise a new
 * session is begun here, after growing pauses, within Discord's limit of session starts.
 */
export function keepShard(parts: ShardParts): KeptShard {
  const { shard, machineClock, log } = parts;
  const closing = new AbortController();
  let markConnected: () => void = () => {};
  const connected = new Promise<void>((resolve) => {
    markConnected = resolve;
  });

  async function run(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      const outcome = await session(() => {
        failures = 0;
        markConnected();
      });
      if (closing.signal.aborted) return;
      if (outcome.kind === 'for-good') return parts.onLost(outcome.error);
      const pauseMs = Math.max(outcome.pauseMs, backoffMs(failures, PAUSE) * (0.5 + parts.chance.fraction() / 2));
      failures += 1;
      log.warn({ shard: shard.id, why: outcome.why, pauseMs: Math.round(pauseMs) }, 'A session is begun anew');
      await machineClock.waitUntil(machineClock.now() + pauseMs, closing.signal);
    }
  }

  /** Runs one client until it must be replaced. */
  async function session(began: () => void): Promise<SessionEnd> {
    let over = false;
    let forGood: ConnectError | undefined;
    /** The turn that was waited for before this client connected. */
    let turn: Turn | undefined;
    const client: Client = createClient({
      shard,
      rest: parts.rest,
      async mayIdentify(signal) {
        // Connecting may have taken longer than the turn lasts, and Discord counts from when it receives the identify.
        const isStillOurs = turn !== undefined && (await turn.beginsNow().catch(() => false));
        if (!isStillOurs) await parts.turns.wait(shard.id, signal);
        turn = undefined;
        if (!over) return;
        // A client that was given up while it changed sockets would go on by itself: it is destroyed here.
        void client.destroy();
        await new Promise<never>(() => {});
      },
    });
    const watch = watchClient(client, machineClock);
    const stop = () => watch.broken('the bot stops');
    closing.signal.addEventListener('abort', stop, { once: true });
    listen(client, { handlers: parts.handlers, isCurrent: () => !over, log });
    client.on(Events.ShardDisconnect, ({ code }) => {
      forGood ??= closedForGood(code, shard.id);
      watch.broken(`it was closed with ${code}`);
    });
    client.on(Events.ShardReconnecting, () => {
      if (over) return;
      parts.onResuming?.();
      log.info({ shard: shard.id }, 'The connection to Discord broke; reconnecting');
    });
    try {
      turn = await parts.turns.wait(shard.id, closing.signal);
      // Asked within the turn: all sessions that begin at the same time, in any process, see the same number.
      const budgetMs = await untilBudget(parts.rest, parts.turns.maxConcurrency);
      if (budgetMs > 0) {
        return { kind: 'again', why: 'Discord allows no more session starts for now', pauseMs: budgetMs };
      }
      watch.begin();
      const login = client.login(parts.token);
      // Its failure no longer matters once nobody waits for it.
      login.catch(() => {});
      await Promise.race([login, watch.gaveUp]);
      if (watch.why() === undefined) {
        began();
        await watch.gaveUp;
      }
      if (forGood) return { kind: 'for-good', error: forGood };
      return { kind: 'again', why: watch.why() ?? '', pauseMs: 0 };
    } catch (error) {
      const known = forGood ?? connectError(error, parts.api);
      if (!known.mayPass) return { kind: 'for-good', error: known };
      return { kind: 'again', why: known.message, pauseMs: 0 };
    } finally {
      over = true;
      watch.end();
      closing.signal.removeEventListener('abort', stop);
      await letGo(client);
    }
  }

  const running = run();
  return {
    connected,
    async close() {
      closing.abort();
      await running;
    },
  };
}

type SessionEnd =
  | { readonly kind: 'for-good'; readonly error: ConnectError }
  | { readonly kind: 'again'; readonly why: string; readonly pauseMs: number };

/** How long to wait, in ms, until this number of sessions may begin at the same time; 0 = now. */
async function untilBudget(rest: REST, atOnce: number): Promise<number> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  return limit.remaining >= atOnce ? 0 : limit.reset_after;
}

interface Watch {
  /** Starts watching the client. */
  begin(): void;
  /** Resolves when the client must be replaced. */
  readonly gaveUp: Promise<void>;
  why(): string | undefined;
  broken(why: string): void;
  end(): void;
}

/** Watches a client from outside: a session that is silent or does not come back is given up. */
function watchClient(client: Client, machineClock: Clock): Watch {
  let why: string | undefined;
  let resolve: () => void = () => {};
  const gaveUp = new Promise<void>((done) => {
    resolve = done;
  });
  let heardMs = 0;
  /** Since when the client has been without a session; undefined while it has one. */
  let waitingSinceMs: number | undefined;
  let everStood = false;

  function broken(reason: string): void {
    why ??= reason;
    resolve();
  }
  const stands = () => {
    waitingSinceMs = undefined;
    everStood = true;
  };
  client.on(Events.Raw, () => {
    heardMs = machineClock.steadyMs();
  });
  client.on(Events.ShardResume, stands);
  client.ws.on('READY' as never, stands);
  client.on(Events.ShardReconnecting, () => {
    waitingSinceMs ??= machineClock.steadyMs();
  });

  let lastPing = -1;
  let look: NodeJS.Timeout | undefined;
  function lookNow(): void {
    const nowMs = machineClock.steadyMs();
    const pings = client.ws.shards.map(({ lastPingTimestamp }) => lastPingTimestamp);
    const ping = Math.max(-1, ...pings);
    if (ping !== lastPing) heardMs = nowMs;
    lastPing = ping;
    const patienceMs = everStood ? RESUME_WITHIN_MS : CONNECT_WITHIN_MS;
    if (waitingSinceMs !== undefined && nowMs - waitingSinceMs >= patienceMs) {
      broken(everStood ? 'the session could not be resumed' : 'no session came about');
    } else if (nowMs - heardMs >= SILENT_FOR_MS) broken('Discord has gone silent');
  }

  return {
    gaveUp,
    why: () => why,
    broken,
    begin() {
      heardMs = machineClock.steadyMs();
      waitingSinceMs = heardMs;
      look = setInterval(lookNow, LOOK_EVERY_MS);
      look.unref();
    },
    end: () => clearInterval(look),
  };
}

/** Destroys a client for good, so that it cannot resume its session later. */
async function letGo(client: Client): Promise<void> {
  for (const shard of client.ws.shards.values()) Object.assign(shard, { sessionInfo: null });
  const sockets = socketsOf(client);
  let timer: NodeJS.Timeout | undefined;
  // A dead socket takes half a minute to close.
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([client.destroy().catch(() => {}), late]);
  clearTimeout(timer);
  for (const socket of sockets) socket.terminate();
}

/**
 * The sockets of a client, each with an error listener added. @discordjs/ws removes its listeners from a socket that it
 * drops, even during the handshake: if that fails later, an error without a listener ends the process.
 */
function socketsOf(client: Client): readonly { terminate(): void }[] {
  const { _ws: manager } = client.ws as unknown as {
    readonly _ws?: { readonly strategy?: { readonly shards?: ReadonlyMap<number, { readonly connection?: unknown }> } };
  };
  const found: { terminate(): void }[] = [];
  for (const { connection } of manager?.strategy?.shards?.values() ?? []) {
    if (!(connection instanceof EventEmitter) || !('terminate' in connection)) continue;
    connection.on('error', () => {});
    found.push(connection as EventEmitter & { terminate(): void });
  }
  return found;
}

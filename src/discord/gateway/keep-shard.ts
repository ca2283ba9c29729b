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
  /** What no other try mends: a token revoked, an intent refused. Said once, and the shard is given up. */
  readonly onLost: (error: ConnectError) => void;
  /** The connection broke, and is being resumed. */
  readonly onResuming?: () => void;
}

export interface KeptShard {
  /** Resolves when it is connected for the first time. */
  readonly connected: Promise<void>;
  /** Ends the session. Harmless when repeated. */
  close(): Promise<void>;
}

/** From the first word to a session; a server that says nothing, or keeps a shard waiting, is asked anew. */
const CONNECT_WITHIN_MS = 60_000;
/** A session that broke and is not back by then is given up: discord.js alone would try to resume it for ever. */
const RESUME_WITHIN_MS = 30_000;
/** A session without a word for this long is dead; heartbeats are answered every 41 seconds. */
const SILENT_FOR_MS = 150_000;
const LOOK_EVERY_MS = 2_000;
const PAUSE = { firstMs: 1_000, longestMs: 60_000 };
/** How long a client may take to say goodbye. */
const GOODBYE_MS = 2_000;

/**
 * Keeps one shard connected, with one discord.js client after the other. discord.js resumes what it can; whatever does not
 * come back by itself is begun anew here, with growing pauses, within Discord's budget of session starts.
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

  /** One client's life, from its first word until it must be replaced. */
  async function session(began: () => void): Promise<SessionEnd> {
    let over = false;
    let forGood: ConnectError | undefined;
    /** The one that was waited for before this client spoke. */
    let turn: Turn | undefined;
    const client: Client = createClient({
      shard,
      rest: parts.rest,
      async mayIdentify(signal) {
        // Connecting may have taken longer than a turn lasts: it counts from what Discord sees.
        const isStillOurs = turn !== undefined && (await turn.beginsNow().catch(() => false));
        if (!isStillOurs) await parts.turns.wait(shard.id, signal);
        turn = undefined;
        if (!over) return;
        // A client that was let go while it was between two sockets goes on by itself; here it ends.
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
      // Asked within the turn: as many as have one side by side, in whatever process, see the same number.
      const budgetMs = await untilBudget(parts.rest, parts.turns.maxConcurrency);
      if (budgetMs > 0) {
        return { kind: 'again', why: 'Discord allows no more session starts for now', pauseMs: budgetMs };
      }
      watch.begin();
      const login = client.login(parts.token);
      // What comes of it once nobody waits any more is nobody's affair.
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

/** How long until a session may be begun at all, in ms, when so many are begun side by side; 0 = now. */
async function untilBudget(rest: REST, atOnce: number): Promise<number> {
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  return limit.remaining >= atOnce ? 0 : limit.reset_after;
}

interface Watch {
  /** From here on it is looked at. */
  begin(): void;
  /** Resolves when this client is to be replaced. */
  readonly gaveUp: Promise<void>;
  why(): string | undefined;
  broken(why: string): void;
  end(): void;
}

/** Looks at a client from outside: a session that neither speaks nor comes back is given up. */
function watchClient(client: Client, machineClock: Clock): Watch {
  let why: string | undefined;
  let resolve: () => void = () => {};
  const gaveUp = new Promise<void>((done) => {
    resolve = done;
  });
  let heardMs = 0;
  /** When it broke, or was begun; undefined while a session stands. */
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

/** Ends a client for good: nothing of its session may be resumed by it later. */
async function letGo(client: Client): Promise<void> {
  for (const shard of client.ws.shards.values()) Object.assign(shard, { sessionInfo: null });
  const sockets = socketsOf(client);
  let timer: NodeJS.Timeout | undefined;
  // A socket that is dead takes half a minute to close.
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  await Promise.race([client.destroy().catch(() => {}), late]);
  clearTimeout(timer);
  for (const socket of sockets) socket.terminate();
}

/**
 * The sockets of a client, each with somebody who hears how it fails. @discordjs/ws stops listening to a socket that it lets
 * go, also while that is still shaking hands: when the handshake fails later, the error that nobody hears ends the process.
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

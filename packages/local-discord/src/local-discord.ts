import { systemClock } from './clock.ts';
import { createDirector } from './director/director.ts';
import { createFaults, type FaultRequest } from './faults.ts';
import { createGateway } from './gateway/gateway.ts';
import { createSessionStarts, SESSION_STARTS } from './gateway/session-starts.ts';
import { createInteractions } from './interactions/interactions.ts';
import { silentLog } from './log.ts';
import type { LocalDiscordOptions } from './options.ts';
import { pageFolder } from './page-files.ts';
import { isRefused } from './refusals.ts';
import { createInvalidRequests, INVALID_REQUESTS } from './rest/invalid-requests.ts';
import { createRateLimits, RATE_LIMITS } from './rest/rate-limits.ts';
import { createRouter } from './rest/router.ts';
import { createWriteLimits, WRITE_LIMITS } from './rest/write-limits.ts';
import { allRoutes } from './routes.ts';
import { listen } from './server.ts';
import { createSnowflakes } from './snowflakes.ts';
import { type BotRequest, createTraffic } from './traffic.ts';
import { createCheck } from './validation/check.ts';
import { createWeb } from './web.ts';
import { createWorld } from './world/create-world.ts';
import { createEvents } from './world/events.ts';
import { createFiles } from './world/files.ts';
import { createNonces } from './world/nonces.ts';
import { createStore } from './world/store.ts';
import type { World } from './world/world.ts';

export interface LocalDiscord {
  /** `http://127.0.0.1:PORT`; the page is there too. */
  readonly url: string;
  /** The base of the REST API, without version: pass it to a bot's client instead of `https://discord.com/api`. */
  readonly api: string;
  readonly world: World;
  /** Every request of a bot in the order in which they ended; only the newest of very many. */
  readonly traffic: readonly BotRequest[];
  /**
   * The requests that were refused because they broke a rule: status 4xx, without rate limits (429) and without faults
   * that were asked for. `inWords` describes what was wrong with each.
   */
  readonly refused: readonly BotRequest[];
  /** Resolves with the first fitting request of a bot, past or future. */
  waitForRequest(fits: (request: BotRequest) => boolean): Promise<BotRequest>;
  clearTraffic(): void;
  /** Makes a fault happen. Faults of sockets affect every bot. */
  fault(fault: FaultRequest): void;
  /** Asks bots' clients to reconnect, as Discord does before it restarts a gateway. */
  askToReconnect(): void;
  /** Cancels the faults that have not happened yet. */
  resetFaults(): void;
  /** Resolves when the application's bot is connected and identified. */
  botConnected(applicationId: string): Promise<void>;
  isConnected(accountId: string): boolean;
  /** Number of answers in the last ten minutes (401, 403 and 429) that count towards a ban. */
  invalidRequests(): number;
  /** How often bots have identified so far; resuming does not count. */
  sessionStarts(): number;
  /** Closes every connection, and the server. */
  close(): Promise<void>;
}

/**
 * Starts a local Discord on this machine. It is empty until its `world` is filled.
 *
 * @throws the port's error (`EADDRINUSE`), or a sentence when `page` is true and the page is not built
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { clock = systemClock, machine = systemClock, log = silentLog, page = false } = options;
  const pageDir = pageFolder(page);
  let url = '';

  const ids = createSnowflakes(clock);
  const check = createCheck(options.unknownFields ?? 'ignore');
  const store = createStore({ clock, ids, events: createEvents(), files: createFiles(ids, () => url), check });
  const starts = createSessionStarts(machine, { ...SESSION_STARTS, ...options.sessionStarts });
  const gatewayUrl = () => url.replace('http', 'ws');
  const gateway = createGateway({
    starts,
    store,
    log,
    url: gatewayUrl,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
  });
  const nonces = createNonces(clock);
  const interactions = createInteractions(store);
  const faults = createFaults();
  const traffic = createTraffic();
  const world = createWorld(store, gateway, nonces);
  const bots = () => [...store.applications.keys()];

  let faultsCalledOff = 0;
  const fault = (request: FaultRequest) => {
    if (request.kind !== 'drop-socket' && request.kind !== 'forget-session') return faults.add(request);
    const cut = request.kind === 'drop-socket' ? gateway.drop : gateway.forget;
    const asked = faultsCalledOff;
    for (const id of bots())
      gateway.repeatOnReturn(id, request.times ?? 1, () => {
        if (asked === faultsCalledOff) cut(id);
      });
  };

  const invalid = createInvalidRequests(machine, { ...INVALID_REQUESTS, ...options.invalidRequests });
  const writeLimits = createWriteLimits(clock, { ...WRITE_LIMITS, ...options.writeLimits });
  const rest = createRouter(allRoutes({ store, starts, nonces, writeLimits, interactions, gatewayUrl }), {
    store,
    faults,
    rateLimits: createRateLimits(machine, { ...RATE_LIMITS, ...options.rateLimits }),
    invalid,
    traffic,
    log,
    applicationOf: (id) => interactions.byId(id)?.applicationId,
  });
  const hooks = options.director ?? (pageDir === undefined ? undefined : {});
  const director = hooks && createDirector({ store, world, gateway, fault, hooks, api: () => `${url}/api` });
  const web = createWeb({ store, rest, director, pageDir, url: () => url });

  const server = await listen(web, gateway, options.port ?? 0);
  url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    api: `${url}/api`,
    world,
    traffic: traffic.requests,
    get refused() {
      return traffic.requests.filter(isRefused);
    },
    waitForRequest: traffic.waitFor,
    clearTraffic: traffic.clear,
    fault,
    askToReconnect() {
      for (const id of bots()) gateway.askToReconnect(id);
    },
    resetFaults() {
      faultsCalledOff += 1;
      faults.reset();
    },
    botConnected: (applicationId) => gateway.connected(applicationId),
    isConnected: (accountId) => gateway.isConnected(accountId),
    sessionStarts: () => starts.started,
    invalidRequests: () => invalid.now,
    close: server.close,
  };
}

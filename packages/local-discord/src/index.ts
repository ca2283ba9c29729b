import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type Clock, systemClock } from './clock.ts';
import { createDirector, type DirectorHooks } from './director/director.ts';
import { createFaults, type FaultRequest } from './faults.ts';
import { createGateway } from './gateway/gateway.ts';
import { createSessionStarts, SESSION_STARTS, type SessionStartOptions } from './gateway/session-starts.ts';
import { createInteractions } from './interactions/interactions.ts';
import { type Log, silentLog } from './log.ts';
import { readPageFile } from './page-files.ts';
import { peopleRoutes } from './people/interactions.ts';
import { accountRoutes } from './rest/accounts.ts';
import { callbackRoutes } from './rest/callbacks.ts';
import { channelWebhookRoutes } from './rest/channel-webhooks.ts';
import { channelRoutes } from './rest/channels.ts';
import { commandRoutes } from './rest/commands.ts';
import { emojiRoutes } from './rest/emojis.ts';
import { guildRoutes } from './rest/guilds.ts';
import { createInvalidRequests, INVALID_REQUESTS, type InvalidRequestOptions } from './rest/invalid-requests.ts';
import { memberRoutes } from './rest/members.ts';
import { messageRoutes } from './rest/messages.ts';
import { pinRoutes } from './rest/pins.ts';
import { pollRoutes } from './rest/polls.ts';
import { createRateLimits, type RateLimitOptions } from './rest/rate-limits.ts';
import { reactionRoutes } from './rest/reactions.ts';
import { roleRoutes } from './rest/roles.ts';
import { createRouter } from './rest/router.ts';
import { threadRoutes } from './rest/threads.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { createWriteLimits, WRITE_LIMITS, type WriteLimitOptions } from './rest/write-limits.ts';
import { isFromHere, listen } from './server.ts';
import { createSnowflakes } from './snowflakes.ts';
import { type BotRequest, createTraffic } from './traffic.ts';
import { createCheck, type UnknownFields } from './validation/check.ts';
import { createWorld } from './world/create-world.ts';
import { createEvents } from './world/events.ts';
import { createFiles } from './world/files.ts';
import { createNonces } from './world/nonces.ts';
import { createStore } from './world/store.ts';
import type { World } from './world/world.ts';

export type { Clock } from './clock.ts';
export type { DirectorHooks } from './director/director.ts';
export type { Script, TourAct, TourStep } from './director/tour.ts';
export type { FaultRequest } from './faults.ts';
export type { Log } from './log.ts';
export { runCommand } from './people/run-command.ts';
export type { BotRequest } from './traffic.ts';
export type { World } from './world/world.ts';

export interface LocalDiscordOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly log?: Log;
  /** Discord's own time: ids, the three seconds, tokens, nonces. Sockets and rate limits keep the machine's. */
  readonly clock?: Clock;
  /** The machine's time, by which clients wait: limits of requests and of session starts. */
  readonly machine?: Clock;
  /** What is done with a field that Discord does not describe: `ignore`, as Discord does, or `refuse`, as a test may want. */
  readonly unknownFields?: UnknownFields;
  readonly rateLimits?: Partial<RateLimitOptions>;
  /** When edits of hour-old and of published messages, and publishing itself, are refused whatever the buckets hold. */
  readonly writeLimits?: Partial<WriteLimitOptions>;
  /** When an address that asks in vain too often is shut out. */
  readonly invalidRequests?: Partial<InvalidRequestOptions>;
  readonly heartbeatIntervalMs?: number;
  /** How many sessions a bot may start at once and in a day. */
  readonly sessionStarts?: Partial<SessionStartOptions>;
  /** Opens the director's paths. */
  readonly director?: DirectorHooks;
  /** A folder served under `/page`, its index.html under `/`. */
  readonly pageDir?: string;
}

export interface LocalDiscord {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The base of the REST API, without version. */
  readonly api: string;
  readonly world: World;
  /** Every request of a bot, in the order they ended. */
  readonly traffic: readonly BotRequest[];
  /** Resolves with the first request of a bot, past or to come, that fits. */
  waitForRequest(fits: (request: BotRequest) => boolean): Promise<BotRequest>;
  clearTraffic(): void;
  /** Lets something go wrong. Socket faults concern every bot. */
  fault(fault: FaultRequest): void;
  /** Asks the bots' clients to reconnect, as Discord does before it restarts a gateway. */
  askToReconnect(): void;
  /** Calls off the faults that have not happened yet. */
  resetFaults(): void;
  /** Resolves when the application's bot is connected and identified. */
  botConnected(applicationId: string): Promise<void>;
  isConnected(accountId: string): boolean;
  /** Answers of 401, 403 and 429 that count towards being shut out, of the last ten minutes. */
  invalidRequests(): number;
  /** How often bots have identified so far; a resumed session is no start. */
  sessionStarts(): number;
  close(): Promise<void>;
}

/** Starts a small Discord on this machine. Rejects when the port is taken. */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { clock = systemClock, machine = systemClock, log = silentLog } = options;
  let url = '';

  const ids = createSnowflakes(clock);
  const check = createCheck(options.unknownFields ?? 'ignore');
  const store = createStore({ clock, ids, events: createEvents(), files: createFiles(ids, () => url), check });
  const gatewayUrl = () => url.replace('http', 'ws');
  const starts = createSessionStarts(machine, { ...SESSION_STARTS, ...options.sessionStarts });
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
      gateway.again(id, request.times ?? 1, () => {
        if (asked === faultsCalledOff) cut(id);
      });
  };

  const invalid = createInvalidRequests(machine, { ...INVALID_REQUESTS, ...options.invalidRequests });
  const rest = createRouter(
    [
      ...accountRoutes(store, starts, gatewayUrl),
      ...commandRoutes(store),
      ...guildRoutes(store),
      ...memberRoutes(store),
      ...roleRoutes(store),
      ...emojiRoutes(store),
      ...pinRoutes(store),
      ...channelRoutes(store),
      ...messageRoutes(store, nonces, createWriteLimits(clock, { ...WRITE_LIMITS, ...options.writeLimits })),
      ...reactionRoutes(store),
      ...pollRoutes(store),
      ...threadRoutes(store),
      ...callbackRoutes(store, interactions),
      ...channelWebhookRoutes(store),
      ...webhookRoutes(store, interactions),
      ...peopleRoutes(store, interactions),
    ],
    {
      store,
      faults,
      rateLimits: createRateLimits(machine, {
        perBucket: 500,
        windowMs: 1000,
        globalPerSecond: 50,
        paces: {},
        ...options.rateLimits,
      }),
      invalid,
      traffic,
      log,
      applicationOf: (id) => interactions.byId(id)?.applicationId,
    },
  );

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    if (!isFromHere({ host: c.req.header('host'), origin: c.req.header('origin') })) {
      return c.text('Only this machine may ask, and no page of another origin.', 403);
    }
    return next();
  });
  app.route('/', rest);
  if (options.director)
    app.route(
      '/director',
      createDirector({ store, world, gateway, fault, hooks: options.director, api: () => `${url}/api` }),
    );
  app.get('/attachments/*', (c) => {
    const file = store.files.read(new URL(c.req.url).pathname);
    return file ? c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.contentType }) : c.notFound();
  });
  app.get('/emojis/:file', (c) => {
    const image = store.emojis.get(c.req.param('file').replace(/\.\w+$/, ''))?.image;
    return image ? c.body(new Uint8Array(image.bytes), 200, { 'content-type': image.contentType }) : c.notFound();
  });
  const { pageDir } = options;
  if (pageDir !== undefined) {
    // By its one address: asked for as localhost, the page's own requests would come from another origin.
    app.get('/', (c) => c.redirect(`${url}/page/index.html`));
    app.get('/page/*', async (c) => {
      const file = await readPageFile(pageDir, decodeURIComponent(c.req.path.slice('/page/'.length)));
      return file ? c.body(file.bytes, 200, { 'content-type': file.type }) : c.notFound();
    });
  }

  const server = await listen(app, gateway, options.port ?? 0);
  url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    api: `${url}/api`,
    world,
    traffic: traffic.requests,
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

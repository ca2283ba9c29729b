import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Script } from '../../tour/script.ts';
import type { FaultRequest } from '../faults.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Store } from '../world/store.ts';
import type { World } from '../world/world.ts';
import { createLocalFeed } from './feed.ts';

/**
 * What only the process that started the local Discord can do, because the bot and its clock belong to it. A hook that
 * is absent cannot be used, and is not offered on the page.
 */
export interface DirectorHooks {
  /** Moves the bot's clock by seconds, not that of the sockets. */
  advanceClock?(by: number | 'next-deadline'): Promise<{ nowMs: number }>;
  /** Stops, starts or kills the bot. */
  bot?(action: 'stop' | 'start' | 'kill'): Promise<void>;
  /** The bot's time, for the dates of new feed entries. Default: Discord's own time. */
  now?(): number;
  /** Whether the world is complete. Default: it always is. */
  ready?(): boolean;
  /** Whether the page must wait for the bot's commands. Default: true. */
  readonly commands?: boolean;
  /** Suggestions for whoever opens the page. */
  readonly script?: Script;
}

export interface DirectorParts {
  readonly store: Store;
  readonly world: World;
  readonly gateway: Gateway;
  readonly hooks: DirectorHooks;
  fault(fault: FaultRequest): void;
  /** The base of the REST API, without version. */
  api(): string;
}

const EntryBody = z.strictObject({
  title: z.string().min(1).max(1000),
  id: z.string().min(1).max(64).optional(),
  published: z.union([z.iso.datetime({ offset: true }), z.int()]).optional(),
  views: z.int().min(0).optional(),
  ratings: z.int().min(0).optional(),
});
const FeedBody = z.strictObject({ fail: z.union([z.null(), z.literal([404, 429, 500, 'html', 'hang'])]) });
const ClockBody = z.union([
  z.strictObject({ advanceSeconds: z.number().min(0) }),
  z.strictObject({ to: z.literal('next-deadline') }),
]);
const FaultBody = z.strictObject({
  route: z.string().optional(),
  kind: z.literal([429, 500, 'lost-answer', 'drop-socket', 'forget-session']),
  times: z.int().min(1).max(1000).default(1),
});
const BotBody = z.strictObject({ action: z.literal(['stop', 'start', 'kill']) });

/** The routes of the director, for what happens around people and the bot. Loopback only, as the whole server. */
export function createDirector(parts: DirectorParts): Hono<{ Bindings: HttpBindings }> {
  const { store, world, gateway, hooks } = parts;
  const now = () => hooks.now?.() ?? store.clock.now();
  const feed = createLocalFeed(now());
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get('/world', (c) => {
    const application =
      [...store.applications.values()].find(({ id }) => gateway.isConnected(id)) ?? [...store.applications.values()][0];
    const guild = [...store.guilds.values()][0];
    if (!guild || hooks.ready?.() === false) return c.json({ message: 'The server is being set up' }, 503);
    if (application && !gateway.isConnected(application.id)) {
      return c.json({ message: 'The bot is not connected yet' }, 503);
    }
    if (application && hooks.commands !== false && !application.commandsWritten) {
      return c.json({ message: 'The bot has not registered its commands yet' }, 503);
    }
    return c.json({
      api: parts.api(),
      guildId: guild.id,
      applicationId: application?.id ?? null,
      channels: world.channels(guild.id),
      people: world.people(guild.id),
    });
  });
  app.get('/acts', (c) => c.json({ clock: hooks.advanceClock !== undefined, bot: hooks.bot !== undefined }));
  app.get('/script', (c) => c.json(hooks.script ?? { titles: [], tour: [] }));
  app.post('/entry', (c) =>
    reading(c, EntryBody, ({ published, ...entry }) => {
      const publishedAtMs = published === undefined ? now() : new Date(published).getTime();
      const added = feed.add({ ...entry, publishedAtMs });
      return { ...added, published: new Date(added.publishedAtMs).toISOString() };
    }),
  );
  app.post('/feed', (c) =>
    reading(c, FeedBody, ({ fail }) => {
      feed.fail(fail);
      return { fail };
    }),
  );
  app.post('/clock', async (c) =>
    hooks.advanceClock === undefined
      ? c.json({ message: 'Nobody has said how the clock of this bot is moved' }, 501)
      : reading(c, ClockBody, (body) => hooks.advanceClock?.('to' in body ? body.to : body.advanceSeconds)),
  );
  app.post('/fault', (c) =>
    reading(c, FaultBody, ({ kind, route, times }) => {
      parts.fault(kind === 'drop-socket' || kind === 'forget-session' ? { kind, times } : { kind, route, times });
      return { kind, times };
    }),
  );
  app.post('/bot', async (c) =>
    hooks.bot === undefined
      ? c.json({ message: 'Nobody has said how this bot is stopped and started' }, 501)
      : reading(c, BotBody, async ({ action }) => {
          await hooks.bot?.(action);
          return { action };
        }),
  );
  app.get('/feed.xml', (c) => {
    switch (feed.failure) {
      case 'hang':
        // Leaves the connection open without an answer.
        return RESPONSE_ALREADY_SENT;
      case 'html':
        return c.html(
          '<!DOCTYPE html><html><head><title>Before you continue</title></head><body><form><p>We use cookies.</p></form></body></html>',
        );
      case null:
        return c.body(feed.document(), 200, {
          'content-type': 'text/xml; charset=UTF-8',
          'cache-control': 'public, max-age=900',
        });
      default:
        return c.html(`<!DOCTYPE html><html><title>Error ${feed.failure}</title></html>`, feed.failure);
    }
  });
  app.all('*', (c) => c.json({ message: 'The director has no such path' }, 404));
  return app;
}

async function reading<T>(c: Context, shape: z.ZodType<T>, act: (body: T) => unknown): Promise<Response> {
  let sent: unknown;
  try {
    sent = await c.req.json();
  } catch {
    return c.json({ message: 'The body is not JSON' }, 400);
  }
  const read = shape.safeParse(sent);
  if (!read.success) return c.json({ message: z.prettifyError(read.error) }, 400);
  return c.json((await act(read.data)) as object);
}

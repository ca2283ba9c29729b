import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { Refusal, refuse, WaitRefusal } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { authorized } from '../gateway/identify.ts';
import type { InteractionNote } from '../interactions/interaction.ts';
import type { Log } from '../log.ts';
import type { BotRequest, Traffic } from '../traffic.ts';
import type { Account } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import { type ReadBody, readBody } from './body.ts';
import type { InvalidRequests } from './invalid-requests.ts';
import { faultReply, limitBody, shutOut, writeLimitHeaders } from './limit-replies.ts';
import type { RateLimits } from './rate-limits.ts';
import { checkIds, type Reply, type Route } from './route.ts';

type Env = { Bindings: HttpBindings };

export interface RouterParts {
  readonly store: Store;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly invalid: InvalidRequests;
  readonly traffic: Traffic;
  readonly log: Log;
  /** The application an interaction was meant for. */
  applicationOf(interactionId: string): string | undefined;
}

/** The routes under `/api/v9` and `/api/v10`, each with authorization, limits, faults, refusals and the record. */
export function createRouter(routes: readonly Route[], parts: RouterParts): Hono<Env> {
  const app = new Hono<Env>();
  for (const route of routes) {
    app.on(route.method, [`/api/v9${route.path}`, `/api/v10${route.path}`], (c) => serve(c, route, parts));
  }
  // A path that is there, asked for in another way.
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(`/api/:version{v9|v10}${path}`, (c) => missing(c, parts, refuse.wrongMethod()));
  app.all('/api/*', (c) => missing(c, parts, refuse.notFound()));
  return app;
}

function missing(c: Context<Env>, parts: RouterParts, refusal: Refusal): Response {
  const caller = authorized(parts.store, c.req.header('authorization'));
  const url = new URL(c.req.url);
  if (caller?.bot) {
    // Asking for what is not there is worth a line in the record: either the bot errs, or a route is missing here.
    parts.traffic.record({
      applicationId: caller.id,
      method: c.req.method,
      route: 'unknown',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: undefined,
      files: [],
      status: refusal.status,
      code: refusal.code,
      refusal: refusal.toJSON(),
      answerLost: false,
      interaction: undefined,
    });
  }
  return send(c, refusal);
}

async function serve(c: Context<Env>, route: Route, parts: RouterParts): Promise<Response> {
  const { faults, rateLimits, invalid, traffic, log } = parts;
  const params = c.req.param() as Record<string, string>;
  const caller = callerOf(c, route, params, parts);
  const path = new URL(c.req.url).pathname.replace(/^\/api\/v\d+/, '').replace(params.token ?? '\0', ':token');
  const query = new URL(c.req.url).searchParams;
  let read: ReadBody = { body: undefined, files: [] };
  let note: InteractionNote | undefined;

  const done = (reply: Reply | Refusal, headers: Readonly<Record<string, string>>, answerLost = false) => {
    invalid.count(reply.status, headers['X-RateLimit-Scope']);
    if (caller?.bot) traffic.record(requestOf(caller, reply, answerLost));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    return send(c, reply);
  };
  const requestOf = (bot: Account, reply: Reply | Refusal, answerLost: boolean): BotRequest => ({
    applicationId: bot.id,
    method: route.method,
    route: route.path,
    path,
    query: Object.fromEntries(query),
    body: read.body,
    files: read.files,
    status: reply.status,
    code: reply instanceof Refusal ? reply.code : undefined,
    refusal: reply instanceof Refusal ? reply.toJSON() : undefined,
    answerLost,
    interaction: note,
  });

  try {
    // Discord never answers over the head of a body it has not read; reading first also keeps it for the record.
    read = await readBody(c);
  } catch (err) {
    return done(asRefusal(err, log, path), {});
  }
  const shutOutSeconds = invalid.shutOutSeconds();
  if (shutOutSeconds !== undefined) {
    const { reply, headers } = shutOut(shutOutSeconds);
    return done(reply, headers);
  }
  // https://docs.discord.com/developers/reference#user-agent
  if (!c.req.header('user-agent')) return done(refuse.blocked(), {});
  // Only bots meet the faults: a person who comes in between shall not use them up.
  const fault = caller?.bot ? faults.take(route.method, route.path, path) : undefined;
  if (fault && fault.kind !== 'lost-answer') {
    const { reply, headers } = faultReply(fault);
    return done(reply, headers);
  }
  const major = params.channel ?? params.guild ?? params.token ?? '';
  const allowance = rateLimits.take(caller?.id ?? 'nobody', route.method, route.path, major, route.who !== 'token');
  if (!allowance.allowed) {
    const { retryAfterSeconds: seconds, global } = allowance;
    const reply = { status: 429, body: limitBody(seconds, global ? 'global' : 'user') };
    return done(reply, { ...allowance.headers, 'Retry-After': String(Math.ceil(seconds)) });
  }
  if (!caller && route.who !== 'open' && route.who !== 'token') return done(refuse.unauthorized(), allowance.headers);
  if (caller && ((route.who === 'bot' && !caller.bot) || (route.who === 'person' && caller.bot))) {
    return done(caller.bot ? refuse.notTheApplication() : refuse.botsOnly(), allowance.headers);
  }

  let reply: Reply | Refusal;
  try {
    checkIds(params, query, route.times);
    const call = {
      caller: caller as Account,
      params,
      query,
      ...read,
      note: (about: InteractionNote) => (note = about),
    };
    reply = await route.handle(call);
  } catch (err) {
    reply = asRefusal(err, log, path);
  }
  if (fault) {
    if (caller?.bot) traffic.record(requestOf(caller, reply, true));
    // Reset rather than closed: that is how a line breaks, and what clients try again after.
    c.env.incoming.socket.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  return done(reply, reply instanceof WaitRefusal ? writeLimitHeaders(allowance.headers) : allowance.headers);
}

/** Whose token it is; on an interaction's own routes, the bot whose interaction it is, whoever asks. */
function callerOf(
  c: Context<Env>,
  route: Route,
  params: Record<string, string>,
  parts: RouterParts,
): Account | undefined {
  const { store } = parts;
  if (route.who === 'token') {
    const id = params.application ?? parts.applicationOf(params.interaction ?? '');
    return store.applications.get(id ?? '')?.bot;
  }
  return authorized(store, c.req.header('authorization'));
}

function asRefusal(err: unknown, log: Log, path: string): Refusal {
  if (err instanceof Refusal) return err;
  log.error({ err, path }, 'The local Discord failed at a request');
  return new Refusal(500, 0, '500: Internal Server Error');
}

function send(c: Context<Env>, reply: Reply | Refusal): Response {
  if (!(reply instanceof Refusal) && reply.text !== undefined) return c.body(reply.text, reply.status as 200);
  const body = reply instanceof Refusal ? reply.toJSON() : reply.body;
  if (body === undefined) return c.body(null, reply.status as 204);
  return c.body(JSON.stringify(body), reply.status as 200, { 'content-type': 'application/json' });
}

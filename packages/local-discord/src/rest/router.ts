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
  /** The application an interaction was sent to. */
  applicationOf(interactionId: string): string | undefined;
}

/**
 * The routes under `/api/v9` and `/api/v10`, with authorization, limits, faults, refusals and the record of requests.
 */
export function createRouter(routes: readonly Route[], parts: RouterParts): Hono<Env> {
  const app = new Hono<Env>();
  for (const route of routes) {
    app.on(route.method, [`/api/v9${route.path}`, `/api/v10${route.path}`], (c) => serve(c, route, parts));
  }
  // A known path with another method.
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(`/api/:version{v9|v10}${path}`, (c) => missing(c, parts, refuse.wrongMethod()));
  app.all('/api/*', (c) => missing(c, parts, refuse.notFound()));
  return app;
}

function missing(c: Context<Env>, parts: RouterParts, refusal: Refusal): Response {
  const caller = authorized(parts.store, c.req.header('authorization'));
  const url = new URL(c.req.url);
  if (caller?.bot) {
    // Requests for unknown routes are recorded: either the bot is wrong, or the route is missing here.
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
      metFault: false,
      interaction: undefined,
    });
  }
  return send(c, refusal);
}

/** A request before anything is done about it. */
interface Asked {
  readonly route: Route;
  readonly caller: Account | undefined;
  readonly params: Readonly<Record<string, string>>;
  /** Without `/api/v10`, and without an interaction's token. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** How a request ended: the answer, and more for the record. */
interface Ending {
  readonly reply: Reply | Refusal;
  readonly headers: Readonly<Record<string, string>>;
  readonly metFault?: boolean;
}

/**
 * Either admitted, with the headers of its limits, perhaps with its answer to be lost; or refused before anything is
 * done.
 */
type Admission =
  | { readonly admitted: true; readonly headers: Readonly<Record<string, string>>; readonly losesAnswer: boolean }
  | ({ readonly admitted: false } & Ending);

async function serve(c: Context<Env>, route: Route, parts: RouterParts): Promise<Response> {
  const asked = askedOf(c, route, parts);
  let read: ReadBody = { body: undefined, files: [] };
  let note: InteractionNote | undefined;

  const record = ({ reply, metFault = false }: Ending, answerLost: boolean) => {
    if (asked.caller?.bot)
      parts.traffic.record(requestOf(asked.caller, asked, read, note, reply, answerLost, metFault));
  };
  const done = (ending: Ending) => {
    parts.invalid.count(ending.reply.status, ending.headers['X-RateLimit-Scope']);
    record(ending, false);
    for (const [name, value] of Object.entries(ending.headers)) c.header(name, value);
    return send(c, ending.reply);
  };

  try {
    // Discord never answers before it has read the body; reading it first also keeps it for the record.
    read = await readBody(c);
  } catch (err) {
    return done({ reply: asRefusal(err, parts.log, asked.path), headers: {} });
  }
  const admission = admit(asked, c.req.header('user-agent') !== undefined, parts);
  if (!admission.admitted) return done(admission);

  const reply = await act(asked, read, parts, (about) => {
    note = about;
  });
  if (admission.losesAnswer) {
    record({ reply, headers: {}, metFault: true }, true);
    // Reset and not closed: this is how a connection breaks, and what clients repeat a request after.
    c.env.incoming.socket.resetAndDestroy();
    return RESPONSE_ALREADY_SENT;
  }
  const { headers } = admission;
  return done({ reply, headers: reply instanceof WaitRefusal ? writeLimitHeaders(headers) : headers });
}

function askedOf(c: Context<Env>, route: Route, parts: RouterParts): Asked {
  const params = c.req.param() as Record<string, string>;
  const url = new URL(c.req.url);
  return {
    route,
    caller: callerOf(c, route, params, parts),
    params,
    path: url.pathname.replace(/^\/api\/v\d+/, '').replace(params.token ?? '\0', ':token'),
    query: url.searchParams,
  };
}

/** The checks before every act, in this order: a ban, a user agent, faults, limits, authorization. */
function admit(asked: Asked, hasUserAgent: boolean, { faults, invalid, rateLimits }: RouterParts): Admission {
  const { route, caller, params, path } = asked;
  const shutOutSeconds = invalid.shutOutSeconds();
  if (shutOutSeconds !== undefined) return { admitted: false, ...shutOut(shutOutSeconds) };
  // https://docs.discord.com/developers/reference#user-agent
  if (!hasUserAgent) return { admitted: false, reply: refuse.blocked(), headers: {} };
  // Only requests of bots use up faults, not those of people.
  const fault = caller?.bot ? faults.take(route.method, route.path, path) : undefined;
  if (fault && fault.kind !== 'lost-answer') return { admitted: false, ...faultReply(fault), metFault: true };

  const major = params.channel ?? params.guild ?? params.token ?? '';
  const allowance = rateLimits.take(caller?.id ?? 'nobody', route.method, route.path, major, route.who !== 'token');
  if (!allowance.allowed) {
    const { retryAfterSeconds: seconds, global } = allowance;
    const reply = { status: 429, body: limitBody(seconds, global ? 'global' : 'user') };
    return { admitted: false, reply, headers: { ...allowance.headers, 'Retry-After': String(Math.ceil(seconds)) } };
  }
  const refusal = refusalOf(route, caller);
  if (refusal) return { admitted: false, reply: refusal, headers: allowance.headers };
  return { admitted: true, headers: allowance.headers, losesAnswer: fault !== undefined };
}

/** Why the caller may not use the route; undefined when they may. */
function refusalOf({ who }: Route, caller: Account | undefined): Refusal | undefined {
  if (!caller) return who === 'open' || who === 'token' ? undefined : refuse.unauthorized();
  if (who === 'bot' && !caller.bot) return refuse.botsOnly();
  if (who === 'person' && caller.bot) return refuse.notTheApplication();
  return undefined;
}

async function act(
  { route, caller, params, path, query }: Asked,
  read: ReadBody,
  { log }: RouterParts,
  note: (about: InteractionNote) => void,
): Promise<Reply | Refusal> {
  try {
    checkIds(params, query, route.times);
    return await route.handle({ caller: caller as Account, params, query, ...read, note });
  } catch (err) {
    return asRefusal(err, log, path);
  }
}

function requestOf(
  bot: Account,
  { route, path, query }: Asked,
  read: ReadBody,
  note: InteractionNote | undefined,
  reply: Reply | Refusal,
  answerLost: boolean,
  metFault: boolean,
): BotRequest {
  return {
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
    metFault,
    interaction: note,
  };
}

/** The account of the token; on an interaction's routes, its bot, whoever sends it. */
function callerOf(
  c: Context<Env>,
  route: Route,
  params: Readonly<Record<string, string>>,
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

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  DefaultRestOptions,
  DiscordAPIError,
  HTTPError,
  type InternalRequest,
  type RateLimitData,
  REST,
  type ResponseLike,
} from '@discordjs/rest';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { type Meter, noMeter } from '../../util/meter.ts';
import { ifRepeated, type Repeated, sendUntilAnswered } from './dead-connections.ts';
import { withBodyWritten } from './request-body.ts';
import { routeClass } from './route-class.ts';
import { readTooMany } from './too-many-requests.ts';

/**
 * A longer limit is returned as an error instead of waited for in a queue: edits of old messages can be held back for
 * an hour, and the caller decides when to try again.
 */
export const LONGEST_WAIT_MS = 10_000;

/** A clock may differ by less than this without having been set. */
const LEAP_MS = 1_000;

export interface DiscordRestOptions {
  readonly token: string;
  /** Base of the API, without a version. Example: `https://discord.com/api`. */
  readonly api: string;
  readonly log: Log;
  /** The machine's own time, which nobody moves. */
  readonly machineClock: Clock;
  /**
   * Called right before anything is sent, including repetitions; throws when this process may not act any more.
   * Default: it always may. Example: one that throws once the lease is lost.
   */
  readonly mayAct?: () => void;
  /**
   * Called with the time in Discord's answers (the `Date` header, to the second). Default: not called. Example:
   * `clock.hear` of a corrected clock.
   */
  readonly onDate?: (told: ToldDate) => void;
  /** Default: nothing is counted. Example: the one whose numbers /metrics shows. */
  readonly meter?: Pick<Meter, 'request' | 'limitWait'>;
}

/**
 * At some time between these two moments of the steady clock, Discord's clock was between `dateMs` and `dateMs + 1000`.
 */
export interface ToldDate {
  readonly dateMs: number;
  readonly sentSteadyMs: number;
  readonly receivedSteadyMs: number;
}

type Init = Parameters<typeof DefaultRestOptions.makeRequest>[1];

/** One request, from the moment it was made. */
interface UnderWay {
  readonly method: string;
  readonly route: string;
  readonly sinceMs: number;
  readonly repeated: Repeated;
  /** False while it waits for its turn or for a limit. */
  sending: boolean;
  /** How long Discord's limits have made it wait, or are about to. */
  waitMs: number;
  told: boolean;
  readonly abort: AbortController;
  end(reason: unknown): void;
}

/**
 * Discord's REST API, with its limits kept by @discordjs/rest. A request never waits longer than ten seconds in all for
 * limits, never waits longer than that for anything without a line in the log, and can be ended.
 */
export class DiscordRest extends REST {
  private readonly parts: DiscordRestOptions;
  private readonly underWay = new Set<UnderWay>();
  private readonly current = new AsyncLocalStorage<UnderWay>();
  private ended: Error | undefined;
  private looking: NodeJS.Timeout | undefined;
  private clockMinusSteadyMs = Number.NEGATIVE_INFINITY;

  constructor(parts: DiscordRestOptions) {
    super({
      api: parts.api,
      rejectOnRateLimit: (limit) => this.isTooLong(limit),
      makeRequest: (url, init) => this.sendUntilAnswered(url, init),
    });
    this.parts = parts;
    this.setToken(parts.token);
  }

  /** @throws RateLimitError for a limit longer than ten seconds; whatever `mayAct` throws. */
  override request(options: InternalRequest): Promise<unknown> {
    if (this.ended !== undefined) return Promise.reject(this.ended);
    const { machineClock } = this.parts;
    this.noticeLeap();
    return new Promise((resolve, reject) => {
      const work: UnderWay = {
        method: options.method,
        route: options.fullRoute,
        sinceMs: machineClock.steadyMs(),
        repeated: ifRepeated(options),
        sending: false,
        waitMs: 0,
        told: false,
        abort: new AbortController(),
        end: (reason) => {
          this.underWay.delete(work);
          reject(reason);
        },
      };
      this.underWay.add(work);
      this.lookLater();
      this.current
        .run(work, () => super.request({ signal: work.abort.signal, ...withBodyWritten(options) }))
        .then(
          (answer) => {
            this.underWay.delete(work);
            resolve(answer);
          },
          (error: unknown) => work.end(asAsked(error, options)),
        );
    });
  }

  /**
   * @discordjs/rest remembers by the machine's clock when a limit ends: if the clock is set back by an hour, it would
   * hold everything back for that hour. What it remembers is then dropped, and Discord tells it anew.
   */
  private noticeLeap(): void {
    const { machineClock } = this.parts;
    const minusSteadyMs = machineClock.now() - machineClock.steadyMs();
    if (minusSteadyMs < this.clockMinusSteadyMs - LEAP_MS) {
      this.globalReset = -1;
      this.globalDelay = null;
      this.handlers.clear();
    }
    this.clockMinusSteadyMs = minusSteadyMs;
  }

  /** From now on this many processes share the token, and with it its fifty requests a second. */
  shareWith(processes: number): void {
    this.options.globalRequestsPerSecond = shareOf(processes);
    this.globalRemaining = Math.min(this.globalRemaining, this.options.globalRequestsPerSecond);
  }

  /**
   * Ends requests that wait for a limit or their turn, and refuses later ones. Requests that were sent may still be
   * answered.
   */
  endWaiting(reason: Error): void {
    this.ended ??= reason;
    for (const work of [...this.underWay]) if (!work.sending) work.end(reason);
  }

  /** Ends all requests, sent or not, and refuses later ones. */
  endAll(reason: Error): void {
    this.endWaiting(reason);
    for (const work of [...this.underWay]) {
      work.abort.abort(reason);
      work.end(reason);
    }
    this.clearHashSweeper();
    this.clearHandlerSweeper();
    clearTimeout(this.looking);
  }

  private sendUntilAnswered(url: string, init: Init): Promise<ResponseLike> {
    const work = this.current.getStore();
    const { log } = this.parts;
    return sendUntilAnswered({
      repeated: work?.repeated ?? 'twice',
      signal: init.signal ?? new AbortController().signal,
      send: (signal) => this.send(url, { ...init, signal }),
      onAgain: (err) => {
        log.debug({ err, what: work && whatOf(work) }, 'Discord did not answer on this connection; asking again');
      },
    });
  }

  private async send(url: string, init: Init): Promise<ResponseLike> {
    if (this.ended !== undefined) throw this.ended;
    this.parts.mayAct?.();
    const { machineClock, onDate } = this.parts;
    const work = this.current.getStore();
    const sentSteadyMs = machineClock.steadyMs();
    if (work) work.sending = true;
    let status = 'none';
    try {
      const response = await DefaultRestOptions.makeRequest(url, init);
      status = String(response.status);
      const dateMs = Date.parse(response.headers.get('date') ?? '');
      if (Number.isFinite(dateMs)) onDate?.({ dateMs, sentSteadyMs, receivedSteadyMs: machineClock.steadyMs() });
      return response.status === 429 ? await readTooMany(response) : response;
    } finally {
      if (work) {
        work.sending = false;
        const tookMs = machineClock.steadyMs() - sentSteadyMs;
        this.parts.meter?.request(work.method, routeClass(work.route), status, tookMs);
      }
    }
  }

  /** Called by @discordjs/rest before it waits, in the context of the request that would wait. */
  private isTooLong({
    timeToReset,
    retryAfter,
    sublimitTimeout,
    scope,
    global,
    method,
    route,
  }: RateLimitData): boolean {
    const work = this.current.getStore();
    const waitMs = Math.max(timeToReset, retryAfter, sublimitTimeout);
    if (work) work.waitMs += waitMs;
    (this.parts.meter ?? noMeter).limitWait(Math.min(waitMs, LONGEST_WAIT_MS));
    if ((work?.waitMs ?? waitMs) <= LONGEST_WAIT_MS) return false;
    const what = work === undefined ? `${method} ${route}` : whatOf(work);
    this.parts.log.info({ what, waitMs, scope, global }, 'Discord asks to wait; whoever asked comes again then');
    return true;
  }

  /** Logs one line for all requests that wait at a time. */
  private lookLater(): void {
    if (this.looking !== undefined) return;
    this.looking = setTimeout(() => {
      this.looking = undefined;
      const nowMs = this.parts.machineClock.steadyMs();
      const late = [...this.underWay].filter(({ told, sinceMs }) => !told && nowMs - sinceMs >= LONGEST_WAIT_MS);
      for (const work of late) work.told = true;
      const [first] = late;
      if (first !== undefined) {
        const facts = { requests: late.length, first: whatOf(first), sinceMs: Math.round(nowMs - first.sinceMs) };
        this.parts.log.warn({ ...facts, sent: first.sending }, 'Requests to Discord are taking long');
      }
      if (this.underWay.size > 0) this.lookLater();
    }, LONGEST_WAIT_MS / 2);
    this.looking.unref();
  }
}

/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const REQUESTS_PER_SECOND = 50;

/** The share of one process, in requests per second; at least one. */
export function shareOf(processes: number): number {
  return Math.max(1, Math.floor(REQUESTS_PER_SECOND / Math.max(1, processes)));
}

/** A request as the log names it. */
function whatOf({ method, route }: Pick<UnderWay, 'method' | 'route'>): string {
  return `${method} ${withoutTokens(route)}`;
}

/** Addresses of interactions and webhooks contain a token that would let anybody answer in the bot's name. */
function withoutTokens(route: string): string {
  return route.replace(/^(\/(?:webhooks|interactions)\/\d+\/)[^/?]+/, '$1…');
}

/** The error with the request as it was asked for: Discord names what it refused by its place in that (refusals.ts). */
function asAsked(error: unknown, { body, files }: InternalRequest): unknown {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) error.requestBody = { files, json: body };
  return error;
}

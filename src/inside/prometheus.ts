import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../util/clock.ts';
import type { Meter } from '../util/meter.ts';
import type { BotState } from './bot-state.ts';

export interface Metrics {
  readonly meter: Meter;
  /** The metrics in Prometheus' text format, and its content type. */
  text(): Promise<{ readonly body: string; readonly contentType: string }>;
  /** Name and help text of each metric, for documentation. */
  list(): readonly { readonly name: string; readonly help: string }[];
  /**
   * Seconds since the last successful read of the feed that was read longest ago; undefined when no feed was read
   * lately.
   */
  oldestFeedSeconds(): number | undefined;
}

const PREFIX = 'clematis_';
/** Discord allows three seconds for an answer. */
const INTERACTION_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 15];
const REQUEST_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
/** A feed that was not read in this time is no longer in use. */
const FORGET_FEED_MS = 2 * 86_400_000;

/** Prometheus metrics. `state` is called when they are collected, so that gauges cost nothing in between. */
export function createMetrics(parts: { state: () => BotState | undefined; clock: Clock }): Metrics {
  const { state, clock } = parts;
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: PREFIX });

  const interactions = new Histogram({
    name: `${PREFIX}interaction_seconds`,
    help: 'From an interaction’s arrival until it was answered, by what was asked and how it ended',
    labelNames: ['what', 'outcome'],
    buckets: INTERACTION_SECONDS,
    registers,
  });
  const votes = new Counter({
    name: `${PREFIX}votes_total`,
    help: 'Votes that are on disk, by what became of them: counted, moved, withdrawn',
    labelNames: ['change'],
    registers,
  });
  const messages = new Counter({
    name: `${PREFIX}messages_total`,
    help: 'Public messages posted and drawn again, by kind and outcome',
    labelNames: ['act', 'kind', 'outcome'],
    registers,
  });
  const feedReads = new Counter({
    name: `${PREFIX}feed_reads_total`,
    help: 'Reads of feeds, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const requests = new Histogram({
    name: `${PREFIX}discord_request_seconds`,
    help: 'Requests to Discord’s REST API until their answer, without waiting for limits; by method, kind of route, status',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const limitWaits = new Counter({
    name: `${PREFIX}limit_waits_total`,
    help: 'Times that a request had to wait for one of Discord’s limits',
    registers,
  });
  const limitWaitSeconds = new Counter({
    name: `${PREFIX}limit_wait_seconds_total`,
    help: 'How long requests were told to wait for limits',
    registers,
  });
  const connections = new Counter({
    name: `${PREFIX}gateway_connections_total`,
    help: 'Sessions that began anew, and connections that broke and were resumed',
    labelNames: ['what'],
    registers,
  });

  const lastReadAtMs = new Map<string, { askedAtMs: number; wellAtMs: number }>();
  function oldestFeedSeconds(): number | undefined {
    const nowMs = clock.now();
    let oldest: number | undefined;
    for (const [key, { askedAtMs, wellAtMs }] of lastReadAtMs) {
      if (nowMs - askedAtMs > FORGET_FEED_MS) lastReadAtMs.delete(key);
      else oldest = Math.max(oldest ?? 0, (nowMs - wellAtMs) / 1000);
    }
    return oldest;
  }
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge(
    'feed_oldest_success_seconds',
    'How long ago the feed that has waited longest was read well',
    () => oldestFeedSeconds() ?? 0,
  );
  gauge('ready', '1 while every server of this process’s shards is served', () => Number(state()?.ready ?? false));
  gauge('lease_held', '1 while this process holds the leases of its shards', () => Number(state()?.lease ?? false));
  gauge('shards', 'Shards that this process runs', () => state()?.shards ?? 0);
  gauge('servers', 'Servers that the bot is in, on these shards', () => state()?.servers ?? 0);
  gauge('polls_open', 'Polls that take votes', () => state()?.openPolls ?? 0);
  gauge('other_data', 'Processes on the same store that have other data', () => state()?.otherData.length ?? 0);
  gauge('outbox_owed', 'Announcements that are owed and not made yet', () => state()?.owed ?? 0);

  return {
    oldestFeedSeconds,
    meter: {
      interaction() {
        const startMs = clock.steadyMs();
        return (what, outcome) => interactions.observe({ what, outcome }, (clock.steadyMs() - startMs) / 1000);
      },
      vote: (change) => votes.inc({ change }),
      message: (act, kind, outcome) => messages.inc({ act, kind, outcome }),
      feedRead(key, outcome) {
        feedReads.inc({ outcome });
        const nowMs = clock.now();
        const wellAtMs = outcome === 'failed' ? (lastReadAtMs.get(key)?.wellAtMs ?? nowMs) : nowMs;
        lastReadAtMs.set(key, { askedAtMs: nowMs, wellAtMs });
      },
      request: (method, route, status, tookMs) => requests.observe({ method, route, status }, tookMs / 1000),
      limitWait(waitMs) {
        limitWaits.inc();
        limitWaitSeconds.inc(waitMs / 1000);
      },
      connection: (what) => connections.inc({ what }),
    },
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
    list: () => registry.getMetricsAsArray().map(({ name, help }) => ({ name, help })),
  };
}

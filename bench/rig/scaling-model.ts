/** `y = base + slope · x`. */
export interface Line {
  readonly base: number;
  readonly slope: number;
}

/**
 * The line that fits best by relative error, so that small sizes count as much as large ones: least squares, weighted
 * by 1 / y².
 */
export function fitLine(points: readonly { readonly x: number; readonly y: number }[]): Line {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0];
  for (const { x, y } of points) {
    const weight = 1 / Math.max(y * y, Number.MIN_VALUE);
    w += weight;
    wx += weight * x;
    wy += weight * y;
    wxx += weight * x * x;
    wxy += weight * x * y;
  }
  const divisor = w * wxx - wx * wx;
  if (divisor === 0) return { base: points[0]?.y ?? 0, slope: 0 };
  const slope = (w * wxy - wx * wy) / divisor;
  return { base: (wy - slope * wx) / w, slope };
}

/**
 * What one server does in its busiest hour, the hour of a premiere. Assumptions, which docs/scaling.md states for
 * comparison.
 */
const PREMIERE = {
  votesPerServer: 30,
  /** The share of the votes made by reaction; the others press a button. */
  byReaction: 0.5,
  commandsPerServer: 20,
  seconds: 3_600,
  /** The message of a poll is edited at most this often while votes come in. */
  redrawEverySeconds: 10,
};

/** Discord recommends about a thousand servers a shard: https://docs.discord.com/developers/topics/gateway#sharding */
const SERVERS_PER_SHARD = 1_000;
const IDENTIFY_SECONDS = 5;
const REQUESTS_PER_SECOND = 50;
/**
 * Discord lets larger bots start several sessions at once:
 * https://docs.discord.com/developers/topics/gateway#sharding-max-concurrency
 */
const concurrencyOf = (shards: number) => (shards > 63 ? 16 : 1);

/** The load of so many servers, computed from how the bot works. */
export function loadOf(servers: number, { ownFeedEvery }: { ownFeedEvery: number }) {
  const shards = Math.max(1, Math.ceil(servers / SERVERS_PER_SHARD));
  const { votesPerServer, byReaction, commandsPerServer, seconds, redrawEverySeconds } = PREMIERE;
  const feeds = Math.ceil(servers / ownFeedEvery) + 1;
  const redraws = servers * Math.min(votesPerServer, seconds / redrawEverySeconds);
  const answers = servers * (commandsPerServer + votesPerServer * (1 - byReaction));
  return {
    shards,
    identifySeconds: Math.ceil(shards / concurrencyOf(shards)) * IDENTIFY_SECONDS,
    feedReadsPerHour: feeds * 4,
    // One write for each vote, and one for each edit of a poll's message (what it shows).
    writesPerSecondAtPeak: (servers * votesPerServer + redraws) / seconds,
    // Responses to interactions do not count against the fifty requests a second; edits of messages do.
    requestsPerSecondAtPeak: (redraws + answers) / seconds,
    announceSeconds: servers / REQUESTS_PER_SECOND,
  };
}

/** `y = base + slope · x`. */
export interface Line {
  readonly base: number;
  readonly slope: number;
}

/**
 * The line that fits best where each point is off by a share of itself: small sizes count as much as large ones. Weighted
 * least squares, by 1 / y².
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

/** What a server does at its liveliest, the hour of a premiere: said in docs/scaling.md, to be set against one’s own. */
const PREMIERE = {
  votesPerServer: 30,
  /** Of the votes; the others press a button. */
  byReaction: 0.5,
  commandsPerServer: 20,
  seconds: 3_600,
  /** A poll’s message is drawn again at most this often while votes come in. */
  redrawEverySeconds: 10,
};

/** https://docs.discord.com/developers/topics/gateway#sharding: about a thousand servers a shard as Discord recommends it. */
const SERVERS_PER_SHARD = 1_000;
const IDENTIFY_SECONDS = 5;
const REQUESTS_PER_SECOND = 50;
/** Discord gives larger bots more sessions side by side: https://docs.discord.com/developers/topics/gateway#sharding-max-concurrency */
const concurrencyOf = (shards: number) => (shards > 63 ? 16 : 1);

/** What follows from how the bot works, for so many servers. */
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
    // A vote is one write, a drawing another (what the message shows).
    writesPerSecondAtPeak: (servers * votesPerServer + redraws) / seconds,
    // Answers to interactions do not count against the fifty a second, drawings do.
    requestsPerSecondAtPeak: (redraws + answers) / seconds,
    announceSeconds: servers / REQUESTS_PER_SECOND,
  };
}

/** The present state of the bot, for health checks and metrics. */
export interface BotState {
  /** True when it serves every server of its shards. */
  readonly ready: boolean;
  /** True while it holds the leases of its shards. */
  readonly lease: boolean;
  readonly shards: number;
  readonly servers: number;
  readonly openPolls: number;
  /** Number of announcements owed and not made yet. */
  readonly owed: number;
  /** For each process on the same store that has other data, one sentence. */
  readonly otherData: readonly string[];
}

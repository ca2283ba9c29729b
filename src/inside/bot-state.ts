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
  /** Processes on the same store that have other data, one sentence each. */
  readonly otherData: readonly string[];
}

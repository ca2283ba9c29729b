/** How the bot is, for whoever asks whether it serves. */
export interface BotState {
  /** Every server of its shards is served. */
  readonly ready: boolean;
  /** It holds the leases of its shards. */
  readonly lease: boolean;
  readonly shards: number;
  readonly servers: number;
  readonly openPolls: number;
  /** Announcements that are owed and not made yet. */
  readonly owed: number;
  /** Processes on the same store that have other data, one sentence each. */
  readonly otherData: readonly string[];
}

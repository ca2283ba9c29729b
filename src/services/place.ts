/** Where something is read: a server's channel, one of its threads, or a direct message (no server). */
export interface Place {
  readonly guildId: string | undefined;
  readonly channelId: string;
  /** The channel that a thread hangs on; threads take its horizon. */
  readonly parentChannelId: string | undefined;
}

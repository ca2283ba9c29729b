import type {
  APIInteraction,
  GatewayGuildCreateDispatchData,
  GatewayMessageReactionAddDispatchData,
  GatewayMessageReactionRemoveAllDispatchData,
  GatewayMessageReactionRemoveDispatchData,
  GatewayMessageReactionRemoveEmojiDispatchData,
  GatewayReadyDispatchData,
} from 'discord-api-types/v10';

/** Handlers for gateway events, with the data as Discord sends it. */
export interface GatewayHandlers {
  /** A session began anew: events before it were missed. */
  onReady(data: GatewayReadyDispatchData, shard: number): void;
  /** The bot can reach this server: it came back from an outage, or the bot just joined it. */
  onGuild(guildId: string, guild: GatewayGuildCreateDispatchData): void;
  /** The bot was removed from the server, or (`outage`) the server cannot be reached for a while. */
  onGuildGone(guildId: string, outage: boolean): void;
  /**
   * The bot's permissions somewhere in the server may have changed: a channel's settings, a role, its own roles, a
   * thread.
   */
  onRightsChanged(guildId: string): void;
  onRoleGone(guildId: string, roleId: string): void;
  onInteraction(interaction: APIInteraction): void;
  onReactionAdd(data: GatewayMessageReactionAddDispatchData): void;
  onReactionRemove(data: GatewayMessageReactionRemoveDispatchData): void;
  onReactionsCleared(
    data: GatewayMessageReactionRemoveAllDispatchData | GatewayMessageReactionRemoveEmojiDispatchData,
  ): void;
}

import { DiscordAPIError } from '@discordjs/rest';
import { OperatorError } from '../../util/operator-error.ts';

/** Why the bot is not connected to Discord, as one sentence for the operator; `cause` has the original error. */
export class ConnectError extends OperatorError {
  override readonly name = 'ConnectError';
  /** Whether trying again may help: it does after an outage, not with a wrong token. */
  readonly mayPass: boolean;

  constructor(message: string, options: { cause?: unknown; mayPass: boolean }) {
    super(message, { cause: options.cause });
    this.mayPass = options.mayPass;
  }
}

/**
 * Close codes after which a client must not connect again:
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
const WHY_CLOSED: Readonly<Record<number, string>> = {
  4004: 'it does not accept DISCORD_TOKEN any more',
  4010: 'there is no such shard; check CLEMATIS_SHARDS and CLEMATIS_SHARD_COUNT',
  4011: 'the bot is in too many servers for so few shards; raise CLEMATIS_SHARD_COUNT, or leave it out',
  4012: 'it does not know this version of the gateway any more; Clematis needs an update',
  4013: 'an intent is none',
  4014: 'an intent is not allowed for this application',
};

export function closedForGood(code: number, shard: number): ConnectError | undefined {
  const why = WHY_CLOSED[code];
  if (why === undefined) return undefined;
  return new ConnectError(`Discord closed shard ${shard} for good: ${why} (close code ${code}).`, { mayPass: false });
}

export function connectError(error: unknown, api: string): ConnectError {
  if (error instanceof ConnectError) return error;
  const status = error instanceof DiscordAPIError ? error.status : undefined;
  if (status === 401 || (error instanceof Error && 'code' in error && error.code === 'TokenInvalid')) {
    return new ConnectError(
      'DISCORD_TOKEN is not a valid bot token. Copy it from https://discord.com/developers/applications › your application › Bot.',
      { cause: error, mayPass: false },
    );
  }
  const why = error instanceof Error ? error.message : String(error);
  if (status !== undefined && status !== 408 && status !== 429 && status < 500) {
    return new ConnectError(`Discord refused the connection at ${api} (${status}, ${why}).`, {
      cause: error,
      mayPass: false,
    });
  }
  return new ConnectError(`Discord cannot be reached at ${api} (DISCORD_API_URL): ${why}`, {
    cause: error,
    mayPass: true,
  });
}

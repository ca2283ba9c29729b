import { GatewayCloseCodes as Close } from 'discord-api-types/v10';
import type { Json } from '../json.ts';
import type { Account } from '../world/model.ts';
import type { Store } from '../world/store.ts';
import { KNOWN_INTENTS, PRIVILEGED_INTENTS } from './intents.ts';
import type { SessionDraft } from './session.ts';

/** Servers a single shard may carry. https://docs.discord.com/developers/events/gateway#sharding */
const GUILDS_PER_SHARD_LIMIT = 2500;

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

const closing = (code: number, reason: string): Closing => ({ code, reason });

/** Reads the payload of Identify: a session, or why the connection is closed instead. */
export function readIdentify(store: Store, data: unknown): SessionDraft | Closing {
  if (typeof data !== 'object' || data === null) return closing(Close.DecodeError, 'Error while decoding payload.');
  const identify = data as Json;
  const account = accountOf(store, identify.token);
  if (!account) return closing(Close.AuthenticationFailed, 'Authentication failed.');
  const application = account.bot ? store.applications.get(account.id) : undefined;

  const shard = readShard(identify.shard);
  if (!shard) return closing(Close.InvalidShard, 'Invalid shard.');
  const threshold = identify.large_threshold;
  const largeThreshold = typeof threshold === 'number' && threshold >= 50 && threshold <= 250 ? threshold : 50;
  if (!application) return { account, application, intents: undefined, shard: [0, 1], largeThreshold };

  const intents = identify.intents;
  if (typeof intents !== 'number' || !Number.isInteger(intents) || intents < 0 || (intents & ~KNOWN_INTENTS) !== 0) {
    return closing(Close.InvalidIntents, 'Invalid intent(s).');
  }
  if ((intents & PRIVILEGED_INTENTS & ~application.privilegedIntents) !== 0) {
    return closing(Close.DisallowedIntents, 'Disallowed intent(s).');
  }
  const guilds = [...store.guilds.values()].filter((guild) => guild.members.has(account.id)).length;
  if (guilds / shard[1] > GUILDS_PER_SHARD_LIMIT) return closing(Close.ShardingRequired, 'Sharding required.');
  return { account, application, intents, shard, largeThreshold };
}

/**
 * The account of an `Authorization` header: a bot's token comes after the word `Bot`, a person's stands alone.
 * https://docs.discord.com/developers/reference#authentication
 */
export function authorized(store: Store, header: string | undefined): Account | undefined {
  const [, word, token = ''] = /^(Bot )?(.*)$/s.exec(header ?? '') ?? [];
  const account = store.byToken.get(token);
  return account && account.bot === (word !== undefined) ? account : undefined;
}

/**
 * The account of a token sent over the gateway, where a bot's may have the word `Bot` in front and a person's may not.
 */
export function accountOf(store: Store, token: unknown): Account | undefined {
  if (typeof token !== 'string') return undefined;
  const account = store.byToken.get(token.replace(/^Bot /i, ''));
  return account && (account.bot || !/^Bot /i.test(token)) ? account : undefined;
}

function readShard(shard: unknown): readonly [number, number] | undefined {
  if (shard === undefined || shard === null) return [0, 1];
  if (!Array.isArray(shard) || shard.length !== 2) return undefined;
  const [id, count] = shard as unknown[];
  if (!Number.isInteger(id) || !Number.isInteger(count)) return undefined;
  const [index, total] = [Number(id), Number(count)];
  return index >= 0 && total > 0 && index < total ? [index, total] : undefined;
}

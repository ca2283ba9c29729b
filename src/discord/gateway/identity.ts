import type { REST } from '@discordjs/rest';
import {
  type RESTGetAPICurrentUserResult,
  type RESTGetAPIGatewayBotResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord-api-types/v10';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { type ConnectError, connectError } from './connect-error.ts';

/** Who the token belongs to, and what Discord recommends. */
export interface Identity {
  readonly applicationId: string;
  /** The id of the bot's own user. */
  readonly userId: string;
  readonly name: string;
  readonly recommendedShards: number;
  /** How many sessions may begin at the same time. */
  readonly maxConcurrency: number;
}

const PAUSE = { firstMs: 1_000, longestMs: 60_000 };

/**
 * Asks until Discord answers; an outage is logged once and waited out.
 *
 * @throws ConnectError when waiting would not help; the signal's reason when it is aborted.
 */
export async function askIdentity(parts: {
  rest: Pick<REST, 'get'>;
  api: string;
  machineClock: Clock;
  log: Log;
  signal: AbortSignal;
}): Promise<Identity> {
  const { rest, api, machineClock, log, signal } = parts;
  for (let tries = 0; ; tries += 1) {
    try {
      const [user, application, gateway] = (await Promise.all([
        rest.get(Routes.user()),
        rest.get(Routes.currentApplication()),
        rest.get(Routes.gatewayBot()),
      ])) as [RESTGetAPICurrentUserResult, RESTGetCurrentApplicationResult, RESTGetAPIGatewayBotResult];
      if (tries > 0) log.info({ tries }, 'Discord can be reached now');
      return {
        applicationId: application.id,
        userId: user.id,
        name: user.username,
        recommendedShards: gateway.shards,
        maxConcurrency: gateway.session_start_limit.max_concurrency,
      };
    } catch (error) {
      signal.throwIfAborted();
      const known: ConnectError = connectError(error, api);
      if (!known.mayPass) throw known;
      if (tries === 0) log.warn({ err: known }, `${known.message}; trying until it can`);
    }
    await machineClock.waitUntil(machineClock.now() + backoffMs(tries, PAUSE), signal);
    signal.throwIfAborted();
  }
}

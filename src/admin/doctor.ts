import { type RESTGetAPIGatewayBotResult, type RESTGetCurrentApplicationResult, Routes } from 'discord-api-types/v10';
import type { Config } from '../config.ts';
import { inviteLink } from '../discord/application/invite.ts';
import { askIdentity } from '../discord/gateway/identity.ts';
import { DiscordRest } from '../discord/rest/discord-rest.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import type { Store } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { applicationLines, commandsLine, emojiLine } from './doctor-application.ts';
import { dataLine } from './doctor-data.ts';
import { feedLine } from './doctor-feed.ts';
import { serverLines } from './doctor-server.ts';

/** Discord allows a thousand session starts a day, of which a healthy bot uses a few. */
const FEW_SESSIONS = 100;
const CLOCK_OFF_MS = 2_000;

/**
 * Checks everything that can go wrong between a token and a server, and returns a sentence for each, with what to do.
 *
 * @throws ConnectError when Discord refuses the token, or cannot be reached within ten seconds.
 */
export async function examine(parts: {
  config: Config & { readonly token: string };
  knowledge: Knowledge;
  guildId: string | undefined;
  /** Undefined where it cannot be opened. */
  store: Store | undefined;
  userAgent: string;
  clock: Clock;
  log: Log;
}): Promise<readonly string[]> {
  const { config, knowledge, guildId, store, clock, log } = parts;
  let offMs: number | undefined;
  const rest = new DiscordRest({
    ...{ token: config.token, api: config.apiUrl, log, machineClock: clock },
    onDate({ dateMs, sentSteadyMs, receivedSteadyMs }) {
      const nowMs = clock.now();
      const tookMs = receivedSteadyMs - sentSteadyMs;
      // Discord's date is exact to a second, and took some time to arrive.
      offMs = Math.max(0, dateMs - nowMs, nowMs - tookMs - (dateMs + 1_000)) * Math.sign(nowMs - dateMs);
    },
  });
  try {
    const signal = AbortSignal.timeout(10_000);
    const { applicationId, userId, name } = await askIdentity({
      ...{ rest, api: config.apiUrl, machineClock: clock, log, signal },
    });
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    const gateway = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    return [
      `Token: good; it is of ${name}, application ${applicationId}.`,
      clockLine(offMs ?? 0),
      ...applicationLines(application),
      await commandsLine(rest, applicationId),
      await emojiLine(rest, applicationId, knowledge),
      sessionsLine(gateway, config),
      await feedLine(parts),
      ...(store === undefined ? [] : [await dataLine(store, knowledge)]),
      ...(guildId === undefined
        ? ['Server: give its id to have the bot’s rights there looked at (`doctor SERVER_ID`).']
        : await serverLines({ rest, ownId: userId, store }, guildId)),
      `Invite it, with exactly the rights it needs: ${inviteLink(applicationId)}`,
    ];
  } finally {
    rest.endAll(new Error('The doctor has gone'));
  }
}

function sessionsLine({ shards, session_start_limit }: RESTGetAPIGatewayBotResult, { shardCount }: Config): string {
  const { remaining, total } = session_start_limit;
  if (remaining < FEW_SESSIONS) {
    return `Sessions: only ${remaining} of ${total} starts are left today. Something restarts the bot over and over: look into its log.`;
  }
  const advice = `Discord recommends ${shards} shard${shards === 1 ? '' : 's'}`;
  const chosen =
    shardCount === 'auto' || shardCount >= shards
      ? ''
      : `, and CLEMATIS_SHARD_COUNT is ${shardCount}: raise it, or take it out`;
  return `Sessions: ${remaining} of ${total} starts are left today; ${advice}${chosen}.`;
}

function clockLine(offMs: number): string {
  if (Math.abs(offMs) < CLOCK_OFF_MS) return 'Clock: right.';
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const how = offMs < 0 ? 'behind' : 'ahead of';
  return `Clock: ${seconds} seconds ${how} Discord’s. Set it right (NTP); until then the bot goes by Discord’s.`;
}

import { type RESTGetAPIGatewayBotResult, type RESTGetCurrentApplicationResult, Routes } from 'discord-api-types/v10';
import type { Config } from '../config.ts';
import { inviteLink } from '../discord/application/invite.ts';
import { askIdentity } from '../discord/gateway/identity.ts';
import { DiscordRest } from '../discord/rest/discord-rest.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';

/** Discord allows a thousand session starts a day; a bot that is well uses a few. */
const FEW_SESSIONS = 100;
const CLOCK_OFF_MS = 2_000;

/**
 * Looks at all that can be wrong between a token and a server, and gives one sentence each, with what to do.
 *
 * @throws ConnectError when Discord refuses the token, or cannot be reached within ten seconds.
 */
export async function examine(parts: {
  config: Config & { readonly token: string };
  guildId: string | undefined;
  clock: Clock;
  log: Log;
}): Promise<readonly string[]> {
  const { config, guildId, clock, log } = parts;
  let offMs: number | undefined;
  const rest = new DiscordRest({
    ...{ token: config.token, api: config.apiUrl, log, machineClock: clock },
    onDate({ dateMs, sentSteadyMs, receivedSteadyMs }) {
      const nowMs = clock.now();
      const tookMs = receivedSteadyMs - sentSteadyMs;
      // Somewhere in a second, and somewhere on its way.
      offMs = Math.max(0, dateMs - nowMs, nowMs - tookMs - (dateMs + 1_000)) * Math.sign(nowMs - dateMs);
    },
  });
  try {
    const signal = AbortSignal.timeout(10_000);
    const identity = await askIdentity({ rest, api: config.apiUrl, machineClock: clock, log, signal });
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    const gateway = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
    const commands = (await rest.get(Routes.applicationCommands(identity.applicationId))) as readonly unknown[];
    const { remaining, total } = gateway.session_start_limit;
    const lines = [
      `Token: good; it is of ${identity.name}, application ${identity.applicationId}.`,
      clockLine(offMs ?? 0),
      commands.length === 0
        ? 'Commands: none is registered yet; the first start registers them.'
        : `Commands: ${commands.length} are registered.`,
      'Intents: the bot needs none that has to be switched on.',
      remaining < FEW_SESSIONS
        ? `Sessions: only ${remaining} of ${total} starts are left today. Something restarts the bot over and over: look into its log.`
        : `Sessions: ${remaining} of ${total} starts are left today; Discord recommends ${gateway.shards} shard${gateway.shards === 1 ? '' : 's'}.`,
      ...(application.bot_public === false
        ? ['Invite: only you can invite the bot, since it is not public (developer portal › Bot › Public Bot).']
        : []),
      ...(guildId === undefined ? [] : [await serverLine(rest, guildId)]),
      `Invite it, with exactly the rights it needs: ${inviteLink(identity.applicationId)}`,
    ];
    return lines;
  } finally {
    rest.endAll(new Error('The doctor has gone'));
  }
}

function clockLine(offMs: number): string {
  if (Math.abs(offMs) < CLOCK_OFF_MS) return 'Clock: right.';
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const how = offMs < 0 ? 'behind' : 'ahead of';
  return `Clock: ${seconds} seconds ${how} Discord’s. Set it right (NTP); until then the bot goes by Discord’s.`;
}

async function serverLine(rest: DiscordRest, guildId: string): Promise<string> {
  try {
    await rest.get(Routes.guild(guildId));
    return `Server ${guildId}: the bot is in it. /setup there shows its rights in each channel.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `Server ${guildId}: the bot is not in it, or Discord does not tell (${why}). Invite it with the link below.`;
  }
}

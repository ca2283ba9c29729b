import { DiscordRest, type DiscordRestOptions } from '../../src/discord/rest/discord-rest.ts';
import { createSystemClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';

/** Clematis's own client of the REST API on a server of a test, and every line that it has logged so far. */
export function createToldRest(
  server: { readonly url: string },
  others: Partial<DiscordRestOptions> = {},
): { readonly rest: DiscordRest; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const rest = new DiscordRest({
    token: 'a.b.c',
    api: `${server.url}/api`,
    log: createLog({ level: 'debug', format: 'json', write: (line) => lines.push(line) }),
    machineClock: createSystemClock(),
    ...others,
  });
  return { rest, lines };
}

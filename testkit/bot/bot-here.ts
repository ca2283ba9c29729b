import type { Scene } from 'local-discord/testkit';
import { assemble, type Bot } from '../../src/assemble.ts';
import { loadConfig } from '../../src/config.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { createManualClock, createSystemClock, type MovableClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { type Meter, noMeter } from '../../src/util/meter.ts';
import { SERIES_DIR } from '../knowledge/knowledge.ts';
import type { LogLine } from './built-bot.ts';

/** The bot in the test's own process, on a clock that moves only by hand. */
export interface BotHere {
  readonly bot: Bot;
  readonly clock: MovableClock;
  readonly log: readonly LogLine[];
}

/**
 * Starts the bot on the local Discord of the scene; resolves when it is ready. The store is in memory unless
 * `environment` says otherwise.
 */
export async function startBotHere(
  scene: Scene,
  environment: Readonly<Record<string, string>> = {},
  clock: MovableClock = createManualClock(Date.now()),
  meter: Meter = noMeter,
): Promise<BotHere> {
  const log: LogLine[] = [];
  const config = loadConfig({
    DISCORD_TOKEN: scene.application.botToken,
    DISCORD_API_URL: scene.discord.api,
    STORE_URL: 'memory:',
    KNOWLEDGE_DIR: SERIES_DIR,
    FEED_ALLOW_PRIVATE: 'true',
    ...environment,
  });
  const bot = await assemble({
    config: { ...config, token: scene.application.botToken },
    clock,
    machineClock: createSystemClock(),
    chance: createSeededChance(1),
    log: createLog({ level: 'debug', format: 'json', write: (line) => log.push(JSON.parse(line) as LogLine) }),
    userAgent: 'Clematis in a test',
    holder: 'a test',
    meter,
  });
  await bot.start();
  return { bot, clock, log };
}

import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import type { Meter } from '../util/meter.ts';
import type { BotState } from './bot-state.ts';
import { createMetrics } from './prometheus.ts';
import { type ServedInside, serveInside } from './serve.ts';

/** The parts of a bot that are watched. */
export interface Watched {
  state(): BotState | undefined;
  storeAnswers(): Promise<unknown>;
}

export interface Watch {
  /** To pass to the bot that is being assembled. */
  readonly meter: Meter;
  /**
   * Serves health and metrics of this bot.
   *
   * @throws HttpPortError
   */
  serve(bot: Watched): Promise<ServedInside>;
}

/** Loaded only when HTTP_PORT is set, so that counting costs nothing otherwise. */
export function createWatch(parts: { port: number; host: string; clock: Clock; log: Log }): Watch {
  const { port, host, clock, log } = parts;
  let watched: Watched | undefined;
  const state = () => watched?.state();
  const metrics = createMetrics({ state, clock });
  return {
    meter: metrics.meter,
    async serve(bot) {
      watched = bot;
      const served = await serveInside({ port, host, state, storeAnswers: bot.storeAnswers, metrics, log });
      log.info({ url: served.url }, 'Health and metrics are served here');
      return served;
    },
  };
}

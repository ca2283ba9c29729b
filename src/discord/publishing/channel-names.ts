import type { REST } from 'discord.js';
import { type RESTGetAPIChannelResult, Routes } from 'discord-api-types/v10';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';

/** Autocomplete asks at every keystroke, and names change seldom. */
const MOST_KEPT = 500;
const LASTS_MS = 300_000;
/** An autocomplete must be answered within three seconds in all. */
const LONGEST_WAIT_MS = 1_000;

/** The names of channels: asked from Discord at most every five minutes, and waited for at most a second. */
export function createChannelNames(parts: {
  rest: REST;
  clock: Clock;
  log: Log;
}): (channelId: string) => Promise<string | undefined> {
  const { rest, clock, log } = parts;
  const kept = new Map<string, { name: string | undefined; asked: Promise<void>; untilMs: number }>();

  async function ask(channelId: string): Promise<string | undefined> {
    try {
      const channel = (await rest.get(Routes.channel(channelId))) as RESTGetAPIChannelResult;
      return channel.name ?? undefined;
    } catch (err) {
      log.debug({ err, channelId }, 'The name of a channel could not be found out');
      return undefined;
    }
  }

  return async (channelId) => {
    const known = kept.get(channelId);
    if (known !== undefined && clock.now() < known.untilMs) {
      if (known.name === undefined) await atMost(known.asked);
      return known.name;
    }
    const entry = { name: known?.name, asked: Promise.resolve(), untilMs: clock.now() + LASTS_MS };
    entry.asked = ask(channelId).then((name) => {
      entry.name = name;
    });
    kept.delete(channelId);
    kept.set(channelId, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    // An old name is better than none; the new one will be there at the next keystroke.
    if (entry.name === undefined) await atMost(entry.asked);
    return entry.name;
  };

  async function atMost(asked: Promise<void>): Promise<void> {
    const over = new AbortController();
    await Promise.race([asked, clock.waitUntil(clock.now() + LONGEST_WAIT_MS, over.signal)]);
    over.abort();
  }
}

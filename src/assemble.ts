import { commands } from '../commands/index.ts';
import type { Config } from './config.ts';
import { components } from './discord/buttons/index.ts';
import { commandsJson } from './discord/command-json.ts';
import { createConnection } from './discord/gateway/connection.ts';
import { createHealing } from './discord/gateway/healing.ts';
import { createPresence } from './discord/gateway/presence.ts';
import { createRouter } from './discord/interactions/router.ts';
import { createPublisher } from './discord/publishing/publisher.ts';
import { createReactionHandlers } from './discord/reactions.ts';
import { registerCommands } from './discord/registration.ts';
import { assembleKnowledge } from './domain/knowledge/index.ts';
import { createSentences } from './i18n/sentences.ts';
import { createPictures } from './pictures/index.ts';
import { createServices } from './services/create-services.ts';
import { createKeptUnits } from './services/kept-units.ts';
import { holdShards, shardOf } from './services/shards.ts';
import { createTicker } from './services/ticker.ts';
import { createFeedReader } from './sources/feeds/read-feed.ts';
import { createChannelPages } from './sources/feeds/youtube-channel-page.ts';
import { readKnowledgeFiles } from './sources/knowledge-files.ts';
import { withSecondPath } from './sources/youtube-api/second-path.ts';
import { createYoutubeApi } from './sources/youtube-api/youtube-api.ts';
import { openStore } from './storage/index.ts';
import type { Chance } from './util/chance.ts';
import type { Clock } from './util/clock.ts';
import type { Log } from './util/log.ts';

export interface Bot {
  /** Connects. Resolves when the bot has caught up with what happened while it was away. */
  start(signal?: AbortSignal): Promise<void>;
  /** Resolves with the reason when the bot cannot go on: a lease or the connection lost for good. Stop it then. */
  readonly lost: Promise<Error>;
  /** When the next poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** Resolves when nothing is under way: what was due has been done. */
  idle(): Promise<void>;
  /** Stops taking work, finishes what is under way, closes. Harmless when repeated, or when it never started. */
  stop(): Promise<void>;
}

export interface BotParts {
  readonly config: Config & { readonly token: string };
  /** The bot's time, which a rehearsal may move. */
  readonly clock: Clock;
  /** The machine's own time, which nobody moves: processes compare their leases by it. */
  readonly machineClock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** Told to every server a feed is read from. */
  readonly userAgent: string;
  /** Who holds this process's leases, for the log of a process that waits for them. */
  readonly holder: string;
}

/** What the bot needs of this machine is opened here, with clear errors; the network is first touched by `start`. */
export async function assemble(parts: BotParts): Promise<Bot> {
  const { config, clock, log } = parts;
  const knowledge = assembleKnowledge(await readKnowledgeFiles(config.knowledgeDir));
  const store = await openStore({ url: config.storeUrl, log, machineClock: parts.machineClock });

  const sayIn = createSentences();
  const connection = createConnection({ token: config.token, api: config.apiUrl, log });
  const feedOptions = { userAgent: parts.userAgent, allowPrivate: config.feedAllowPrivate, clock, log };
  const feedReader = createFeedReader(feedOptions);
  const { youtubeApiKey: key } = config;
  const kept = createKeptUnits(store, 'youtube-api', log);
  const reader =
    key === undefined ? feedReader : withSecondPath(feedReader, createYoutubeApi({ ...feedOptions, key, kept }), log);
  const pages = createChannelPages(feedOptions);

  let ownId = '';
  let shardCount = 1;
  const ticker = createTicker({ tick: () => Math.min(healing.begin(), work.begin()), clock, log });
  const pictures = createPictures();
  const publisher = createPublisher({
    rest: connection.rest,
    ownId: () => ownId,
    sayIn,
    viewFrom: knowledge.seenFrom,
    pictures,
    log,
  });
  const work = createServices({
    store,
    knowledge,
    publisher,
    pictures,
    reader,
    pages,
    clock,
    chance: parts.chance,
    log,
    intervalSeconds: config.feedIntervalSeconds,
    shardOf: (guildId) => shardOf(guildId, shardCount),
    wake: ticker.wake,
  });
  const { services } = work;
  const { predictions, announcements, notices } = services;
  const healing = createHealing({
    resting: [predictions, notices, announcements],
    clock,
    wake: ticker.wake,
  });
  const router = createRouter({ rest: connection.rest, commands, components, services, sayIn, log });
  const reactions = createReactionHandlers({ predictions, ownId: () => ownId, log });

  const stopping = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });

  async function start(signal?: AbortSignal): Promise<void> {
    const identity = await connection.identity();
    ownId = identity.userId;
    shardCount = config.shardCount === 'auto' ? await connection.recommendedShards() : config.shardCount;
    const ids = config.shards === 'auto' ? Array.from({ length: shardCount }, (_, id) => id) : config.shards;

    const stop = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
    const held = await holdShards(store, {
      applicationId: identity.applicationId,
      ids,
      count: shardCount,
      holder: parts.holder,
      signal: stop,
    });
    held.addEventListener('abort', () => giveUp(held.reason as Error), { once: true });

    if (ids.includes(0)) {
      await registerCommands({
        rest: connection.rest,
        store,
        applicationId: identity.applicationId,
        api: config.apiUrl,
        commands: commandsJson(commands, sayIn),
        log,
      });
    }
    const presence = createPresence({
      shardCount: ids.length,
      async returnTo(guildIds) {
        await work.returnTo(guildIds);
        healing.onReturn(guildIds);
      },
      clock,
      log,
    });
    await connection.open(
      { ids, count: shardCount },
      {
        ...presence,
        ...reactions,
        onRightsChanged: healing.onRightsChanged,
        onInteraction: router.handle,
        onLost: giveUp,
      },
    );
    await presence.caughtUp;
    ticker.start();
    log.info({ bot: identity.name, shards: ids, of: shardCount }, 'The bot is ready');
  }

  async function idle(): Promise<void> {
    await Promise.all([router.idle(), reactions.idle(), work.idle()]);
  }

  async function stop(): Promise<void> {
    stopping.abort(new Error('The bot was stopped'));
    await connection.close();
    await ticker.stop();
    await idle();
    await Promise.all([reader.close(), pages.close()]);
    await store.close();
  }

  let stopped: Promise<void> | undefined;
  return {
    start,
    lost,
    nextDeadlineMs: predictions.nextDeadlineMs,
    idle,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

import { commands } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import { createBars } from '../discord/application/bars.ts';
import { commandsJson } from '../discord/application/command-json.ts';
import { createCommandMentions } from '../discord/application/command-mentions.ts';
import { keepEmblems } from '../discord/application/emblems.ts';
import { inviteLink } from '../discord/application/invite.ts';
import { keepRegistered, learnIds } from '../discord/application/registration.ts';
import { components, forms } from '../discord/components.ts';
import type { MessageBody } from '../discord/contract/message.ts';
import { timeOfId } from '../discord/contract/snowflake.ts';
import { createCatchingUp } from '../discord/gateway/catching-up.ts';
import type { ConnectError } from '../discord/gateway/connect-error.ts';
import type { IdentifyTurns } from '../discord/gateway/identify-turns.ts';
import type { Identity } from '../discord/gateway/identity.ts';
import { keepShard } from '../discord/gateway/keep-shard.ts';
import { createRouter } from '../discord/interactions/router.ts';
import { createReactionHandlers } from '../discord/polls/reactions.ts';
import { createPublisher } from '../discord/publishing/publisher.ts';
import { DiscordRest } from '../discord/rest/discord-rest.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import { type createSentences, languages } from '../i18n/sentences.ts';
import type { BotState } from '../inside/bot-state.ts';
import { measuredPublisher, measuredReader } from '../inside/measured.ts';
import type { Pictures } from '../pictures/index.ts';
import { createServices } from '../services/create-services.ts';
import { otherDataSentence, watchDataInUse } from '../services/data-in-use.ts';
import { createRetryOnChange } from '../services/retry-on-change.ts';
import { createScheduler } from '../services/scheduler.ts';
import { createAdditionsBook } from '../services/season/additions-book.ts';
import { shardOf } from '../services/shards.ts';
import { type Lease, LeaseLostError, type Store } from '../storage/index.ts';
import type { Chance } from '../util/chance.ts';
import type { Clock } from '../util/clock.ts';
import type { CorrectedClock } from '../util/corrected-clock.ts';
import type { Log } from '../util/log.ts';
import type { Meter } from '../util/meter.ts';
import { whenAborted } from '../util/when-aborted.ts';
import { createFeedSources } from './feed-sources.ts';
import { createGatewayHandlers } from './gateway-handlers.ts';
import { shareRequests } from './share-requests.ts';

/**
 * The bot while it holds its shards: everything that acts, and everything in memory. After a lease is lost nothing acts
 * any more; the next tenure starts from what is on disk, as a new process would.
 */
export interface Tenure {
  /**
   * Connects. Resolves when every server is served; waits at most ten seconds for catching up with what happened there
   * meanwhile.
   */
  start(): Promise<void>;
  /** Resolves with an error that no retry mends: a revoked token, a refused intent. */
  readonly failed: Promise<ConnectError>;
  /** When the next poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** The present state, for health checks and metrics. */
  state(): BotState;
  /** Call it after the data was reloaded. */
  dataChanged(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /**
   * Stops taking work, finishes what is under way, closes. Requests that still wait for a limit of Discord's are given
   * up.
   */
  end(): Promise<void>;
  /**
   * Call it when the leases are lost: nothing is finished, sent or written any more. Resolves when nothing is under
   * way.
   */
  abandon(reason: Error): Promise<void>;
}

export interface TenureParts {
  readonly config: Config & { readonly token: string };
  readonly store: Store;
  /** The leases of the shards, at least one. */
  readonly leases: readonly Lease[];
  /** Describes this process as holder of the leases. */
  readonly holder: string;
  readonly identity: Identity;
  readonly turns: IdentifyTurns;
  readonly shards: { readonly ids: readonly number[]; readonly count: number };
  /** The series' data; another object after a reload. */
  readonly data: () => Knowledge;
  readonly sayIn: ReturnType<typeof createSentences>;
  readonly pictures: Pictures;
  readonly clock: CorrectedClock;
  readonly machineClock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly userAgent: string;
  readonly meter: Meter;
}

/** How long a start waits for catching up; the rest is done while the bot serves already. */
const CATCH_UP_MS = 10_000;
/** When stopping, requests that only wait are given up after the first, unanswered ones after the second. */
const STOP_WAITING_MS = 3_000;
const STOP_ASKING_MS = 7_000;

export function createTenure(parts: TenureParts): Tenure {
  const { config, leases, identity, shards, sayIn, pictures, clock, machineClock, log, meter } = parts;
  const store = parts.store.under(leases);
  const rest = new DiscordRest({
    token: config.token,
    api: config.apiUrl,
    log,
    machineClock,
    onDate: clock.hear,
    meter,
    mayAct() {
      for (const lease of leases) {
        if (!lease.holds()) throw new LeaseLostError(lease.name, 'nothing is sent any more', lease.signal.reason);
      }
    },
  });

  const feeds = createFeedSources({ config, userAgent: parts.userAgent, store, clock, log });
  let ready = false;

  const inEach = (key: 'season.moderators' | 'season.rounds') =>
    Object.fromEntries(languages.map((language) => [language, sayIn(language)(key)]));
  const ownId = () => identity.userId;
  const scheduler = createScheduler({ clock, log });
  const mentions = createCommandMentions(commands);
  const bars = createBars();
  const finish = (body: MessageBody) => bars.into(mentions.into(body));
  const words = { moderators: inEach('season.moderators'), rounds: inEach('season.rounds') };
  const additions = createAdditionsBook({ store, data: parts.data, words });
  const { knowledge } = additions;
  const plainPublisher = createPublisher({
    rest,
    ownId,
    sayIn,
    viewFrom: (horizon, guildId) => knowledge.forServer(guildId).seenFrom(horizon),
    pictures,
    clock,
    log,
    finish,
  });
  const publisher = measuredPublisher(plainPublisher, meter);
  const work = createServices({
    store,
    data: parts.data,
    additions,
    publisher,
    pictures,
    reader: measuredReader(feeds.reader, meter),
    pages: feeds.pages,
    clock,
    chance: parts.chance,
    log,
    intervalSeconds: config.feedIntervalSeconds,
    shardOf: (guildId) => shardOf(guildId, shards.count),
    shards,
    daysAfterLeaving: config.privacyDaysAfterLeaving,
    inviteUrl: inviteLink(identity.applicationId),
    meter,
    isOnlyOne: shards.ids.length === shards.count,
    scheduler,
  });
  const { services } = work;
  const { polls, announcements, notices } = services;
  const resting = [polls.upkeep, notices, announcements.upkeep];
  const retryOnChange = createRetryOnChange({ resting, scheduler, clock });
  const router = createRouter({
    rest,
    commands,
    components,
    forms,
    services,
    sayIn,
    finish,
    log,
    meter,
    askedAtMs: (interactionId) => clock.at(timeOfId(interactionId)),
  });
  const reactions = createReactionHandlers({ polls, ownId, log });

  const [firstLease] = leases;
  if (firstLease === undefined) throw new Error('A tenure has at least one shard');
  const dataWatch = watchDataInUse({
    ...{ store, lease: firstLease, holder: parts.holder, clock: machineClock, log },
    version: () => parts.data().version,
  });

  const over = new AbortController();
  const catchingUp = createCatchingUp({
    shardCount: shards.ids.length,
    async returnTo(guildIds) {
      await work.returnTo(guildIds);
      retryOnChange.onReturn(guildIds);
    },
    machineClock,
    log,
    signal: over.signal,
  });
  let fail: (error: ConnectError) => void = () => {};
  const failed = new Promise<ConnectError>((resolve) => {
    fail = resolve;
  });
  let keptShards: readonly ReturnType<typeof keepShard>[] = [];
  const idle = async () => void (await Promise.all([router.idle(), reactions.idle(), work.idle()]));

  return {
    failed,
    async start() {
      const soon = () => machineClock.waitUntil(machineClock.now() + CATCH_UP_MS, over.signal);
      void shareRequests({
        rest,
        store,
        applicationId: identity.applicationId,
        machineClock,
        log,
        signal: over.signal,
      });
      void dataWatch.begin(over.signal);
      let registering: Promise<void> = Promise.resolve();
      if (shards.ids.includes(0)) {
        const registration = keepRegistered({
          rest,
          store,
          applicationId: identity.applicationId,
          api: config.apiUrl,
          commands: commandsJson(commands, sayIn),
          onIds: mentions.learn,
          machineClock,
          log,
          signal: over.signal,
        });
        registering = registration.first;
      } else {
        // The process with the first shard registers the commands; their ids are the same for all processes.
        registering = learnIds({ rest, applicationId: identity.applicationId, onIds: mentions.learn, log });
      }
      keepEmblems({
        rest,
        applicationId: identity.applicationId,
        view: () => knowledge.seenFrom('all'),
        pictures,
        uploads: shards.ids.includes(0),
        onEmblems: knowledge.wearEmblems,
        onBars: bars.learn,
        machineClock,
        log,
        signal: over.signal,
      });
      const handlers = createGatewayHandlers({ work, router, reactions, catchingUp, retryOnChange, ownId, meter, log });
      keptShards = shards.ids.map((id) =>
        keepShard({
          shard: { id, count: shards.count },
          token: config.token,
          api: config.apiUrl,
          rest,
          turns: parts.turns,
          handlers,
          machineClock,
          chance: parts.chance,
          log,
          onLost: fail,
          onResuming: () => meter.connection('resuming'),
        }),
      );
      scheduler.start();
      await Promise.race([catchingUp.returned, whenAborted(over.signal)]);
      if (over.signal.aborted) return;
      work.privacy.begin();
      scheduler.begin();
      await Promise.race([Promise.all([registering, polls.upkeep.idle()]), soon()]);
      ready = true;
    },
    nextDeadlineMs: polls.upkeep.nextDeadlineMs,
    state: () => ({
      ready,
      lease: leases.every((lease) => lease.holds()),
      shards: shards.ids.length,
      servers: work.privacy.serverCount(),
      openPolls: polls.upkeep.openCount(),
      owed: announcements.upkeep.owedCount(),
      otherData: dataWatch.others().map(otherDataSentence),
    }),
    async dataChanged() {
      void dataWatch.look();
      await work.dataChanged();
    },
    idle,
    async end() {
      ready = false;
      over.abort();
      const impatience = [
        setTimeout(() => rest.endWaiting(new Error('The bot stops, and waits for no limit')), STOP_WAITING_MS),
        setTimeout(() => rest.endAll(new Error('The bot stops, and waits for no answer')), STOP_ASKING_MS),
      ];
      await Promise.all(keptShards.map((shard) => shard.close()));
      await scheduler.stop();
      await idle();
      for (const timer of impatience) clearTimeout(timer);
      rest.endAll(new Error('The bot has stopped'));
      await feeds.close();
    },
    async abandon(reason) {
      ready = false;
      over.abort();
      rest.endAll(reason);
      await Promise.all(keptShards.map((shard) => shard.close()));
      await scheduler.stop();
      await idle();
      await feeds.close();
    },
  };
}

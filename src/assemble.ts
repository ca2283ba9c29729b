import type { Config } from './config.ts';
import { inviteLink } from './discord/application/invite.ts';
import { createIdentifyTurns } from './discord/gateway/identify-turns.ts';
import { askIdentity, type Identity } from './discord/gateway/identity.ts';
import { DiscordRest } from './discord/rest/discord-rest.ts';
import { assembleKnowledge, assembleSuccessor, type ChangesOfKind, whatChanged } from './domain/knowledge/index.ts';
import { createSentences } from './i18n/sentences.ts';
import type { BotState } from './inside/bot-state.ts';
import { createPictures } from './pictures/index.ts';
import { claimStore } from './services/claim-store.ts';
import { obeyReloads } from './services/reloads.ts';
import { holdShards } from './services/shards.ts';
import { readKnowledgeFiles } from './sources/knowledge-files.ts';
import { type Lease, openStore, type Store } from './storage/index.ts';
import { storeOwnerRecord } from './storage/kinds.ts';
import { createTenure, type Tenure } from './tenure/tenure.ts';
import type { Chance } from './util/chance.ts';
import type { Clock } from './util/clock.ts';
import { createCorrectedClock } from './util/corrected-clock.ts';
import { createBreather } from './util/event-loop.ts';
import type { Log } from './util/log.ts';
import { type Meter, noMeter } from './util/meter.ts';
import { whenAborted } from './util/when-aborted.ts';

export interface Bot {
  /**
   * Takes its shards and connects. Resolves when it serves every server. Passing trouble (an outage, a lost lease) is
   * waited out, now and later.
   *
   * @throws ConnectError when waiting would not help; the signal's reason when it is stopped before.
   */
  start(signal?: AbortSignal): Promise<void>;
  /** Resolves with the reason when the bot cannot go on (a revoked token, a refused intent). Stop it then. */
  readonly lost: Promise<Error>;
  /**
   * Reloads the knowledge files: all are checked, then they replace the present knowledge as a whole.
   *
   * @returns what has changed
   * @throws KnowledgeError with every fault there is; nothing is changed then
   */
  reload(): Promise<readonly ChangesOfKind[]>;
  /** When the next poll locks, in ms since 1970; undefined when none is open. */
  nextDeadlineMs(): number | undefined;
  /** The present state; undefined while it waits for its shards. */
  state(): BotState | undefined;
  /** Resolves when the store has answered a read. */
  storeAnswers(): Promise<unknown>;
  /** Resolves when nothing is under way: what was due has been done. */
  idle(): Promise<void>;
  /** Stops taking work, finishes what is under way, closes. May be repeated, also if the bot never started. */
  stop(): Promise<void>;
}

export interface BotParts {
  readonly config: Config & { readonly token: string };
  /** The bot's time, which a rehearsal may move. */
  readonly clock: Clock;
  /** The machine's own time, which nobody moves; leases use it. */
  readonly machineClock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** The User-Agent for every server that a feed is read from. */
  readonly userAgent: string;
  /** Describes this process as holder of its leases, for the logs of processes that wait for them. */
  readonly holder: string;
  /** Default: nothing is counted. */
  readonly meter?: Meter;
}

/** How long after a start whoever asks goes first. */
const READ_AHEAD_AFTER_MS = 1_500;

/** Opens what the bot needs of this machine, with clear errors; only `start` uses the network. */
export async function assemble(parts: BotParts): Promise<Bot> {
  const { config, machineClock, log } = parts;
  let knowledge = assembleKnowledge(await readKnowledgeFiles(config.knowledgeDir));
  const store = await openStore({ url: config.storeUrl, log, machineClock });
  const sayIn = createSentences();
  const pictures = createPictures();
  const clock = createCorrectedClock({
    clock: parts.clock,
    machineClock,
    onOff: (behindMs) => sayClock(log, behindMs),
  });
  // Only used to ask who the bot is, before any lease is held.
  const asking = new DiscordRest({ token: config.token, api: config.apiUrl, log, machineClock, onDate: clock.hear });

  const stopping = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    giveUp = resolve;
  });
  let tenure: Tenure | undefined;
  let running: Promise<void> | undefined;
  let reloads: Promise<void> | undefined;

  /** Runs one tenure after another until it is stopped. Rejects with an error that no retry mends. */
  async function serve(identity: Identity, stop: AbortSignal, served: () => void): Promise<void> {
    const { ids, count } = shardsOf(config, identity);
    const { applicationId, maxConcurrency } = identity;
    const { holder } = parts;
    const turns = createIdentifyTurns({ leases: store.leases, applicationId, holder, maxConcurrency });
    let isNew = false;
    for (let first = true; ; first = false) {
      const claim = async (held: Store) => {
        isNew = await claimStore(held, { applicationId, seriesId: knowledge.seriesId });
      };
      const leases = await holdShards(store, { applicationId, ids, count, holder, claim, log, signal: stop });
      const current = createTenure({
        ...{
          config,
          store,
          leases,
          holder,
          identity,
          turns,
          data: () => knowledge,
          sayIn,
          pictures,
          clock,
          machineClock,
          log,
        },
        ...{ shards: { ids, count }, chance: parts.chance, userAgent: parts.userAgent, meter: parts.meter ?? noMeter },
      });
      tenure = current;
      const gone = AbortSignal.any([stop, ...leases.map((lease) => lease.signal)]);
      const failed = current.failed.then((error) => {
        throw error;
      });
      await Promise.race([current.start(), whenAborted(gone), failed]);
      if (!gone.aborted) {
        const facts = { bot: identity.name, shards: ids, of: count, holder };
        log.info(facts, first ? 'The bot is ready' : 'The bot has its shards again, has caught up, and serves');
        if (first) sayHowToInvite(log, { ...current.state(), isNew }, applicationId);
        served();
        await Promise.race([whenAborted(gone), failed]);
      }
      if (stop.aborted) return;
      log.error({ err: gone.reason }, 'The bot has lost its shards and stops acting; it takes them again when it can');
      await current.abandon(gone.reason as Error);
      await letGo(leases, log);
    }
  }

  /** So that the first question after a start, or after new data, does not hold up everything else. */
  async function readAhead(): Promise<void> {
    const breathe = createBreather();
    for (const _ of knowledge.seenFrom('all').readAhead()) {
      if (stopping.signal.aborted) return;
      await breathe();
    }
  }

  async function reload(): Promise<readonly ChangesOfKind[]> {
    const files = await readKnowledgeFiles(config.knowledgeDir);
    const before = knowledge;
    knowledge = assembleSuccessor(before, files);
    const changes = whatChanged(before, knowledge);
    log.info({ before: before.version, now: knowledge.version, changes }, 'The knowledge files were taken in');
    await readAhead();
    // Where what servers added cannot be compared with it now, it is at the next start: the data is taken in all the same.
    const failed = (err: unknown) => log.error({ err }, 'What servers added could not be compared with the data');
    await tenure?.dataChanged().catch(failed);
    return changes;
  }

  async function start(signal?: AbortSignal): Promise<void> {
    const stop = signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal;
    const identity = await askIdentity({ rest: asking, api: config.apiUrl, machineClock, log, signal: stop });
    reloads = obeyReloads({ store, holder: parts.holder, reload, machineClock, log, signal: stop });
    await new Promise<void>((resolve, reject) => {
      running = serve(identity, stop, resolve).then(
        () => reject(stop.reason),
        (error: unknown) => {
          // The first error rejects `start`; a later one resolves `lost`.
          reject(error);
          if (!stop.aborted) giveUp(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    // Reading sooner would keep those waiting who have asked meanwhile.
    const failed = (err: unknown) => log.error({ err }, 'What can be looked up could not be read ahead');
    machineClock
      .waitUntil(machineClock.now() + READ_AHEAD_AFTER_MS, stop)
      .then(readAhead)
      .catch(failed);
  }

  async function stop(): Promise<void> {
    stopping.abort(new Error('The bot was stopped'));
    asking.endAll(new Error('The bot was stopped'));
    await Promise.all([running, reloads]);
    await tenure?.end();
    await store.close();
  }

  let stopped: Promise<void> | undefined;
  return {
    start,
    lost,
    state: () => tenure?.state(),
    storeAnswers: () => store.records(storeOwnerRecord).get('owner'),
    reload,
    nextDeadlineMs: () => tenure?.nextDeadlineMs(),
    idle: async () => tenure?.idle(),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function shardsOf({ shards, shardCount }: Config, { recommendedShards }: Identity) {
  const count = shardCount === 'auto' ? recommendedShards : shardCount;
  return { count, ids: shards === 'auto' ? Array.from({ length: count }, (_, id) => id) : shards };
}

async function letGo(leases: readonly Lease[], log: Log): Promise<void> {
  for (const lease of leases) {
    await lease.release().catch((err) => log.warn({ err }, 'A lease could not be released; it will run out'));
  }
}

/** Logs the invite link at the very first start, and as long as the bot is in no server. */
function sayHowToInvite(
  log: Log,
  { servers, isNew }: Pick<BotState, 'servers'> & { isNew: boolean },
  applicationId: string,
): void {
  if (servers > 0 && !isNew) return;
  const where =
    servers > 0 ? `The bot is in ${servers} server${servers === 1 ? '' : 's'}` : 'The bot is in no server yet';
  log.info({ url: inviteLink(applicationId) }, `${where}; whoever manages one adds it with this link`);
}

function sayClock(log: Log, behindMs: number): void {
  if (behindMs === 0) {
    log.info({}, 'This machine’s clock is right again');
    return;
  }
  const seconds = Math.round(Math.abs(behindMs) / 1000);
  const how = behindMs > 0 ? 'behind' : 'ahead of';
  log.error(
    { behindMs },
    `This machine’s clock is ${seconds} seconds ${how} Discord’s; the bot goes by Discord’s. Set it right (NTP)`,
  );
}

import { type Notice, noNotices } from '../../src/domain/notices.ts';
import type { Poll } from '../../src/domain/poll/poll.ts';
import { createMembers } from '../../src/services/members.ts';
import { createPolls, type Polls } from '../../src/services/polls/polls.ts';
import type { Publisher } from '../../src/services/publisher.ts';
import { createReadingService } from '../../src/services/reading.ts';
import { createScheduler } from '../../src/services/scheduler.ts';
import { createServers, type Servers } from '../../src/services/servers.ts';
import { openStore, type Store } from '../../src/storage/index.ts';
import { noticeRecord } from '../../src/storage/kinds.ts';
import { createManualClock, type MovableClock } from '../../src/util/clock.ts';
import { createLog, type Log } from '../../src/util/log.ts';
import { seriesKnowledge } from '../knowledge/knowledge.ts';
import { createFakeDiscord, type FakeDiscord, type ReactionEvent } from './fake-discord.ts';
import { createLife, type DeathPlan, type Life } from './mortal.ts';

export const GUILD = '100';
export const CHANNEL = '200';
export const MODERATOR = '300';
export const START_MS = Date.UTC(2026, 10, 22, 12);

/** The real polls, on a store and with a Discord that outlive every run of the bot. */
export interface Stage {
  readonly clock: MovableClock;
  readonly discord: FakeDiscord;
  readonly store: Store;
  /** The notices for moderators, oldest first. */
  readonly notices: readonly Notice[];
  /** The running bot; throws where none is running. */
  readonly bot: () => Polls;
  readonly servers: () => Servers;
  readonly isUp: () => boolean;
  readonly life: () => Life;
  /** Starts a bot, which returns to its servers. It may die on the way. */
  start(plan?: DeathPlan): Promise<void>;
  kill(): void;
  /** Resolves with the result of `work`, or undefined when the bot died over it. */
  orDeath<T>(work: (bot: Polls) => Promise<T>): Promise<T | undefined>;
  /** Starts everything that is due now, without waiting for it. */
  begin(): void;
  /** Lets the bot do what is due now, until nothing is. */
  settle(): Promise<void>;
  /** Moves the clock, and lets the bot do what falls due. */
  wait(ms: number): Promise<void>;
  open(poll?: Partial<OpenFacts>): Promise<Poll>;
  close(): Promise<void>;
}

interface OpenFacts {
  id: string;
  guildId: string;
  channelId: string;
  closesAtMs: number;
  secret: boolean;
  roleId: string;
  contestants: readonly string[];
  match: string;
  untilEpisodeId: string;
  emoji: readonly string[];
  unscored: boolean;
}

const EMOJI = ['🐍', '🦋', '🐺', '🦉'];

interface StageOptions {
  readonly horizon?: string;
  readonly log?: Log;
  /** Wraps the publisher of the bot, to make Discord behave worse. */
  readonly publisher?: (publisher: Publisher, life: Life) => Publisher;
  /** The servers the bot is in. */
  readonly guildIds?: readonly string[];
  /** Decides when the bot receives an event. Default: at once */
  readonly gateway?: (event: ReactionEvent, hear: (event: ReactionEvent) => void) => void;
}

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const clock = createManualClock(START_MS);
  const log = options.log ?? createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: createManualClock(0) });
  const discord = createFakeDiscord(clock);
  const guildIds = options.guildIds ?? [GUILD];
  for (const guildId of guildIds) {
    await createServers(store).update(guildId, (server) => ({ ...server, horizon: options.horizon ?? 'round-5' }));
  }
  const notices: Notice[] = [];
  let life = createLife();
  life.kill();
  let predictions: Polls | undefined;
  let servers: Servers | undefined;
  let scheduler = createScheduler({ clock, log });

  function bot(): Polls {
    if (predictions === undefined || life.isDead()) throw new Error('No bot is alive');
    return predictions;
  }

  const begin = () => void (life.isDead() ? undefined : scheduler.begin());
  const nextAtMs = () => scheduler.nextAtMs();

  async function start(plan?: DeathPlan): Promise<void> {
    life = createLife();
    life.plan(plan);
    const own = mortalStore(store, life);
    const knowledge = seriesKnowledge();
    servers = createServers(own);
    const members = createMembers(own, knowledge);
    const reading = createReadingService({ knowledge, servers, members });
    const plain = discord.publisherFor(life);
    const publisher = options.publisher?.(plain, life) ?? plain;
    scheduler = createScheduler({ clock, log });
    const telling = (guildId: string, notice: Notice) => {
      notices.push(notice);
      return own.records(noticeRecord).putting(guildId, noNotices);
    };
    const fresh = createPolls({
      store: own,
      knowledge,
      clock,
      log,
      scheduler,
      publisher,
      servers,
      members,
      reading,
      telling,
    });
    predictions = fresh;
    const mine = life;
    const heard = (event: ReactionEvent) => {
      if (!mine.isDead()) hear(fresh, event);
    };
    discord.listen((event) => {
      if (mine.isDead()) return;
      if (options.gateway === undefined) heard(event);
      else options.gateway(event, heard);
    });
    await orDeath((one) => one.upkeep.returnTo(guildIds));
    await settle();
  }

  async function orDeath<T>(work: (bot: Polls) => Promise<T>): Promise<T | undefined> {
    return Promise.race([work(bot()), life.died.then(() => undefined)]);
  }

  async function settle(): Promise<void> {
    // Each round waits for what was begun, which may make something else due.
    for (let round = 0; round < 500; round += 1) {
      if (life.isDead()) return;
      begin();
      await Promise.race([bot().upkeep.idle(), life.died]);
      await turns();
      if (nextAtMs() > clock.now()) return;
    }
    throw new Error('The bot never comes to rest');
  }

  return {
    clock,
    discord,
    store,
    notices,
    bot,
    servers: () => {
      if (servers === undefined) throw new Error('No bot was started');
      return servers;
    },
    isUp: () => !life.isDead(),
    life: () => life,
    start,
    kill: () => life.kill(),
    orDeath,
    begin,
    settle,
    async wait(ms) {
      clock.advance(ms);
      await settle();
    },
    async open(facts = {}) {
      const names = facts.contestants ?? ['Ada', 'Bea', 'Cem'];
      const emoji = facts.emoji ?? EMOJI;
      const contestants = names.map((name, index) => ({ name, emoji: emoji[index] }));
      const opened = await bot().opening.open({
        id: facts.id ?? '500',
        guildId: facts.guildId ?? GUILD,
        channelId: facts.channelId ?? CHANNEL,
        openedBy: MODERATOR,
        closesAtMs: facts.closesAtMs ?? START_MS + 7_200_000,
        untilEpisodeId: facts.untilEpisodeId,
        secret: facts.secret ?? false,
        roleId: facts.roleId,
        unscored: facts.unscored,
        match: facts.match === undefined ? { custom: { title: 'Round 9', contestants } } : { known: facts.match },
      });
      await settle();
      if (opened.kind !== 'opened') throw new Error(`No poll was opened: ${opened.kind}`);
      return opened.poll;
    },
    async close() {
      life.kill();
      discord.listen(undefined);
      await store.close();
    },
  };
}

function hear(bot: Polls, event: ReactionEvent): void {
  // As the real handlers do: what could not be stored now is found on the message later.
  const ignore = () => {};
  if (!bot.votes.isPoll(event.messageId)) return;
  if (event.kind === 'cleared') bot.votes.reactionsCleared(event).catch(ignore);
  else if (event.kind === 'added') bot.votes.reactionAdded({ ...event, roleIds: [] }).catch(ignore);
  else bot.votes.reactionRemoved(event).catch(ignore);
}

function mortalStore(store: Store, life: Life): Store {
  const write: Store['write'] = (changes) => life.act('write', () => store.write(changes));
  return {
    ...store,
    write,
    records(kind) {
      const inner = store.records(kind);
      return {
        ...inner,
        get: (key) => life.read(() => inner.get(key)),
        getMany: (keys, onDamaged) => life.read(() => inner.getMany(keys, onDamaged)),
        put: (key, value) => write([inner.putting(key, value)]),
        remove: (key) => write([inner.removing(key)]),
      };
    },
  };
}

/** Resolves after everything that waits for nothing outside this process. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

import { dateOverMs, type EpisodeOutSince, type KeepUp as Following, followed } from '../domain/keep-up.ts';
import type { Horizon } from '../domain/knowledge/horizon.ts';
import type { Knowledge } from '../domain/knowledge/view-types.ts';
import type { Notice } from '../domain/notices.ts';
import type { Server } from '../domain/server.ts';
import type { Change } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import type { Polls } from './polls/polls.ts';
import type { Scheduler } from './scheduler.ts';
import type { AdditionsBook } from './season/additions-book.ts';
import type { Servers } from './servers.ts';

/** Servers whose horizon moves by itself, some days after an episode is out. Their moderators are told each time. */
export interface KeepUp {
  /** Sets after how many days a server's horizon follows an episode that came out; undefined = never. */
  set(guildId: string, days: Following['days'] | undefined): Promise<void>;
  /** Call it when what is out in these servers, or how far they have watched, may have changed. Absent = everywhere. */
  changed(guildIds?: Iterable<string>): void;
  /** The servers that keep up, and so wait for episodes to come out. */
  servers(): ReadonlySet<string>;
  returnTo(guildIds: readonly string[]): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/** Stands for the moderator in results that were given because a horizon moved by itself. */
const BY_ITSELF = 'keep-up';

export function createKeepUp(parts: {
  servers: Servers;
  knowledge: Knowledge;
  additions: Pick<AdditionsBook, 'of'>;
  polls: Pick<Polls, 'horizons' | 'episodes'>;
  telling: (guildId: string, notice: Notice) => Change;
  /** Called when a server keeps up that did not before. */
  onKeeping: () => void;
  scheduler: Pick<Scheduler, 'work'>;
  clock: Clock;
  log: Log;
}): KeepUp {
  const { servers, knowledge, additions, polls, telling, clock, log } = parts;
  const keeping = new Set<string>();
  const work = parts.scheduler.work('keep-up', step);

  /** The episodes a server has not reached yet, in viewing order, each with the moment since when it is out there. */
  async function aheadOf(guildId: string, horizon: Horizon): Promise<readonly EpisodeOutSince[]> {
    const here = knowledge.forServer(guildId);
    const ahead = here.episodeLabels().filter(({ id }) => here.compareHorizons(id, horizon) > 0);
    return Promise.all(
      ahead.map(async ({ id }) => ({ episodeId: id, sinceMs: await sinceMs(guildId, here.idsOf(id)) })),
    );
  }

  /**
   * Since when an episode is out: what a feed or a moderator said; otherwise the data's date, which is no more exact
   * than a day.
   */
  async function sinceMs(guildId: string, names: readonly string[]): Promise<number | undefined> {
    const said = await Promise.all(names.map((name) => polls.episodes.sinceMs(guildId, name)));
    const { episodes } = additions.of(guildId);
    const added = episodes.flatMap(({ id, outAtMs }) => (outAtMs !== undefined && names.includes(id) ? outAtMs : []));
    const times = [...said.flatMap((atMs) => atMs ?? []), ...added];
    if (times.length > 0) return Math.min(...times);
    const told = knowledge
      .forServer(guildId)
      .seenFrom('all')
      .episode(names[0] ?? '');
    const released = told?.seen === true ? told.released?.value : undefined;
    return released === undefined ? undefined : dateOverMs(released);
  }

  function standing(guildId: string, { keepUp, horizon }: Server) {
    const known = horizon === undefined ? undefined : knowledge.forServer(guildId).held(horizon);
    // A server without a horizon has nothing to follow from; one at “everything, always” needs no following.
    return keepUp === undefined || known === undefined || known === 'all' ? undefined : { keepUp, horizon: known };
  }

  async function step(guildId: string): Promise<number> {
    const server = await servers.get(guildId);
    if (server.keepUp === undefined) keeping.delete(guildId);
    const at = standing(guildId, server);
    if (at === undefined) return Number.POSITIVE_INFINITY;
    const { to, nextAtMs } = followed(at.keepUp, await aheadOf(guildId, at.horizon), clock.now());
    if (to === undefined) return nextAtMs;
    const here = knowledge.forServer(guildId);
    const label = here.textIn(here.episodeLabel(to)?.label ?? {}, server.language);
    const { seen } = await polls.horizons.preview(guildId, to);
    const moved = await polls.horizons.move({
      guildId,
      horizon: to,
      by: BY_ITSELF,
      seen,
      change: (current) => ({ ...current, horizon: here.keep(to) }),
      others: () => [telling(guildId, { kind: 'kept-up', label, days: at.keepUp.days })],
    });
    if (moved !== undefined) log.info({ guildId, to }, 'A server’s horizon followed what is out');
    // Look again at once: the horizon may have been changed meanwhile, or the next episode be due.
    return clock.now();
  }

  return {
    async set(guildId, days) {
      await servers.update(guildId, ({ keepUp: _before, ...server }) =>
        days === undefined ? server : { ...server, keepUp: { days, fromMs: clock.now() } },
      );
      if (days === undefined) {
        keeping.delete(guildId);
      } else {
        keeping.add(guildId);
        parts.onKeeping();
      }
      work.poke(guildId);
    },
    changed(guildIds = keeping) {
      for (const guildId of guildIds) if (keeping.has(guildId)) work.due(guildId);
    },
    servers: () => keeping,
    async returnTo(guildIds) {
      const kept = await servers.getMany(guildIds);
      for (const [guildId, { keepUp }] of kept) {
        if (keepUp === undefined) continue;
        keeping.add(guildId);
        work.due(guildId);
      }
      if (keeping.size > 0) parts.onKeeping();
    },
    idle: work.idle,
  };
}

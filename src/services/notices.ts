import { createHash } from 'node:crypto';
import { type Notice, type NoticeBox, noNotices, type StoredNotice, withNotice } from '../domain/notices.ts';
import type { Change, Store } from '../storage/index.ts';
import { noticeRecord } from '../storage/kinds.ts';
import { backoffMs } from '../util/backoff.ts';
import type { Clock } from '../util/clock.ts';
import type { Log } from '../util/log.ts';
import { createDrafts } from './drafts.ts';
import { postOnce } from './post-once.ts';
import type { Publisher } from './publisher.ts';
import type { Scheduler } from './scheduler.ts';
import type { Servers } from './servers.ts';

/**
 * Tells a server's moderators about things that only they can mend, each once: in the channel chosen for notices, or,
 * without one (or while it cannot be written to), privately below the answer to the next moderator's command.
 */
export interface Notices {
  returnTo(guildIds: readonly string[]): Promise<void>;
  /**
   * The change that adds a notice. Write it together with whatever caused it, so that no crash can tell it twice or
   * never.
   */
  telling(guildId: string, notice: Notice): Change;
  /** The notices that nobody was told yet, oldest first. */
  pending(guildId: string): readonly StoredNotice[];
  /** Call it when a moderator has been shown these. */
  told(guildId: string, ids: readonly string[]): Promise<void>;
  channelOf(guildId: string): string | undefined;
  /** Where notices go from now on; undefined = below the answer to the next moderator's command. */
  setChannel(guildId: string, channelId: string | undefined): Promise<void>;
  /** The servers where a notice could not be posted in the channel that was chosen for them. */
  resting(): { has(guildId: string): boolean };
  /** Call it when that channel may take a notice now. */
  tryAgain(guildId: string): void;
  /** Removes a server's notices, from disk and from memory. */
  forgetServer(guildId: string): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const RETRY = { firstMs: 60_000, longestMs: 3_600_000 };

export function createNotices(parts: {
  store: Store;
  servers: Servers;
  publisher: Publisher;
  clock: Clock;
  log: Log;
  scheduler: Pick<Scheduler, 'work'>;
}): Notices {
  const { store, servers, publisher, clock, log } = parts;
  const records = store.records(noticeRecord);
  /** A notice that is not on disk yet is not told: what caused it may not have happened. */
  const boxes = createDrafts<NoticeBox>((guildId) => work.poke(guildId));
  /** Servers whose box has been read: from then on the one in memory counts. */
  const loaded = new Set<string>();
  const failures = new Map<string, number>();
  const work = parts.scheduler.work('notice', step);
  const boxOf = (guildId: string) => boxes.latest(guildId) ?? noNotices;
  const writtenOf = (guildId: string) => boxes.written(guildId) ?? noNotices;

  const beingTold = new Set<string>();

  function changing(guildId: string, box: NoticeBox): Change {
    return boxes.putting(guildId, box, records.putting(guildId, box));
  }

  function forget(guildId: string, ids: readonly string[]): Promise<void> {
    const box = boxOf(guildId);
    const pending = box.pending.filter(({ id }) => !ids.includes(id));
    if (pending.length === 0) failures.delete(guildId);
    return store.write([changing(guildId, { ...box, pending })]);
  }

  async function post(guildId: string, channelId: string, stored: StoredNotice): Promise<boolean> {
    const { triedAtMs } = stored;
    if (triedAtMs === undefined) {
      const box = boxOf(guildId);
      const mark = (other: StoredNotice) => (other.id === stored.id ? { ...other, triedAtMs: clock.now() } : other);
      await store.write([changing(guildId, { ...box, pending: box.pending.map(mark) })]);
    }
    const { language } = await servers.get(guildId);
    const message = { kind: 'notice', notice: stored, language } as const;
    const posted = await postOnce({ publisher, clock }, { channelId, message, nonce: stored.id, triedAtMs });
    if (posted.kind === 'posted' || (posted.kind === 'refused' && posted.reason === 'message-gone')) {
      await forget(guildId, [stored.id]);
      return true;
    }
    log.warn(
      { guildId, channelId, posted },
      'Moderators cannot be told in their channel; it waits for their next command',
    );
    return false;
  }

  async function step(guildId: string): Promise<number> {
    const { channelId, pending } = writtenOf(guildId);
    if (channelId === undefined) return Number.POSITIVE_INFINITY;
    for (const stored of pending) {
      if (await post(guildId, channelId, stored)) continue;
      const failed = failures.get(guildId) ?? 0;
      failures.set(guildId, failed + 1);
      return clock.now() + backoffMs(failed, RETRY);
    }
    failures.delete(guildId);
    return Number.POSITIVE_INFINITY;
  }

  return {
    async returnTo(guildIds) {
      // A box that cannot be read starts again empty: nobody can tell what was in it.
      const kept = await records.getMany(guildIds, () => {});
      for (const guildId of guildIds) {
        const box = kept.get(guildId);
        const isHeld = loaded.has(guildId);
        loaded.add(guildId);
        // What is held is as new as the disk, or newer: a notice may have been told while this was read.
        if (box === undefined || isHeld) continue;
        const toldMeanwhile = boxOf(guildId).pending;
        if (toldMeanwhile.length === 0) {
          boxes.load(guildId, box);
          if (box.pending.length > 0) work.add(guildId);
        } else await store.write([changing(guildId, toldMeanwhile.reduce(withNotice, box))]);
      }
    },
    telling(guildId, notice) {
      const atMs = clock.now();
      const id = createHash('sha256')
        .update(`${guildId}\n${atMs}\n${JSON.stringify(notice)}`)
        .digest('base64url');
      return changing(guildId, withNotice(boxOf(guildId), { id: id.slice(0, 22), atMs, notice }));
    },
    pending: (guildId) => writtenOf(guildId).pending.filter(({ id }) => !beingTold.has(id)),
    async told(guildId, ids) {
      // Until that is on disk, the next command must not be shown the same notices again.
      for (const id of ids) beingTold.add(id);
      try {
        await forget(guildId, ids);
      } finally {
        for (const id of ids) beingTold.delete(id);
      }
    },
    channelOf: (guildId) => writtenOf(guildId).channelId,
    async setChannel(guildId, channelId) {
      const { pending } = boxOf(guildId);
      await store.write([changing(guildId, channelId === undefined ? { pending } : { channelId, pending })]);
      failures.delete(guildId);
      work.poke(guildId);
    },
    resting: () => failures,
    tryAgain(guildId) {
      // Its failures stay noted until a try succeeds: another change may come while this try is under way.
      if (failures.has(guildId)) failures.set(guildId, 0);
      work.poke(guildId);
    },
    async forgetServer(guildId) {
      boxes.forget(guildId);
      failures.delete(guildId);
      await records.remove(guildId);
    },
    idle: work.idle,
  };
}

import { type FollowUp, finish, type Outbox, toldOf } from '../../domain/announcement/outbox.ts';
import type { Subscription } from '../../domain/announcement/subscription.ts';
import { entryIdForLog } from '../../domain/feed/entry-id.ts';
import type { Notice } from '../../domain/notices.ts';
import type { PermissionName } from '../../domain/permissions.ts';
import { backoffMs } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';
import type { Log } from '../../util/log.ts';
import type { Notices } from '../notices.ts';
import type { Done, Publisher } from '../publisher.ts';
import type { ComposeAnnouncement } from './compose.ts';
import type { SubscriptionBook } from './subscription-book.ts';

export interface FollowUps {
  /**
   * Publishes posts, opens threads on them, and redraws premieres. Resolves with when to call again, in ms since 1970.
   * No failure here touches the post itself.
   */
  carryOut(subscriptionId: string): Promise<number>;
  /** Whatever they wait for may be over: the next `carryOut` tries again. */
  tryAgain(subscriptionId: string): void;
}

const RETRY = { firstMs: 5_000, longestMs: 3_600_000 };
/** A post this old needs no thread any more, and the following servers have heard of the episode elsewhere. */
const GIVE_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

export function createFollowUps(parts: {
  book: SubscriptionBook;
  publisher: Publisher;
  notices: Notices;
  compose: ComposeAnnouncement;
  labelOf: (subscription: Subscription, episodeId: string | undefined) => string | undefined;
  clock: Clock;
  log: Log;
}): FollowUps {
  const { book, publisher, notices, clock, log } = parts;
  const queue = createKeyedQueue();
  /** Each kind of follow-up waits by itself: publishing is limited to some ten an hour, threads are not. */
  const waits = new Map<string, { failures: number; untilMs: number; notBeforeMs: number }>();

  async function act(subscription: Subscription, { kind, messageId, episodeId, entry }: FollowUp): Promise<Done> {
    const { channelId } = subscription;
    if (entry !== undefined) {
      return publisher.edit(channelId, messageId, await parts.compose(subscription, entry, false));
    }
    if (kind === 'publish') return publisher.publish(channelId, messageId);
    const label = parts.labelOf(subscription, episodeId);
    return publisher.openThread(channelId, messageId, { label, language: subscription.language });
  }

  async function attempt(subscription: Subscription, followUp: FollowUp): Promise<number> {
    const waitKey = `${subscription.id} ${followUp.kind}`;
    const wait = waits.get(waitKey);
    if (wait !== undefined && clock.now() < wait.untilMs) return wait.untilMs;
    const { kind, key, messageId } = followUp;
    const facts = { subscriptionId: subscription.id, entry: entryIdForLog(key), kind, messageId };

    const done = await act(subscription, followUp);
    if (done.kind === 'done') {
      waits.delete(waitKey);
      await close(subscription, followUp);
      return clock.now();
    }
    const isHopeless = done.reason === 'message-gone' || done.reason === 'unfit' || done.reason === 'channel-gone';
    if (isHopeless || clock.now() - followUp.sinceMs > GIVE_UP_AFTER_MS) {
      await close(subscription, followUp);
      log.warn({ ...facts, detail: done.detail }, 'What should follow an announcement is given up; the post stays');
      return clock.now();
    }
    const { id, guildId } = subscription;
    if (
      done.reason === 'forbidden' &&
      followUp.kind !== 'edit' &&
      !book.outbox(id).followUpsTold.includes(followUp.kind)
    ) {
      const notice = await stoppedNotice(subscription, followUp.kind);
      const told = new Map([[id, (outbox: Outbox) => toldOf(outbox, followUp.kind)]]);
      await book.updateOutboxes(told, [notices.telling(guildId, notice)]);
    }
    const failures = wait?.failures ?? 0;
    const waitMs = Math.max(backoffMs(failures, RETRY), done.retryAfterMs ?? 0);
    const notBeforeMs = clock.now() + (done.retryAfterMs ?? 0);
    waits.set(waitKey, { failures: failures + 1, untilMs: clock.now() + waitMs, notBeforeMs });
    if (failures === 0) log.warn({ ...facts, detail: done.detail }, 'What should follow an announcement must wait');
    return clock.now() + waitMs;
  }

  function close(subscription: Subscription, followUp: FollowUp): Promise<void> {
    return book.updateOutboxes(new Map([[subscription.id, (outbox) => finish(outbox, followUp)]]));
  }

  async function stoppedNotice(subscription: Subscription, kind: 'publish' | 'thread'): Promise<Notice> {
    const { guildId, channelId } = subscription;
    const wanted: PermissionName[] = ['viewChannel', kind === 'publish' ? 'sendMessages' : 'createThreads'];
    const missing = (await publisher.lacking(guildId, channelId, wanted)) ?? [];
    return { kind: 'follow-up-stopped', channelId, what: kind, missing };
  }

  async function carryOutNow(subscriptionId: string): Promise<number> {
    let nextAtMs = Number.POSITIVE_INFINITY;
    const subscription = book.get(subscriptionId);
    if (subscription === undefined) return nextAtMs;
    for (const followUp of book.outbox(subscriptionId).followUps) {
      const againAtMs = await attempt(subscription, followUp);
      if (againAtMs > clock.now()) nextAtMs = Math.min(nextAtMs, againAtMs);
    }
    return nextAtMs;
  }

  return {
    carryOut: (subscriptionId) => queue.run(subscriptionId, () => carryOutNow(subscriptionId)),
    tryAgain(subscriptionId) {
      for (const kind of ['publish', 'thread', 'edit']) {
        const wait = waits.get(`${subscriptionId} ${kind}`);
        // The wait that Discord itself asked for stays; only our own backoff is dropped.
        if (wait !== undefined) waits.set(`${subscriptionId} ${kind}`, { ...wait, untilMs: wait.notBeforeMs });
      }
    },
  };
}

import { compareFeed, type FeedTarget } from '../../src/domain/feed/compare-feed.ts';
import { afterFailure, afterSuccess, type FeedHealth, untriedHealth } from '../../src/domain/feed/feed-health.ts';
import { type FeedMemory, feedMemorySchema } from '../../src/domain/feed/feed-memory.ts';
import { createFeedReader } from '../../src/sources/feeds/read-feed.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { type FeedAnswer, startFeedServer } from '../network/feed-server.ts';
import { givenBytes } from './given-documents.ts';
import { renderFeed, type TimelineEntry, type TimelineSource } from './render-feed.ts';

export interface TimelineTarget {
  readonly channel: string;
  readonly shorts?: boolean;
  readonly upcoming?: 'post' | 'hold';
}

/** One look at the feed: its entries, a special answer, or a captured document. */
export interface TimelineStep {
  readonly at: string;
  readonly entries?: readonly TimelineEntry[];
  readonly http?: {
    readonly status: number;
    readonly file?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly answer?: FeedAnswer;
  readonly file?: string;
  /** Subscribes after this look, as the command does, which reads the feed first. */
  readonly addTarget?: TimelineTarget;
  readonly discord?: unknown;
  readonly expectPosts: readonly { readonly channel: string; readonly key: string }[];
}

export interface Timeline {
  readonly name: string;
  readonly source: TimelineSource;
  readonly targets: readonly TimelineTarget[];
  readonly steps: readonly TimelineStep[];
}

export interface PlayedStep {
  readonly posts: readonly { readonly channel: string; readonly key: string; readonly title: string }[];
  readonly windowExceeded: boolean;
  readonly rekeyed: boolean;
  readonly notice: 'down' | 'back' | undefined;
}

/**
 * Plays a timeline through a real server and the real reader. Between steps everything is written to JSON and read
 * back, as after a restart. Resolves with what each step posted.
 */
export async function playTimeline(timeline: Timeline): Promise<PlayedStep[]> {
  const first = timeline.steps[0];
  const clock = createManualClock(Date.parse(first?.at ?? '2026-01-01T00:00:00Z'));
  const server = await startFeedServer();
  const log = createLog({ level: 'silent', format: 'json' });
  const reader = createFeedReader({ clock, log, allowPrivate: true, userAgent: 'Clematis test', totalMs: 1000 });
  const targets = timeline.targets.map((target) => feedTarget(target, 0));
  const played: PlayedStep[] = [];
  let memory: FeedMemory | undefined;
  let health: FeedHealth = untriedHealth;

  try {
    for (const step of timeline.steps) {
      clock.advance(Date.parse(step.at) - clock.now());
      server.set('/feed', answerOf(timeline.source, step));
      const reading = await reader.read(`${server.origin}/feed`, memory?.validators);
      const nowMs = clock.now();
      const lastLookMs = health.lastLookMs;
      const change =
        reading.kind === 'failed'
          ? afterFailure(health, { nowMs, ...reading.failure })
          : afterSuccess(health, { nowMs });
      health = change.health;
      if (reading.kind === 'entries') {
        const { document } = reading;
        const { validators } = reading;
        const compared = compareFeed({ memory, document, targets, nowMs, lastLookMs, validators });
        memory = feedMemorySchema.parse(JSON.parse(JSON.stringify(compared.memory)));
        const posts = compared.posts.map(({ targetId, entry }) => ({
          channel: targetId,
          key: entry.key,
          title: entry.title,
        }));
        played.push({
          posts,
          windowExceeded: compared.windowExceeded,
          rekeyed: compared.rekeyed,
          notice: change.notice,
        });
      } else {
        played.push({ posts: [], windowExceeded: false, rekeyed: false, notice: change.notice });
      }
      if (step.addTarget) targets.push(feedTarget(step.addTarget, memory?.documents ?? 0));
    }
  } finally {
    await reader.close();
    await server.close();
  }
  return played;
}

function feedTarget(target: TimelineTarget, sinceDocument: number): FeedTarget {
  return { id: target.channel, sinceDocument, shorts: target.shorts ?? true, upcoming: target.upcoming ?? 'post' };
}

function answerOf(source: TimelineSource, step: TimelineStep): FeedAnswer {
  if (step.answer) return step.answer;
  if (step.entries) return { headers: { 'content-type': 'text/xml' }, body: renderFeed(source, step.entries) };
  const file = step.http?.file ?? step.file;
  const body = file === undefined ? '' : givenBytes(file);
  return { status: step.http?.status ?? 200, headers: step.http?.headers ?? {}, body };
}

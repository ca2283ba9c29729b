import { parseFeed } from '../../src/sources/documents/parse-feed.ts';
import type { FeedReader, FeedReading } from '../../src/sources/feeds/read-feed.ts';
import type { Chance } from '../../src/util/chance.ts';
import type { Clock } from '../../src/util/clock.ts';
import { renderFeed, type TimelineEntry } from '../feeds/render-feed.ts';

const HOUR_MS = 3_600_000;
const WINDOW = 15;
const MOST_KEPT = 10;
const HTML = '<!DOCTYPE html><html><head><title>Before you continue</title></head><body><form></form></body></html>';

export interface Video {
  readonly id: string;
  readonly title: string;
  readonly publishedMs: number;
}

export type FeedTrouble = 404 | 403 | 429 | 500 | 'html' | 'empty' | 'old' | undefined;

export interface SimulatedFeed {
  readonly reader: FeedReader;
  /** How many times it was read. */
  readonly reads: () => number;
  /** Ids of the videos that some answer has contained. */
  readonly shown: ReadonlySet<string>;
}

/**
 * A YouTube channel over time: the newest fifteen entries, newest first, with every irregularity that real ones have
 * shown. An entry listed before may be missing from an answer, or have another title or date.
 */
export function createSimulatedFeed(parts: {
  videos: readonly Video[];
  troubleAt: (atMs: number) => FeedTrouble;
  clock: Clock;
  chance: Chance;
  url: string;
}): SimulatedFeed {
  const { videos, clock, chance, url } = parts;
  const shown = new Set<string>();
  let reads = 0;

  function documentAt(atMs: number): string {
    const out = videos.filter((video) => video.publishedMs <= atMs);
    const listed = out.slice(-WINDOW).toReversed();
    const odd = chance.fraction();
    // Only older entries vanish or get another date here; new ones that do so are in tests of their own.
    const entries = listed.flatMap((video, index): TimelineEntry[] => {
      const isOld = shown.has(video.id) && index > 2;
      if (isOld && odd < 0.1 && index % 4 === 0) return [];
      const isEdited = isOld && odd > 0.5;
      const bumpedMs = isOld && odd > 0.9 ? 5 * 60_000 : 0;
      return [
        {
          id: video.id,
          title: isEdited ? `${video.title} (edited)` : video.title,
          published: new Date(video.publishedMs + bumpedMs).toISOString(),
          updated: new Date(video.publishedMs + (isEdited ? HOUR_MS : 0)).toISOString(),
          views: 5,
          ratings: 1,
        },
      ];
    });
    for (const video of listed) shown.add(video.id);
    return renderFeed('channel', entries);
  }

  /** Parsed documents of the last answers: most answers are repeated, and parsing them again would only take time. */
  const lately = new Map<string, ReturnType<typeof parseFeed>>();

  function parsed(text: string): FeedReading {
    const outcome = lately.get(text) ?? parseFeed(text, url);
    lately.delete(text);
    lately.set(text, outcome);
    for (const oldest of lately.keys()) {
      if (lately.size <= MOST_KEPT) break;
      lately.delete(oldest);
    }
    if (outcome.kind === 'failed') {
      return { kind: 'failed', failure: { reason: outcome.reason, url, status: 200, detail: outcome.detail } };
    }
    return { kind: 'entries', document: outcome.document, ageSeconds: Math.floor(chance.fraction() * 60) };
  }

  function answer(): FeedReading {
    const nowMs = clock.now();
    const trouble = parts.troubleAt(nowMs);
    switch (trouble) {
      case 'html':
        return parsed(HTML);
      case 'empty':
        return parsed(renderFeed('channel', []));
      case 'old':
        return parsed(documentAt(nowMs - 6 * HOUR_MS));
      case undefined:
        return parsed(documentAt(nowMs));
      default: {
        const retry = trouble === 429 && chance.fraction() < 0.5 ? { retryAfterSeconds: 600 } : {};
        const failure = {
          reason: 'http-status',
          url,
          status: trouble,
          detail: `It answered ${trouble}`,
          ...retry,
        } as const;
        return { kind: 'failed', failure };
      }
    }
  }

  return {
    reader: {
      async read() {
        reads += 1;
        return answer();
      },
      close: async () => {},
    },
    reads: () => reads,
    shown,
  };
}

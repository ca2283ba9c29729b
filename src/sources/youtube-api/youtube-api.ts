import { request } from 'undici';
import type { z } from 'zod';
import type { FeedDocument, FeedEntry, FeedSource } from '../../domain/feed/feed-document.ts';
import type { Clock } from '../../util/clock.ts';
import type { Log } from '../../util/log.ts';
import { feedEntry } from '../documents/feed-entry.ts';
import { ApiRefusal, PlaylistItems, type Video, Videos } from './api-shapes.ts';
import { createQuota, type KeptUnits } from './quota.ts';

/** YouTube's Data API, for operators with a key. Never throws for what a server does. */
export interface YoutubeApi {
  /**
   * What the feed at this address would list: the same entries under the same keys. Costs three units. Undefined when
   * the address is not a channel's or playlist's feed, the day's quota is spent, or the API fails.
   */
  list(feedUrl: string): Promise<FeedDocument | undefined>;
  /**
   * The same entries, with what only the API knows about those that have not been watched yet. Costs one unit, or none.
   */
  complete(document: FeedDocument): Promise<FeedDocument>;
}

export interface YoutubeApiOptions {
  readonly key: string;
  /** Default: YouTube's own, `https://www.googleapis.com/youtube/v3`. Example: `http://127.0.0.1:9000`, in a test. */
  readonly baseUrl?: string;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly log: Log;
  /** What has been spent of the day's quota, saved for later processes. */
  readonly kept: KeptUnits;
  /**
   * How many units may be spent in a day. Default: 9,000 of the 10,000 that YouTube gives a key. Example: `90_000`, for
   * a key with a larger quota.
   */
  readonly unitsADay?: number;
}

/** As many as the feed lists. */
const LISTED = 15;
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 2 * 1024 * 1024;
/** Google's error reasons for a spent quota. */
const SPENT = new Set(['quotaExceeded', 'dailyLimitExceeded']);

export function createYoutubeApi(options: YoutubeApiOptions): YoutubeApi {
  const { clock, log } = options;
  const base = options.baseUrl ?? 'https://www.googleapis.com/youtube/v3';
  const quota = createQuota(options.kept, options.unitsADay);

  /** Undefined for anything but a valid answer. The key is sent in a header, so that no logged address contains it. */
  async function ask<T>(path: string, query: Record<string, string>, shape: z.ZodType<T>): Promise<T | undefined> {
    try {
      if (!(await quota.take(1, clock.now()))) return undefined;
      const answer = await request(`${base}/${path}?${new URLSearchParams(query)}`, {
        headers: { 'x-goog-api-key': options.key, 'user-agent': options.userAgent, accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await textOf(answer.body);
      const json: unknown = JSON.parse(text);
      if (answer.statusCode === 200) return shape.parse(json);
      const reasons = ApiRefusal.safeParse(json).data?.error.errors.map(({ reason }) => reason) ?? [];
      if (reasons.some((reason) => SPENT.has(reason))) await quota.exhaust(clock.now());
      log.warn({ path, status: answer.statusCode, reasons }, 'The YouTube Data API refused to answer');
    } catch (err) {
      log.warn({ err, path }, 'The YouTube Data API could not be asked');
    }
    return undefined;
  }

  async function idsIn(playlistId: string): Promise<readonly string[] | undefined> {
    const query = { part: 'contentDetails', maxResults: String(LISTED), playlistId };
    const found = await ask('playlistItems', query, PlaylistItems);
    return found?.items.map(({ contentDetails }) => contentDetails.videoId);
  }

  async function videos(ids: readonly string[]): Promise<readonly Video[] | undefined> {
    if (ids.length === 0) return [];
    const query = { part: 'snippet,statistics,liveStreamingDetails', id: ids.join(',') };
    return (await ask('videos', query, Videos))?.items;
  }

  return {
    async list(feedUrl) {
      const place = placeOf(feedUrl);
      if (place === undefined) return undefined;
      const ids = await idsIn(place.playlistId);
      const found = ids && (await videos(ids));
      if (found === undefined) return undefined;
      // An answer does not tell a Short from another video; the channel's playlist of Shorts does. Without it, nothing
      // counts as a Short.
      const shorts = new Set(place.shortsId === undefined ? [] : await idsIn(place.shortsId));
      const byId = new Map(found.map((video) => [video.id, video]));
      const entries = (ids ?? []).flatMap((id) => {
        const video = byId.get(id);
        return video === undefined ? [] : (entryOf(video, shorts.has(id)) ?? []);
      });
      const newestFirst = entries.toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0));
      return {
        kind: 'atom',
        source: place.source,
        title: found[0]?.snippet.channelTitle ?? '',
        entries: place.source === 'channel' ? newestFirst : entries,
      };
    },

    async complete(document) {
      const open = document.entries.filter(({ views, key }) => views === 0 && key.startsWith('yt:video:'));
      const found = await videos(open.map(({ key }) => key.slice('yt:video:'.length)));
      if (found === undefined || found.length === 0) return document;
      const byKey = new Map(found.map((video) => [`yt:video:${video.id}`, video]));
      const entries = document.entries.map((entry) => {
        const video = byKey.get(entry.key);
        return video === undefined ? entry : { ...entry, ...airing(video) };
      });
      return { ...document, entries };
    },
  };
}

/** A channel's uploads are a playlist, and so are its Shorts. */
function placeOf(feedUrl: string): { playlistId: string; shortsId?: string; source: FeedSource } | undefined {
  const url = new URL(feedUrl);
  if (url.hostname !== 'www.youtube.com' || url.pathname !== '/feeds/videos.xml') return undefined;
  const channelId = url.searchParams.get('channel_id');
  const playlistId = url.searchParams.get('playlist_id');
  if (channelId?.startsWith('UC')) {
    const rest = channelId.slice(2);
    return { playlistId: `UU${rest}`, shortsId: `UUSH${rest}`, source: 'channel' };
  }
  return playlistId === null ? undefined : { playlistId, source: 'playlist' };
}

function entryOf(video: Video, isShort: boolean): FeedEntry | undefined {
  const { snippet, id } = video;
  const entry = feedEntry({
    id: `yt:video:${id}`,
    title: snippet.title,
    titleIsHtml: false,
    links: [`https://www.youtube.com/${isShort ? 'shorts/' : 'watch?v='}${id}`],
    published: [snippet.publishedAt],
    author: snippet.channelTitle,
    base: 'https://www.youtube.com/',
  });
  return entry && { ...entry, ...airing(video) };
}

/** Views and ratings as the feed would have them, so that one rule reads both; and what the feed never tells. */
function airing({
  snippet,
  statistics,
  liveStreamingDetails,
}: Video): Pick<FeedEntry, 'views' | 'ratings' | 'startsAtMs' | 'isLive'> {
  const likes = statistics?.likeCount ?? 0;
  if (snippet.liveBroadcastContent !== 'upcoming') {
    const views = Math.max(1, statistics?.viewCount ?? 1);
    return { views, ratings: likes, ...(snippet.liveBroadcastContent === 'live' ? { isLive: true } : {}) };
  }
  const startsAtMs = Date.parse(liveStreamingDetails?.scheduledStartTime ?? '');
  return { views: 0, ratings: Math.max(1, likes), ...(Number.isNaN(startsAtMs) ? {} : { startsAtMs }) };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error(`The answer is longer than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

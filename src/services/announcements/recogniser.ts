import { idOfVideo } from '../../domain/additions/additions.ts';
import {
  noRecognition,
  type Recognising,
  type Recognition,
  withCorrection,
} from '../../domain/announcement/recognition.ts';
import type { FeedEntry } from '../../domain/feed/feed-document.ts';
import { videoOf } from '../../domain/feed/video-of.ts';
import { createRecogniser as patternsRecogniser } from '../../domain/knowledge/checks/patterns.ts';
import type { Knowledge, Recognised } from '../../domain/knowledge/view-types.ts';
import type { Store } from '../../storage/index.ts';
import { recognitionRecord } from '../../storage/kinds.ts';
import { createKeyedQueue } from '../../util/keyed-queue.ts';

type Titled = Pick<FeedEntry, 'key' | 'title'>;

/**
 * What an entry is, as a server sees it: corrections by hand first, then the episode whose video it is, then the server's own
 * patterns, then what it has planned and the series' patterns.
 */
export interface Recogniser {
  /** Must have run once for a server before its entries can be recognised. */
  load(guildId: string): Promise<Recognition>;
  recognise(guildId: string, feedUrl: string, entry: Titled): Recognising | undefined;
  /** The episodes that an entry is recognised as, each with the servers that see it so. */
  episodesOf(guildIds: Iterable<string>, feedUrl: string, entry: Titled): ReadonlyMap<string, ReadonlySet<string>>;
  /** @throws DamagedRecordError when the server's earlier rules cannot be read */
  update(guildId: string, change: (recognition: Recognition) => Recognition): Promise<void>;
  correct(guildId: string, correction: { feedUrl: string; key: string; is: Recognised }): Promise<void>;
  /** Whether a pattern by itself fits a title. */
  fits(pattern: string, title: string): boolean;
}

interface Taught {
  readonly recognition: Recognition;
  readonly byPatterns: (title: string) => Recognised | undefined;
}

export function createRecogniser(parts: { store: Store; knowledge: Knowledge }): Recogniser {
  const { knowledge } = parts;
  const records = parts.store.records(recognitionRecord);
  const taught = new Map<string, Taught>();
  const queue = createKeyedQueue();

  async function load(guildId: string): Promise<Recognition> {
    const held = taught.get(guildId);
    if (held !== undefined) return held.recognition;
    // A record that cannot be read counts as no rules, so that other servers' entries do not wait for it. It is not
    // overwritten.
    const kept = await records.getMany([guildId], () => {});
    return hold(guildId, kept.get(guildId) ?? noRecognition);
  }

  function hold(guildId: string, recognition: Recognition): Recognition {
    const patterns = recognition.patterns.map(({ pattern, is }) =>
      'episodeId' in is ? { pattern, episode: is.episodeId } : { pattern, other: is.other },
    );
    taught.set(guildId, { recognition, byPatterns: patternsRecogniser(patterns) });
    return recognition;
  }

  function recognise(guildId: string, feedUrl: string, entry: Titled): Recognising | undefined {
    const own = taught.get(guildId);
    const correction = own?.recognition.corrections.find((made) => made.feedUrl === feedUrl && made.key === entry.key);
    if (correction !== undefined) return { is: correction.is, by: 'correction' };
    const here = knowledge.forServer(guildId);
    const video = videoOf(entry.key);
    const byVideo = video === undefined ? undefined : here.episodeLabel(idOfVideo(video));
    if (byVideo !== undefined) return { is: { episodeId: byVideo.id }, by: 'video' };
    const byServer = own?.byPatterns(entry.title);
    if (byServer !== undefined) return { is: byServer, by: 'server' };
    const bySeries = here.recognise(entry.title);
    if (bySeries === undefined) return undefined;
    // That an upload belongs to a competition does not say which episode it is: moderators are asked.
    const isOpen = 'other' in bySeries && here.seenFrom('all').competition(bySeries.other) !== undefined;
    return isOpen ? undefined : { is: bySeries, by: 'series' };
  }

  const update: Recogniser['update'] = (guildId, change) =>
    queue.run(guildId, async () => {
      await records.get(guildId);
      const changed = change(await load(guildId));
      await records.put(guildId, changed);
      hold(guildId, changed);
    });

  return {
    load,
    recognise,
    episodesOf(guildIds, feedUrl, entry) {
      const found = new Map<string, Set<string>>();
      for (const guildId of guildIds) {
        const is = recognise(guildId, feedUrl, entry)?.is;
        if (is === undefined || !('episodeId' in is)) continue;
        // Polls may have been opened while the episode had another id.
        for (const id of knowledge.forServer(guildId).idsOf(is.episodeId)) {
          found.set(id, (found.get(id) ?? new Set()).add(guildId));
        }
      }
      return found;
    },
    update,
    correct: (guildId, correction) => update(guildId, (recognition) => withCorrection(recognition, correction)),
    fits: (pattern, title) => patternsRecogniser([{ pattern, other: 'fits' }])(title) !== undefined,
  };
}

import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { SeenEntry } from '../../../services/announcements/entry-rules.ts';
import { plain } from '../../contract/markdown.ts';
import type { Teller } from '../../contract/reader.ts';
import * as howFar from '../../knowledge/views/how-far.ts';

/** Somebody who reads about the entries of feeds. Titles may tell what they have not watched. */
export interface EntryReader extends Teller {
  /** How far the reader has watched. */
  readonly ownHorizon: Horizon;
  /** The addresses of the feeds whose titles the server chose to show. */
  readonly titledFeeds: ReadonlySet<string>;
}

/**
 * An entry's title, where the server chose to show this feed's titles or the reader has watched the episode; otherwise
 * the episode's spoiler-free label.
 */
export function shownTitle({ feedUrl, entry, recognised }: SeenEntry, by: EntryReader): string {
  const { ownHorizon, episodes, say } = by;
  const episodeId = recognised && 'episodeId' in recognised.is ? recognised.is.episodeId : undefined;
  const hasWatched =
    ownHorizon === 'all' || (episodeId !== undefined && episodes.compareHorizons(ownHorizon, episodeId) >= 0);
  if (by.titledFeeds.has(feedUrl) || hasWatched) return entry.title || entry.key;
  return episodeId === undefined ? say('announce.hiddenTitle') : episodeText(episodeId, by);
}

/** What an entry is recognised as, in words: the episode's spoiler-free label, something else, or nothing. */
export function takenFor(recognised: SeenEntry['recognised'], teller: Teller): string {
  const { say } = teller;
  if (recognised === undefined) return say('announce.takenForNothing');
  const what = isText(recognised.is, teller);
  if (recognised.by === 'series' || recognised.by === 'video') return what;
  return `${what} (${recognised.by === 'server' ? say('announce.byServer') : say('announce.byCorrection')})`;
}

/** An episode's label, or the kind of another entry, in words. */
export function isText(is: NonNullable<SeenEntry['recognised']>['is'], by: Teller): string {
  return 'episodeId' in is
    ? episodeText(is.episodeId, by)
    : by.say('announce.takenForOther', { kind: plain(is.other) });
}

function episodeText(episodeId: string, by: Teller): string {
  return plain(howFar.episodeText(episodeId, by) ?? episodeId);
}

import type { Horizon } from '../../../domain/knowledge/horizon.ts';
import type { SeenEntry } from '../../../services/announcements/entry-rules.ts';
import { plain } from '../../contract/markdown.ts';
import type { Teller } from '../../contract/reader.ts';
import * as howFar from '../../knowledge/views/how-far.ts';

/** Who reads about the entries of feeds, whose titles may tell what they have not watched. */
export interface EntryReader extends Teller {
  /** How far they themselves have watched. */
  readonly ownHorizon: Horizon;
  /** The addresses of the feeds whose titles their server chose to see. */
  readonly titledFeeds: ReadonlySet<string>;
}

/**
 * An entry's title, where the server chose to see this feed's titles or the asker has watched the episode; else what is
 * neutral about it.
 */
export function shownTitle({ feedUrl, entry, recognised }: SeenEntry, by: EntryReader): string {
  const { ownHorizon, episodes, say } = by;
  const episodeId = recognised && 'episodeId' in recognised.is ? recognised.is.episodeId : undefined;
  const hasWatched =
    ownHorizon === 'all' || (episodeId !== undefined && episodes.compareHorizons(ownHorizon, episodeId) >= 0);
  if (by.titledFeeds.has(feedUrl) || hasWatched) return entry.title || entry.key;
  return episodeId === undefined ? say('announce.hiddenTitle') : episodeText(episodeId, by);
}

/** What an entry is taken for, in words: the episode's neutral label, something else, or nothing known. */
export function takenFor(recognised: SeenEntry['recognised'], teller: Teller): string {
  const { say } = teller;
  if (recognised === undefined) return say('announce.takenForNothing');
  const what = isText(recognised.is, teller);
  if (recognised.by === 'series' || recognised.by === 'video') return what;
  return `${what} (${recognised.by === 'server' ? say('announce.byServer') : say('announce.byCorrection')})`;
}

/** What entries of a kind are, in words. */
export function isText(is: NonNullable<SeenEntry['recognised']>['is'], by: Teller): string {
  return 'episodeId' in is
    ? episodeText(is.episodeId, by)
    : by.say('announce.takenForOther', { kind: plain(is.other) });
}

function episodeText(episodeId: string, by: Teller): string {
  return plain(howFar.episodeText(episodeId, by) ?? episodeId);
}

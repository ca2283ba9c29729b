import type { Poll } from '../../../domain/poll/poll.ts';
import type { RankOverTime } from '../../../domain/scores/rank-over-time.ts';
import { layoutRank, RANK_FILE, type RankWords, rankAltText, rankScene } from '../../../pictures/index.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';

/** Fewer polls make no useful line. */
const LEAST_POLLS = 3;

/**
 * How a member's rank changed; empty with fewer than three decided polls that the reader may know, or without any rank.
 */
export function rankPlot(
  reader: Reader,
  facts: { readonly ranks: RankOverTime; readonly polls: readonly Pick<Poll, 'id' | 'title'>[] },
): readonly MessagePicture[] {
  const { ranks, polls } = facts;
  const { points } = ranks;
  if (points.length < LEAST_POLLS || points.every(({ rank }) => rank === undefined)) return [];
  const words = rankWords(reader);
  const scene = rankScene({
    ranks,
    titles: new Map(polls.map(({ id, title }) => [id, title])),
    language: reader.language,
    languages: reader.view.languages,
    words,
  });
  return [
    {
      name: RANK_FILE,
      altText: rankAltText(scene, words),
      layout: (typeface) => layoutRank(scene, words, typeface),
    },
  ];
}

function rankWords({ say }: Reader): RankWords {
  return {
    title: say('picture.rank'),
    about: say('picture.afterEach'),
    none: say('picture.noRank'),
    place: (rank) => say('picture.place', { rank: String(rank) }),
    among: (of) => say('picture.among', { of: String(of) }),
    placeAmong: (rank, of) => say('picture.placeAmong', { rank: String(rank), of: String(of) }),
    points: (points) => say('picture.points', { count: points }),
  };
}

import type { LocalText } from '../domain/knowledge/view-types.ts';
import type { RankOverTime } from '../domain/scores/rank-over-time.ts';
import { namesOf, type ReaderLanguages } from './names.ts';
import { untilTooLong } from './text-fitting.ts';

/** Every sentence in the picture and its alt text, in the reader's language. */
export interface RankWords {
  /** What the picture is of: `Your rank`, `after each match`. */
  readonly title: string;
  readonly about: string;
  /** In place of a rank, before the first vote that counted. */
  readonly none: string;
  /** `#3` */
  place(rank: number): string;
  /** Of how many: `of 11`. */
  among(of: number): string;
  /** Both in one: `#3 of 11`. */
  placeAmong(rank: number, of: number): string;
  points(points: number): string;
}

export interface RankInput extends ReaderLanguages {
  readonly ranks: RankOverTime;
  /** What each poll was about, by its id. */
  readonly titles: ReadonlyMap<string, LocalText>;
  readonly words: RankWords;
}

export interface RankPoint {
  readonly label: string;
  readonly rank: number | undefined;
  readonly of: number;
  readonly points: number;
}

/** What the picture tells, before it is known where it stands: the picture and its alt text are both made from this. */
export interface RankScene {
  /** Oldest first. */
  readonly points: readonly RankPoint[];
}

export function rankScene({ ranks, titles, ...languages }: RankInput): RankScene {
  return {
    points: ranks.points.map(({ pollId, rank, of, points }) => ({
      label: namesOf(titles.get(pollId) ?? {}, languages)[0] ?? '',
      rank,
      of,
      points,
    })),
  };
}

/** The same as the picture, for who listens to it: at most 1,024 characters, the newest first where not all fits. */
export function rankAltText({ points }: RankScene, words: RankWords): string {
  const last = points.at(-1);
  const told = ({ rank, of }: RankPoint) => (rank === undefined ? words.none : words.placeAmong(rank, of));
  const each = points.map((point) => `${point.label}: ${told(point)}.`);
  const head = [`${words.title}, ${words.about}.`, ...(last === undefined ? [] : [`${words.points(last.points)}.`])];
  const inOrder = [...head, ...each].join(' ');
  const whole = untilTooLong([...head, ...each]);
  return whole === inOrder ? whole : untilTooLong([...head, ...each.toReversed()]);
}

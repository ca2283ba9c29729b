import type { LocalText } from '../../domain/knowledge/view-types.ts';
import type { RankOverTime } from '../../domain/scores/rank-over-time.ts';
import { namesOf, type ReaderLanguages } from '../drawing/names.ts';
import { untilTooLong } from '../drawing/text-fitting.ts';

/** The texts of the picture and its alternative text, in the reader's language. */
export interface RankWords {
  /** What the picture is of: `Your rank`, `after each match`. */
  readonly title: string;
  readonly about: string;
  /** Shown instead of a rank, before the first vote that counted. */
  readonly none: string;
  /** `#3` */
  place(rank: number): string;
  /** How many members there are: `of 11`. */
  among(of: number): string;
  /** Both together: `#3 of 11`. */
  placeAmong(rank: number, of: number): string;
  points(points: number): string;
}

export interface RankInput extends ReaderLanguages {
  readonly ranks: RankOverTime;
  /** The titles of the polls, by id. */
  readonly titles: ReadonlyMap<string, LocalText>;
  readonly words: RankWords;
}

export interface RankPoint {
  readonly label: string;
  readonly rank: number | undefined;
  readonly of: number;
  readonly points: number;
}

/** The contents of the picture without any positions: picture and alternative text are both made from this. */
export interface RankScene {
  /** Oldest first. Of very many, as many as can be told apart, evenly chosen; the last is always one of them. */
  readonly points: readonly RankPoint[];
}

/** Closer points than these would cover each other. */
const MOST_POINTS = 60;

export function rankScene({ ranks, titles, ...languages }: RankInput): RankScene {
  return {
    points: evenlyChosen(ranks.points, MOST_POINTS).map(({ pollId, rank, of, points }) => ({
      label: namesOf(titles.get(pollId) ?? {}, languages)[0] ?? '',
      rank,
      of,
      points,
    })),
  };
}

/** The first and the last, and of those between them every n-th. */
function evenlyChosen<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))] as T);
}

/** The alternative text of the picture: at most 1,024 characters; the newest first where not everything fits. */
export function rankAltText({ points }: RankScene, words: RankWords): string {
  const last = points.at(-1);
  const told = ({ rank, of }: RankPoint) => (rank === undefined ? words.none : words.placeAmong(rank, of));
  const each = points.map((point) => `${point.label}: ${told(point)}.`);
  const head = [`${words.title}, ${words.about}.`, ...(last === undefined ? [] : [`${words.points(last.points)}.`])];
  const inOrder = [...head, ...each].join(' ');
  const whole = untilTooLong([...head, ...each]);
  return whole === inOrder ? whole : untilTooLong([...head, ...each.toReversed()]);
}

import type { LocalText } from '../../domain/knowledge/view-types.ts';
import type { SplitOverTime } from '../../domain/poll/split-over-time.ts';
import { spareColor } from '../drawing/colors.ts';
import { type Named, namesOf, type ReaderLanguages } from '../drawing/names.ts';
import { type TimeBefore, ticksBefore } from './plot-axes.ts';

/** The texts of the picture and its alternative text, in the reader's language. */
export interface SplitWords {
  /** What the picture is of: `How the votes came in`. */
  readonly about: string;
  readonly nobody: string;
  readonly opened: string;
  readonly locked: string;
  votes(count: number): string;
  before(time: TimeBefore): string;
  /** A moment with its reference: `2 days before the lock`. */
  beforeLock(before: string): string;
  won(winner: string): string;
  /** A contestant's share at one moment: `Mizi 62%`. */
  part(name: string, share: string): string;
}

export interface SplitContestant {
  readonly id: string;
  readonly name: LocalText;
  readonly nameless?: boolean;
  /** 0xRRGGBB */
  readonly color?: number;
}

export interface SplitInput extends ReaderLanguages {
  readonly title: LocalText;
  /** In the order of the counts. */
  readonly contestants: readonly SplitContestant[];
  readonly winnerId: string | undefined;
  readonly split: SplitOverTime;
  readonly words: SplitWords;
}

export interface SplitSide extends Named {
  readonly color: number | undefined;
  readonly won: boolean;
  /** Number of votes at the lock. */
  readonly count: number;
  /** Share of the votes at the lock, 0 to 1. */
  readonly share: number;
}

/** A stretch of time (0 = opened, 1 = locked) with a constant split. */
export interface SplitStretch {
  readonly from: number;
  readonly to: number;
  /** In the order of `sides`; they add up to 1. */
  readonly shares: readonly number[];
}

/** The contents of the picture without any positions: picture and alternative text are both made from this. */
export interface SplitScene {
  readonly title: string;
  readonly otherTitles: readonly string[];
  readonly total: number;
  readonly sides: readonly SplitSide[];
  /** Oldest first; times without any vote have no stretch. */
  readonly stretches: readonly SplitStretch[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export function splitScene(input: SplitInput): SplitScene {
  const { split, words, contestants, winnerId } = input;
  const spanMs = split.locksAtMs - split.opensAtMs;
  const counted = split.points.at(-1)?.counts ?? [];
  const total = sum(counted);
  const [title = '', ...otherTitles] = namesOf(input.title, input);
  return {
    title,
    otherTitles,
    total,
    sides: contestants.map((contestant, index) => {
      const [name = '', ...otherNames] = namesOf(contestant.name, input);
      const nameless = contestant.nameless ?? false;
      const count = counted[index] ?? 0;
      return {
        name,
        otherNames: nameless ? [] : otherNames,
        nameless,
        color: contestant.color ?? (nameless ? undefined : spareColor(contestant.id)),
        won: contestant.id === winnerId,
        count,
        share: total === 0 ? 0 : count / total,
      };
    }),
    stretches: stretchesOf(split, spanMs),
    ticks: ticksBefore(spanMs).map(({ at, before }) => ({ at, label: words.before(before) })),
  };
}

/** The split at a moment; undefined while nobody had voted. */
export function sharesAt({ stretches }: SplitScene, at: number): readonly number[] | undefined {
  return stretches.findLast(({ from, to }) => from <= at && at <= to)?.shares;
}

/** A share in whole percent. */
export function percentOf(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function stretchesOf({ points, opensAtMs }: SplitOverTime, spanMs: number): SplitStretch[] {
  const last = points.at(-1);
  // If no time passed, only the final counts are shown.
  const shown = spanMs <= 0 && last !== undefined ? [{ ...last, atMs: opensAtMs }] : points;
  const at = (ms: number | undefined) => (ms === undefined || spanMs <= 0 ? 1 : (ms - opensAtMs) / spanMs);
  return shown.flatMap(({ atMs, counts }, index) => {
    const total = sum(counts);
    const from = spanMs <= 0 ? 0 : at(atMs);
    const to = at(shown[index + 1]?.atMs);
    return total === 0 || to <= from ? [] : [{ from, to, shares: counts.map((count) => count / total) }];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

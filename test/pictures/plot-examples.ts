import type { SplitOverTime } from '../../src/domain/poll/split-over-time.ts';
import type { RankInput, SplitInput } from '../../src/pictures/index.ts';
import { people } from './brackets.ts';
import { englishRank, englishSplit, koreanRank, koreanSplit } from './words.ts';

const HOUR_MS = 3_600_000;

/** `votes` = how long after the opening, for which contestant; a negative one is taken back. */
export function splitOf(
  hours: number,
  contestants: number,
  votes: readonly (readonly [atHours: number, choice: number])[],
): SplitOverTime {
  const counts = Array.from({ length: contestants }, () => 0);
  const at = (atHours: number) => 1_700_000_000_000 + atHours * HOUR_MS;
  const points = votes.map(([atHours, choice]) => {
    const index = Math.abs(choice) - 1;
    counts[index] = (counts[index] ?? 0) + Math.sign(choice);
    return { atMs: at(atHours), counts: [...counts] };
  });
  const first = { atMs: at(0), counts: Array.from({ length: contestants }, () => 0) };
  return {
    opensAtMs: at(0),
    locksAtMs: at(hours),
    points: [first, ...points, { atMs: at(hours), counts: [...counts] }],
  };
}

const twoSingers = [
  { id: 'till', name: { en: 'Till', ko: '틸' }, color: 0x3fa5a0 },
  { id: 'ivan', name: { en: 'Ivan', ko: '이반' }, color: 0xa3212f },
];

/** A crowd of which the first half prefers one and the rest the other, always the same one. */
function crowd(size: number, hours: number): [number, number][] {
  return Array.from({ length: size }, (_, index) => {
    const share = index / size;
    return [hours * (0.02 + 0.96 * share ** 1.6), (index * 7919) % 100 < 35 + 40 * share ? 2 : 1];
  });
}

const input = (extra: Pick<SplitInput, 'split'> & Partial<SplitInput>): SplitInput => ({
  title: { en: 'Round 6', ko: '라운드 6' },
  contestants: twoSingers,
  winnerId: 'ivan',
  language: 'en',
  languages: ['en', 'ko'],
  words: englishSplit,
  ...extra,
});

const all = Object.entries(people).map(([id, { name, color }]) => ({ id, name, color: color ?? 0 }));

/** Splits that somebody has looked at and found good: their pictures are in the folder `approved`. */
export const splits: Readonly<Record<string, SplitInput>> = {
  'split-of-a-crowd': input({ split: splitOf(72, 2, crowd(180, 72)) }),
  'split-in-korean': input({
    split: splitOf(5, 2, crowd(11, 5)),
    language: 'ko',
    words: koreanSplit,
  }),
  'split-of-one-voter': input({ split: splitOf(240, 2, [[100, 1]]), winnerId: 'till' }),
  'split-of-nobody': input({ split: splitOf(24, 2, []) }),
  'split-of-no-time': input({
    split: {
      opensAtMs: 5,
      locksAtMs: 5,
      points: [
        { atMs: 5, counts: [0, 0] },
        { atMs: 5, counts: [1, 3] },
      ],
    },
  }),
  'split-taken-back-and-won-by-all': input({
    split: splitOf(20, 2, [
      [2, 1],
      [6, -1],
      [9, 2],
      [12, 2],
    ]),
  }),
  'split-of-four': input({
    title: { en: 'A duet of pairs' },
    contestants: all.slice(0, 4),
    winnerId: 'dal',
    split: splitOf(
      48,
      4,
      Array.from({ length: 60 }, (_, index) => [1 + index * 0.7, ((index * 37) % 11 < 6 ? index % 3 : 3) + 1] as const),
    ),
  }),
  'split-of-ten': input({
    title: { en: 'Ten on one stage, and a title that is longer than it should be', ko: '열 명' },
    contestants: all.slice(0, 10),
    winnerId: 'eun',
    split: splitOf(
      340,
      10,
      Array.from({ length: 90 }, (_, index) => [1 + index * 3.5, (((index * index) % 17) % 9) + 1] as const),
    ),
  }),
  'split-of-hard-names': input({
    title: { en: '🎤' },
    contestants: [
      { id: 'long', name: { en: 'Wolfeschlegelsteinhausenbergerdorff the Younger', ko: '김수한무 거북이와 두루미' } },
      { id: 'emoji', name: { en: '🎤🎧' } },
      { id: 'nobody', name: { en: 'Unnamed singer of Round 3' }, nameless: true },
    ],
    winnerId: 'long',
    split: splitOf(0.5, 3, [
      [0.1, 1],
      [0.2, 2],
      [0.4, 3],
      [0.45, 1],
    ]),
  }),
};

/** A member's ranks; undefined where they had none. */
export function ranksOf(ranks: readonly (number | undefined)[], of = 11): Pick<RankInput, 'ranks' | 'titles'> {
  const points = ranks.map((rank, index) => ({
    pollId: `p${index}`,
    atMs: index,
    rank,
    of,
    points: rank === undefined ? 0 : index * 10,
  }));
  return {
    ranks: { points },
    titles: new Map(
      points.map(({ pollId }, index) => [pollId, { en: `Round ${index + 1}`, ko: `라운드 ${index + 1}` }]),
    ),
  };
}

const member = (ranks: readonly (number | undefined)[], of = 11, extra: Partial<RankInput> = {}): RankInput => ({
  ...ranksOf(ranks, of),
  language: 'en',
  languages: ['en', 'ko'],
  words: englishRank,
  ...extra,
});

/** Ranks that somebody has looked at and found good. */
export const ranks: Readonly<Record<string, RankInput>> = {
  'rank-over-a-season': member([7, 4, 4, 2, 3, 1, 1]),
  'rank-in-korean': member([undefined, undefined, 9, 6, 4, 5], 34, { language: 'ko', words: koreanRank }),
  'rank-after-one-match': member([2], 2),
  'rank-far-down': member([180, 240, 233, 198, 120], 250),
  'rank-with-gaps': member([3, undefined, 2, 2, undefined, 3, 1], 3),
  'rank-of-many-matches': member(
    Array.from({ length: 40 }, (_, index) => 1 + ((index * index) % 23)),
    40,
  ),
};

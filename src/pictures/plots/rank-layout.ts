import { theme } from '../drawing/colors.ts';
import type { Drawing, Font, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import { BOTTOM, framed, TOP, WIDTH } from './plot-axes.ts';
import type { RankPoint, RankScene, RankWords } from './rank-scene.ts';

const LEFT = 80;
const RIGHT = 610;
/** Distance of the first and last rank from the edge of the plot, so that a number fits above or below its point. */
const INSET = 44;
const LEAST_RANKS = 3;
/** With more points than this, only some get a number. */
const MOST_NUMBERS = 12;
const MOST_GRID = 4;

interface Spot {
  readonly rank: number;
  readonly x: number;
  readonly y: number;
}

/** A member's rank after each match, the first rank on top; the line has gaps where they had none. */
export function layoutRank(scene: RankScene, words: RankWords, typeface: Typeface): Drawing {
  const { points } = scene;
  const last = points.at(-1);
  const lowest = Math.max(LEAST_RANKS, ...points.map(({ rank }) => rank ?? 1));
  const yOf = (rank: number) =>
    Math.round(TOP + INSET + ((BOTTOM - TOP - 2 * INSET) * (rank - 1)) / Math.max(1, lowest - 1));
  const xOf = (index: number) =>
    points.length === 1
      ? (LEFT + RIGHT) / 2
      : Math.round(LEFT + 34 + ((RIGHT - LEFT - 68) * index) / (points.length - 1));
  const runs = runsOf(points, xOf, yOf);
  const head = { title: words.title, otherTitles: [words.about], shown: words.points(last?.points ?? 0) };

  return framed(
    head,
    { left: LEFT, right: RIGHT, radius: 8 },
    [
      ...grid(),
      ...runs.flatMap((run): Mark[] =>
        run.length < 2
          ? []
          : [{ kind: 'line', points: run.map(({ x, y }): Point => [x, y]), color: theme.own, width: 4 }],
      ),
      ...runs.flatMap((run) => run.flatMap((spot, index) => spotMarks(spot, run[index - 1], run[index + 1]))),
      ...labels(),
      ...standing(),
    ],
    typeface,
  );

  function grid(): Mark[] {
    const font: Font = { size: 20, weight: 'regular' };
    return gridRanks(lowest).flatMap((rank): Mark[] => {
      const y = yOf(rank);
      const across: Point[] = [
        [LEFT + 10, y],
        [RIGHT - 10, y],
      ];
      return [
        { kind: 'line', points: across, color: theme.edge, width: 1 },
        textAt(String(rank), font, LEFT - 14, y, { color: theme.dim, align: 'right' }),
      ];
    });
  }

  function spotMarks({ rank, x, y }: Spot, before: Spot | undefined, after: Spot | undefined): Mark[] {
    const crowded = points.length > MOST_NUMBERS;
    const numbered = !crowded || x === xOf(points.length - 1);
    const color = rank === 1 ? theme.gold : theme.own;
    const font: Font = { size: 22, weight: 'bold' };
    // The number is placed on the side that the line does not cross.
    const [from, to] = [before?.y ?? y, after?.y ?? y];
    const below = from <= y && to <= y && from + to < 2 * y;
    const aside = below || (from - y) * (y - to) <= 0 ? 0 : Math.sign(to - y) * 12;
    return [
      { kind: 'circle', x, y, radius: crowded ? 5 : 9, fill: color, stroke: theme.panel, strokeWidth: 3 },
      ...(numbered
        ? [textAt(String(rank), font, x + aside, below ? y + 26 : y - 25, { color: theme.ink, align: 'center' })]
        : []),
    ];
  }

  /** Labels for the last match, and for every n-th from the first on as far as they fit. */
  function labels(): Mark[] {
    const font: Font = { size: 18, weight: 'regular' };
    const texts = points.map(({ label }, index) => {
      const text = fitted(drawable(label, typeface), font, 170, typeface);
      const half = typeface.measure(text, font) / 2;
      const x = Math.min(Math.max(xOf(index), LEFT + half), RIGHT - half);
      return { text, x, from: x - half - 7, to: x + half + 7 };
    });
    const end = texts.at(-1);
    if (end === undefined) return [];
    const every = (step: number) => [
      ...texts.slice(0, -1).filter((label, index) => index % step === 0 && label.to <= end.from),
      end,
    ];
    const fits = (some: typeof texts) => some.every(({ from }, index) => from >= (some[index - 1]?.to ?? from));
    const step = points.findIndex((_, index) => fits(every(index + 1))) + 1;
    return every(Math.max(1, step)).map(({ text, x }) =>
      textAt(text, font, x, BOTTOM + 24, { color: theme.dim, align: 'center' }),
    );
  }

  /** The present rank, beside the end of the line. */
  function standing(): Mark[] {
    if (last?.rank === undefined) return [];
    const large: Font = { size: 48, weight: 'bold' };
    const small: Font = { size: 22, weight: 'regular' };
    const x = RIGHT + 24;
    const room = WIDTH - 24 - x;
    const middle = Math.min(Math.max(yOf(last.rank), TOP + 30), BOTTOM - 60);
    const place = fitted(drawable(words.place(last.rank), typeface), large, room, typeface);
    const among = fitted(drawable(words.among(last.of), typeface), small, room, typeface);
    return [
      textAt(place, large, x, middle, { color: last.rank === 1 ? theme.gold : theme.ink }),
      textAt(among, small, x, middle + 42, { color: theme.dim }),
    ];
  }
}

/** Groups of consecutive points without a gap. */
function runsOf(
  points: readonly RankPoint[],
  xOf: (index: number) => number,
  yOf: (rank: number) => number,
): readonly Spot[][] {
  const runs: Spot[][] = [[]];
  for (const [index, { rank }] of points.entries()) {
    if (rank === undefined) runs.push([]);
    else runs.at(-1)?.push({ rank, x: xOf(index), y: yOf(rank) });
  }
  return runs.filter((run) => run.length > 0);
}

/** Rank one, and round ranks below it. */
function gridRanks(lowest: number): readonly number[] {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const step = steps.find((own) => lowest / own <= MOST_GRID) ?? Math.ceil(lowest / MOST_GRID);
  const round = Array.from({ length: Math.floor(lowest / step) }, (_, index) => (index + 1) * step);
  return [1, ...round.filter((rank) => rank > 1)].filter(
    // Two numbers this close would touch.
    (rank, index, all) => index === 0 || (rank - (all[index - 1] ?? 0)) / lowest > 0.12,
  );
}

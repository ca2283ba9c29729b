import { theme } from '../drawing/colors.ts';
import type { Drawing, Font, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import { AXIS, BOTTOM, framed, MARGIN, small, TOP, WIDTH } from './plot-axes.ts';
import type { RankPoint, RankScene, RankWords } from './rank-scene.ts';

const LEFT = 160;
const RIGHT = WIDTH - MARGIN;
/** Of where they stand now, below the plot. */
const FOOT = 150;
/** Between the edge of the plot and the first and last rank, so that a number fits above or below its point. */
const INSET = 80;
const LEAST_RANKS = 3;
/** With more points than these there is room for a number at few of them. */
const MOST_NUMBERS = 10;
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
      : Math.round(LEFT + 56 + ((RIGHT - LEFT - 112) * index) / (points.length - 1));
  const runs = runsOf(points, xOf, yOf);
  const head = { title: words.title, about: words.about, shown: words.points(last?.points ?? 0) };

  return framed(
    head,
    { left: LEFT, right: RIGHT, radius: 12 },
    AXIS + FOOT + MARGIN,
    [
      ...grid(),
      ...runs.flatMap((run): Mark[] =>
        run.length < 2
          ? []
          : [{ kind: 'line', points: run.map(({ x, y }): Point => [x, y]), color: theme.own, width: 8 }],
      ),
      ...runs.flatMap((run) => run.flatMap((spot, index) => spotMarks(spot, run[index - 1], run[index + 1]))),
      ...labels(),
      ...standing(),
    ],
    typeface,
  );

  function grid(): Mark[] {
    return gridRanks(lowest).flatMap((rank): Mark[] => {
      const y = yOf(rank);
      const across: Point[] = [
        [LEFT + 10, y],
        [RIGHT - 10, y],
      ];
      return [
        { kind: 'line', points: across, color: theme.edge, width: 2 },
        textAt(String(rank), small, LEFT - 18, y, { color: theme.dim, align: 'right' }),
      ];
    });
  }

  function spotMarks({ rank, x, y }: Spot, before: Spot | undefined, after: Spot | undefined): Mark[] {
    const crowded = points.length > MOST_NUMBERS;
    const numbered = !crowded || x === xOf(points.length - 1);
    const color = rank === 1 ? theme.gold : theme.own;
    const font: Font = { size: 42, weight: 'bold' };
    // The number stands where the line does not go.
    const [from, to] = [before?.y ?? y, after?.y ?? y];
    const below = from <= y && to <= y && from + to < 2 * y;
    const aside = below || (from - y) * (y - to) <= 0 ? 0 : Math.sign(to - y) * 22;
    return [
      { kind: 'circle', x, y, radius: crowded ? 9 : 16, fill: color, stroke: theme.panel, strokeWidth: 5 },
      ...(numbered
        ? [textAt(String(rank), font, x + aside, below ? y + 46 : y - 44, { color: theme.ink, align: 'center' })]
        : []),
    ];
  }

  /** Labels for the last match, and for every n-th from the first on as far as they fit. */
  function labels(): Mark[] {
    const font = small;
    const texts = points.map(({ label }, index) => {
      const text = fitted(drawable(label, typeface), font, 400, typeface);
      const half = typeface.measure(text, font) / 2;
      const x = Math.min(Math.max(xOf(index), LEFT + half), RIGHT - half);
      return { text, x, from: x - half - 14, to: x + half + 14 };
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
      textAt(text, font, x, AXIS, { color: theme.dim, align: 'center' }),
    );
  }

  /** Where they stand now, below the plot. */
  function standing(): Mark[] {
    if (last?.rank === undefined) return [];
    const large: Font = { size: 96, weight: 'bold' };
    const middle = AXIS + FOOT / 2 + 40;
    const place = fitted(drawable(words.place(last.rank), typeface), large, RIGHT - MARGIN, typeface);
    const x = MARGIN + Math.ceil(typeface.measure(place, large)) + 24;
    const among = fitted(drawable(words.among(last.of), typeface), small, RIGHT - x, typeface);
    return [
      textAt(place, large, MARGIN, middle, { color: last.rank === 1 ? theme.gold : theme.ink }),
      ...(among === '' ? [] : [textAt(among, small, x, middle + 18, { color: theme.dim })]),
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

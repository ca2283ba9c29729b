import { colorOf, theme, visible } from '../drawing/colors.ts';
import type { Drawing, Mark, Point, Typeface } from '../drawing/drawing.ts';
import { drawable, fitted, textAt } from '../drawing/text-fitting.ts';
import { AXIS, BOTTOM, framed, MARGIN, small, TOP, WIDTH } from './plot-axes.ts';
import { rowsHeight, sideRows } from './split-labels.ts';
import type { SplitScene, SplitStretch, SplitWords } from './split-scene.ts';

const LEFT = 160;
const RIGHT = WIDTH - MARGIN;
/** Where those stand whose votes they are. */
const ROWS = AXIS + 60;
/** Between two parts, so that two contestants of like colours stay apart. */
const SEAM = 4;

/** How the votes were split from the opening of a poll to its lock: the full height is everybody who had voted. */
export function layoutSplit(scene: SplitScene, words: SplitWords, typeface: Typeface): Drawing {
  const head = { title: scene.title, about: words.about, shown: words.votes(scene.total) };
  return framed(
    head,
    { left: LEFT, right: RIGHT, radius: 8 },
    ROWS + rowsHeight(scene.sides.length) + MARGIN,
    [
      ...scene.sides.flatMap((side, index) => bandMarks(scene.stretches, index, visible(colorOf(side.color)))),
      ...seams(scene),
      ...(scene.total === 0 ? [nobodyVoted()] : shareLabels()),
      ...timeMarks(),
      ...sideRows(scene, words, ROWS, typeface),
    ],
    typeface,
  );

  function nobodyVoted(): Mark {
    const text = fitted(drawable(words.nobody, typeface), small, RIGHT - LEFT - 40, typeface);
    return textAt(text, small, (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, {
      color: theme.dim,
      align: 'center',
    });
  }

  function shareLabels(): Mark[] {
    const middle = (TOP + BOTTOM) / 2;
    const labels: [string, number][] = [
      ['100%', TOP + 16],
      ['50%', middle],
      ['0%', BOTTOM - 16],
    ];
    return [
      ...labels.map(([text, y]) => textAt(text, small, LEFT - 14, y, { color: theme.faint, align: 'right' })),
      // The half is what everybody looks for between two.
      ...(scene.sides.length === 2 ? [dashed([LEFT, middle], [RIGHT, middle])] : []),
    ];
  }

  function timeMarks(): Mark[] {
    const font = small;
    const y = AXIS;
    const opened = drawable(words.opened, typeface);
    const locked = drawable(words.locked, typeface);
    const ends: Mark[] = [
      textAt(opened, font, LEFT, y, { color: theme.dim }),
      textAt(locked, font, RIGHT, y, { color: theme.dim, align: 'right' }),
    ];
    let free = LEFT + typeface.measure(opened, font) + 24;
    const end = RIGHT - typeface.measure(locked, font) - 24;
    return [
      ...ends,
      ...(scene.total === 0 ? [] : scene.ticks).flatMap(({ at, label }) => {
        const x = Math.round(LEFT + (RIGHT - LEFT) * at) + 0.5;
        const text = drawable(label, typeface);
        const half = typeface.measure(text, font) / 2;
        const line = dashed([x, TOP], [x, BOTTOM + 6]);
        if (x - half < free || x + half > end) return [line];
        free = x + half + 24;
        return [line, textAt(text, font, x, y, { color: theme.dim, align: 'center' })];
      }),
    ];
  }
}

function dashed(from: Point, to: Point): Mark {
  return { kind: 'line', points: [from, to], color: theme.background, width: 3, dash: [6, 10] };
}

/** The band of one contestant: its height is their share, with a step at each change. */
function bandMarks(stretches: readonly SplitStretch[], index: number, color: string): Mark[] {
  return unbroken(stretches).flatMap((run): Mark[] => {
    if (run.every(({ shares }) => (shares[index] ?? 0) === 0)) return [];
    const upper = run.flatMap((stretch) => edge(stretch, index));
    const lower = run.flatMap((stretch) => edge(stretch, index + 1)).reverse();
    return [{ kind: 'shape', points: [...upper, ...lower], fill: color }];
  });
}

function seams({ sides, stretches }: SplitScene): Mark[] {
  const inner = sides.slice(1).map((_, index) => index + 1);
  return unbroken(stretches).flatMap((run) =>
    inner.flatMap((index): Mark[] => {
      // An edge of the plot needs no seam.
      const points = run.flatMap((stretch) => edge(stretch, index));
      const within = points.some(([, y]) => y > TOP && y < BOTTOM);
      return within ? [{ kind: 'line', points, color: theme.background, width: SEAM }] : [];
    }),
  );
}

/** The upper edge of the band with this index, from left to right of a stretch. */
function edge({ from, to, shares }: SplitStretch, index: number): Point[] {
  const above = shares.slice(0, index).reduce((all, share) => all + share, 0);
  const y = half(TOP + (BOTTOM - TOP) * Math.min(1, above));
  return [
    [half(LEFT + (RIGHT - LEFT) * from), y],
    [half(LEFT + (RIGHT - LEFT) * to), y],
  ];
}

/** Groups of stretches without a gap; there is a gap where the last vote was withdrawn. */
function unbroken(stretches: readonly SplitStretch[]): SplitStretch[][] {
  const runs: SplitStretch[][] = [];
  for (const stretch of stretches) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.to === stretch.from) run.push(stretch);
    else runs.push([stretch]);
  }
  return runs;
}

function half(value: number): number {
  return Math.round(value * 2) / 2;
}

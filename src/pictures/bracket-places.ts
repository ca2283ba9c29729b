import type { SceneMatch } from './bracket-scene.ts';
import type { BracketShape, Link } from './bracket-shape.ts';

/** Heights that a match takes, all in pixels at 1×. */
export interface MatchMeasures {
  /** Above the places: what the match is called. */
  readonly label: number;
  readonly row: number;
  /** Of a match with more than four contestants. */
  readonly crowdedRow: number;
  /** Between two matches above each other. */
  readonly gap: number;
}

export interface PlacedMatch {
  readonly match: SceneMatch;
  readonly column: number;
  readonly top: number;
  readonly height: number;
  readonly row: number;
}

export interface Places {
  readonly columns: readonly string[];
  readonly matches: readonly PlacedMatch[];
  readonly links: readonly Link[];
  readonly height: number;
}

const CROWDED = 4;

interface Interval {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Where each match stands: a column for each round, a match in the middle of those that feed it, so that nothing ever
 * overlaps. Who advances plays no part in it. A match for the third place stands below the final.
 */
export function placeBracket(shape: BracketShape, measures: MatchMeasures): Places {
  const { columns, columnOf, links, matches: all, byId } = shape;
  const rowOf = (match: SceneMatch) => (match.slots.length > CROWDED ? measures.crowdedRow : measures.row);
  const heightOf = (match: SceneMatch) => measures.label + match.slots.length * rowOf(match);

  /** Tops relative to the subtree's own top, and how much height the subtree needs. */
  function settle(match: SceneMatch): { height: number; tops: Map<string, number> } {
    const own = heightOf(match);
    const tops = new Map<string, number>();
    let under = 0;
    const middles = shape.feedersOf(match.id).map((feeder) => {
      const start = under === 0 ? 0 : under + measures.gap;
      const sub = settle(feeder);
      for (const [id, top] of sub.tops) tops.set(id, start + top);
      under = start + sub.height;
      return start + (sub.tops.get(feeder.id) ?? 0) + heightOf(feeder) / 2;
    });
    const middle = middles.length === 0 ? own / 2 : ((middles[0] ?? 0) + (middles.at(-1) ?? 0)) / 2;
    const shift = Math.max(0, own / 2 - middle);
    for (const [id, top] of tops) tops.set(id, top + shift);
    const top = Math.max(0, middle - own / 2);
    tops.set(match.id, top);
    return { height: Math.max(under + shift, top + own), tops };
  }

  const taken: Interval[][] = columns.map(() => []);
  const topOf = new Map<string, number>();
  const feeding = new Set(links.map(({ from }) => from));
  const trees = all.filter(({ id }) => !feeding.has(id)).map((root) => ({ root, ...settle(root) }));
  // The greatest first: what belongs to no tree finds its place beside it.
  trees.sort((a, b) => b.tops.size - a.tops.size);
  for (const { tops } of trees) {
    const boxes = [...tops].flatMap(([id, top]) => {
      const match = byId.get(id);
      return match === undefined ? [] : reach(match, top);
    });
    const start = freeStart(boxes, taken, measures.gap);
    for (const box of boxes) taken[box.column]?.push({ top: box.top + start, bottom: box.bottom + start });
    for (const [id, top] of tops) topOf.set(id, top + start);
  }

  /** The match itself, and the columns through which its line runs. */
  function reach(match: SceneMatch, top: number): (Interval & { column: number })[] {
    const column = columnOf(match.id);
    const link = shape.linkFrom(match.id);
    const last = link === undefined ? column + 1 : columnOf(link.to);
    const through = Array.from({ length: last - column }, (_, index) => column + index);
    return through.map((at) => ({ column: at, top, bottom: top + heightOf(match) }));
  }

  const height = Math.max(0, ...taken.flat().map(({ bottom }) => bottom));
  spreadLoners();
  return {
    columns,
    links,
    height,
    matches: all.map((match) => ({
      match,
      column: columnOf(match.id),
      top: topOf.get(match.id) ?? 0,
      height: heightOf(match),
      row: rowOf(match),
    })),
  };

  /** A column in which nothing is tied to anything is spread over the whole height. */
  function spreadLoners(): void {
    const tied = new Set(links.flatMap(({ from, to }) => [from, to]));
    for (const [column] of columns.entries()) {
      const here = all.filter(({ id }) => columnOf(id) === column);
      if (here.length === 0 || here.some(({ id }) => tied.has(id)) || lineRunsThrough(column)) continue;
      const room = height - here.reduce((sum, match) => sum + heightOf(match), 0);
      let top = room / here.length / 2;
      for (const match of here) {
        topOf.set(match.id, top);
        top += heightOf(match) + room / here.length;
      }
    }
  }

  function lineRunsThrough(column: number): boolean {
    return links.some(({ from, to }) => columnOf(from) < column && column < columnOf(to));
  }
}

/** The first height at which all boxes find their columns free. */
function freeStart(
  boxes: readonly (Interval & { column: number })[],
  taken: readonly (readonly Interval[])[],
  gap: number,
): number {
  let start = 0;
  for (let moved = true; moved; ) {
    moved = false;
    for (const box of boxes) {
      for (const { top, bottom } of taken[box.column] ?? []) {
        if (box.top + start < bottom + gap && box.bottom + start > top - gap) {
          start = bottom + gap - box.top;
          moved = true;
        }
      }
    }
  }
  return start;
}

/** A row of the table: a figure of ours beside the same figure of its counterpart, measured alternately in one run. */
export interface Row {
  readonly name: string;
  /** The unit of the figures, such as `ms` or `MiB`. */
  readonly unit: string;
  readonly ours: Spread;
  readonly theirs: Spread;
  /** The median over the rounds of ours ÷ theirs within one round. */
  readonly ratio: number;
  /** The limit of the ratio: at most, or at least, this much. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
  readonly held: boolean;
}

/** A row, or why there is none. */
export type TakenRow = Row | { readonly name: string; readonly held: false; readonly reason: string };

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One round: the figures of both, measured one right after the other. */
export interface Round {
  readonly ours: number;
  readonly theirs: number;
}

/** @throws RangeError where there are no rounds */
export function rowOf(name: string, unit: string, rounds: readonly Round[], goal: Row['goal']): Row {
  const ratio = median(rounds.map(({ ours, theirs }) => ours / theirs));
  return {
    name,
    unit,
    ours: spreadOf(rounds.map(({ ours }) => ours)),
    theirs: spreadOf(rounds.map(({ theirs }) => theirs)),
    ratio,
    goal,
    held: 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast,
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/**
 * The value at this share of the sorted values: 0.5 is the median.
 *
 * @throws RangeError where there are no values
 */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
  if (value === undefined) throw new RangeError('There is no figure');
  return value;
}

function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/**
 * Measures both alternately. Each round begins with the other one, so that neither is always first. One round before
 * them is not counted.
 */
export async function inTurns(
  rounds: number,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
): Promise<readonly Round[]> {
  const taken: Round[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const first = round % 2 === 0 ? ours : theirs;
    const second = first === ours ? theirs : ours;
    const one = await first(round);
    const other = await second(round);
    if (round >= 0) taken.push(first === ours ? { ours: one, theirs: other } : { ours: other, theirs: one });
  }
  return taken;
}

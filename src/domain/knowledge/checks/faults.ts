import { OperatorError } from '../../../util/operator-error.ts';

import { slipsBetween } from '../../text-folding.ts';

/** Something wrong in the knowledge files, and where. */
export interface Fault {
  /** `characters.json` */
  readonly file: string;
  /** Keys and indexes (from 0) that lead to the value. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** All faults of a set of knowledge files, listed at once. */
export class KnowledgeError extends OperatorError {
  override readonly name = 'KnowledgeError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    super(`The knowledge files have ${count}:\n${faults.map((fault) => `  ${faultLine(fault)}`).join('\n')}`);
    this.faults = faults;
  }
}

/** `characters.json › 3 › introduced: no episode "ep-9"; did you mean "ep-8"?` */
export function faultLine({ file, path, problem }: Fault): string {
  return `${[file, ...path].join(' › ')}: ${problem}`;
}

/** `; did you mean "…"?` when one of the known ids is close, else nothing. */
export function hint(wrong: string, known: Iterable<string>): string {
  const allowed = Math.max(1, Math.floor(wrong.length / 3));
  let best: { id: string; slips: number } | undefined;
  for (const id of known) {
    const slips = slipsBetween(wrong, id, allowed);
    if (slips <= allowed && (best === undefined || slips < best.slips)) best = { id, slips };
  }
  return best === undefined ? '' : `; did you mean "${best.id}"?`;
}

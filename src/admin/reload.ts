import { askToReload, type ReloadAnswer } from '../services/reloads.ts';
import type { Store } from '../storage/index.ts';
import type { Clock } from '../util/clock.ts';
import { OperatorError } from '../util/operator-error.ts';
import { botsOn } from './in-use.ts';

/** The bots check every two seconds; a large series on a busy machine takes another two. */
const WAIT_MS = 20_000;

/**
 * Asks every bot that runs on the store to reload its knowledge files.
 *
 * @returns what changed, for each process
 * @throws OperatorError when no bot runs, or not all of them reloaded the files: with every fault, and what the others
 * did
 */
export async function reloadEverywhere(store: Store, machineClock: Clock): Promise<readonly string[]> {
  const holders = await botsOn(store);
  if (holders.length === 0) {
    throw new OperatorError(
      'reload: no bot is running on this store. One that starts reads the files as they are then; `npm run admin -- check` says whether they are sound.',
    );
  }
  const answers = await askToReload(store, { holders, machineClock, waitMs: WAIT_MS });
  const silent = holders.filter((holder) => !answers.some((answer) => answer.holder === holder));
  const lines = [
    ...answers.flatMap(linesOf),
    ...silent.map((holder) => `${holder}: has not answered in ${WAIT_MS / 1000} seconds; its log may say why.`),
  ];
  if (silent.length > 0 || answers.some(({ taken }) => !taken)) throw new OperatorError(lines.join('\n'));
  return lines;
}

function linesOf({ holder, taken, lines }: ReloadAnswer): readonly string[] {
  const head = taken ? 'took the files in' : 'did not take the files in, and goes on as before';
  return [`${holder}: ${head}.`, ...lines.map((line) => `  ${line}`)];
}

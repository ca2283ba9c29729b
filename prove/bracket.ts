import fc from 'fast-check';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { games, playBracket } from '../testkit/bracket/play-bracket.ts';
import { searchSharedBrackets } from '../testkit/spoilers/shared-brackets.ts';
import type { Trial } from './trial.ts';

/**
 * Random brackets against a model of twenty lines, and a search for spoilers in everything that is shown of brackets to
 * members who have watched less.
 */
export const bracket: Trial = {
  name: 'bracket',
  about: 'random brackets against a small model, and shared ones searched for spoilers (--runs N: how many games)',
  async run({ seed, count, knowledgeDir, progress }) {
    const failures: string[] = [];
    let happenings = 0;
    let played = 0;
    const checked = fc.check(
      fc.property(games, (game) => {
        happenings += game.happenings.length;
        played += 1;
        if (played % 5_000 === 0) progress(`${played} games`);
        const wrong = playBracket(game);
        if (wrong.length > 0) throw new Error(wrong.join('; '));
      }),
      { numRuns: count ?? 20_000, seed },
    );
    if (checked.failed)
      failures.push(`${String(checked.errorInstance)} after ${JSON.stringify(checked.counterexample)}`);
    progress(`${checked.numRuns} games played`);

    const found = await searchSharedBrackets(await readKnowledgeFiles(knowledgeDir));
    failures.push(...found.leaks.slice(0, 20));
    progress(`${found.shared} brackets shown to who has watched less, ${found.leaks.length} leaks`);
    return {
      held: failures.length === 0,
      trials: checked.numRuns + found.shared,
      failures,
      figures: {
        games: checked.numRuns,
        happenings,
        shared: found.shared,
        compared: found.compared,
        leaks: found.leaks.length,
      },
    };
  },
};

import fc from 'fast-check';
import { playPoll } from '../test/services/polls/play-poll.ts';
import { steps } from '../test/services/polls/poll-steps.ts';
import { killForReal } from '../test/services/polls/real-kill.ts';
import type { Outcome, Trial } from './trial.ts';

/** Of so many sequences one has a real process killed by a signal; the others die inside the process, at a chosen act. */
const SEQUENCES_A_KILL = 25;
/** Side by side: most of the time goes into waiting for the lease of the dead. */
const AT_ONCE = 4;

/** Random things happen to a poll, and to the process that keeps it; the votes and points must be the model's. */
export const polls: Trial = {
  name: 'polls',
  about: 'votes, locks, results and crashes at random against a small model (--runs N: how many sequences)',
  run: ({ seed, count, progress }) => provePolls({ seed, runs: count ?? 500, progress }),
};

export async function provePolls(options: {
  readonly seed: number;
  readonly runs: number;
  readonly progress?: (sentence: string) => void;
}): Promise<Outcome & { readonly seed: number }> {
  const { seed, runs, progress = () => {} } = options;
  const kills = Math.max(1, Math.round(runs / SEQUENCES_A_KILL));
  const sequences = Math.max(0, runs - kills);
  const failures: string[] = [];
  let done = 0;
  let acts = 0;

  const checked = await fc.check(
    fc.asyncProperty(steps, async (happening) => {
      acts += happening.length;
      done += 1;
      if (done % 500 === 0) progress(`${done} sequences`);
      const wrong = await playPoll(happening);
      if (wrong.length > 0) throw new Error(wrong.join('; '));
    }),
    { numRuns: sequences, seed },
  );
  if (checked.failed) failures.push(`${String(checked.errorInstance)} after ${JSON.stringify(checked.counterexample)}`);

  for (let first = 0; first < kills; first += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, kills - first) }, (_, index) => seed * 10_000 + first + index);
    const outcomes = await Promise.all(
      seeds.map(async (own) => {
        const wrong = await killForReal(own).catch((error: unknown) => [String(error)]);
        return wrong.map((one) => `kill ${own}: ${one}`);
      }),
    );
    failures.push(...outcomes.flat());
    progress(`${Math.min(first + AT_ONCE, kills)} of ${kills} processes killed`);
  }
  return {
    held: failures.length === 0,
    seed,
    trials: checked.numRuns + kills,
    failures,
    figures: { sequences: checked.numRuns, steps: acts, realKills: kills },
  };
}

import fc from 'fast-check';
import { crowdedSteps } from '../testkit/polls/crowded-steps.ts';
import { claimSteps, playClaims } from '../testkit/polls/play-claims.ts';
import { playCrowded } from '../testkit/polls/play-crowded.ts';
import { playPoll } from '../testkit/polls/play-poll.ts';
import { steps } from '../testkit/polls/poll-steps.ts';
import { killForReal } from '../testkit/polls/real-kill.ts';
import type { Outcome, Trial } from './trial.ts';

/**
 * One sequence of these has a real process killed by a signal; in the others the bot dies inside this process, at a
 * chosen act.
 */
const SEQUENCES_A_KILL = 25;
/** How many run at once: most of their time is spent waiting until the dead process's lease ends. */
const AT_ONCE = 4;

/**
 * Random things happen to a poll, and to the process that keeps it; votes and points must be those of the model. Half
 * of the sequences have one poll and a process that dies at any act, half an evening with two servers. As many
 * sequences again are about which poll scores a match, with polls over places, games and crashes.
 */
export const polls: Trial = {
  name: 'polls',
  about: 'votes, locks, results and crashes at random against two small models (--runs N: how many sequences)',
  run: ({ seed, count, progress }) => provePolls({ seed, runs: count ?? 500, progress }),
};

async function provePolls(options: {
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

  /** @returns how many were played, up to the first failure */
  async function play<Happening extends readonly unknown[]>(
    what: string,
    runs: number,
    happenings: fc.Arbitrary<Happening>,
    player: (happening: Happening) => Promise<readonly string[]>,
  ): Promise<number> {
    const checked = await fc.check(
      fc.asyncProperty(happenings, async (happening) => {
        acts += happening.length;
        done += 1;
        if (done % 500 === 0) progress(`${done} sequences`);
        const wrong = await player(happening);
        if (wrong.length > 0) throw new Error(wrong.join('; '));
      }),
      { numRuns: runs, seed },
    );
    if (checked.failed) {
      const shown = JSON.stringify(checked.counterexample);
      failures.push(`${what}: ${String(checked.errorInstance)} after ${shown}`);
    }
    return checked.numRuns;
  }

  const alone = await play('one poll', Math.ceil(sequences / 2), steps, playPoll);
  const crowded = await play('an evening', Math.floor(sequences / 2), crowdedSteps, playCrowded);
  const claims = await play('claims', Math.ceil(sequences / 2), claimSteps, playClaims);

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
    trials: alone + crowded + claims + kills,
    failures,
    figures: {
      sequences: alone + crowded + claims,
      ofOnePoll: alone,
      ofTwoServers: crowded,
      ofClaims: claims,
      steps: acts,
      realKills: kills,
    },
  };
}

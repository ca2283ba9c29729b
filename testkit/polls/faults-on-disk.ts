import { isDeepStrictEqual } from 'node:util';
import type { Poll } from '../../src/domain/poll/poll.ts';
import { atRest } from '../../src/domain/poll/poll-state.ts';
import { countedPoll } from '../../src/domain/scores/counted-poll.ts';
import { countedVotes } from '../../src/domain/scores/scoring.ts';
import { createBallotBox } from '../../src/services/polls/votes/ballot-box.ts';
import type { Store } from '../../src/storage/index.ts';
import { countedPollRecord, livePollsRecord, pollRecord, serverRecord } from '../../src/storage/kinds.ts';

/**
 * Looks at what is derived from a server's polls and kept beside them, as a process finds it that starts now. Between
 * two writes of a bot that has died, as well as of one that has nothing left to do.
 *
 * @returns what is wrong, in sentences; empty where all of it is true
 */
export async function faultsOnDisk(store: Store, guildId: string): Promise<readonly string[]> {
  const pollIds = (await store.records(serverRecord).get(guildId))?.pollIds ?? [];
  const polls = await store.records(pollRecord).getMany(pollIds);
  const list = await store.records(livePollsRecord).get(guildId);
  const wrong: string[] = [];
  if (list?.newest === pollIds.at(-1)) {
    for (const poll of polls.values()) {
      if (!atRest(poll) && list?.pollIds.includes(poll.id) !== true) wrong.push(`${poll.id} is live, and not listed`);
    }
  }
  for (const poll of polls.values()) wrong.push(...(await faultsOfCount(store, poll)));
  return wrong;
}

async function faultsOfCount(store: Store, poll: Poll): Promise<readonly string[]> {
  const counted = await store.records(countedPollRecord).get(poll.id);
  if (counted === undefined) return poll.counted === true ? [`${poll.id} is said to be counted, and is not`] : [];
  const derived = countedPoll(poll, countedVotes(poll, await createBallotBox({ store }).all(poll.id)));
  return isDeepStrictEqual(sorted(counted.votes), sorted(derived.votes)) &&
    isDeepStrictEqual(counted.poll, derived.poll)
    ? []
    : [`${poll.id} is counted as ${JSON.stringify(counted)}, and its ballots say ${JSON.stringify(derived)}`];
}

/** Who voted for a contestant has no order. */
function sorted(votes: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(votes).map(([choice, voters]) => [choice, voters.toSorted()]));
}

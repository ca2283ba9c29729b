import type { Ballot } from '../../src/domain/poll/ballot.ts';
import type { Poll } from '../../src/domain/poll/poll.ts';
import { atRest } from '../../src/domain/poll/poll-state.ts';
import { countedPoll } from '../../src/domain/scores/counted-poll.ts';
import { countedVotes } from '../../src/domain/scores/scoring.ts';
import { newServer } from '../../src/domain/server.ts';
import type { Store } from '../../src/storage/index.ts';
import {
  ballotRecord,
  countedPollRecord,
  livePollsRecord,
  pollRecord,
  serverRecord,
  votersRecord,
} from '../../src/storage/kinds.ts';
import { poll } from '../../testkit/polls/make-poll.ts';

const HOUR_MS = 3_600_000;
/** How many voters one record of the index names, as the bot writes it. */
const CHUNK = 256;

/** Settled polls of one server, one an hour; the newest is a day old. */
export function settledPolls(guildId: string, channelId: string, count: number): readonly Poll[] {
  const dayAgoMs = Date.now() - 24 * HOUR_MS;
  return Array.from({ length: count }, (_, number) => {
    const settledAtMs = dayAgoMs - (count - number) * HOUR_MS;
    return poll({
      ...{ id: String(10_000_000 + number), guildId, channelId, title: { en: `Match ${number}` }, state: 'settled' },
      ...{ openedAtMs: settledAtMs - 2 * HOUR_MS, closesAtMs: settledAtMs, lockedAsOfMs: settledAtMs },
      results: [{ winnerId: number % 2 === 0 ? 'a' : 'b', givenBy: '1', atMs: settledAtMs }],
      ...{ message: { id: String(20_000_000 + number) }, resultMessages: [{ id: String(30_000_000 + number) }] },
      ...{ trimmed: true, counted: true },
    });
  });
}

/** Writes all polls of a server into the store, each with one vote of each of these voters, as the bot keeps them. */
export async function keepPolls(
  store: Store,
  guildId: string,
  polls: readonly Poll[],
  voters: readonly string[],
): Promise<void> {
  const [records, servers] = [store.records(pollRecord), store.records(serverRecord)];
  const pollIds = polls.map(({ id }) => id);
  await store.write([
    servers.putting(guildId, { ...newServer, horizon: 'all', pollIds }),
    store.records(livePollsRecord).putting(guildId, {
      pollIds: polls.filter((one) => !atRest(one)).map(({ id }) => id),
      newest: pollIds.at(-1) ?? '',
    }),
  ]);
  for (let from = 0; from < polls.length; from += 500) {
    await store.write(polls.slice(from, from + 500).map((one) => records.putting(one.id, one)));
  }
  for (const one of polls) await keepVotes(store, one, voters);
}

/** Writes one vote of each voter into the store, made before the poll was locked. */
export async function keepVotes(store: Store, kept: Poll, voters: readonly string[]): Promise<void> {
  const { id, closesAtMs } = kept;
  const [ballots, index] = [store.records(ballotRecord), store.records(votersRecord)];
  const ballot = (at: number): Ballot => ({
    reactions: [],
    history: [{ choice: at % 2 === 0 ? 'a' : 'b', atMs: closesAtMs - HOUR_MS, door: 'button' }],
  });
  for (let from = 0; from < voters.length; from += CHUNK) {
    const some = voters.slice(from, from + CHUNK);
    await store.write([
      index.putting(`${id}/${from / CHUNK}`, some),
      ...some.map((userId, at) => ballots.putting(`${id}/${userId}`, ballot(at))),
    ]);
  }
  if (kept.counted !== true) return;
  const votes = countedVotes(
    kept,
    voters.map((userId, at) => [userId, ballot(at % CHUNK)]),
  );
  await store.records(countedPollRecord).put(id, countedPoll(kept, votes));
}

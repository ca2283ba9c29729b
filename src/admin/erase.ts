import type { Knowledge } from '../domain/knowledge/view-types.ts';
import { createSubscriptionBook } from '../services/announcements/subscription-book.ts';
import { createBracketBook } from '../services/polls/brackets/bracket-book.ts';
import { createForgettingVotes } from '../services/polls/forget-votes.ts';
import { createPollBook } from '../services/polls/poll-book.ts';
import { createBallotBox } from '../services/polls/votes/ballot-box.ts';
import { type Erased, eraseMember } from '../services/privacy/erase-member.ts';
import type { Refused } from '../services/publisher.ts';
import { createServers } from '../services/servers.ts';
import type { Store } from '../storage/index.ts';
import { erasureRecord } from '../storage/kinds.ts';
import { createSystemChance } from '../util/chance.ts';

const NO_DISCORD: Refused = {
  kind: 'refused',
  reason: 'passing',
  detail: { kind: 'other', words: 'no bot is running' },
};

/** Erases a member while no bot runs: everything stored, but no reactions, since Discord is not asked for anything. */
export async function eraseOffline(store: Store, knowledge: Knowledge, userId: string): Promise<Erased> {
  const servers = createServers(store);
  const book = createPollBook({ store, servers });
  const box = createBallotBox({ store });
  const brackets = createBracketBook({ store, knowledge, box });
  const nothing = () => {};
  const forgetting = createForgettingVotes({
    ...{ store, servers, book, box, brackets, changed: nothing },
    publisher: { takeOffReaction: async () => NO_DISCORD },
  });
  const subscriptions = createSubscriptionBook({ store, servers, onHeld: nothing, onFollowUps: nothing });
  const parts = { store, polls: { forgetting }, subscriptions, chance: createSystemChance(), isOwn: () => true };
  const erased = await eraseMember(parts, userId);
  const erasures = store.records(erasureRecord);
  for await (const keys of erasures.keys()) {
    const theirs = keys.filter((key) => key.endsWith(`/${userId}`));
    if (theirs.length > 0) await store.write(theirs.map((key) => erasures.removing(key)));
  }
  await store.leaveNoTrace();
  return erased;
}

/** Asks the bots that run on the store to erase a member: each does so for its own shards within a minute or two. */
export async function askToErase(store: Store, userId: string, atMs: number): Promise<void> {
  const erasures = store.records(erasureRecord);
  const held = await store.leases.heldUnder('shard/');
  const counts = held.map(({ name }) => Number(name.split('/').at(-1)));
  const shardCount = Math.max(1, ...counts.filter(Number.isSafeInteger));
  const shards = Array.from({ length: shardCount }, (_, shard) => shard);
  await store.write(shards.map((shard) => erasures.putting(`${shard}/${userId}`, { askedAtMs: atMs, shardCount })));
}

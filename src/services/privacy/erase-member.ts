import type { Subscription } from '../../domain/announcement/subscription.ts';
import { formerMember } from '../../domain/former-member.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import type { Store } from '../../storage/index.ts';
import {
  ballotRecord,
  countedPollRecord,
  erasureRecord,
  pollRecord,
  subscriptionRecord,
  votersRecord,
} from '../../storage/kinds.ts';
import type { Chance } from '../../util/chance.ts';
import type { Announcements } from '../announcements/announcements.ts';
import type { Polls } from '../polls/polls.ts';
import type { Rename } from './kept.ts';
import { type RecordNaming, recordsNaming, votingOf } from './kept-of-member.ts';

/** What an erasure did. */
export interface Erased {
  /** Number of votes that were final, and stay without a name. */
  readonly votes: number;
  /** Open polls whose message still carries the member's reactions, because the bot may not take them off. */
  readonly reactionsLeft: readonly Poll[];
  /** Open polls of other processes with the member's reactions: those processes take them off, where they may. */
  readonly reactionsElsewhere: readonly Poll[];
}

export interface ErasingParts {
  readonly store: Store;
  readonly polls: Pick<Polls, 'forgetting'>;
  readonly subscriptions: Pick<Announcements['subscriptions'], 'rename'>;
  readonly chance: Pick<Chance, 'id'>;
  /** Whether this process serves the server; undefined (no server is known) belongs to the first shard. */
  readonly isOwn: (guildId: string | undefined) => boolean;
}

/**
 * Removes a member from all that this process's shards keep: through the services where those hold it in memory,
 * directly in the store otherwise. May be repeated.
 */
export async function eraseMember(parts: ErasingParts, userId: string): Promise<Erased> {
  const { store, polls, isOwn } = parts;
  const reactionsLeft: Poll[] = [];
  const reactionsElsewhere: Poll[] = [];
  let votes = 0;
  /** Another name in each server, so that nobody can be followed from one server to another. */
  const names = new Map<string, string>();
  function nameIn(guildId: string | undefined): string {
    const name = names.get(guildId ?? '') ?? formerMember(parts.chance.id());
    names.set(guildId ?? '', name);
    return name;
  }
  const renamingIn =
    (guildId: string | undefined): Rename =>
    (id) =>
      id === userId ? nameIn(guildId) : id;

  async function eraseVote(votingId: string): Promise<void> {
    const guildId = await polls.forgetting.serverOf(votingId);
    if (!isOwn(guildId)) return noteElsewhere(votingId);
    const withReactions = await polls.forgetting.forget(votingId, userId, nameIn(guildId));
    votes += 1;
    if (withReactions !== undefined) reactionsLeft.push(withReactions);
  }

  /** Reads the store directly: polls of other processes must not stay in this one's memory. */
  async function noteElsewhere(votingId: string): Promise<void> {
    const key = `${votingId}/${userId}`;
    const poll = (await store.records(pollRecord).getMany([votingId], () => {})).get(votingId);
    const ballot = (await store.records(ballotRecord).getMany([key], () => {})).get(key);
    const reactions = (ballot?.reactions.length ?? 0) + (ballot?.supers?.length ?? 0);
    if (poll?.state === 'open' && reactions > 0) reactionsElsewhere.push(poll);
  }

  /** Erases from kinds of records that no service holds in memory. */
  async function eraseOther({ kind, key, value }: RecordNaming): Promise<void> {
    const records = store.records(kind.kind);
    const { of, people } = kind.keeping;
    const [owner] = key.split('/');
    if (of === 'server' && !isOwn(owner)) return;
    if (people === 'key') await records.remove(key);
    else if (typeof people === 'function') await records.put(key, people(value, renamingIn(owner)));
  }

  for await (const record of recordsNaming(store, userId)) {
    const { kind, key, value } = record;
    switch (kind.kind.name) {
      // The record of the erasure itself goes last.
      case erasureRecord.name:
        break;
      case votersRecord.name:
        await eraseVote(votingOf(key));
        break;
      // The votes go from it with the ballots; only one that names more people than these is still found here.
      case countedPollRecord.name:
        await eraseVote(key);
        break;
      case pollRecord.name: {
        const { guildId } = value as Poll;
        if (isOwn(guildId)) await polls.forgetting.rename(key, renamingIn(guildId));
        break;
      }
      case subscriptionRecord.name: {
        const { guildId } = value as Subscription;
        if (isOwn(guildId)) await parts.subscriptions.rename(key, renamingIn(guildId));
        break;
      }
      default:
        await eraseOther(record);
    }
  }
  return { votes, reactionsLeft, reactionsElsewhere };
}

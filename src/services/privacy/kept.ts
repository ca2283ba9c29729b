import { withPeopleRenamed } from '../../domain/poll/people-in-poll.ts';
import { withVotersRenamed } from '../../domain/scores/counted-poll.ts';
import type { RecordKind } from '../../storage/index.ts';
import * as kinds from '../../storage/kinds.ts';

type Kinds = typeof kinds;
/** The names that src/storage/kinds.ts gives the kinds of records. */
export type KeptName = { [Name in keyof Kinds]: Kinds[Name] extends RecordKind<infer _> ? Name : never }[keyof Kinds];
export type ValueOf<Name extends KeptName> = Kinds[Name] extends RecordKind<infer Value> ? Value : never;

/**
 * What a kind of record belongs to, and which people are in it. A new kind does not compile until it has an entry here:
 * what a member can see, export and erase, and what is removed with a server that the bot has left, is read from this
 * table.
 */
export interface Keeping<Value> {
  /**
   * What the record belongs to; its key is that thing's id, or begins with it and a slash. `bot`: to no one. `voting`:
   * a poll, or a game of brackets.
   */
  readonly of: 'bot' | 'member' | 'server' | 'voting' | 'subscription';
  /**
   * - `nobody`: it holds no member's id.
   * - `key`: one part of its key is a member's id; it is all theirs, and is erased whole.
   * - `ballot`: as `key`, for a poll or a game of brackets, found by the list of its voters. A vote that is final
   * stays, without a name.
   * - a function: returns the value with the ids of people replaced; used to erase one person's id from it.
   */
  readonly people: 'nobody' | 'key' | 'ballot' | ((value: Value, rename: Rename) => Value);
}

export type Rename = (userId: string) => string;

export const kept: { readonly [Name in KeptName]: Keeping<ValueOf<Name>> } = {
  serverRecord: { of: 'server', people: 'nobody' },
  memberRecord: { of: 'member', people: 'key' },
  pollRecord: { of: 'voting', people: withPeopleRenamed },
  ballotRecord: { of: 'voting', people: 'ballot' },
  votersRecord: { of: 'voting', people: (userIds, rename) => userIds.map(rename) },
  countedPollRecord: { of: 'voting', people: withVotersRenamed },
  bracketPicksRecord: { of: 'voting', people: 'ballot' },
  bracketGameRecord: { of: 'voting', people: 'nobody' },
  bracketShareRecord: { of: 'server', people: 'key' },
  pollDraftsRecord: {
    of: 'server',
    // A draft belongs to the moderator who makes it, and is removed with them.
    people: (drafts, rename) => drafts.filter(({ madeBy }) => rename(madeBy) === madeBy),
  },
  livePollsRecord: { of: 'server', people: 'nobody' },
  privateReminderRecord: { of: 'voting', people: 'key' },
  splitRecord: { of: 'voting', people: 'nobody' },
  seriesReleasesRecord: { of: 'bot', people: 'nobody' },
  seriesFeedRecord: { of: 'bot', people: 'nobody' },
  subscriptionRecord: {
    of: 'subscription',
    people: (subscription, rename) => ({ ...subscription, createdBy: rename(subscription.createdBy) }),
  },
  outboxRecord: { of: 'subscription', people: 'nobody' },
  feedRecord: { of: 'bot', people: 'nobody' },
  feedMemoryRecord: { of: 'bot', people: 'nobody' },
  quotaRecord: { of: 'bot', people: 'nobody' },
  additionsRecord: { of: 'server', people: 'nobody' },
  recognitionRecord: { of: 'server', people: 'nobody' },
  noticeRecord: { of: 'server', people: 'nobody' },
  greetingRecord: { of: 'server', people: 'nobody' },
  erasureRecord: { of: 'member', people: 'key' },
  departureRecord: { of: 'server', people: 'nobody' },
  copyingRecord: { of: 'bot', people: 'nobody' },
  reloadRecord: { of: 'bot', people: 'nobody' },
  reloadedRecord: { of: 'bot', people: 'nobody' },
  dataInUseRecord: { of: 'bot', people: 'nobody' },
  storeOwnerRecord: { of: 'bot', people: 'nobody' },
  registrationRecord: { of: 'bot', people: 'nobody' },
};

export interface KeptKind {
  readonly name: KeptName;
  readonly kind: RecordKind<unknown>;
  readonly keeping: Keeping<unknown>;
}

const kindsByName: Readonly<Record<string, unknown>> = { ...kinds };

/** Every kind of record with its entry, as a list. */
export const keptKinds: readonly KeptKind[] = Object.entries(kept).map(([name, keeping]) => ({
  name: name as KeptName,
  kind: kindsByName[name] as RecordKind<unknown>,
  keeping: keeping as Keeping<unknown>,
}));

import type { Ballot } from '../../domain/poll/ballot.ts';
import type { Store } from '../../storage/index.ts';
import {
  ballotRecord,
  bracketPicksRecord,
  countedPollRecord,
  pollDraftsRecord,
  pollRecord,
  votersRecord,
} from '../../storage/kinds.ts';
import { gameOfPlayers } from '../polls/brackets/bracket-book.ts';
import { serverInName, votingKind } from '../polls/voting-names.ts';
import { type Keeping, type KeptKind, keptKinds } from './kept.ts';

/** All that is kept about one member, as plain JSON. */
export interface KeptOfMember {
  readonly votes: readonly {
    readonly serverId: string | undefined;
    /** What the poll is about, by language; absent for a match of a predicted bracket. */
    readonly title?: Readonly<Record<string, string>>;
    readonly votingId: string;
    readonly ballot: Ballot;
  }[];
  /** Other records that are the member's or name them, reduced to what is about them. */
  readonly others: readonly { readonly kind: string; readonly key: string; readonly value: unknown }[];
}

/** Reads the whole store once for each kind of record that can name a person: only for requests that come seldom. */
export async function keptOfMember(store: Store, userId: string): Promise<KeptOfMember> {
  const votings = new Set<string>();
  const others: { kind: string; key: string; value: unknown }[] = [];
  for await (const { kind, key, value } of recordsNaming(store, userId)) {
    if (kind.kind.name === votersRecord.name) votings.add(votingOf(key));
    // Nothing but a copy of ballots.
    else if (kind.kind.name !== countedPollRecord.name)
      others.push({ kind: kind.kind.name, key, value: ownPart(kind.kind.name, value, userId) });
  }
  const polls = await store.records(pollRecord).getMany(votings, () => {});
  const keys = [...votings].map((votingId) => `${votingId}/${userId}`);
  const ballots = await store.records(ballotRecord).getMany(keys, () => {});
  const votes = [...ballots].map(([key, ballot]) => {
    const votingId = votingOf(key);
    const poll = polls.get(votingId);
    const serverId = poll?.guildId ?? serverInName(votingId);
    return { serverId, ...(poll === undefined ? {} : { title: poll.title }), votingId, ballot };
  });
  const games = [...votings].filter((name) => votingKind(name) === 'bracket').map(gameOfPlayers);
  const brackets = await store.records(bracketPicksRecord).getMany(
    games.map((game) => `${game}/${userId}`),
    () => {},
  );
  for (const [key, value] of brackets) others.push({ kind: bracketPicksRecord.name, key, value });
  return { votes, others };
}

export interface RecordNaming {
  readonly kind: KeptKind;
  readonly key: string;
  readonly value: unknown;
}

/** Every record that is a member's or names them, except ballots, which are found by the lists of voters. */
export async function* recordsNaming(store: Store, userId: string): AsyncGenerator<RecordNaming> {
  for (const kind of keptKinds) {
    const { people } = kind.keeping;
    if (people === 'nobody' || people === 'ballot') continue;
    for await (const page of store.records(kind.kind).pages({ holding: userId })) {
      for (const [key, value] of page) if (isTheirs(key, value, people, userId)) yield { kind, key, value };
    }
  }
}

/**
 * Whether the record is this member's, or names them. The store finds it by text, and a number may only look like their
 * id.
 */
function isTheirs(
  key: string,
  value: unknown,
  people: Exclude<Keeping<unknown>['people'], 'nobody' | 'ballot'>,
  userId: string,
): boolean {
  if (people === 'key') return key.split('/').includes(userId);
  let named = false;
  people(value, (id) => {
    named ||= id === userId;
    return id;
  });
  return named;
}

/** The part of a shared record that is about this member: never what others did, nor what would tell them a result. */
function ownPart(kind: string, value: unknown, userId: string): unknown {
  if (kind === pollDraftsRecord.name) {
    return (value as readonly { madeBy: string }[]).filter(({ madeBy }) => madeBy === userId);
  }
  if (kind !== pollRecord.name) return value;
  const { guildId, title, openedBy, openedAtMs, results } = value as {
    guildId: string;
    title: unknown;
    openedBy: string;
    openedAtMs: number;
    results: readonly { givenBy: string }[];
  };
  const opened = openedBy === userId ? { openedAtMs } : {};
  return { serverId: guildId, title, ...opened, resultsGiven: results.filter(({ givenBy }) => givenBy === userId) };
}

/** The poll or game that the key of a ballot, or of a chunk of voters, belongs to. */
export function votingOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

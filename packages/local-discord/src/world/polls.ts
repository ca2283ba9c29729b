import type { Json } from '../json.ts';
import type { Account, NativePoll } from './model.ts';
import type { Store } from './store.ts';
import { iso } from './timestamp.ts';

/** A poll's default duration. https://docs.discord.com/developers/resources/poll#poll-create-request-object */
const HOURS = 24;

export function openPoll(store: Store, sent: Json | null | undefined): NativePoll | undefined {
  if (!sent) return undefined;
  const answers = (sent.answers as Json[]).map(({ poll_media: media }, index) => ({
    answer_id: index + 1,
    poll_media: media,
  }));
  return {
    question: sent.question as Json,
    answers,
    allowsSeveral: sent.allow_multiselect === true,
    layout: Number(sent.layout_type ?? 1),
    expiresAtMs: store.clock.now() + Number(sent.duration ?? HOURS) * 3_600_000,
    votes: new Map(answers.map(({ answer_id: id }) => [id, new Set<string>()])),
  };
}

export function isOver(store: Store, poll: NativePoll): boolean {
  return store.clock.now() >= poll.expiresAtMs;
}

/** https://docs.discord.com/developers/resources/poll#poll-object */
export function pollJson(store: Store, poll: NativePoll, viewer: Account): Json {
  return {
    question: poll.question,
    answers: poll.answers,
    expiry: iso(poll.expiresAtMs),
    allow_multiselect: poll.allowsSeveral,
    layout_type: poll.layout,
    results: {
      is_finalized: isOver(store, poll),
      answer_counts: [...poll.votes].map(([id, voters]) => ({
        id,
        count: voters.size,
        me_voted: voters.has(viewer.id),
      })),
    },
  };
}

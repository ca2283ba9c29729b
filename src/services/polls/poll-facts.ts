import { type Poll, winnerOf } from '../../domain/poll/poll.ts';
import type { PublicMessage } from '../publisher.ts';
import type { PollParts } from './poll-parts.ts';
import type { Scores } from './scores.ts';

/** Which of a poll's messages is meant: itself, its reminder, or one of its results, from 0. */
export type Which = 'poll' | 'reminder' | number;

export type PollFacts = (poll: Poll, which: Which) => Promise<PublicMessage>;

/** What a poll's messages show to its channel, cut to what the channel has watched. */
export function createPollFacts(parts: PollParts & { scores: Pick<Scores, 'climb'> }): PollFacts {
  const { box, knowledge, reading, servers } = parts;

  return async (poll, which) => {
    const place = { guildId: poll.guildId, channelId: poll.channelId, parentChannelId: poll.parentChannelId };
    const [tally, horizon, server] = await Promise.all([
      box.tally(poll),
      reading.ofChannel(place),
      servers.get(poll.guildId),
    ]);
    const { language } = server;
    const showWinner = winnerOf(poll) !== undefined && horizon !== undefined && hasWatched(knowledge, horizon, poll);
    const label = knowledge.episodeLabels().find(({ id }) => id === poll.episodeId)?.label;
    const episodeLabel = label && knowledge.textIn(label, language);
    if (which === 'reminder') return { kind: 'reminder', poll, tally, language };
    if (which === 'poll') return { kind: 'poll', poll, tally, showWinner, episodeLabel, language };
    const isLast = which === poll.results.length - 1;
    const climb = showWinner && isLast && horizon !== undefined ? await parts.scores.climb(poll, horizon) : undefined;
    return { kind: 'result', poll, tally, index: which, showWinner, climb, language };
  };
}

/** Whether someone at `horizon` has watched what the poll is about; a match tied to no episode, only at `all`. */
export function hasWatched(
  knowledge: PollParts['knowledge'],
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'episodeId'>,
): boolean {
  if (horizon === 'all') return true;
  const match = poll.matchId === undefined ? undefined : knowledge.seenFrom(horizon).match(poll.matchId);
  if (match?.result !== undefined) return true;
  // A result may be told later than in the match's own episode: where the series has one to tell, it must have been.
  if (knowledge.seenFrom('all').match(poll.matchId ?? '')?.result !== undefined) return false;
  return poll.episodeId !== undefined && knowledge.compareHorizons(horizon, poll.episodeId) >= 0;
}

/** Whether who stands in this poll is known to someone at `horizon`: what a moderator typed is known to everybody. */
export function knowsContestants(
  knowledge: PollParts['knowledge'],
  horizon: string,
  poll: Pick<Poll, 'matchId' | 'contestants'>,
): boolean {
  if (poll.matchId === undefined) return true;
  const there = knowledge.seenFrom(horizon).match(poll.matchId)?.contestants ?? [];
  return poll.contestants.every(({ id }) => there.some((contestant) => contestant?.id === id));
}

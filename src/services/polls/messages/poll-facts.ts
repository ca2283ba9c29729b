import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import { createKeyedQueue } from '../../../util/keyed-queue.ts';
import type { PublicMessage } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';
import type { Scores } from '../scores/scores.ts';
import type { Splits } from '../scores/splits.ts';
import { hasWatched } from '../watched-by.ts';

/** Which of a poll's messages is meant: the poll itself, its reminder, or one of its results, counted from 0. */
export type Which = 'poll' | 'reminder' | number;

export type PollFacts = (poll: Poll, which: Which) => Promise<PublicMessage>;

/** What a poll's messages show to its channel, cut to what the channel has watched. */
export function createPollFacts(
  parts: Pick<PollParts, 'book' | 'knowledge' | 'reading' | 'servers'> & {
    scores: Pick<Scores, 'climbs' | 'tallyOf'>;
    splits: Pick<Splits, 'of'>;
  },
): PollFacts {
  const { scores, knowledge, reading, servers } = parts;

  async function factsOf(poll: Poll, which: Which): Promise<PublicMessage> {
    const place = { guildId: poll.guildId, channelId: poll.channelId, parentChannelId: poll.parentChannelId };
    const [tally, horizon, server] = await Promise.all([
      scores.tallyOf(poll),
      reading.ofChannel(place),
      servers.get(poll.guildId),
    ]);
    const { language } = server;
    const showWinner = winnerOf(poll) !== undefined && hasWatched(knowledge, horizon ?? 'none', poll);
    const { episodeId } = poll;
    const label =
      episodeId === undefined ? undefined : knowledge.forServer(poll.guildId).episodeLabel(episodeId)?.label;
    const episodeLabel = label && knowledge.textIn(label, language);
    if (which === 'reminder') return { kind: 'reminder', poll, tally, language };
    const split = await parts.splits.of(poll);
    const seen = horizon ?? 'none';
    if (which === 'poll')
      return { kind: 'poll', poll, tally, showWinner, horizon: seen, split, episodeLabel, language };
    const isLast = which === poll.results.length - 1;
    const climbs = showWinner && isLast && horizon !== undefined ? await scores.climbs(poll, horizon) : [];
    const next = isLast ? nextOf(poll) : undefined;
    return { kind: 'result', poll, tally, index: which, showWinner, horizon: seen, split, climbs, next, language };
  }

  /** The open poll that locks first, in the same channel where one does. */
  function nextOf({ guildId, channelId, id }: Poll) {
    const open = parts.book.liveOf(guildId).filter((other) => other.state === 'open' && other.id !== id);
    const [next] = open
      .filter(({ message }) => message.id !== undefined)
      .toSorted(
        (a, b) => Number(b.channelId === channelId) - Number(a.channelId === channelId) || a.closesAtMs - b.closesAtMs,
      );
    if (next?.message.id === undefined) return undefined;
    // A custom match in another channel may only be known to the readers of that channel.
    const isOpenly = next.channelId === channelId || (next.matchId ?? next.competitionId) !== undefined;
    const title = isOpenly ? next.title : undefined;
    return { channelId: next.channelId, messageId: next.message.id, title };
  }

  // All polls of a server may be redrawn at once; one after the other, so that only one poll's ballots are in memory.
  const queue = createKeyedQueue();
  return (poll, which) => queue.run(poll.guildId, () => factsOf(poll, which));
}

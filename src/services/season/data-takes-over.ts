import { type AddedEpisode, type Additions, isEmpty } from '../../domain/additions/additions.ts';
import type { Knowledge } from '../../domain/knowledge/view-types.ts';
import { type Notice, pollInNotice } from '../../domain/notices.ts';
import type { Poll } from '../../domain/poll/poll.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Change } from '../../storage/index.ts';
import type { Polls } from '../polls/polls.ts';
import type { Servers } from '../servers.ts';
import type { AdditionsBook } from './additions-book.ts';

/**
 * The data gets episodes later that servers had added before. If both have the same video, the added episode becomes
 * the data's by itself; about any other new episode moderators are asked once whether it is one of theirs. What was
 * settled stays settled; where the data has another result, they are asked once as well.
 */
export interface DataTakesOver {
  /** Compares what these servers added with the present data. Absent = all servers that added something. */
  look(guildIds?: Iterable<string>): Promise<void>;
  /**
   * The added episodes that may be the same as this one of the data, newest first.
   *
   * @throws UserError when somebody has answered already
   */
  candidates(guildId: string, episodeId: string): readonly AddedEpisode[];
}

/** A Discord select takes at most 25 options. */
const MOST_CANDIDATES = 25;
/** The newest episodes that were asked about are remembered; older ones have long been part of the data. */
const MOST_REMEMBERED = 500;

export function createDataTakesOver(parts: {
  book: AdditionsBook;
  /** The series' data without additions. */
  data: () => Knowledge;
  polls: Pick<Polls, 'book' | 'horizons'>;
  servers: Pick<Servers, 'get'>;
  telling: (guildId: string, notice: Notice) => Change;
}): DataTakesOver {
  const { book, data, polls, servers, telling } = parts;

  /** The added episodes that the data does not have, as far as is known. */
  function ownOf(guildId: string): readonly AddedEpisode[] {
    const here = book.knowledge.forServer(guildId);
    return book.of(guildId).episodes.filter(({ id }) => here.episodeLabel(id)?.id === id);
  }

  /** Episodes of the data that no video identifies and nobody was asked about yet. */
  function unasked(guildId: string, { askedAbout }: Additions) {
    const isAsked = new Set(askedAbout);
    const here = book.knowledge.forServer(guildId);
    const taken = new Set(book.of(guildId).episodes.flatMap(({ id }) => here.episodeLabel(id)?.id ?? []));
    const fresh = data()
      .episodeLabels()
      .filter(({ id }) => !isAsked.has(id));
    return { fresh, unknown: fresh.filter(({ id }) => !taken.has(id)) };
  }

  /** Settled polls on a match that the data has by now, with another result. */
  async function differing(guildId: string, additions: Additions): Promise<readonly Poll[]> {
    const view = book.knowledge.forServer(guildId).seenFrom('all');
    const taken = new Set(additions.matches.filter(({ id }) => (view.match(id)?.id ?? id) !== id).map(({ id }) => id));
    if (taken.size === 0) return [];
    const asked = new Set(additions.resultsAsked);
    return (await polls.book.ofServer(guildId)).filter((poll) => {
      if (poll.state !== 'settled' || !taken.has(poll.matchId ?? '')) return false;
      const told = polls.horizons.winnerTold('all', poll);
      return told !== undefined && told !== poll.results.at(-1)?.winnerId && !asked.has(poll.id);
    });
  }

  async function lookAt(guildId: string): Promise<void> {
    if (isEmpty(book.of(guildId))) return;
    const different = await differing(guildId, book.of(guildId));
    const { language } = await servers.get(guildId);
    const textIn = (texts: Readonly<Record<string, string>>) => data().textIn(texts, language);
    await book.update(
      guildId,
      (additions) => {
        const { fresh, unknown } = unasked(guildId, additions);
        const results = different.filter(({ id }) => additions.resultsAsked?.includes(id) !== true);
        if (fresh.length === 0 && results.length === 0) return undefined;
        // Before the first question, moderators added their episodes with today's data in front of them: they are not
        // asked about it.
        const isFirst = additions.askedAbout.length === 0;
        return {
          additions: {
            ...additions,
            askedAbout: [...additions.askedAbout, ...fresh.map(({ id }) => id)].slice(-MOST_REMEMBERED),
            ...(results.length === 0
              ? {}
              : {
                  resultsAsked: [...(additions.resultsAsked ?? []), ...results.map(({ id }) => id)].slice(
                    -MOST_REMEMBERED,
                  ),
                }),
          },
          asks: isFirst || ownOf(guildId).length === 0 ? [] : unknown,
          results,
        };
      },
      ({ asks, results }) => [
        ...asks.map(({ id, label }) => telling(guildId, { kind: 'data-episode', episodeId: id, label: textIn(label) })),
        ...results.map((poll) =>
          telling(guildId, { kind: 'result-differs', pollId: poll.id, ...pollInNotice(poll, language) }),
        ),
      ],
    );
  }

  return {
    async look(guildIds = book.servers()) {
      for (const guildId of guildIds) await lookAt(guildId);
    },
    candidates(guildId, episodeId) {
      const answered = book.of(guildId).episodes.find(({ is }) => is === episodeId);
      if (answered !== undefined) throw new UserError((say) => say('season.answered', { is: answered.label }));
      return [...ownOf(guildId)].reverse().slice(0, MOST_CANDIDATES);
    },
  };
}

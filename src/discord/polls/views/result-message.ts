import { inLanguage } from '../../../domain/poll/in-language.ts';
import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import type { SplitOverTime } from '../../../domain/poll/split-over-time.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { PollMessage } from '../../../services/poll-messages.ts';
import { defined } from '../../../util/defined.ts';
import { attached } from '../../contract/layout.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { button, emojiText, rows } from '../../elements/controls.ts';
import { bracketPicture } from '../../knowledge/views/bracket-picture.ts';
import { resultId, resultSeenId } from '../ids.ts';
import { resultPicture } from './poll-picture.ts';
import { contestantText } from './poll-words.ts';
import { resultIsIn, resultTold } from './result-words.ts';
import { splitPlot } from './split-plot.ts';

type ResultFacts = Extract<PollMessage, { kind: 'result' }>;

/**
 * The result for the whole channel: the winner and pictures where the channel has watched the match, otherwise only
 * that the result is in. `reader`: the channel, with its own horizon.
 */
export function resultMessage(facts: ResultFacts, reader: Reader): MessageBody {
  const { poll, index, showWinner } = facts;
  const { say } = reader;
  return {
    content: showWinner ? resultTold(facts, reader) : resultIsIn(facts, reader),
    ...resultPictures(facts, reader),
    components: rows([
      button({
        id: resultId.write({ poll: poll.id, index: String(index) }),
        label: say(showWinner ? 'result.mine' : 'result.show'),
      }),
    ]),
  };
}

/**
 * The pictures of a result: a versus card with the winner as a file; the bracket (if it shows this very result) and how
 * the votes came in, each in an embed of its own, because Discord crops files side by side to squares. Where the
 * channel has not watched the match: only a versus card of the contestants it knows.
 */
function resultPictures(facts: ResultFacts, reader: Reader): Pick<MessageBody, 'embeds' | 'pictures'> {
  const { poll, index, split, showWinner, tally } = facts;
  // The corrected result gets a message of its own, with the pictures.
  if (index < poll.results.length - 1) return {};
  if (!showWinner) return { pictures: resultPicture({ poll, winnerId: undefined, lines: [] }, reader) };
  const winnerId = poll.results[index]?.winnerId;
  const match = poll.matchId === undefined ? undefined : reader.view.match(poll.matchId);
  const told = match?.result !== undefined && match.result.winner.id === winnerId;
  const below = [
    ...(told ? bracketPicture(reader, match.competitionId) : []),
    ...splitPlot(reader, { poll, split, winnerId }),
  ];
  const color = match?.result?.winner.color;
  return {
    pictures: [...resultPicture({ poll, winnerId, lines: calledLines(tally, winnerId, reader) }, reader), ...below],
    embeds: below.map(({ name }) => ({ image: { url: attached(name) }, ...defined({ color }) })),
  };
}

/** How many voted for the winner, as plain text for the picture. */
function calledLines({ votes, total }: ResultFacts['tally'], winnerId: string | undefined, { say }: Reader): string[] {
  if (total === 0) return [];
  const count = votes.get(winnerId ?? '') ?? 0;
  const percent = String(Math.round((count / total) * 100));
  return [say('picture.called', { count, total: String(total), percent })];
}

/** The result for one member who has watched the match: the winner, their own vote, and how the votes came in. */
export function ownResult(
  { poll, ownChoice, split }: { poll: Poll; ownChoice: string | undefined; split: SplitOverTime | undefined },
  reader: Reader,
): MessageBody {
  const { say, language } = reader;
  const winner = poll.contestants.find(({ id }) => id === winnerOf(poll));
  const head = say('result.won', {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  });
  const yours =
    ownChoice === undefined ? [] : [say('result.yours', { choice: contestantText(poll, ownChoice, language) })];
  return {
    content: [head, ...yours].join('\n'),
    pictures: splitPlot(reader, { poll, split, winnerId: winnerOf(poll) }),
  };
}

/** Asks before showing a result to someone who has not said that they watched it. */
export function askIfWatched(poll: Poll, index: string, episodeLabel: string | undefined, say: Say): MessageBody {
  const label =
    episodeLabel === undefined ? say('result.showAnyway') : say('result.iHaveWatched', { label: episodeLabel });
  return {
    content: say('result.notWatched'),
    components: rows([button({ id: resultSeenId.write({ poll: poll.id, index }), label })]),
  };
}

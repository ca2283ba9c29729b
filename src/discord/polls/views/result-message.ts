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
 * The result for the whole channel: who won where it has watched the match, with its pictures, else only that the result
 * is in. `reader` is the channel, at its own horizon.
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
 * Who won against whom, alone as a file; and, each whole in an embed of its own since Discord would cut files side by side
 * to squares, the bracket where it tells this very result, and how the votes came in. Where the channel has not watched the
 * match, only who meets in it as far as is known there, on no colour.
 */
function resultPictures(facts: ResultFacts, reader: Reader): Pick<MessageBody, 'embeds' | 'pictures'> {
  const { poll, index, split, showWinner, tally } = facts;
  // What was corrected is followed by a message that has them.
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

/** How many had it right, in the picture's own words: no signs of Discord's. */
function calledLines({ votes, total }: ResultFacts['tally'], winnerId: string | undefined, { say }: Reader): string[] {
  if (total === 0) return [];
  const count = votes.get(winnerId ?? '') ?? 0;
  const percent = String(Math.round((count / total) * 100));
  return [say('picture.called', { count, total: String(total), percent })];
}

/** The result for one member who has watched the match: who won, what they had, and how the votes came in. */
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

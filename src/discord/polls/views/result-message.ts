import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import type { SplitOverTime } from '../../../domain/poll/split-over-time.ts';
import type { Say } from '../../../i18n/sentences.ts';
import { SPLIT_FILE } from '../../../pictures/index.ts';
import type { PollMessage } from '../../../services/poll-messages.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { button, emojiText, rows } from '../../elements/controls.ts';
import { bracketPicture } from '../../knowledge/views/bracket-picture.ts';
import { resultId, resultSeenId } from '../ids.ts';
import { contestantText, inLanguage } from './poll-message.ts';
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
    ...(showWinner ? resultPictures(facts, reader) : {}),
    components: rows([
      button({
        id: resultId.write({ poll: poll.id, index: String(index) }),
        label: say(showWinner ? 'result.mine' : 'result.show'),
      }),
    ]),
  };
}

/**
 * The bracket where it tells this very result, and how the votes came in. Of two files Discord would cut both to squares:
 * the second one stands whole in an embed.
 */
function resultPictures({ poll, index, split }: ResultFacts, reader: Reader): Pick<MessageBody, 'embeds' | 'pictures'> {
  // What was corrected is followed by a message that has them.
  if (index < poll.results.length - 1) return {};
  const winnerId = poll.results[index]?.winnerId;
  const match = poll.matchId === undefined ? undefined : reader.view.match(poll.matchId);
  const told = match?.result !== undefined && match.result.winner.id === winnerId;
  const bracket = told ? bracketPicture(reader, match.competitionId) : [];
  const plot = splitPlot(reader, { poll, split, winnerId });
  const both = bracket.length > 0 && plot.length > 0;
  const color = match?.result?.winner.color;
  return {
    pictures: [...bracket, ...plot],
    ...(both
      ? { embeds: [{ image: { url: `attachment://${SPLIT_FILE}` }, ...(color === undefined ? {} : { color }) }] }
      : {}),
  };
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

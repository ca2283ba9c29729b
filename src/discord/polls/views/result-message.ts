import { type Poll, winnerOf } from '../../../domain/poll/poll.ts';
import type { SplitOverTime } from '../../../domain/poll/split-over-time.ts';
import { isUnderdog } from '../../../domain/scores/scoring.ts';
import type { Say } from '../../../i18n/sentences.ts';
import { SPLIT_FILE } from '../../../pictures/index.ts';
import type { PollMessage } from '../../../services/poll-messages.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { button, emojiText, rows } from '../../elements/controls.ts';
import { memberName } from '../../elements/names.ts';
import { bracketPicture } from '../../knowledge/views/bracket-picture.ts';
import { resultId, resultSeenId } from '../ids.ts';
import { contestantText, inLanguage } from './poll-message.ts';
import { splitPlot } from './split-plot.ts';

type ResultFacts = Extract<PollMessage, { kind: 'result' }>;

/**
 * The result for the whole channel: who won where it has watched the match, with its pictures, else only that the result
 * is in. `reader` is the channel, at its own horizon.
 */
export function resultMessage(facts: ResultFacts, reader: Reader): MessageBody {
  const { poll, index, showWinner, language } = facts;
  const { say } = reader;
  const corrected = index > 0;
  const title = plain(inLanguage(poll.title, language));
  const hidden = corrected ? say('result.corrected', { title }) : say('result.in', { title });
  return {
    content: showWinner ? shown(facts, reader, corrected) : hidden,
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

function shown({ poll, index, tally, climb, next, language }: ResultFacts, reader: Reader, corrected: boolean): string {
  const { say } = reader;
  const winnerId = poll.results[index]?.winnerId;
  const winner = poll.contestants.find(({ id }) => id === winnerId);
  const facts = {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  };
  const head = corrected ? say('result.wonCorrected', facts) : say('result.won', facts);
  const onward =
    next === undefined
      ? []
      : [
          say('result.next', {
            link: `https://discord.com/channels/${next.guildId}/${next.channelId}/${next.messageId}`,
          }),
        ];
  if (tally.total === 0) return [head, ...scoreLines(poll, winnerId, reader), ...onward].join('\n');
  const count = tally.votes.get(winnerId ?? '') ?? 0;
  const lines = [
    head,
    ...scoreLines(poll, winnerId, reader),
    say('result.crowd', { count, total: String(tally.total), percent: percent(count, tally.total) }),
  ];
  if (count > 0 && isUnderdog(tally, winnerId ?? '')) lines.push(say('result.upset'));
  if (climb !== undefined) {
    lines.push(
      say('result.climb', { member: memberName(climb.userId, say), from: String(climb.from), to: String(climb.to) }),
    );
  }
  return [...lines, ...onward].join('\n');
}

/** How it ended on the stage, where the series tells that, and tells this very winner. */
function scoreLines(poll: Poll, winnerId: string | undefined, { say, view, language }: Reader): string[] {
  const result = poll.matchId === undefined ? undefined : view.match(poll.matchId)?.result;
  if (result?.score === undefined || result.winner.id !== winnerId) return [];
  const sides = result.score.value.map(
    ({ contestant, points }) => `${plain(view.textIn(contestant.name, language))} ${points}`,
  );
  return [say('result.score', { score: sides.join(' – ') })];
}

function percent(count: number, total: number): string {
  return String(Math.round((count / total) * 100));
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

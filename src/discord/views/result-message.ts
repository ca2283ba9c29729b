import { type Poll, winnerOf } from '../../domain/poll/poll.ts';
import { isUnderdog } from '../../domain/scores/scoring.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { PollMessage } from '../../services/polls/poll-messages.ts';
import { resultId, resultSeenId } from '../buttons/ids.ts';
import { plain } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { button, emojiText, rows } from './pieces.ts';
import { contestantText, inLanguage } from './poll-message.ts';

type ResultFacts = Extract<PollMessage, { kind: 'result' }>;

/** The result for the whole channel: who won where it has watched the match, else only that the result is in. */
export function resultMessage(facts: ResultFacts, say: Say): MessageBody {
  const { poll, index, showWinner, language } = facts;
  const corrected = index > 0;
  const title = plain(inLanguage(poll.title, language));
  const hidden = corrected ? say('result.corrected', { title }) : say('result.in', { title });
  return {
    content: showWinner ? shown(facts, say, corrected) : hidden,
    components: rows([
      button({ id: resultId.write({ poll: poll.id, index: String(index) }), label: say('result.show') }),
    ]),
  };
}

function shown({ poll, index, tally, climb, language }: ResultFacts, say: Say, corrected: boolean): string {
  const winnerId = poll.results[index]?.winnerId;
  const winner = poll.contestants.find(({ id }) => id === winnerId);
  const facts = {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  };
  const head = corrected ? say('result.wonCorrected', facts) : say('result.won', facts);
  if (tally.total === 0) return head;
  const count = tally.votes.get(winnerId ?? '') ?? 0;
  const lines = [
    head,
    say('result.crowd', { count, total: String(tally.total), percent: percent(count, tally.total) }),
  ];
  if (count > 0 && isUnderdog(tally, winnerId ?? '')) lines.push(say('result.upset'));
  if (climb !== undefined) {
    lines.push(say('result.climb', { userId: climb.userId, from: String(climb.from), to: String(climb.to) }));
  }
  return lines.join('\n');
}

function percent(count: number, total: number): string {
  return String(Math.round((count / total) * 100));
}

/** The result for one member who has watched the match: who won, and what they had. */
export function ownResult(poll: Poll, ownChoice: string | undefined, language: string, say: Say): MessageBody {
  const winner = poll.contestants.find(({ id }) => id === winnerOf(poll));
  const head = say('result.won', {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  });
  if (ownChoice === undefined) return { content: head };
  return { content: `${head}\n${say('result.yours', { choice: contestantText(poll, ownChoice, language) })}` };
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

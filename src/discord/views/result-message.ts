import { type Poll, winnerOf } from '../../domain/poll/poll.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { PublicMessage } from '../../services/publisher.ts';
import { resultId, resultSeenId } from '../buttons/ids.ts';
import { plain } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { button, emojiText, rows } from './pieces.ts';
import { contestantText, inLanguage } from './poll-message.ts';

type ResultFacts = Extract<PublicMessage, { kind: 'result' }>;

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

function shown({ poll, index, tally, language }: ResultFacts, say: Say, corrected: boolean): string {
  const winnerId = poll.results[index]?.winnerId;
  const winner = poll.contestants.find(({ id }) => id === winnerId);
  const facts = {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  };
  const head = corrected ? say('result.wonCorrected', facts) : say('result.won', facts);
  const count = tally.votes.get(winnerId ?? '') ?? 0;
  return tally.total === 0 ? head : `${head}\n${say('result.crowd', { count, total: String(tally.total) })}`;
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

import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll, PollContestant } from '../../../domain/poll/poll.ts';
import { isUnderdog } from '../../../domain/scores/scoring.ts';
import type { PollMessage } from '../../../services/poll-messages.ts';
import { plain } from '../../contract/markdown.ts';
import type { Reader } from '../../contract/reader.ts';
import { emojiText } from '../../elements/controls.ts';
import { memberName } from '../../elements/names.ts';
import { pollLink } from './poll-words.ts';

type ResultFacts = Extract<PollMessage, { kind: 'result' }>;

/** How many climbers are named. */
const CLIMBERS = 3;
/** Limit for the split: with ten contestants of the longest names it would fill a message. */
const SPLIT = 700;

/** Says only that the result is in, for a channel that has not watched the match: the same for every winner. */
export function resultIsIn({ poll, index, language }: ResultFacts, { say }: Pick<Reader, 'say'>): string {
  const title = plain(inLanguage(poll.title, language));
  return index > 0 ? say('result.corrected', { title }) : say('result.in', { title });
}

/**
 * The text of a result for a channel that has watched the match: winner, score, the split and how many were right, who
 * climbed, and the next poll.
 */
export function resultTold(facts: ResultFacts, reader: Reader): string {
  const { poll, index, tally, language } = facts;
  const { say } = reader;
  const winnerId = poll.results[index]?.winnerId ?? '';
  const winner = poll.contestants.find(({ id }) => id === winnerId);
  const told = {
    emoji: emojiText(winner?.emoji ?? ''),
    winner: plain(inLanguage(winner?.names ?? {}, language)),
    title: plain(inLanguage(poll.title, language)),
  };
  const count = tally.votes.get(winnerId) ?? 0;
  return [
    say(index > 0 ? 'result.wonCorrected' : 'result.won', told),
    ...scoreLines(poll, winnerId, reader),
    ...(tally.total === 0
      ? []
      : [
          splitLine(facts, reader),
          say('result.crowd', { count, total: String(tally.total), percent: percent(count, tally.total) }),
        ]),
    ...(count > 0 && isUnderdog(tally, winnerId) ? [say('result.upset')] : []),
    ...climbLines(facts, reader),
    ...nextLines(facts, reader),
  ].join('\n');
}

/** The series' score, where the series tells this very winner. */
function scoreLines(poll: Poll, winnerId: string, { say, view, language }: Reader): string[] {
  const result = poll.matchId === undefined ? undefined : view.match(poll.matchId)?.result;
  if (result?.score === undefined || result.winner.id !== winnerId) return [];
  const sides = result.score.value.map(
    ({ contestant, points }) => `${plain(view.textIn(contestant.name, language))} ${points}`,
  );
  return [say('result.score', { score: sides.join(' – ') })];
}

/** The contestants by their share of votes, largest first, as many as there is room for. */
function splitLine({ poll, tally, language }: ResultFacts, { say }: Pick<Reader, 'say'>): string {
  const votesFor = ({ id }: PollContestant) => tally.votes.get(id) ?? 0;
  const parts = poll.contestants
    .toSorted((a, b) => votesFor(b) - votesFor(a))
    .map((contestant) => {
      const name = plain(inLanguage(contestant.names, language));
      const share = percent(votesFor(contestant), tally.total);
      return say('result.part', { emoji: emojiText(contestant.emoji), name, percent: share });
    });
  let room = SPLIT;
  const shown = parts.filter((part, at) => {
    room -= part.length;
    return at === 0 || room >= 0;
  });
  return say('result.split', { split: [...shown, ...(shown.length < parts.length ? ['…'] : [])].join(' · ') });
}

function climbLines({ climbs }: ResultFacts, { say }: Pick<Reader, 'say'>): string[] {
  if (climbs.length === 0) return [];
  const told = climbs
    .slice(0, CLIMBERS)
    .map(({ userId, from, to }) =>
      say('result.climber', { member: memberName(userId, say), from: String(from), to: String(to) }),
    );
  return [say('result.climb', { climbers: told.join(' · ') })];
}

/** A link to the next poll, with its title only if the readers of this channel may know it. */
function nextLines({ poll, next, language }: ResultFacts, { say }: Pick<Reader, 'say'>): string[] {
  if (next === undefined) return [];
  const { channelId, messageId } = next;
  const link = pollLink({ guildId: poll.guildId, channelId, message: { id: messageId } }) ?? '';
  return [
    next.title === undefined
      ? say('result.next', { link })
      : say('result.nextTitled', { title: plain(inLanguage(next.title, language)), link }),
  ];
}

function percent(count: number, total: number): string {
  return String(Math.round((count / total) * 100));
}

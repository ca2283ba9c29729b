import type { Poll } from '../../../domain/poll/poll.ts';
import type { LedgerLine } from '../../../domain/scores/ledger.ts';
import type { RankOverTime } from '../../../domain/scores/rank-over-time.ts';
import type { MemberRecord } from '../../../domain/scores/record-of-member.ts';
import type { ScoredPick } from '../../../services/polls/brackets/games.ts';
import type { PickOfMember } from '../../../services/polls/scores/scores.ts';
import { moment, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader, Speaker } from '../../contract/reader.ts';
import { pageButtons } from '../../elements/controls.ts';
import { picksId } from '../ids.ts';
import { candidateText, textOf } from './bracket-words.ts';
import { contestantText, titleText } from './poll-message.ts';
import { rankPlot } from './rank-plot.ts';

const PAGE = 10;

/** One of a member's votes; who stands in it is not named to a member who has not watched far enough to know. */
export interface ShownPick extends PickOfMember {
  readonly knowsContestants: boolean;
}

/** A member's votes and why they have their points, as far as they have watched. For that member alone. */
export function picksPage(
  facts: {
    /** Newest first. */
    readonly picks: readonly ShownPick[];
    readonly record: MemberRecord;
    readonly ranks: RankOverTime;
    /** What their brackets earned. */
    readonly brackets: readonly ScoredPick[];
    /** The server's, for their titles. */
    readonly polls: readonly Poll[];
  },
  wanted: number,
  reader: Reader,
): MessageBody {
  const { picks, record, ranks, polls, brackets } = facts;
  const { say } = reader;
  if (picks.length + brackets.length === 0) return { content: say('picks.none') };

  const entries = [
    ...picks.map((pick) => pickText(pick, reader)),
    ...brackets.map((pick) => bracketText(pick, reader)),
  ];
  const pages = Math.ceil(entries.length / PAGE);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const lines = entries.slice((page - 1) * PAGE, page * PAGE);
  return {
    embeds: [
      {
        title: say('picks.title'),
        description: shortened([...summary(record, reader), ...lines].join('\n'), 4000),
        ...(pages > 1
          ? { footer: { text: say('standings.pageOnly', { page: String(page), pages: String(pages) }) } }
          : {}),
      },
    ],
    pictures: rankPlot(reader, { ranks, polls }),
    components: pageButtons(say, { page, pages }, (to) => picksId.write({ page: String(to) })),
  };
}

function summary(record: MemberRecord, { say }: Speaker): string[] {
  if (record.votes === 0) return [];
  const votes = String(record.votes);
  const percent = String(Math.round((record.correct / record.votes) * 100));
  return [
    say('picks.summary', { points: String(record.points), correct: String(record.correct), votes, percent }),
    say('picks.streak', { streak: String(record.streak), longest: String(record.longestStreak) }),
    say('picks.crowd', { crowd: String(record.crowdCorrect), votes }),
    '',
  ];
}

function pickText({ poll, choice, score, aside, knowsContestants }: ShownPick, by: Speaker): string {
  const { say, language } = by;
  const title = titleText(poll, language);
  const state = stateOf(poll, by, score !== undefined);
  const head = knowsContestants
    ? say('picks.line', { title, choice: contestantText(poll, choice, language), state })
    : say('picks.lineUnseen', { title, state });
  const lines = score?.lines ?? [];
  const ledger = aside === undefined ? lines.map((line) => ruleText(line, by)) : [say(`picks.aside.${aside}`)];
  return [head, ...ledger.map((line) => `-# ${line}`)].join('\n');
}

function bracketText({ game, match, picked, lines }: ScoredPick, by: Reader): string {
  const facts = {
    competition: textOf(by, by.view.competition(game.competitionId)?.name ?? {}),
    match: textOf(by, match.label),
    choice: picked === undefined ? '–' : candidateText(by, picked),
  };
  const head = by.say(game.mode === 'live' ? 'picks.bracketLine' : 'picks.bracketLineBlind', facts);
  return [head, ...lines.map((line) => `-# ${ruleText(line, by)}`)].join('\n');
}

function stateOf(poll: Poll, { say }: Speaker, told: boolean): string {
  if (poll.state === 'open') return say('picks.open', { when: moment(poll.closesAtMs, 'R') });
  if (poll.state !== 'settled') return say('picks.waiting');
  return told ? say('poll.stateSettled') : say('picks.unseen');
}

function ruleText({ rule, points, atMs }: LedgerLine, { say }: Speaker): string {
  switch (rule) {
    case 'correct':
    case 'underdog':
    case 'late':
      return say(`picks.rule.${rule}`, { points: String(points) });
    case 'wrong':
      return say('picks.rule.wrong');
    case 'correction':
      return say('picks.rule.correction', {
        points: points > 0 ? `+${points}` : String(points),
        when: moment(atMs, 'D'),
      });
  }
}

import type { Poll } from '../../../domain/poll/poll.ts';
import type { ScoredPoll } from '../../../domain/scores/counted-poll.ts';
import type { LedgerLine } from '../../../domain/scores/ledger.ts';
import type { RankOverTime } from '../../../domain/scores/rank-over-time.ts';
import type { MemberRecord } from '../../../domain/scores/record-of-member.ts';
import type { ScoredPick } from '../../../services/polls/brackets/games.ts';
import type { PickOfMember } from '../../../services/polls/scores/scores.ts';
import { barText } from '../../contract/bars.ts';
import { moment, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader, Speaker } from '../../contract/reader.ts';
import { button, pageButtons, rows } from '../../elements/controls.ts';
import { container, gallery, rule, textBlock } from '../../elements/layouts.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';
import { picksId, sharePicksId } from '../ids.ts';
import { candidateText, textOf } from './bracket-words.ts';
import { contestantText, linkedTitle } from './poll-words.ts';
import { rankPlot } from './rank-plot.ts';

const PAGE = 10;
const BAR_CELLS = 10;
/** Characters for the list, from a message's 4,000. */
const LONGEST = 3200;

/** One of a member's votes; contestants are named only if the member has watched far enough to know them. */
export interface ShownPick extends PickOfMember {
  readonly poll: Poll;
  readonly knowsContestants: boolean;
}

/** One page of a member's picks: first those in polls, newest first, then what their brackets earned. */
export interface PicksOnPage<One> {
  /** From 1; both are 0 without any pick. */
  readonly page: number;
  readonly pages: number;
  readonly picks: readonly One[];
  readonly brackets: readonly ScoredPick[];
}

/** The page that is nearest to the wanted one. */
export function picksOn<One>(
  { picks, brackets }: { readonly picks: readonly One[]; readonly brackets: readonly ScoredPick[] },
  wanted: number,
): PicksOnPage<One> {
  const pages = Math.ceil((picks.length + brackets.length) / PAGE);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const [start, end] = [Math.max(0, page - 1) * PAGE, page * PAGE];
  return {
    ...{ page, pages, picks: picks.slice(start, end) },
    brackets: brackets.slice(Math.max(0, start - picks.length), Math.max(0, end - picks.length)),
  };
}

export interface PicksFacts {
  /** All of them. */
  readonly picks: readonly PickOfMember[];
  readonly shown: PicksOnPage<ShownPick>;
  readonly record: MemberRecord;
  readonly ranks: RankOverTime;
  /** The server's polls, for their titles. */
  readonly polls: readonly ScoredPoll[];
}

/** A member's votes and the reasons for their points, as far as they have watched. For that member alone. */
export function picksPage(facts: PicksFacts, reader: Reader): MessageBody {
  const { shown, record, ranks, polls } = facts;
  const { say } = reader;
  const { page, pages } = shown;
  if (pages === 0) return { content: say('picks.none') };

  const lines = [
    ...shown.picks.map((pick) => pickText(pick, reader)),
    ...shown.brackets.map((pick) => bracketText(pick, reader)),
  ];
  const pictures = rankPlot(reader, { ranks, polls });
  const head = [`## 🎯 ${say('picks.title')}`, standText(facts, reader), ...summary(record, reader)];
  return {
    layout: [
      container(ACCENT, [
        textBlock(head.join('\n')),
        ...gallery(pictures.map(({ name }) => ({ file: name }))),
        rule(),
        textBlock(shortened(lines.join('\n'), LONGEST)),
        ...(pages > 1
          ? [textBlock(`-# ${say('standings.pageOnly', { page: String(page), pages: String(pages) })}`)]
          : []),
        ...pageButtons(say, { page, pages }, (to) => picksId.write({ page: String(to) })),
        // Nothing to share yet, as far as the readers may know.
        ...(record.votes === 0
          ? []
          : rows([button({ id: sharePicksId.write({}), label: say('share.here'), emoji: '📣' })])),
      ]),
    ],
    pictures,
  };
}

/** A member's rank, for everybody in a channel: cut to what the channel has watched, without single votes. */
export function sharedRank(
  facts: Pick<PicksFacts, 'record' | 'ranks' | 'polls'>,
  userId: string,
  reader: Reader,
): MessageBody {
  const { record, ranks, polls } = facts;
  const { say } = reader;
  const pictures = rankPlot(reader, { ranks, polls });
  const last = ranks.points.at(-1);
  const place = last?.rank === undefined ? [] : [say('share.rank', { rank: String(last.rank), of: String(last.of) })];
  return {
    layout: [
      container(ACCENT, [
        textBlock([`## 🎯 ${say('share.rankOf', { userId })}`, ...place, ...summary(record, reader)].join('\n')),
        ...gallery(pictures.map(({ name }) => ({ file: name }))),
      ]),
    ],
    pictures,
  };
}

/** `2 open · 5 right · 1 wrong · 20 points still possible` */
function standText({ picks, record }: Pick<PicksFacts, 'picks' | 'record'>, { say }: Speaker): string {
  const open = picks.filter(({ poll }) => poll.state === 'open' || poll.state === 'locked');
  const possible = open.reduce((sum, { poll }) => sum + poll.points, 0);
  return say('picks.stand', {
    open: String(open.length),
    right: String(record.correct),
    wrong: String(record.votes - record.correct),
    possible: String(possible),
  });
}

function summary(record: MemberRecord, { say }: Speaker): string[] {
  if (record.votes === 0) return [];
  const votes = String(record.votes);
  const share = record.correct / record.votes;
  return [
    `${barText(share, BAR_CELLS)} ${say('picks.summary', { points: String(record.points), correct: String(record.correct), votes, percent: String(Math.round(share * 100)) })}`,
    say('picks.streak', { streak: String(record.streak), longest: String(record.longestStreak) }),
    say('picks.crowd', { crowd: String(record.crowdCorrect), votes }),
  ];
}

function pickText({ poll, choice, score, aside, knowsContestants }: ShownPick, by: Speaker): string {
  const { say, language } = by;
  const title = linkedTitle(poll, language);
  const state = stateOf(poll, by, score !== undefined);
  const head = knowsContestants
    ? say('picks.line', { title, choice: contestantText(poll, choice, language), state })
    : say('picks.lineUnseen', { title, state });
  const lines = score?.lines ?? [];
  const ledger = aside === undefined ? lines.map((line) => ruleText(line, by)) : [say(`picks.aside.${aside}`)];
  return [`${signOf(poll, score?.correct)} ${head}`, ...ledger.map((line) => `-# ${line}`)].join('\n');
}

function signOf(poll: Poll, correct: boolean | undefined): string {
  if (correct !== undefined) return correct ? '✅' : '❌';
  if (poll.state === 'void') return '🚫';
  return poll.state === 'open' ? '🗳️' : '⏳';
}

function bracketText({ game, match, picked, lines, isEarlier }: ScoredPick, by: Reader): string {
  const facts = {
    competition: textOf(by, by.view.competition(game.competitionId)?.name ?? {}),
    match: textOf(by, match.label),
    choice: picked === undefined ? '–' : candidateText(by, picked),
  };
  const head = by.say(game.mode === 'live' ? 'picks.bracketLine' : 'picks.bracketLineBlind', facts);
  const ledger = isEarlier ? [by.say('picks.aside.other-game')] : lines.map((line) => ruleText(line, by));
  return [head, ...ledger.map((line) => `-# ${line}`)].join('\n');
}

function stateOf(poll: Poll, { say }: Speaker, told: boolean): string {
  if (poll.state === 'open') return say('picks.open', { when: moment(poll.closesAtMs, 'R') });
  if (poll.state === 'void') return say('poll.stateVoid');
  if (poll.state !== 'settled') return say('picks.waiting');
  return told ? say('poll.stateSettled') : say('picks.unseen');
}

function ruleText({ rule: name, points, atMs }: LedgerLine, { say }: Speaker): string {
  switch (name) {
    case 'correct':
    case 'underdog':
    case 'late':
      return say(`picks.rule.${name}`, { points: String(points) });
    case 'wrong':
      return say('picks.rule.wrong');
    case 'correction':
      return say('picks.rule.correction', {
        points: points > 0 ? `+${points}` : String(points),
        when: moment(atMs, 'D'),
      });
  }
}

import type { BracketStanding } from '../../../domain/bracket/bracket-points.ts';
import type { MovedStanding } from '../../../domain/scores/standings.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { BracketGame } from '../../../services/polls/brackets/bracket-book.ts';
import type { Scope } from '../../../services/polls/scores/scores.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Asking } from '../../contract/reader.ts';
import { pageButtons } from '../../elements/controls.ts';
import { container, rule, textBlock } from '../../elements/layouts.ts';
import { memberName } from '../../elements/names.ts';
import { ACCENT } from '../../knowledge/views/cards/card.ts';
import { standingsHereId, standingsId } from '../ids.ts';

/** Fifteen lines, even the longest possible, stay below a message's 4,000 characters. */
const PAGE = 15;
const MEDALS = ['🥇', '🥈', '🥉'];

/** What standings are about: everything, a competition, one of its stages, or its bracket predictions. */
export interface StandingsOf {
  /** The key used in custom ids. */
  readonly key: string;
  readonly label: string;
  readonly scope: Scope;
  /** The bracket game whose standings these are; undefined for standings of polls. */
  readonly bracketOf: Pick<BracketGame, 'mode' | 'competitionId'> | undefined;
}

type AnyStanding = MovedStanding | BracketStanding;

/** The standings on one page, from 1; a page outside the range gives the nearest. */
export interface StandingsShown {
  readonly standings: readonly AnyStanding[];
  readonly page: number;
  readonly pages: number;
}

export function standingsOn(all: readonly AnyStanding[], wanted: number): StandingsShown {
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  return { standings: all.slice((page - 1) * PAGE, page * PAGE), page, pages };
}

/**
 * One page of the standings, cut to the readers' horizon; with the asker's own rank if the answer is private.
 *
 * @param board.gone members to leave out because they left the server; undefined = none. Ranks do not change: they
 * count everybody who predicted
 */
export function standingsPage(
  board: {
    readonly all: readonly AnyStanding[];
    readonly shown: StandingsShown;
    readonly of: StandingsOf;
    readonly gone: ReadonlySet<string> | undefined;
  },
  { asker, reading, say }: Pick<Asking, 'asker' | 'reading' | 'say'>,
): MessageBody {
  const { all, of, gone } = board;
  const { page, pages } = board.shown;
  if (all.length === 0) return { content: say('standings.none') };

  const shown = board.shown.standings.filter(({ userId }) => gone?.has(userId) !== true);
  const leftOut = board.shown.standings.length - shown.length;
  const own = reading.audience === 'private' ? all.find(({ userId }) => userId === asker.userId) : undefined;
  const title = of.label === '' ? say('standings.title') : say('standings.scoped', { scope: plain(of.label) });
  const footer = footerText(say, { page, pages, rank: own?.rank });
  const small = [
    ...(leftOut > 0 ? [say('standings.leftOut', { count: leftOut })] : []),
    ...(shown.some((one) => 'moved' in one && one.moved !== 0) ? [say('standings.movement')] : []),
    ...(footer === undefined ? [] : [footer]),
  ].join(' · ');
  const id = gone === undefined ? standingsId : standingsHereId;
  const from = reading.audience;
  return {
    layout: [
      container(ACCENT, [
        textBlock(`## 🏅 ${title}`),
        rule(),
        ...(shown.length === 0 ? [] : [textBlock(shown.map((standing) => line(standing, say)).join('\n'))]),
        // A member whose rank is on another page sees their own line first.
        ...(own === undefined || shown.includes(own) ? [] : [textBlock(line(own, say))]),
        ...(small === '' ? [] : [textBlock(`-# ${small}`)]),
        ...pageButtons(say, { page, pages }, (to) => id.write({ scope: of.key, page: String(to), from })),
      ]),
    ],
  };
}

function line(standing: AnyStanding, say: Say): string {
  const member = memberName(standing.userId, say);
  const place = MEDALS[standing.rank - 1] ?? say('standings.place', { rank: String(standing.rank) });
  if ('possible' in standing) {
    const { points, correct, decided, possible } = standing;
    const counts = { place, member, points: String(points), correct: String(correct), decided: String(decided) };
    return say('bracketGame.line', { ...counts, possible: String(possible) });
  }
  const { points, correct, votes, streak, moved } = standing;
  const facts = { place, member, points: String(points), correct: String(correct), votes: String(votes) };
  return [
    say('standings.line', facts),
    ...(streak < 2 ? [] : [say('standings.streak', { streak: String(streak) })]),
    ...(moved === undefined || moved === 0 ? [] : [moved > 0 ? `▲${moved}` : `▼${-moved}`]),
  ].join(' · ');
}

function footerText(say: Say, at: { page: number; pages: number; rank: number | undefined }): string | undefined {
  const page = String(at.page);
  const pages = String(at.pages);
  if (at.rank !== undefined) {
    const rank = String(at.rank);
    return at.pages > 1 ? say('standings.page', { page, pages, rank }) : say('standings.rankOnly', { rank });
  }
  return at.pages > 1 ? say('standings.pageOnly', { page, pages }) : undefined;
}

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
import { standingsId } from '../ids.ts';

/** Fifteen of the longest lines there can be stay below a message's 4,000 characters. */
const PAGE = 15;
const MEDALS = ['🥇', '🥈', '🥉'];

/** What standings are of: everything, a competition, a round of it, or its whole-bracket predictions. */
export interface StandingsOf {
  /** As a custom id carries it. */
  readonly key: string;
  readonly label: string;
  readonly scope: Scope;
  /** The game of whole brackets that is meant. */
  readonly bracketOf: Pick<BracketGame, 'mode' | 'competitionId'> | undefined;
}

/** One page of the standings, cut to how far the readers have watched; the asker's own place where they alone read it. */
export function standingsPage(
  standings: readonly (MovedStanding | BracketStanding)[],
  of: StandingsOf,
  wanted: number,
  { asker, reading, say }: Pick<Asking, 'asker' | 'reading' | 'say'>,
): MessageBody {
  if (standings.length === 0) return { content: say('standings.none') };

  const pages = Math.ceil(standings.length / PAGE);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const shown = standings.slice((page - 1) * PAGE, page * PAGE);
  const own = reading.audience === 'private' ? standings.find(({ userId }) => userId === asker.userId) : undefined;
  const title = of.label === '' ? say('standings.title') : say('standings.scoped', { scope: plain(of.label) });
  const footer = footerText(say, { page, pages, rank: own?.rank });
  const moves = shown.some((one) => 'moved' in one && one.moved !== 0) ? [say('standings.movement')] : [];
  const small = [...moves, ...(footer === undefined ? [] : [footer])].join(' · ');
  const from = reading.audience;
  return {
    layout: [
      container(ACCENT, [
        textBlock(`## 🏅 ${title}`),
        rule(),
        textBlock(shown.map((standing) => line(standing, say)).join('\n')),
        // Somebody whose place is on another page looks for it first.
        ...(own === undefined || shown.includes(own) ? [] : [textBlock(line(own, say))]),
        ...(small === '' ? [] : [textBlock(`-# ${small}`)]),
        ...pageButtons(say, { page, pages }, (to) => standingsId.write({ scope: of.key, page: String(to), from })),
      ]),
    ],
  };
}

function line(standing: MovedStanding | BracketStanding, say: Say): string {
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

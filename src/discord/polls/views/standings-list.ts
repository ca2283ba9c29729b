import type { BracketStanding } from '../../../domain/bracket/bracket-points.ts';
import type { Standing } from '../../../domain/scores/standings.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { BracketGame } from '../../../services/polls/brackets/bracket-book.ts';
import type { Scope } from '../../../services/polls/scores/scores.ts';
import { plain } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Asking } from '../../contract/reader.ts';
import { pageButtons } from '../../elements/controls.ts';
import { standingsId } from '../ids.ts';

const PAGE = 15;

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
  standings: readonly (Standing | BracketStanding)[],
  of: StandingsOf,
  wanted: number,
  { asker, reading, say }: Pick<Asking, 'asker' | 'reading' | 'say'>,
): MessageBody {
  if (standings.length === 0) return { content: say('standings.none') };

  const pages = Math.ceil(standings.length / PAGE);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const lines = standings.slice((page - 1) * PAGE, page * PAGE).map((standing) => line(standing, say));
  const own = reading.audience === 'private' ? standings.find(({ userId }) => userId === asker.userId) : undefined;
  const footer = footerText(say, { page, pages, rank: own?.rank });
  const from = reading.audience;
  return {
    embeds: [
      {
        title: of.label === '' ? say('standings.title') : say('standings.scoped', { scope: plain(of.label) }),
        description: lines.join('\n'),
        ...(footer === undefined ? {} : { footer: { text: footer } }),
      },
    ],
    components: pageButtons(say, { page, pages }, (to) => standingsId.write({ scope: of.key, page: String(to), from })),
  };
}

function line(standing: Standing | BracketStanding, say: Say): string {
  if ('possible' in standing) {
    const { userId, rank, points, correct, decided, possible } = standing;
    const counts = { rank: String(rank), points: String(points), correct: String(correct), decided: String(decided) };
    return say('bracketGame.line', { ...counts, userId, possible: String(possible) });
  }
  const { rank, userId, points, correct, votes, streak } = standing;
  const facts = { rank: String(rank), userId, points: String(points), correct: String(correct), votes: String(votes) };
  const text = say('standings.line', facts);
  return streak < 2 ? text : `${text} · ${say('standings.streak', { streak: String(streak) })}`;
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

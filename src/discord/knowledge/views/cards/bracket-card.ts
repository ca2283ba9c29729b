import type { BracketView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { ACCENT, type Card } from './card.ts';
import { toMatch } from './links.ts';
import { matchLine } from './match-line.ts';
import { bothNames, claimsOf, section, sentences, words } from './words.ts';

/** The bracket as text, round by round. Winners are shown only in matches that have been watched. */
export function bracketCard(reader: Reader, bracket: BracketView): Card {
  const matches = bracket.rounds.flatMap((round) => round.matches);
  return {
    title: `🏆 ${bothNames(reader, bracket.competition.name)}`,
    color: ACCENT,
    lead: [sentences(reader, bracket.competition.about)],
    sections: bracket.rounds.flatMap((round) =>
      section(
        words(reader, round.stage.label),
        round.matches.map((match) => matchLine(reader, match)),
      ),
    ),
    bracketOf: bracket.competition.id,
    links: matches.map((match) => toMatch(reader, match)),
    claims: claimsOf(reader, bracket.competition.about),
  };
}

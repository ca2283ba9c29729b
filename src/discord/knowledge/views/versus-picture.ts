import type { MatchView, SlotView } from '../../../domain/knowledge/view-types.ts';
import {
  layoutVersus,
  VERSUS_FILE,
  type VersusInput,
  type VersusPlace,
  type VersusWords,
  versusAltText,
  versusScene,
} from '../../../pictures/index.ts';
import { defined } from '../../../util/defined.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';

/**
 * The facts of a versus card that do not follow from its reader; all of them must be allowed at the reader's horizon.
 */
export type VersusFacts = Pick<VersusInput, 'competition' | 'title' | 'places' | 'winnerId' | 'lines'>;

/** The contestants of a match facing each other; after a match, the winner is highlighted. */
export function versusPicture(reader: Reader, facts: VersusFacts): MessagePicture {
  const { view, language } = reader;
  const words = versusWords(reader);
  const scene = versusScene({ ...facts, series: view.series.name, language, languages: view.languages, words });
  return {
    name: VERSUS_FILE,
    altText: versusAltText(scene, words),
    layout: (typeface) => layoutVersus(scene, words, typeface),
  };
}

/** A versus card of a match, as its readers may see it. */
export function matchPicture(reader: Reader, match: MatchView, lines: readonly string[] = []): MessagePicture {
  const competition = reader.view.competition(match.competitionId);
  return versusPicture(reader, {
    ...(competition === undefined ? {} : { competition: competition.name }),
    title: match.label,
    places: match.slots.map((slot) => placeOf(reader, match.result, slot)),
    winnerId: match.result?.winner.id,
    lines,
  });
}

/** @param result where the score is taken from */
export function placeOf(
  { view, say, language }: Reader,
  result: MatchView['result'],
  { contestant, from }: SlotView,
): VersusPlace {
  if (contestant === undefined) {
    const match = from === undefined ? '' : view.textIn(from.label, language);
    return { from: from && say(from.taking === 'winner' ? 'picture.winnerOf' : 'picture.loserOf', { match }) };
  }
  const points = result?.score?.value.find((own) => own.contestant.id === contestant.id)?.points;
  const { id, name, nameless, color } = contestant;
  return {
    id,
    name,
    nameless,
    ...defined({ color }),
    ...(points === undefined ? {} : { note: String(points) }),
  };
}

function versusWords({ say }: Reader): VersusWords {
  return {
    versus: say('picture.versus'),
    unknown: say('picture.unknown'),
    won: (winner) => say('picture.won', { winner }),
  };
}

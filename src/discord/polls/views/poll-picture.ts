import type { MatchView, SlotView } from '../../../domain/knowledge/view-types.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll, PollContestant } from '../../../domain/poll/poll.ts';
import type { VersusPlace } from '../../../pictures/index.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { placeOf, versusPicture } from '../../knowledge/views/versus-picture.ts';

/**
 * The versus card of a poll on a match, for readers who may see the poll; nobody is highlighted. Empty for other polls.
 */
export function pollPicture(poll: Poll, reader: Reader): readonly MessagePicture[] {
  if (poll.matchId === undefined || poll.isQuestion === true) return [];
  const match = reader.view.match(poll.matchId);
  const places = poll.contestants.map((contestant) => asAsked(contestant, match, reader));
  return [versusPicture(reader, { ...competitionOf(match, reader), title: poll.title, places })];
}

/**
 * The versus card with the result, for readers who have watched the match. For others (`winnerId` undefined) it shows
 * only the contestants they know, and nobody is highlighted.
 */
export function resultPicture(
  { poll, winnerId, lines }: { poll: Poll; winnerId: string | undefined; lines: readonly string[] },
  reader: Reader,
): readonly MessagePicture[] {
  if (poll.matchId === undefined || poll.isQuestion === true) return [];
  const match = reader.view.match(poll.matchId);
  if (winnerId === undefined) {
    if (match === undefined) return [];
    const places = match.slots.map((slot) => placeOf(reader, undefined, slot));
    return [versusPicture(reader, { ...competitionOf(match, reader), title: match.label, places })];
  }
  const winner = poll.contestants.find(({ id }) => id === winnerId);
  const isTold = winner !== undefined && match?.result?.winner.id === slotNow(winner, match)?.contestant?.id;
  // The series' score belongs to the series' result, and to no other.
  const result = isTold ? match?.result : undefined;
  const places = poll.contestants.map((contestant) => {
    const slot = slotNow(contestant, match);
    return slot === undefined
      ? asAsked(contestant, match, reader)
      : { ...placeOf(reader, result, slot), id: contestant.id };
  });
  return [versusPicture(reader, { ...competitionOf(match, reader), title: poll.title, places, winnerId, lines })];
}

/** A contestant in the poll's own words, which its channel reads anyway; a place stays a place. */
function asAsked({ id, names, slot }: PollContestant, match: MatchView | undefined, reader: Reader): VersusPlace {
  if (slot !== undefined) return { from: inLanguage(names, reader.language) };
  const known = match?.contestants.find((contestant) => contestant?.id === id);
  return {
    id,
    name: names,
    ...(known === undefined ? {} : { nameless: known.nameless }),
    ...(known?.color === undefined ? {} : { color: known.color }),
  };
}

/** The place of a contestant in the match, once known; for a place that was asked about, that place. */
function slotNow({ id, slot: place }: PollContestant, match: MatchView | undefined): SlotView | undefined {
  return match?.slots.find(({ contestant }, at) => contestant !== undefined && (contestant.id === id || at === place));
}

function competitionOf(
  match: MatchView | undefined,
  { view }: Reader,
): { competition?: Readonly<Record<string, string>> } {
  const competition = match === undefined ? undefined : view.competition(match.competitionId);
  return competition === undefined ? {} : { competition: competition.name };
}

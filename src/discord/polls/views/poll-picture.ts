import type { MatchView, SlotView } from '../../../domain/knowledge/view-types.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll, PollContestant } from '../../../domain/poll/poll.ts';
import type { VersusPlace } from '../../../pictures/index.ts';
import type { MessagePicture } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { placeOf, versusPicture } from '../../knowledge/views/versus-picture.ts';

/**
 * Who faces whom in a poll of one match, for readers who may see the poll itself: nobody in it is lit. Empty for every
 * other poll, whose question is its own.
 */
export function pollPicture(poll: Poll, reader: Reader): readonly MessagePicture[] {
  if (poll.matchId === undefined || poll.isQuestion === true) return [];
  const match = reader.view.match(poll.matchId);
  const places = poll.contestants.map((contestant) => asAsked(contestant, match, reader));
  return [versusPicture(reader, { ...competitionOf(match, reader), title: poll.title, places })];
}

/**
 * The same with the result, for readers who have watched the match. Where they have not (`winnerId` is undefined) it shows
 * no more than they know of who meets, and nobody in it is lit.
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
  // Their scores are of the result that the series tells, and of no other.
  const result = isTold ? match?.result : undefined;
  const places = poll.contestants.map((contestant) => {
    const slot = slotNow(contestant, match);
    return slot === undefined
      ? asAsked(contestant, match, reader)
      : { ...placeOf(reader, result, slot), id: contestant.id };
  });
  return [versusPicture(reader, { ...competitionOf(match, reader), title: poll.title, places, winnerId, lines })];
}

/** In the poll's own words, which its channel reads in any case: a place that is asked about stays one. */
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

/** Where a contestant stands, once it is known; of a place that was asked about, whoever came to stand there. */
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

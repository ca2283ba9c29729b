import type { MatchView, ResultView, SlotView } from '../../../../domain/knowledge/view-types.ts';
import type { Reader } from '../../../contract/reader.ts';
import { marked, nameOf, words } from './words.ts';

/** The contestant in a place of a match, or where they will come from. */
export function slotText(reader: Reader, slot: SlotView): string {
  if (slot.contestant) return marked(nameOf(reader, slot.contestant), slot.known ?? {});
  if (!slot.from) return reader.say('know.unknownContestant');
  const match = words(reader, slot.from.label);
  return slot.from.taking === 'winner' ? reader.say('know.winnerOf', { match }) : reader.say('know.loserOf', { match });
}

/** `89 : 70`, in the order of the places; undefined where the score is not known. */
export function scoreText(match: MatchView, result: ResultView): string | undefined {
  const { score } = result;
  if (score === undefined) return undefined;
  const points = match.contestants.flatMap(
    (who) => score.value.find(({ contestant }) => contestant.id === who?.id) ?? [],
  );
  return points.length === 0 ? undefined : marked(points.map((own) => own.points).join(' : '), score);
}

/** `🐍 **Till** – 🦋 Ivan · 89 : 70`: the winner is bold once the result has been seen. */
export function facing(reader: Reader, match: MatchView): string {
  const who = match.slots.map((slot) => {
    const text = slotText(reader, slot);
    return slot.contestant !== undefined && slot.contestant.id === match.result?.winner.id ? `**${text}**` : text;
  });
  const score = match.result && scoreText(match, match.result);
  return [who.join(' – '), ...(score === undefined ? [] : [score])].join(' · ');
}

/** As `facing`, with the match's label in front. */
export function matchLine(reader: Reader, match: MatchView): string {
  return `${words(reader, match.label)} · ${facing(reader, match)}`;
}

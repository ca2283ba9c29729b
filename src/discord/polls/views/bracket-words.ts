import type { Candidate, FilledMatch } from '../../../domain/bracket/fill-in.ts';
import type { CharacterRef, LocalText } from '../../../domain/knowledge/view-types.ts';
import type { MadePick, PicksWords } from '../../../pictures/index.ts';
import { plain } from '../../contract/markdown.ts';
import type { Reader } from '../../contract/reader.ts';
import { emojiText } from '../../elements/controls.ts';

/** A text of the data, unescaped, for labels that Discord does not format. */
export function labelOf({ view, language }: Reader, text: LocalText): string {
  return view.textIn(text, language);
}

/** A text of the data, escaped for a sentence. */
export function textOf(reader: Reader, text: LocalText): string {
  return plain(labelOf(reader, text));
}

export function nameOf(reader: Reader, who: CharacterRef): string {
  return `${emojiText(who.emoji ?? '')} ${textOf(reader, who.name)}`.trim();
}

/**
 * The picked contestant: by name where that is known, otherwise by where they come from. Unescaped, without an emoji.
 */
export function candidateLabel(reader: Reader, { who, from }: Candidate): string {
  if (who !== undefined) return labelOf(reader, who.name);
  if (from === undefined) return reader.say('bracketGame.whoeverComes');
  const key = from.taking === 'winner' ? 'bracketGame.whoeverWins' : 'bracketGame.whoeverLoses';
  return reader.say(key, { match: labelOf(reader, from.label) });
}

export function candidateText(reader: Reader, candidate: Candidate): string {
  return candidate.who === undefined ? plain(candidateLabel(reader, candidate)) : nameOf(reader, candidate.who);
}

/** How a pick turned out, as far as the reader knows. */
export function verdictOf({ state, isOut }: FilledMatch): MadePick['verdict'] {
  if (state === 'right' || state === 'wrong') return state;
  return isOut ? 'out' : 'open';
}

/** @param none shown where there is no pick to show */
export function picksWords({ say }: Reader, none: string): PicksWords {
  return {
    champion: say('picture.champion'),
    none,
    right: say('picture.pickRight'),
    wrong: say('picture.pickWrong'),
    out: say('picture.pickOut'),
    unknown: say('picture.unknown'),
    picksOf: (whose, competition) => say('picture.picksOf', { whose, competition }),
    more: (count) => say('picture.more', { count }),
    winnerOf: (match) => say('picture.winnerOf', { match }),
    loserOf: (match) => say('picture.loserOf', { match }),
  };
}

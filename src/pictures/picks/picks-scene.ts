import type { Candidate } from '../../domain/bracket/fill-in.ts';
import type { ToldBracket, ToldMatch } from '../../domain/bracket/told-bracket.ts';
import type { LocalText } from '../../domain/knowledge/view-types.ts';
import { defined } from '../../util/defined.ts';
import { spareColor } from '../drawing/colors.ts';
import { type Named, namesOf, type ReaderLanguages } from '../drawing/names.ts';

/** A pick of a match, named as the reader knows it. */
export interface PicksEntry extends Named {
  /** 0xRRGGBB */
  readonly color?: number;
  /** True when the contestant is not known: `winner of Round 4`. */
  readonly isPlace: boolean;
  /** `out`: it cannot be right any more, although the match is undecided. */
  readonly verdict: 'open' | 'right' | 'wrong' | 'out';
  /** The share of members with this pick: `60%`. */
  readonly share?: string;
}

export interface PicksMatch {
  readonly id: string;
  readonly label: string;
  /** Undefined: there is no pick, or it may not be told. */
  readonly pick: PicksEntry | undefined;
}

/** The contents of a picture of picks without any positions: picture and alternative text are both made from this. */
export interface PicksScene {
  readonly competition: string;
  /** Whose picks: a member's name, or everybody's. */
  readonly whose: string;
  readonly shown: string;
  /** The points, shown at the bottom. */
  readonly points?: string;
  /** The match that decides the competition. */
  readonly final: PicksMatch | undefined;
  /** The other matches by round, the last round first. */
  readonly rounds: readonly { readonly label: string; readonly matches: readonly PicksMatch[] }[];
}

/** The texts of the picture and its alternative text, in the reader's language. */
export interface PicksWords {
  readonly champion: string;
  /** Shown where there is no pick to show. */
  readonly none: string;
  readonly right: string;
  readonly wrong: string;
  readonly out: string;
  picksOf(whose: string, competition: string): string;
  more(count: number): string;
  winnerOf(match: string): string;
  loserOf(match: string): string;
  readonly unknown: string;
}

/** The pick of a member, or of the majority, in a match. */
export interface MadePick {
  readonly picked: Candidate;
  readonly verdict: PicksEntry['verdict'];
  /** The share of members with this pick, 0 to 1. */
  readonly share?: number;
}

export interface PicksInput extends ReaderLanguages {
  readonly bracket: ToldBracket;
  readonly competition: LocalText;
  /** By match id, the picks that may be told. */
  readonly picks: ReadonlyMap<string, MadePick>;
  readonly whose: string;
  readonly shown: string;
  readonly points?: string;
  readonly words: PicksWords;
}

export function picksScene(input: PicksInput): PicksScene {
  const { bracket, picks, words, whose, shown, points } = input;
  const text = (local: LocalText) => namesOf(local, input)[0] ?? '';

  function entry({ picked, verdict, share }: MadePick): PicksEntry {
    const { who, from } = picked;
    const part = share === undefined ? {} : { share: `${Math.round(share * 100)}%` };
    if (who === undefined) {
      const comes = from?.taking === 'loser' ? words.loserOf : words.winnerOf;
      const name = from === undefined ? words.unknown : comes(text(from.label));
      return { name, otherNames: [], nameless: true, isPlace: true, verdict, ...part };
    }
    const [name = '', ...otherNames] = namesOf(who.name, input);
    const color = who.color ?? (who.nameless ? undefined : spareColor(who.id));
    return {
      name,
      otherNames: who.nameless ? [] : otherNames,
      nameless: who.nameless,
      isPlace: false,
      ...defined({ color }),
      verdict,
      ...part,
    };
  }

  function picksMatch({ id, label }: ToldMatch): PicksMatch {
    const made = picks.get(id);
    return { id, label: text(label), pick: made && entry(made) };
  }

  const final = finalOf(bracket);
  const stages = [...new Set(bracket.matches.map(({ stageIndex }) => stageIndex))].sort((a, b) => b - a);
  return {
    competition: text(input.competition),
    whose,
    shown,
    ...defined({ points }),
    final: final && picksMatch(final),
    rounds: stages.flatMap((stage) => {
      const matches = bracket.matches.filter((match) => match.stageIndex === stage && match !== final);
      const [first] = matches;
      return first === undefined ? [] : [{ label: text(first.stage.label), matches: matches.map(picksMatch) }];
    }),
  };
}

/** The final: the match of the last stage, not counting one in which losers meet. */
function finalOf({ matches }: ToldBracket): ToldMatch | undefined {
  const last = Math.max(...matches.map(({ stageIndex }) => stageIndex));
  const deciding = matches.filter(
    ({ stageIndex, slots }) => stageIndex === last && !slots.every(({ from }) => from?.taking === 'loser'),
  );
  return deciding.length === 1 ? deciding[0] : undefined;
}

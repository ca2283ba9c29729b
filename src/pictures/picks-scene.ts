import type { Candidate } from '../domain/bracket/fill-in.ts';
import type { ToldBracket, ToldMatch } from '../domain/bracket/told-bracket.ts';
import type { LocalText } from '../domain/knowledge/view-types.ts';
import { defined } from '../util/defined.ts';
import { spareColor } from './colors.ts';
import { type Named, namesOf, type ReaderLanguages } from './names.ts';

/** Whom somebody sends on from a match, as the reader calls them. */
export interface PicksEntry extends Named {
  /** 0xRRGGBB */
  readonly color?: number;
  /** Nobody has a name yet: `winner of Round 4`. */
  readonly isPlace: boolean;
  /** `out`: it cannot come true any more, though the match is undecided. */
  readonly verdict: 'open' | 'right' | 'wrong' | 'out';
  /** Which part of a crowd picked so: `60%`. */
  readonly share?: string;
}

export interface PicksMatch {
  readonly id: string;
  readonly label: string;
  /** Undefined: there is none, or it may not be told. */
  readonly pick: PicksEntry | undefined;
}

/** A bracket of picks, before it is known where anything stands: the picture and its alt text are both made from this. */
export interface PicksScene {
  readonly competition: string;
  /** Whose picks: a member's name, or everybody's. */
  readonly whose: string;
  readonly shown: string;
  /** Below all: the points. */
  readonly points?: string;
  /** The match that decides it all. */
  readonly final: PicksMatch | undefined;
  /** The others, the last round first. */
  readonly rounds: readonly { readonly label: string; readonly matches: readonly PicksMatch[] }[];
}

/** Every sentence in the picture and its alt text, in the reader's language. */
export interface PicksWords {
  readonly champion: string;
  /** Where there is no pick to tell of. */
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

/** Whom somebody, or everybody together, picked in a match. */
export interface MadePick {
  readonly picked: Candidate;
  readonly verdict: PicksEntry['verdict'];
  /** Which part of a crowd, 0 to 1. */
  readonly share?: number;
}

export interface PicksInput extends ReaderLanguages {
  readonly bracket: ToldBracket;
  readonly competition: LocalText;
  /** Match → what may be told of the pick. */
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

/** The match that decides it all: of the last stage, and not one in which losers meet again. */
function finalOf({ matches }: ToldBracket): ToldMatch | undefined {
  const last = Math.max(...matches.map(({ stageIndex }) => stageIndex));
  const deciding = matches.filter(
    ({ stageIndex, slots }) => stageIndex === last && !slots.every(({ from }) => from?.taking === 'loser'),
  );
  return deciding.length === 1 ? deciding[0] : undefined;
}

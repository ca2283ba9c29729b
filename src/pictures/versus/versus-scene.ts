import type { LocalText } from '../../domain/knowledge/view-types.ts';
import { spareColor } from '../drawing/colors.ts';
import { type Named, namesOf, type ReaderLanguages } from '../drawing/names.ts';

/** The texts of the picture and its alternative text, in the reader's language. */
export interface VersusWords {
  readonly versus: string;
  /** Shown where the contestant is not known yet. */
  readonly unknown: string;
  won(winner: string): string;
}

/** The contestant in a place, or where they will come from. */
export type VersusPlace =
  | {
      readonly id: string;
      readonly name: LocalText;
      readonly nameless?: boolean;
      /** 0xRRGGBB */
      readonly color?: number;
      /** Shown under the name: a score, or a share of the votes. */
      readonly note?: string;
    }
  /** Where they will come from, such as `winner of Round 4`. */
  | { readonly from: string | undefined };

export interface VersusInput extends ReaderLanguages {
  readonly series: LocalText;
  readonly competition?: LocalText;
  /** The match's label. */
  readonly title: LocalText;
  readonly places: readonly VersusPlace[];
  /** Set only where the readers may know the winner. */
  readonly winnerId?: string | undefined;
  /** Lines below, such as how many voted for the winner. */
  readonly lines?: readonly string[];
  readonly words: VersusWords;
}

export interface VersusSide extends Named {
  readonly color: number | undefined;
  readonly note: string | undefined;
  /** `unknown`: the contestant is not told yet. */
  readonly standing: 'open' | 'won' | 'lost' | 'unknown';
}

/** The contents of a versus card without any positions: picture and alternative text are both made from this. */
export interface VersusScene {
  /** Shown above: the series, and the competition. */
  readonly above: readonly string[];
  readonly title: string;
  readonly sides: readonly VersusSide[];
  readonly lines: readonly string[];
}

/** @param input only what the readers may see: the picture shows nothing else */
export function versusScene(input: VersusInput): VersusScene {
  const { places, winnerId, words, lines = [] } = input;
  const first = (text: LocalText | undefined) => (text === undefined ? [] : namesOf(text, input).slice(0, 1));
  return {
    above: [...first(input.series), ...first(input.competition)],
    title: first(input.title)[0] ?? '',
    sides: places.map((place) => sideOf(place, input)),
    lines: [...(winnerId === undefined ? [] : [words.won(winnerName(input))]), ...lines],
  };
}

function sideOf(place: VersusPlace, input: VersusInput): VersusSide {
  const { winnerId, words } = input;
  if (!('id' in place)) {
    const name = place.from ?? words.unknown;
    return { name, otherNames: [], nameless: true, color: undefined, note: undefined, standing: 'unknown' };
  }
  const { id, color, note, nameless = false } = place;
  const [name = '', ...others] = namesOf(place.name, input);
  return {
    name,
    otherNames: nameless ? [] : others,
    nameless,
    color: color ?? (nameless ? undefined : spareColor(id)),
    note,
    standing: winnerId === undefined ? 'open' : winnerId === id ? 'won' : 'lost',
  };
}

function winnerName(input: VersusInput): string {
  const winner = input.places.find((place) => 'id' in place && place.id === input.winnerId);
  return winner !== undefined && 'id' in winner ? (namesOf(winner.name, input)[0] ?? '') : '';
}

import type { BracketView, CharacterRef, LocalText, MatchView, SlotView } from '../../domain/knowledge/view-types.ts';
import { spareColor } from '../drawing/colors.ts';
import { type Named, namesOf, type ReaderLanguages } from '../drawing/names.ts';

/** A member's picks, or those of the majority, to draw over a bracket. */
export interface Picks {
  /**
   * `own` and `crowd` come from polls: they are shown only in matches whose contestants are both known, because a vote
   * in a later match would tell who got there.
   */
  readonly kind: 'own' | 'crowd';
  /** By match id, the contestant picked, and by which part of the voters (0 to 1). */
  readonly byMatch: ReadonlyMap<string, { readonly contestantId: string; readonly share?: number }>;
}

/** The texts of the picture and its alternative text, in the reader's language. */
export interface BracketWords {
  /** Up to where the series is shown: `Shown up to: Round 3`. */
  readonly shown: string;
  readonly unknown: string;
  readonly withoutVideo: string;
  /** The name of the overlay: `Your picks`. */
  readonly picks: string;
  winnerOf(match: string): string;
  loserOf(match: string): string;
  bracketOf(competition: string): string;
  won(winner: string): string;
  wentOut(names: string): string;
  picked(name: string, share: string | undefined): string;
  /** Says that this many matches do not fit. */
  more(count: number): string;
}

export interface BracketInput extends ReaderLanguages {
  readonly series: LocalText;
  readonly bracket: BracketView;
  readonly words: BracketWords;
  readonly picks?: Picks;
}

/** The contestant in a place, or who will come: `winner of Round 1`. */
export interface SceneSlot extends Named {
  /** 0xRRGGBB */
  readonly color?: number;
  readonly standing: 'unknown' | 'open' | 'won' | 'beaten' | 'out';
  readonly score?: string;
  /** The earlier match, and whether its winner or its loser comes here. */
  readonly from?: { readonly matchId: string; readonly taking: 'winner' | 'loser' };
  readonly pick?: { readonly share?: string; readonly verdict: 'open' | 'right' | 'wrong' };
}

export interface SceneMatch {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly decided: boolean;
  readonly slots: readonly SceneSlot[];
}

/** The contents of the picture without any positions: picture and alternative text are both made from this. */
export interface BracketScene {
  /** The series that the competition belongs to. */
  readonly series: string;
  readonly title: string;
  readonly otherTitles: readonly string[];
  readonly shown: string;
  /** The kind and name of the overlay, if there is one. */
  readonly picks?: Pick<Picks, 'kind'> & { readonly label: string };
  readonly rounds: readonly { readonly label: string; readonly matches: readonly SceneMatch[] }[];
}

export function bracketScene(input: BracketInput): BracketScene {
  const { bracket, words, picks } = input;
  const text = (local: LocalText) => namesOf(local, input)[0] ?? '';
  const [title = '', ...otherTitles] = namesOf(bracket.competition.name, input);

  function sceneSlot(match: MatchView, slot: SlotView): SceneSlot {
    const ref = slot.contestant;
    const from = slot.from && { from: { matchId: slot.from.matchId, taking: slot.from.taking } };
    if (ref === undefined) {
      const name = slot.from === undefined ? words.unknown : comes(slot.from);
      return { name, otherNames: [], nameless: true, standing: 'unknown', ...from };
    }
    const [name = '', ...otherNames] = namesOf(ref.name, input);
    const score = match.result?.score?.value.find(({ contestant }) => contestant.id === ref.id)?.points;
    const pick = picks?.byMatch.get(match.id);
    return {
      name,
      otherNames: ref.nameless ? [] : otherNames,
      nameless: ref.nameless,
      ...colored(ref),
      standing: standingOf(match, ref),
      ...(score === undefined ? {} : { score: String(score) }),
      ...from,
      ...(pick?.contestantId === ref.id &&
        canBePicked(match) && {
          pick: { ...shareOf(pick.share), verdict: verdictOn(match, ref) },
        }),
    };
  }

  function canBePicked(match: MatchView): boolean {
    return match.contestants.every((contestant) => contestant !== undefined);
  }

  function comes(from: NonNullable<SlotView['from']>): string {
    return from.taking === 'winner' ? words.winnerOf(text(from.label)) : words.loserOf(text(from.label));
  }

  return {
    series: text(input.series),
    title,
    otherTitles,
    shown: words.shown,
    ...(picks === undefined ? {} : { picks: { kind: picks.kind, label: words.picks } }),
    rounds: bracket.rounds.map(({ stage, matches: inRound }) => ({
      label: text(stage.label),
      matches: inRound.map((match) => ({
        id: match.id,
        label: text(match.label),
        ...(match.episode === undefined ? { note: words.withoutVideo } : {}),
        decided: match.result !== undefined,
        slots: match.slots.map((slot) => sceneSlot(match, slot)),
      })),
    })),
  };
}

function standingOf({ result }: MatchView, ref: CharacterRef): SceneSlot['standing'] {
  if (result === undefined) return 'open';
  if (result.winner.id === ref.id) return 'won';
  return result.eliminated.some(({ id }) => id === ref.id) ? 'out' : 'beaten';
}

function verdictOn({ result }: MatchView, ref: CharacterRef): 'open' | 'right' | 'wrong' {
  if (result === undefined) return 'open';
  return result.winner.id === ref.id ? 'right' : 'wrong';
}

function shareOf(share: number | undefined): { share?: string } {
  return share === undefined ? {} : { share: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` };
}

function colored({ id, color, nameless }: CharacterRef): { color?: number } {
  if (color !== undefined) return { color };
  return nameless ? {} : { color: spareColor(id) };
}

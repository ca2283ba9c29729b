import { defined } from '../../util/defined.ts';
import type { BracketView, CharacterRef, MatchView, SlotView } from '../knowledge/view-types.ts';

/** A place in a match, whoever holds it. */
export interface Place {
  readonly match: string;
  /** From 0, in the order of the data. */
  readonly slot: number;
}

/** A result that was given for a match, and when. */
export interface GivenResult {
  readonly winnerId: string;
  readonly atMs: number;
}

export interface ToldSlot {
  /** The contestant, as far as this reader knows. */
  readonly who: CharacterRef | undefined;
  readonly from: SlotView['from'];
}

export interface ToldMatch extends Pick<MatchView, 'id' | 'label' | 'stage' | 'points' | 'episode' | 'seen'> {
  /** Index of the competition's stage, from 0. */
  readonly stageIndex: number;
  readonly slots: readonly ToldSlot[];
  readonly winner: CharacterRef | undefined;
  /** Contestants who left the competition with this match. */
  readonly out: readonly CharacterRef[];
  /** Every result that was given, oldest first; the last one holds. Empty while the match is undecided. */
  readonly results: readonly GivenResult[];
}

/** A bracket as one reader knows it. Nothing in it is past their horizon. */
export interface ToldBracket {
  readonly id: string;
  /** In the order of the tree: a match comes after those that lead to it. */
  readonly matches: readonly ToldMatch[];
  match(id: string): ToldMatch | undefined;
  /** Every match that leads to this one, directly or through others. */
  before(matchId: string): ReadonlySet<string>;
  /** The contestant in a place; undefined where this reader does not know, or there is no such place. */
  whoIn(place: Place): CharacterRef | undefined;
}

/**
 * @param given the results that the server's own polls were settled with, as far as this reader may be told; they go
 * before the series' own. A winner who is not in the match is ignored.
 */
export function toldBracket(
  bracket: BracketView,
  given: ReadonlyMap<string, readonly GivenResult[]> = new Map(),
): ToldBracket {
  const views = new Map(bracket.rounds.flatMap((round) => round.matches).map((match) => [match.id, match]));
  const losersGoOn = new Set(
    [...views.values()].flatMap(({ slots }) =>
      slots.flatMap(({ from }) => (from?.taking === 'loser' ? from.matchId : [])),
    ),
  );
  const stages = bracket.competition.stages.map(({ id }) => id);
  const told = new Map<string, ToldMatch>();
  const before = new Map<string, ReadonlySet<string>>();

  function tell(view: MatchView): ToldMatch | undefined {
    const known = told.get(view.id);
    if (known !== undefined || before.has(view.id)) return known;
    // Entered before its feeders are visited, so that a bracket with a circle ends.
    before.set(view.id, new Set());
    const leading = new Set<string>();
    const slots = view.slots.map(({ contestant, from }): ToldSlot => {
      const feeder = views.get(from?.matchId ?? '');
      const earlier = feeder && tell(feeder);
      if (earlier !== undefined) {
        leading.add(earlier.id);
        for (const id of before.get(earlier.id) ?? []) leading.add(id);
      }
      return { who: contestant ?? (from && earlier && comingFrom(earlier, from.taking)), from };
    });
    before.set(view.id, leading);
    const results = (given.get(view.id) ?? []).filter(({ winnerId }) => slots.some(({ who }) => who?.id === winnerId));
    const last = results.at(-1)?.winnerId;
    const winner = last === undefined ? view.result?.winner : slots.find(({ who }) => who?.id === last)?.who;
    const match: ToldMatch = {
      id: view.id,
      label: view.label,
      stage: view.stage,
      points: view.points,
      ...defined({ episode: view.episode }),
      seen: view.seen,
      stageIndex: stages.indexOf(view.stage.id),
      slots,
      winner,
      out: outBy(view, slots, winner),
      results: results.length > 0 || winner === undefined ? results : [{ winnerId: winner.id, atMs: 0 }],
    };
    told.set(match.id, match);
    return match;
  }

  function outBy(view: MatchView, slots: readonly ToldSlot[], winner: CharacterRef | undefined): CharacterRef[] {
    if (winner === undefined || losersGoOn.has(view.id)) return [];
    return slots.flatMap(({ who }) => (who === undefined || who.id === winner.id ? [] : [who]));
  }

  for (const view of views.values()) tell(view);
  return {
    id: bracket.competition.id,
    matches: [...told.values()],
    match: (id) => told.get(id),
    before: (id) => before.get(id) ?? new Set(),
    whoIn: ({ match, slot }) => told.get(match)?.slots[slot]?.who,
  };
}

function comingFrom({ winner, slots }: ToldMatch, taking: 'winner' | 'loser'): CharacterRef | undefined {
  if (winner === undefined || taking === 'winner') return winner;
  return slots.length === 2 ? slots.find(({ who }) => who?.id !== winner.id)?.who : undefined;
}

import type { CompetitionRecord, MatchRecord } from '../records/schema.ts';
import type { BracketView, CharacterRef, CompetitionView, MatchView, ResultView, SlotView } from '../view-types.ts';
import type { Cut } from './cut.ts';
import { present } from './cut-records.ts';

type SlotRecord = MatchRecord['slots'][number];

export function cutCompetitions(cut: Cut): CompetitionView[] {
  return cut.records.competitions.flatMap((competition) => {
    const base = cut.reveals.named(competition);
    return cut.sees(base) ? cutCompetition(cut, competition, base) : [];
  });
}

function cutCompetition(cut: Cut, competition: CompetitionRecord, base: string | undefined): CompetitionView {
  return {
    id: competition.id,
    name: cut.shown(competition.name.value),
    about: cut.statements(competition.about, base),
    stages: competition.stages,
    ...cut.known(competition.name, base),
  };
}

export function cutMatches(cut: Cut, competitions: readonly CompetitionView[]): MatchView[] {
  const records = new Map(cut.records.matches.map((match) => [match.id, match]));

  const visible = (match: MatchRecord | undefined): match is MatchRecord =>
    match !== undefined && cut.sees(match.introduced) && competitions.some(({ id }) => id === match.competition);

  const stands = (match: MatchRecord): (CharacterRef | undefined)[] => match.slots.map((slot) => standsIn(match, slot));

  /**
   * The contestant named for this place; otherwise whoever came out of the earlier match, once its result has been
   * seen.
   */
  function standsIn(match: MatchRecord, slot: SlotRecord): CharacterRef | undefined {
    if (slot.contestant !== undefined && cut.sees(cut.reveals.order.later(match.introduced, slot.after))) {
      return cut.characterRef(slot.contestant);
    }
    const winners = records.get(slot.winnerOf ?? '');
    if (visible(winners)) return winner(winners);
    const losers = records.get(slot.loserOf ?? '');
    return visible(losers) ? beaten(losers)[0] : undefined;
  }

  function winner(match: MatchRecord): CharacterRef | undefined {
    return match.result !== undefined && cut.sees(cut.reveals.result(match))
      ? cut.characterRef(match.result.winner)
      : undefined;
  }

  function beaten(match: MatchRecord): CharacterRef[] {
    const first = winner(match);
    return first === undefined ? [] : stands(match).flatMap((ref) => (ref && ref.id !== first.id ? ref : []));
  }

  function cutSlot(match: MatchRecord, slot: SlotRecord): SlotView {
    const feeder = records.get(slot.winnerOf ?? slot.loserOf ?? '');
    // With a named contestant `after` is about the name; without one it is about which match leads here.
    const told = slot.contestant !== undefined || cut.sees(slot.after);
    const contestant = standsIn(match, slot);
    return {
      ...present('contestant', contestant),
      ...(contestant && { known: cut.known(slot, slotTold(match, slot)) }),
      ...(told &&
        visible(feeder) && {
          from: { matchId: feeder.id, label: feeder.label, taking: slot.loserOf === undefined ? 'winner' : 'loser' },
        }),
    };
  }

  function slotTold(match: MatchRecord, slot: SlotRecord): string | undefined {
    const feeder = records.get(slot.winnerOf ?? slot.loserOf ?? '');
    const { order, characterId, result } = cut.reveals;
    if (slot.contestant !== undefined) return order.later(match.introduced, characterId(slot.contestant));
    return feeder && order.later(match.introduced, result(feeder));
  }

  function cutResult(match: MatchRecord): ResultView | undefined {
    const first = winner(match);
    if (first === undefined || match.result === undefined) return undefined;
    const base = cut.reveals.result(match);
    const goesOn = cut.records.matches.some((other) => other.slots.some((slot) => slot.loserOf === match.id));
    const score = cut.fact(match.result.score, base);
    const points = Object.entries(score?.value ?? {}).flatMap(([id, scored]) => {
      const contestant = cut.characterRef(id);
      return contestant ? { contestant, points: scored } : [];
    });
    return {
      winner: first,
      eliminated: goesOn ? [] : beaten(match),
      ...(score && { score: { ...score, value: points } }),
      about: cut.statements(match.result.about, base),
      ...cut.known(match.result, base),
    };
  }

  /**
   * Whether the match has been watched. For someone who has watched everything: its result is told, or the day is known
   * on which it came out; until then it can still be predicted.
   */
  function isSeen({ episode }: MatchRecord, result: ResultView | undefined): boolean {
    if (result !== undefined || episode === undefined) return result !== undefined;
    const isOut = cut.horizon !== 'all' || cut.episode(episode)?.released !== undefined;
    return isOut && cut.sees(episode);
  }

  return cut.records.matches.filter(visible).map((match) => {
    const competition = competitions.find(({ id }) => id === match.competition);
    const stage = competition?.stages.find(({ id }) => id === match.stage);
    if (stage === undefined) throw new Error(`Match "${match.id}" has no stage "${match.stage}"`);
    const slots = match.slots.map((slot) => cutSlot(match, slot));
    const result = cutResult(match);
    return {
      id: match.id,
      label: match.label,
      competitionId: match.competition,
      stage,
      round: match.round,
      points: stage.points,
      ...present('episode', match.episode === undefined ? undefined : cut.label(match.episode)),
      seen: isSeen(match, result),
      slots,
      contestants: slots.map((slot) => slot.contestant),
      ...present('result', result),
      about: cut.statements(match.about, cut.reveals.matchStory(match)),
    };
  });
}

/**
 * Rounds in the order of the stages; inside a round, matches that lead to the same later match are next to each other.
 */
export function drawBracket(competition: CompetitionView, matches: readonly MatchView[]): BracketView {
  const own = matches.filter((match) => match.competitionId === competition.id);
  const places = new Map<string, number>();
  const visit = (match: MatchView) => {
    for (const { from } of match.slots) {
      const feeder = from && own.find(({ id }) => id === from.matchId);
      if (feeder && !places.has(feeder.id)) visit(feeder);
    }
    if (!places.has(match.id)) places.set(match.id, places.size);
  };
  const feeding = new Set(own.flatMap((match) => match.slots.flatMap(({ from }) => from?.matchId ?? [])));
  for (const match of own.filter(({ id }) => !feeding.has(id))) visit(match);
  for (const match of own) visit(match);

  const rounds = competition.stages.map((stage) => ({
    stage,
    matches: own
      .filter((match) => match.stage.id === stage.id)
      .sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)),
  }));
  return { competition, rounds: rounds.filter((round) => round.matches.length > 0) };
}

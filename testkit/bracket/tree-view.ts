import type { BracketView, CharacterRef, MatchView, StageView } from '../../src/domain/knowledge/view-types.ts';
import type { Tree } from './model.ts';

/** The names of the winners, where `wins` says which slot of each match wins. */
export function winnersOf({ places }: Tree, wins: readonly number[]): string[] {
  const winners: string[] = [];
  for (const [match, all] of places.entries()) {
    const from = all[(wins[match] ?? 0) % all.length] ?? '';
    winners.push(typeof from === 'string' ? from : (winners[from] ?? ''));
  }
  return winners;
}

export const matchId = (match: number) => `match-${match}`;

/** The view of a bracket for someone who has watched so many of its matches. */
export function treeView(tree: Tree, winners: readonly string[], watched: number): BracketView {
  const ref = (id: string): CharacterRef => ({ id, name: { en: id }, nameless: false });
  const depths: number[] = [];
  for (const all of tree.places) {
    depths.push(Math.max(-1, ...all.map((from) => (typeof from === 'number' ? (depths[from] ?? 0) : -1))) + 1);
  }
  const stages = [...new Set(depths)]
    .sort((a, b) => a - b)
    .map((depth): StageView => {
      const label = { en: `Stage ${depth}` };
      return { id: `stage-${depth}`, label, points: 1 };
    });
  const matches = tree.places.map((all, match): MatchView => {
    const slots = all.map((from) => {
      if (typeof from === 'string') return { contestant: ref(from) };
      const label = { en: `Match ${from}` };
      const known = from < watched ? { contestant: ref(winners[from] ?? '') } : {};
      return { ...known, from: { matchId: matchId(from), label, taking: 'winner' as const } };
    });
    const winner = ref(winners[match] ?? '');
    const stage = stages.find(({ id }) => id === `stage-${depths[match]}`);
    const eliminated = slots.flatMap(({ contestant }) =>
      contestant === undefined || contestant.id === winner.id ? [] : [contestant],
    );
    return {
      id: matchId(match),
      label: { en: `Match ${match}` },
      competitionId: 'made',
      stage: stage ?? { id: '', label: {}, points: 0 },
      round: match + 1,
      points: tree.worth[match] ?? 0,
      episode: { id: String(match + 1), label: { en: `Match ${match}` } },
      seen: match < watched,
      slots,
      contestants: slots.map(({ contestant }) => contestant),
      ...(match < watched ? { result: { winner, eliminated, about: [], sources: [] } } : {}),
      about: [],
    };
  });
  return {
    competition: { id: 'made', name: { en: 'Made' }, about: [], stages, sources: [] },
    rounds: stages.map((stage) => ({ stage, matches: matches.filter((match) => match.stage.id === stage.id) })),
  };
}

import type { BracketScene, SceneMatch } from './bracket-scene.ts';

/** From the winner's side of one match to a place in a later one. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** Which place of `to`. */
  readonly slot: number;
}

/** What of a bracket decides where its matches stand: columns, and who feeds whom. No sizes yet. */
export interface BracketShape {
  /** What each column is called. */
  readonly columns: readonly string[];
  readonly matches: readonly SceneMatch[];
  readonly byId: ReadonlyMap<string, SceneMatch>;
  readonly links: readonly Link[];
  columnOf(matchId: string): number;
  /** The link from this match to a later one. */
  linkFrom(matchId: string): Link | undefined;
  /** The matches before it, in the order of its places. */
  feedersOf(matchId: string): readonly SceneMatch[];
}

export function bracketShape(scene: BracketScene): BracketShape {
  const { columns, columnOf } = columnsOf(scene);
  const matches = scene.rounds.flatMap((round) => round.matches);
  const byId = new Map(matches.map((match) => [match.id, match]));
  const links = linksOf(matches, columnOf);
  const from = new Map(links.map((link) => [link.from, link]));
  const feeders = new Map(
    matches.map(({ id }) => [
      id,
      links
        .filter(({ to }) => to === id)
        .sort((a, b) => a.slot - b.slot)
        .flatMap((link) => byId.get(link.from) ?? []),
    ]),
  );
  return {
    columns,
    matches,
    byId,
    links,
    columnOf,
    linkFrom: (matchId) => from.get(matchId),
    feedersOf: (matchId) => feeders.get(matchId) ?? [],
  };
}

/** A round in which only losers meet again, in the last round but one, shares the column of the last. */
function columnsOf(scene: BracketScene): { columns: readonly string[]; columnOf: (matchId: string) => number } {
  const last = scene.rounds.length - 1;
  const consoling = scene.rounds.map(
    ({ matches }, index) =>
      index > 0 &&
      index >= last - 1 &&
      matches.every(({ slots }) => slots.every(({ from }) => from?.taking === 'loser')),
  );
  const columns: string[] = [];
  const of = new Map<string, number>();
  for (const [index, round] of scene.rounds.entries()) {
    const joins = consoling[index] === true && (index === last || columns.length > 0);
    if (!joins || columns.length === 0) columns.push(round.label);
    else if (index < last) columns.push(scene.rounds[last]?.label ?? round.label);
    for (const { id } of round.matches) of.set(id, columns.length - 1);
    if (joins && index === last - 1) {
      for (const { id } of scene.rounds[last]?.matches ?? []) of.set(id, columns.length - 1);
      break;
    }
  }
  return { columns, columnOf: (matchId) => of.get(matchId) ?? 0 };
}

function linksOf(all: readonly SceneMatch[], columnOf: (matchId: string) => number): Link[] {
  const known = new Set(all.map(({ id }) => id));
  const used = new Set<string>();
  return all.flatMap((match) =>
    match.slots.flatMap(({ from }, slot) => {
      if (from?.taking !== 'winner' || !known.has(from.matchId) || used.has(from.matchId)) return [];
      // A line runs to the right only; a bracket that says otherwise is drawn without it.
      if (columnOf(from.matchId) >= columnOf(match.id)) return [];
      used.add(from.matchId);
      return [{ from: from.matchId, to: match.id, slot }];
    }),
  );
}

import type { CharacterRef, KnowledgeView } from './view-types.ts';

/** The contestants of a competition who are known in this view, in the order of the matches, each once. */
export function contestantsOf(
  { matches }: Pick<KnowledgeView, 'matches'>,
  competitionId: string,
): readonly CharacterRef[] {
  const all = matches.flatMap((match) =>
    match.competitionId === competitionId ? match.contestants.flatMap((who) => who ?? []) : [],
  );
  return [...new Map(all.map((who) => [who.id, who])).values()];
}

/**
 * Whether some match of the competition takes its contestants from another: only then there is a bracket to fill in.
 */
export function hasTree({ matches }: Pick<KnowledgeView, 'matches'>, competitionId: string): boolean {
  return matches.some(
    (match) => match.competitionId === competitionId && match.slots.some(({ from }) => from !== undefined),
  );
}

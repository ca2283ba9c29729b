import type { CharacterRef, KnowledgeView } from './view-types.ts';

/** Who stands in a competition as far as is known from here, in the order in which they do, each once. */
export function contestantsOf(
  { matches }: Pick<KnowledgeView, 'matches'>,
  competitionId: string,
): readonly CharacterRef[] {
  const all = matches.flatMap((match) =>
    match.competitionId === competitionId ? match.contestants.flatMap((who) => who ?? []) : [],
  );
  return [...new Map(all.map((who) => [who.id, who])).values()];
}

/** Whether a competition's matches lead to one another, so that it has a bracket that can be filled in. */
export function hasTree({ matches }: Pick<KnowledgeView, 'matches'>, competitionId: string): boolean {
  return matches.some(
    (match) => match.competitionId === competitionId && match.slots.some(({ from }) => from !== undefined),
  );
}

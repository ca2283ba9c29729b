import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembleKnowledge, KnowledgeError } from '../../../src/domain/knowledge/index.ts';
import { everythingIn, typeableIn } from '../../../testkit/knowledge/knowledge.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';
import { createSpoilerOracle } from '../../../testkit/spoilers/spoiler-oracle.ts';

type Node = Record<string, unknown>;

/** Everything in the files to which an `after` or an `introduced` can be given. */
function spotsIn(files: Record<string, unknown>): { node: Node; key: 'after' | 'introduced' }[] {
  const spots: { node: Node; key: 'after' | 'introduced' }[] = [];
  const visit = (value: unknown, name: string) => {
    if (typeof value !== 'object' || value === null) return;
    if ('sources' in value && name !== 'feed') spots.push({ node: value as Node, key: 'after' });
    if ('id' in value && ['characters', 'songs', 'terms', 'competitions', 'matches'].includes(name)) {
      spots.push({ node: value as Node, key: 'introduced' });
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? name : key);
  };
  for (const [name, value] of Object.entries(files)) visit(value, name);
  return spots;
}

test('whenever things are told, no view of a series tells them sooner', () => {
  const moment = fc.constantFrom('pilote', 'manche-1', 'manche-2', 'finale');
  const plan = fc.array(fc.record({ spot: fc.nat(), moment }), { minLength: 1, maxLength: 6 });
  let tried = 0;

  fc.assert(
    fc.property(plan, fc.constantFrom('none', 'pilote', 'manche-1', 'manche-2', 'finale'), (changes, horizon) => {
      const files = smallSeries();
      const spots = spotsIn(files);
      for (const change of changes) {
        const spot = spots[change.spot % spots.length];
        if (spot) spot.node[spot.key] = change.moment;
      }
      const knowledge = loadable(files);
      fc.pre(knowledge !== undefined);
      if (knowledge === undefined) return;
      tried++;

      const oracle = createSpoilerOracle(files);
      const queries = typeableIn(files);
      const shown = JSON.stringify(everythingIn(knowledge.seenFrom(horizon), queries));

      expect(oracle.findLeaks(JSON.parse(shown), horizon)).toEqual([]);
      const other = assembleKnowledge(oracle.otherFuture(horizon)).seenFrom(horizon);
      expect(JSON.parse(JSON.stringify(everythingIn(other, queries)))).toEqual(JSON.parse(shown));
    }),
    { numRuns: 150, seed: 21, endOnFailure: true },
  );
  expect(tried).toBeGreaterThan(100);
}, 120_000);

/** What the checks refuse is none of this test's business. */
function loadable(files: Record<string, unknown>) {
  try {
    return assembleKnowledge(files);
  } catch (error) {
    if (error instanceof KnowledgeError) return undefined;
    throw error;
  }
}

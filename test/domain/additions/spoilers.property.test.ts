import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Additions, noAdditions } from '../../../src/domain/additions/additions.ts';
import { withEpisode } from '../../../src/domain/additions/change-additions.ts';
import { assembleKnowledge, assembleWith } from '../../../src/domain/knowledge/index.ts';
import { filesWithAdditions, otherAdditions } from '../../../testkit/additions/added-files.ts';
import { arbitraryAdditions } from '../../../testkit/additions/arbitrary-additions.ts';
import { everythingIn, seriesFiles, typeableIn } from '../../../testkit/knowledge/knowledge.ts';
import { createSpoilerOracle } from '../../../testkit/spoilers/spoiler-oracle.ts';

const WORDS = {
  moderators: { en: 'this server’s moderators', ko: '이 서버 관리자' },
  rounds: { en: 'Rounds', ko: '라운드' },
};
const data = assembleKnowledge(seriesFiles());
const ofTheData = new Set(typeableIn(seriesFiles()));
const assembled = (additions: Additions) => assembleWith(data, additions, WORDS);

test('whatever a server adds, no view of it tells anything sooner than it is to be known', () => {
  let leaksLookedFor = 0;
  fc.assert(
    fc.property(arbitraryAdditions(), fc.nat(), (additions, which) => {
      const knowledge = assembled(additions);
      const order = knowledge.episodeLabels().map(({ id }) => id);
      const added = order.filter((id) => /^[vi]\./.test(id));
      // Where it matters: right before, at and behind what was added.
      const horizons = ['none', 'prologue', ...order.slice(-added.length - 2), 'all'];
      const horizon = horizons[which % horizons.length] ?? 'none';

      const files = filesWithAdditions(seriesFiles(), additions, order);
      const oracle = createSpoilerOracle(files);
      const typed = typeableIn(files).filter((name) => !ofTheData.has(name));
      const shown = JSON.parse(JSON.stringify(everythingIn(knowledge.seenFrom(horizon), [...typed, 'a', 'Till'])));
      // Everything covers what is out alone.
      const reads = horizon === 'all' ? (knowledge.newestOut()?.id ?? 'none') : horizon;
      expect(oracle.findLeaks(shown, reads)).toEqual([]);
      leaksLookedFor += oracle.needles(reads).length;

      const place = order.indexOf(reads);
      const other = assembled(otherAdditions(additions, order, place)).seenFrom(horizon);
      expect(JSON.parse(JSON.stringify(everythingIn(other, [...typed, 'a', 'Till'])))).toEqual(shown);
    }),
    { numRuns: 40, seed: 15, endOnFailure: true },
  );
  expect(leaksLookedFor).toBeGreaterThan(40);
}, 120_000);

test('a horizon at what one server added counts as the last episode of the data before it everywhere else', () => {
  fc.assert(
    fc.property(arbitraryAdditions(), (additions) => {
      const here = assembled(additions);
      for (const { id } of here.episodeLabels()) {
        const kept = here.keep(id);
        expect(here.held(kept)).toBe(id);
        const elsewhere = data.held(kept);
        expect(elsewhere).toBeDefined();
        expect(here.compareHorizons(elsewhere ?? 'all', id)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 60, seed: 15 },
  );
});

test('what is only planned is never covered by “everything”', () => {
  fc.assert(
    fc.property(arbitraryAdditions(), (additions) => {
      const knowledge = assembled(additions);
      const newest = knowledge.newestOut();
      expect(newest).toBeDefined();
      for (const episode of knowledge.seenFrom('all').episodes) {
        if (episode.seen) expect(knowledge.compareHorizons(episode.id, newest?.id ?? '')).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 60, seed: 15 },
  );
});

test('the search finds a contestant who is told too soon', () => {
  const hidden = withEpisode(noAdditions, {
    interactionId: '1',
    label: 'Part 1',
    atMs: 0,
    match: { competition: { id: 'zombie-stage' }, contestants: [{ name: 'Quorvex' }, { id: 'mizi' }], open: false },
  });
  if ('fault' in hidden) throw new Error(hidden.fault);
  const open = { ...hidden.additions, matches: hidden.additions.matches.map((match) => ({ ...match, open: true })) };
  const knowledge = assembled(open);
  const order = knowledge.episodeLabels().map(({ id }) => id);
  const oracle = createSpoilerOracle(filesWithAdditions(seriesFiles(), hidden.additions, order));
  const shown = everythingIn(knowledge.seenFrom('round-1'), ['Quorvex']);
  expect(oracle.findLeaks(JSON.parse(JSON.stringify(shown)), 'round-1').map(({ needle }) => needle)).not.toEqual([]);
});

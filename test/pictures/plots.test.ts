import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTypeface } from '../../src/pictures/drawing/typeface.ts';
import {
  type Drawing,
  layoutRank,
  layoutSplit,
  rankAltText,
  rankScene,
  type SplitInput,
  splitAltText,
  splitScene,
  type Typeface,
} from '../../src/pictures/index.ts';
import { ticksBefore } from '../../src/pictures/plots/plot-axes.ts';
import { ranksOf, splitOf } from './plot-examples.ts';
import { englishRank, englishSplit, koreanRank, koreanSplit } from './words.ts';

let typeface: Typeface;
beforeAll(async () => {
  typeface = await openTypeface();
});

const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 80 }),
  fc.constantFrom('Till', '이반', '🎤', 'Unnamed singer of Round 3'),
);

/** Any poll: two to ten contestants, and any votes at any times until it locks. */
const anySplit = fc
  .record({ hours: fc.double({ min: 0.01, max: 8_000, noNaN: true }), many: fc.integer({ min: 2, max: 10 }) })
  .chain(({ hours, many }) =>
    fc.record({
      many: fc.constant(many),
      hours: fc.constant(hours),
      votes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: many })), {
        maxLength: 58,
      }),
      called: fc.array(fc.record({ en: names, ko: names }), { minLength: many, maxLength: many }),
      korean: fc.boolean(),
    }),
  )
  .map(({ many, hours, votes, called, korean }): SplitInput => {
    const inOrder = votes.toSorted((a, b) => a[0] - b[0]).map(([at, choice]) => [at * hours, choice] as const);
    return {
      title: called[0] ?? {},
      contestants: called.map((name, index) => ({ id: `c${index}`, name })),
      winnerId: 'c0',
      split: splitOf(hours, many, inOrder),
      language: korean ? 'ko' : 'en',
      languages: ['en', 'ko'],
      words: korean ? koreanSplit : englishSplit,
    };
  });

/** Where a text is written: left, right and middle. */
function textBoxes({ marks }: Drawing) {
  return marks.flatMap((mark) => {
    if (mark.kind !== 'text') return [];
    const width = typeface.measure(mark.text, mark.font);
    const left = mark.x - { left: 0, center: width / 2, right: width }[mark.align];
    return [{ text: mark.text, left, right: left + width, top: mark.y - mark.font.size * 0.72, bottom: mark.y }];
  });
}

function expectReadable(drawing: Drawing): void {
  const boxes = textBoxes(drawing);
  for (const { text, left, right, top, bottom } of boxes) {
    expect([left >= 0, right <= drawing.width, top >= 0, bottom <= drawing.height], text).toEqual([
      true,
      true,
      true,
      true,
    ]);
  }
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      expect(apart, `“${a.text}” and “${b.text}” are not written over each other`).toBe(true);
    }
  }
}

describe('The split of any poll over time', () => {
  it('is drawn with every word inside the picture and none over another', () => {
    fc.assert(
      fc.property(anySplit, (input) => expectReadable(layoutSplit(splitScene(input), input.words, typeface))),
      { numRuns: 150 },
    );
  });

  it('fills the plot from the first vote on: at every moment the parts make a whole', () => {
    fc.assert(
      fc.property(anySplit, (input) => {
        const { stretches } = splitScene(input);
        for (const { from, to, shares } of stretches) {
          expect(from).toBeLessThan(to);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        }
        for (const [index, { from }] of stretches.entries()) {
          if (index > 0) expect(from).toBe(stretches[index - 1]?.to);
        }
        if (stretches.length > 0) expect(stretches.at(-1)?.to).toBe(1);
      }),
    );
  });

  it('is told in at most 1,024 characters, whatever anybody is called', () => {
    fc.assert(
      fc.property(anySplit, (input) => {
        const text = splitAltText(splitScene(input), input.words);
        expect(text.length).toBeLessThanOrEqual(1024);
        expect(text).toContain(input.words.about);
      }),
    );
    const long = Array.from({ length: 10 }, (_, index) => ({
      id: `c${index}`,
      name: { en: `${index}`.repeat(90), ko: `${index}가`.repeat(40) },
    }));
    const input = {
      title: { en: 'Round 9' },
      contestants: long,
      winnerId: 'c0',
      split: splitOf(30, 10, [[1, 1]]),
      language: 'en',
      languages: ['en', 'ko'],
      words: englishSplit,
    };
    const text = splitAltText(splitScene(input), englishSplit);
    expect([text.length <= 1024, text.endsWith('…')]).toEqual([true, true]);
  });
});

describe('A member’s rank over any season', () => {
  const anyRanks = fc.array(fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: undefined }), {
    minLength: 1,
    maxLength: 60,
  });

  it('is drawn with every word inside the picture, better ranks higher', () => {
    fc.assert(
      fc.property(anyRanks, fc.boolean(), (ranks, korean) => {
        const words = korean ? koreanRank : englishRank;
        const input = { ...ranksOf(ranks, 5_000), language: korean ? 'ko' : 'en', languages: ['en', 'ko'], words };
        const drawing = layoutRank(rankScene(input), words, typeface);
        for (const { text, left, right, top, bottom } of textBoxes(drawing)) {
          expect([left >= 0, right <= drawing.width, top >= 0, bottom <= drawing.height], text).toEqual([
            true,
            true,
            true,
            true,
          ]);
        }
        const spots = drawing.marks.flatMap((mark) => (mark.kind === 'circle' ? [mark.y] : []));
        const shown = ranks.flatMap((rank) => rank ?? []);
        expect(spots).toHaveLength(shown.length);
        for (const [index, rank] of shown.entries()) {
          const worse = spots.filter((_, other) => rank < (shown[other] ?? 0));
          for (const spot of worse) expect(spots[index]).toBeLessThanOrEqual(spot);
        }
        expect(rankAltText(rankScene(input), words).length).toBeLessThanOrEqual(1024);
      }),
    );
  });

  it('is drawn through as many matches as can be told apart, from the first to the last', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => at + 1);
    const { points } = rankScene({ ...ranksOf(many), words: englishRank, language: 'en', languages: ['en', 'ko'] });
    expect(points).toHaveLength(60);
    expect([points[0]?.rank, points.at(-1)?.rank]).toEqual([1, 10_000]);
    expect(layoutRank({ points }, englishRank, typeface).marks.length).toBeLessThan(200);
  });

  it('is told with its newest matches where not all of them fit', () => {
    const ranks = Array.from({ length: 60 }, (_, index) => index + 1);
    const input = { ...ranksOf(ranks, 5_000), language: 'en', languages: ['en', 'ko'], words: englishRank };
    expect(rankAltText(rankScene(input), englishRank)).toContain('Round 60: #60 of 5000. Round 59');
  });
});

describe('Moments on the time axis', () => {
  it('are at most three, in whole steps that people count in, earliest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 366 * 86_400_000 }), (spanMs) => {
        const ticks = ticksBefore(spanMs);
        expect(ticks.length).toBeLessThanOrEqual(3);
        for (const [index, { at, before }] of ticks.entries()) {
          expect(at).toBeGreaterThan(index === 0 ? -1e-9 : (ticks[index - 1]?.at ?? 1));
          expect(at).toBeLessThan(1);
          expect(Number.isInteger(before.amount)).toBe(true);
        }
      }),
    );
  });

  it('of three days are two days before the end, and one', () => {
    const ticks = ticksBefore(3 * 86_400_000);
    expect(ticks.map(({ before }) => before)).toEqual([
      { unit: 'days', amount: 2 },
      { unit: 'days', amount: 1 },
    ]);
    expect(ticks[0]?.at).toBeCloseTo(1 / 3, 9);
  });
});

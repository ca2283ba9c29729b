import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BracketView } from '../../src/domain/knowledge/index.ts';
import { openTypeface } from '../../src/pictures/drawing/typeface.ts';
import { bracketScene, type Drawing, layoutBracket, type Typeface } from '../../src/pictures/index.ts';
import { inputFor, type MadeMatch, type MadeSlot, madeBracket, people, picksOf } from './brackets.ts';

let typeface: Typeface;
beforeAll(async () => {
  typeface = await openTypeface();
});

const draw = (bracket: BracketView, picks?: Parameters<typeof picksOf>[1]): Drawing => {
  const input = inputFor(bracket, picks === undefined ? {} : { picks: picksOf('own', picks) });
  return layoutBracket(bracketScene(input), input.words, typeface);
};

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly what: string;
}

/** Frames of the matches: the only outlined boxes. */
function frames({ marks }: Drawing): Area[] {
  return marks.flatMap((mark) =>
    mark.kind === 'box' && mark.stroke !== undefined
      ? [{ left: mark.x, right: mark.x + mark.width, top: mark.y, bottom: mark.y + mark.height, what: 'a match' }]
      : [],
  );
}

function texts({ marks }: Drawing): Area[] {
  return marks.flatMap((mark) => {
    if (mark.kind !== 'text') return [];
    const width = typeface.measure(mark.text, mark.font);
    const left = mark.align === 'left' ? mark.x : mark.align === 'right' ? mark.x - width : mark.x - width / 2;
    return [{ left, right: left + width, top: mark.y - mark.font.size * 0.72, bottom: mark.y + 1, what: mark.text }];
  });
}

function overlaps(areas: readonly Area[]): string[] {
  return areas.flatMap((one, index) =>
    areas
      .slice(index + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `${one.what} over ${other.what}`),
  );
}

const name = fc.oneof(
  fc.constantFrom('Mizi', '미지', 'エロディ', '🎤', '', 'صوت', 'Wolfeschlegelsteinhausenbergerdorff', 'W'.repeat(60)),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

/** One round between those who stand, in pairs; who is left over goes on. `number` is that of its first match. */
function play(
  standing: readonly MadeSlot[],
  season: { number: number; played: number; scores: boolean; won: readonly boolean[] },
): { matches: MadeMatch[]; next: MadeSlot[] } {
  const matches: MadeMatch[] = [];
  const next: MadeSlot[] = [];
  for (let index = 0; index < standing.length; index += 2) {
    const slots = standing.slice(index, index + 2);
    const [one, two] = slots;
    if (one === undefined || two === undefined) {
      next.push(...slots);
      continue;
    }
    const number = season.number + matches.length;
    const id = `m${number}`;
    const winner = (season.won[number] === true ? one : two).who;
    const decided = number < season.played && winner !== undefined && one.who !== undefined && two.who !== undefined;
    const score = { [one.who ?? '']: 10.25, [two.who ?? '']: 1000 };
    matches.push({ id, slots, ...(decided && { winner }), ...(decided && season.scores && { score }) });
    next.push({ winnerOf: id, ...(decided && { who: winner }) });
  }
  return { matches, next };
}

/** A knock-out of two to sixteen with byes where the number wants them, played up to somewhere. */
const knockOut = fc
  .record({
    names: fc.array(name, { minLength: 2, maxLength: 16 }),
    played: fc.nat(15),
    scores: fc.boolean(),
    won: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    thirdPlace: fc.boolean(),
  })
  .map(({ names, played, scores, won, thirdPlace }) => {
    const known = Object.fromEntries(names.map((en, index) => [`p${index}`, { name: { en, ko: '가나다' } }]));
    const rounds: { label: string; matches: MadeMatch[] }[] = [];
    let standing: readonly MadeSlot[] = Object.keys(known).map((who) => ({ who }));
    let number = 0;
    while (standing.length > 1) {
      const round = play(standing, { number, played, scores, won });
      rounds.push({ label: `Round ${rounds.length + 1}`, matches: round.matches });
      number += round.matches.length;
      standing = round.next;
    }
    const semis = rounds.at(-2)?.matches ?? [];
    if (thirdPlace && semis.length === 2) {
      const slots = semis.map(({ id }) => ({ loserOf: id }));
      rounds.splice(rounds.length - 1, 0, { label: 'Third place', matches: [{ id: 'third', slots }] });
    }
    return { bracket: madeBracket({ name: { en: 'Any' }, people: known, rounds }), matches: number };
  });

describe('Whatever the bracket', () => {
  it('no match stands on another, and no writing on another writing', () => {
    fc.assert(
      fc.property(knockOut, fc.boolean(), ({ bracket }, picked) => {
        const picks = picked
          ? Object.fromEntries([...Array(16).keys()].map((index) => [`m${index}`, `p${index}`]))
          : undefined;
        const drawing = draw(bracket, picks);
        const matches = frames(drawing);
        expect(matches.length).toBe(bracket.rounds.flatMap((round) => round.matches).length);
        expect(overlaps(matches)).toEqual([]);
        expect(overlaps(texts(drawing))).toEqual([]);
      }),
      { numRuns: 120, seed: 6 },
    );
  });

  it('everything stands inside the picture, which is 1,000 wide and never lower, and is written in 40 and more', () => {
    fc.assert(
      fc.property(knockOut, ({ bracket }) => {
        const drawing = draw(bracket);
        const { width, height } = drawing;
        expect(width).toBe(1000);
        expect(height).toBeGreaterThanOrEqual(1000);
        const sizes = drawing.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.font.size] : []));
        expect(Math.min(40, ...sizes)).toBe(40);
        const outside = [...frames(drawing), ...texts(drawing)].filter(
          (area) => area.left < 0 || area.top < 0 || area.right > width || area.bottom > height,
        );
        expect(outside).toEqual([]);
      }),
      { numRuns: 120, seed: 7 },
    );
  });

  it('no sign is written that the typeface has not, so that none becomes an empty box', () => {
    fc.assert(
      fc.property(knockOut, ({ bracket }) => {
        const signs = new Set(texts(draw(bracket)).flatMap(({ what }) => [...what]));
        expect([...signs].filter((sign) => !typeface.covers(sign.codePointAt(0) ?? 0))).toEqual([]);
      }),
      { numRuns: 120, seed: 8 },
    );
  });
});

describe('A match that has not been played', () => {
  const duel = (winner?: string) =>
    madeBracket({
      name: { en: 'Duel' },
      people,
      rounds: [
        {
          label: 'Semi-finals',
          matches: [
            { id: 'A', slots: [{ who: 'ara' }, { who: 'bomi' }], ...(winner && { winner }) },
            { id: 'B', slots: [{ who: 'chan' }, { who: 'dal' }] },
          ],
        },
        {
          label: 'Final',
          matches: [{ id: 'C', slots: [{ winnerOf: 'A', ...(winner && { who: winner }) }, { winnerOf: 'B' }] }],
        },
      ],
    });

  it('stands in the same place, as large, whoever wins', () => {
    const drawings = [draw(duel()), draw(duel('ara')), draw(duel('bomi'))];
    const [open, ...others] = drawings.map(frames);
    for (const other of others) expect(other).toEqual(open);
  });
});

describe('Votes laid over a bracket', () => {
  const secondRound = madeBracket({
    name: { en: 'Cup' },
    people,
    rounds: [
      {
        label: 'One',
        matches: [
          { id: 'A', slots: [{ who: 'ara' }, { who: 'bomi' }] },
          { id: 'B', slots: [{ who: 'chan' }, { who: 'dal' }], winner: 'dal' },
        ],
      },
      { label: 'Two', matches: [{ id: 'C', slots: [{ winnerOf: 'A' }, { winnerOf: 'B', who: 'dal' }] }] },
    ],
  });
  const scene = (kind: 'own' | 'crowd', picks: Readonly<Record<string, string>>) =>
    bracketScene(inputFor(secondRound, { picks: picksOf(kind, picks) })).rounds.flatMap(({ matches }) => matches);

  it('are hidden in a match whose contestants are not all known, since they would tell who got there', () => {
    for (const kind of ['own', 'crowd'] as const) {
      const [, , last] = scene(kind, { A: 'ara', C: 'dal' });
      expect(last?.slots.map(({ pick }) => pick)).toEqual([undefined, undefined]);
    }
  });

  it('say whether they came true once that is known', () => {
    const [open, decided] = scene('own', { A: 'ara', B: 'chan' });
    expect(open?.slots[0]?.pick).toEqual({ verdict: 'open' });
    expect(decided?.slots[0]?.pick).toEqual({ verdict: 'wrong' });
  });

  it('are hidden for somebody who does not take part in the match', () => {
    const [first] = scene('own', { A: 'kyu' });
    expect(first?.slots.map(({ pick }) => pick)).toEqual([undefined, undefined]);
  });
});

describe('The loser of a match', () => {
  it('is out only where the competition is over for them, and never more than out', () => {
    const bracket = madeBracket({
      name: { en: 'Cup' },
      people,
      rounds: [
        {
          label: 'One',
          matches: [{ id: 'A', slots: [{ who: 'ara' }, { who: 'bomi' }], winner: 'ara', out: [] }],
        },
        { label: 'Two', matches: [{ id: 'B', slots: [{ who: 'ara' }, { who: 'chan' }], winner: 'chan' }] },
      ],
    });
    const standings = bracketScene(inputFor(bracket)).rounds.map((round) =>
      round.matches[0]?.slots.map((slot) => slot.standing),
    );
    expect(standings).toEqual([
      ['won', 'beaten'],
      ['out', 'won'],
    ]);
  });
});

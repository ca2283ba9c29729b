import { describe, expect, it } from 'vitest';
import { type BracketPicks, noPicks, picksOf } from '../../../src/domain/bracket/bracket-picks.ts';
import { pointsPossible } from '../../../src/domain/bracket/bracket-points.ts';
import { makePick, takeBack } from '../../../src/domain/bracket/change-picks.ts';
import { fillIn } from '../../../src/domain/bracket/fill-in.ts';
import { type ToldBracket, toldBracket } from '../../../src/domain/bracket/told-bracket.ts';
import { type MadeMatch, madeBracket } from '../../pictures/brackets.ts';

const at = (told: ToldBracket, nowMs = 0) => ({
  told,
  closed: new Set<string>(),
  decided: new Set<string>(),
  lockedAsOfMs: () => undefined,
  horizon: 'none',
  nowMs,
});
const bracketOf = (rounds: readonly (readonly MadeMatch[])[]) =>
  toldBracket(
    madeBracket({
      name: { en: 'Cup' },
      people: {},
      rounds: rounds.map((matches, index) => ({ label: `Round ${index}`, matches })),
    }),
  );
const pickAll = (told: ToldBracket, slots: Readonly<Record<string, number>>): BracketPicks =>
  told.matches.reduce(
    (picks, { id }) => makePick(picks, { match: id, slot: slots[id] ?? 0 }, at(told))?.picks ?? picks,
    noPicks,
  );
const names = (told: ToldBracket, picks: BracketPicks) =>
  new Map(
    fillIn(told, picksOf(picks), at(told)).map(({ match, candidates, picked }) => [
      match.id,
      { of: candidates.map(({ who }) => who?.id), picked: picked?.who?.id },
    ]),
  );

/** Eight in a double elimination, as tournament programs lay it out: whoever loses twice is out. */
const DOUBLE: readonly (readonly MadeMatch[])[] = [
  ['ab', 'cd', 'ef', 'gh'].map((pair) => ({ id: `U ${pair}`, slots: [...pair].map((who) => ({ who })) })),
  [
    { id: 'U5', slots: [{ winnerOf: 'U ab' }, { winnerOf: 'U cd' }] },
    { id: 'U6', slots: [{ winnerOf: 'U ef' }, { winnerOf: 'U gh' }] },
    { id: 'L1', slots: [{ loserOf: 'U ab' }, { loserOf: 'U cd' }] },
    { id: 'L2', slots: [{ loserOf: 'U ef' }, { loserOf: 'U gh' }] },
  ],
  [
    { id: 'L3', slots: [{ winnerOf: 'L1' }, { loserOf: 'U6' }] },
    { id: 'L4', slots: [{ winnerOf: 'L2' }, { loserOf: 'U5' }] },
    { id: 'U7', slots: [{ winnerOf: 'U5' }, { winnerOf: 'U6' }] },
  ],
  [{ id: 'L5', slots: [{ winnerOf: 'L3' }, { winnerOf: 'L4' }] }],
  [{ id: 'L6', slots: [{ winnerOf: 'L5' }, { loserOf: 'U7' }] }],
  [{ id: 'Grand final', slots: [{ winnerOf: 'U7' }, { winnerOf: 'L6' }] }],
  [{ id: 'Second final', slots: [{ winnerOf: 'Grand final' }, { loserOf: 'Grand final' }] }],
];

describe('A double elimination, with a second grand final,', () => {
  const told = bracketOf(DOUBLE);

  it('is filled in whole: each pick sends one on and the other down, and a loser can come back and win', () => {
    const picks = pickAll(told, { L6: 1, 'Grand final': 1 });
    const all = names(told, picks);
    expect(all.get('L1')).toEqual({ of: ['b', 'd'], picked: 'b' });
    expect(all.get('L6')).toEqual({ of: ['b', 'e'], picked: 'e' });
    expect(all.get('Grand final')).toEqual({ of: ['a', 'e'], picked: 'e' });
    expect(all.get('Second final')).toEqual({ of: ['e', 'a'], picked: 'e' });
  });

  it('loses by one change in the first round all that ran through it, above and below, and no more, and gets it back', () => {
    const picks = pickAll(told, {});
    const changed = makePick(picks, { match: 'U ab', slot: 1 }, at(told, 1));
    // What a and b did further on; U6, L2 and L4 (with c, who lost U5) are other people's.
    expect(changed?.emptied).toEqual(['U5', 'L1', 'L3', 'U7', 'L5', 'L6', 'Grand final', 'Second final']);
    const back = changed && takeBack(changed.picks, changed.stepAtMs ?? 0, at(told, 2));
    expect(back && names(told, back)).toEqual(names(told, picks));
  });

  it('counts on a loser for as long as losers come back from where they lost', () => {
    const decided = bracketOf(
      DOUBLE.map((round) => round.map((match) => (match.id === 'U ab' ? { ...match, winner: 'a', out: [] } : match))),
    );
    const b = pickAll(told, { 'U ab': 1 });
    const possible = (id: string) => {
      const picks = picksOf({ acts: b.acts.filter(({ match }) => match === id) });
      return pointsPossible(decided, picks) > 0;
    };
    expect(possible('U5')).toBe(false);
    expect(possible('U7')).toBe(false);
    expect(possible('Grand final')).toBe(true);
  });
});

describe('A first round of thirty-two', () => {
  it('empties by one change of mind every later match on the way, not only the next one', () => {
    const first = Array.from({ length: 16 }, (_, index) => ({
      id: `m0-${index}`,
      slots: [{ who: `p${index * 2}` }, { who: `p${index * 2 + 1}` }],
    }));
    const rounds: MadeMatch[][] = [first];
    for (let round = 1; round < 5; round += 1) {
      const before = rounds[round - 1] ?? [];
      rounds.push(
        Array.from({ length: before.length / 2 }, (_, index) => ({
          id: `m${round}-${index}`,
          slots: [{ winnerOf: `m${round - 1}-${index * 2}` }, { winnerOf: `m${round - 1}-${index * 2 + 1}` }],
        })),
      );
    }
    const told = bracketOf(rounds);
    const picks = pickAll(told, {});
    expect(makePick(picks, { match: 'm0-0', slot: 1 }, at(told))?.emptied).toEqual(['m1-0', 'm2-0', 'm3-0', 'm4-0']);
    expect(makePick(picks, { match: 'm0-1', slot: 1 }, at(told))?.emptied).toEqual([]);
  });
});

describe('A bracket that no series should have', () => {
  it('ends where it runs in a circle, and waits where nobody ever comes', () => {
    const told = bracketOf([
      [
        { id: 'a', slots: [{ winnerOf: 'b' }, { who: 'Ada' }] },
        { id: 'b', slots: [{ winnerOf: 'a' }, { winnerOf: 'nowhere' }] },
        { id: 'c', slots: [{}, {}] },
      ],
    ]);
    const picks = pickAll(told, { a: 1 });
    const states = fillIn(told, picksOf(picks), at(told)).map(({ match, state }) => [match.id, state]);
    expect(new Map(states as [string, string][]).get('c')).toBe('waits');
    expect(names(told, picks).get('a')?.picked).toBe('Ada');
  });
});

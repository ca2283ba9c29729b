import { describe, expect, it } from 'vitest';
import { noPicks, picksOf } from '../../../src/domain/bracket/bracket-picks.ts';
import { bracketStandings, pointsPossible, scoreBracket } from '../../../src/domain/bracket/bracket-points.ts';
import { makePick } from '../../../src/domain/bracket/change-picks.ts';
import { crowdBracket } from '../../../src/domain/bracket/crowd.ts';
import { fillIn } from '../../../src/domain/bracket/fill-in.ts';
import { type ToldBracket, toldBracket } from '../../../src/domain/bracket/told-bracket.ts';
import type { Tree } from '../../../testkit/bracket/model.ts';
import { matchId, treeView, winnersOf } from '../../../testkit/bracket/tree-view.ts';
import { madeBracket } from '../../pictures/brackets.ts';

/** Two matches, a match of their winners. */
const three: Tree = {
  places: [
    ['Ada', 'Bea'],
    ['Cem', 'Dora'],
    [0, 1],
  ],
  worth: [10, 10, 20],
};
const toldAt = (watched: number) => toldBracket(treeView(three, winnersOf(three, [0, 0, 0]), watched));

function picked(told: ToldBracket, wishes: readonly (readonly [string, number])[], horizon = '0') {
  const none = new Set<string>();
  return wishes.reduce((picks, [match, slot], index) => {
    const at = { told, closed: none, decided: none, lockedAsOfMs: () => undefined, horizon, nowMs: index };
    return makePick(picks, { match, slot }, at)?.picks ?? picks;
  }, noPicks);
}

const [first, second, last] = [0, 1, 2].map(matchId);

describe('The board of a bracket', () => {
  const board = (members: Readonly<Record<string, readonly (readonly [string, number])[]>>) => {
    const all = Object.entries(members).map(([userId, wishes]) => {
      const picks = picksOf(picked(toldAt(0), wishes));
      return [userId, { counted: picks, told: picks }] as const;
    });
    return bracketStandings(toldAt(3), new Map(all)).map(({ userId, rank, points }) => [userId, rank, points]);
  };

  it('puts, of equal points, who was right later first, and shares the rank where that is equal too', () => {
    const early = [
      [first ?? '', 0],
      [second ?? '', 0],
    ] as const;
    const late = [
      [first ?? '', 1],
      [second ?? '', 1],
      [last ?? '', 0],
    ] as const;
    // Ada in the last match without a pick before it: whoever wins the first.
    const whoever = [
      [second ?? '', 1],
      [last ?? '', 0],
    ] as const;
    expect(board({ early, whoever, also: whoever, late })).toEqual([
      ['also', 1, 20],
      ['whoever', 1, 20],
      ['early', 3, 20],
      ['late', 4, 0],
    ]);
  });
});

describe('A bracket in which losers meet again', () => {
  const made = (decided: boolean) =>
    toldBracket(
      madeBracket({
        name: { en: 'Cup' },
        people: {},
        rounds: [
          {
            label: 'Half',
            matches: [
              { id: 'a', slots: [{ who: 'Ada' }, { who: 'Bea' }], ...(decided ? { winner: 'Ada', out: [] } : {}) },
              { id: 'b', slots: [{ who: 'Cem' }, { who: 'Dora' }] },
            ],
          },
          {
            label: 'Last',
            matches: [
              { id: 'third', slots: [{ loserOf: 'a' }, { loserOf: 'b' }] },
              { id: 'final', slots: [{ winnerOf: 'a' }, { winnerOf: 'b' }] },
            ],
          },
        ],
      }),
    );

  it('offers for the third place whom one’s own picks send there, and empties them with those picks', () => {
    const told = made(false);
    const before = picked(told, [
      ['a', 0],
      ['third', 0],
      ['final', 0],
    ]);
    const filled = fillIn(told, picksOf(before), { closed: new Set(), decided: new Set() });
    const names = (id: string) => filled.find(({ match }) => match.id === id)?.candidates.map(({ who }) => who?.id);
    expect(names('third')).toEqual(['Bea', undefined]);
    const at = {
      told,
      closed: new Set<string>(),
      decided: new Set<string>(),
      lockedAsOfMs: () => undefined,
      horizon: '0',
      nowMs: 9,
    };
    expect(makePick(before, { match: 'a', slot: 1 }, at)?.emptied).toEqual(['third', 'final']);
  });

  it('counts on nobody who lost on the way, and on a loser only where losers go', () => {
    const bea = picked(made(false), [
      ['a', 1],
      ['final', 0],
    ]);
    const filled = fillIn(made(true), picksOf(bea), { closed: new Set(), decided: new Set() });
    expect(filled.find(({ match }) => match.id === 'final')?.isOut).toBe(true);
    expect(scoreBracket(made(true), picksOf(bea))).toMatchObject([{ matchId: 'a', points: 0, correct: false }]);
    expect(pointsPossible(made(true), picksOf(bea))).toBe(0);
    const third = picked(made(true), [['third', 0]]);
    expect(picksOf(third).size).toBe(1);
    expect(pointsPossible(made(true), picksOf(third))).toBeGreaterThan(0);
  });
});

describe('What a crowd expects', () => {
  it('is nobody where two are level, and counts somebody by name whatever way they were picked', () => {
    const told = toldAt(1);
    const byName = picksOf(
      picked(toldAt(0), [
        [first ?? '', 0],
        [last ?? '', 0],
      ]),
    );
    const byPlace = picksOf(
      picked(toldAt(0), [
        [second ?? '', 0],
        [last ?? '', 0],
      ]),
    );
    const other = picksOf(
      picked(toldAt(0), [
        [second ?? '', 0],
        [last ?? '', 1],
      ]),
    );
    const crowd = (...members: (typeof byName)[]) => crowdBracket(told, members).get(last ?? '');
    expect(crowd(byName, byPlace, other)).toMatchObject({ picked: { who: { id: 'Ada' } }, share: 2 / 3, pickers: 3 });
    expect(crowd(byName, byPlace, other, other)).toBeUndefined();
  });
});

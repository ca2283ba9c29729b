import { describe, expect, it } from 'vitest';
import { BracketPicks, type PickAct, picksOf, withoutOldActs } from '../../../src/domain/bracket/bracket-picks.ts';
import { fromOldForecasts } from '../../../src/domain/bracket/old-forecasts.ts';
import { toldBracket } from '../../../src/domain/bracket/told-bracket.ts';
import { furthestOf } from '../../../src/domain/knowledge/horizon.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

const act = (atMs: number, match: string, slot: number | null, horizon = 'none', by?: string): PickAct => ({
  match,
  pick: slot === null ? null : { slot, of: { match, slot } },
  atMs,
  horizon,
  ...(by === undefined ? {} : { by }),
});

describe('What a member did to a bracket', () => {
  it('counts up to the lock, and what only followed from an act that came too late does not count either', () => {
    const picks = { acts: [act(1, 'a', 0), act(2, 'final', 0), act(9, 'a', 1), act(9, 'final', null, 'none', 'a')] };
    expect(picksOf(picks).get('final')).toBeUndefined();
    const locked = picksOf(picks, (match) => (match === 'a' ? 5 : undefined));
    expect([locked.get('a')?.slot, locked.get('final')?.slot]).toEqual([0, 0]);
  });

  it('keeps what still matters when somebody has changed their mind a thousand times', () => {
    const acts = Array.from({ length: 1_000 }, (_, index) =>
      act(index, index % 3 === 0 ? 'a' : 'b', index % 2, index < 500 ? 'none' : 'later'),
    );
    const trimmed = withoutOldActs({ acts });
    expect(trimmed.acts.length).toBeLessThan(310);
    expect(picksOf(trimmed)).toEqual(picksOf({ acts }));
    const early = (horizon: string) => horizon === 'none';
    expect(picksOf(trimmed, undefined, early)).toEqual(picksOf({ acts }, undefined, early));
  });

  it('is refused as a record where a place cannot be one', () => {
    expect(BracketPicks.safeParse({ acts: [act(1, 'a', 10)] }).success).toBe(false);
    expect(BracketPicks.safeParse({ acts: [act(1, 'a', 9)] }).success).toBe(true);
  });
});

describe('A prediction from before picks were of places', () => {
  const bracket = seriesKnowledge().seenFrom('all').bracket('season-50');
  if (bracket === undefined) throw new Error('There is no bracket');
  const taken = (match: string, choice: string | null) =>
    fromOldForecasts(toldBracket(bracket), new Map([[match, [{ choice, atMs: 1 }]]]), () => 'final').acts[0];

  it('becomes the place where its contestant first stands on the way to the match', () => {
    expect(taken('final', 'ivan')?.pick).toEqual({ slot: 1, of: { match: 'round-3', slot: 0 } });
    expect(taken('round-6', 'till')?.pick).toEqual({ slot: 0, of: { match: 'round-2', slot: 0 } });
    expect(taken('round-2', 'acorn')?.pick).toEqual({ slot: 1, of: { match: 'round-2', slot: 1 } });
  });

  it('is left out where its contestant was never on that way, and stays withdrawn where it was', () => {
    expect(taken('round-6', 'luka')).toBeUndefined();
    expect(taken('no-such-match', 'luka')).toBeUndefined();
    expect(taken('round-6', null)?.pick).toBeNull();
  });
});

describe('How far somebody ever watched', () => {
  const furthest = (...horizons: (string | undefined)[]) => furthestOf(seriesKnowledge(), horizons);

  it('is the furthest of all they said; “everything” is the newest episode that is out, and what is no horizon is nothing', () => {
    expect(furthest('round-2', 'none', 'round-5', 'round-3')).toBe('round-5');
    expect(furthest('all')).toBe(seriesKnowledge().newestOut()?.id);
    expect(furthest(undefined, 'an episode that is gone')).toBe('none');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAct, type Ballot, choiceOf, emptyBallot } from '../../../src/domain/poll/ballot.ts';
import { reconcileBallot } from '../../../src/domain/poll/reconcile.ts';

const none: ReadonlySet<string> = new Set();
const reacted = (choice: string): Ballot => applyAct(emptyBallot, { kind: 'react', choice }, 1).ballot;

describe('After an absence', () => {
  it('one reaction newly there is a vote made meanwhile', () => {
    const { ballot, change } = reconcileBallot(reacted('a'), { now: ['a', 'b'], cleared: none }, 9);
    expect(change).toEqual({ kind: 'moved', from: 'a', choice: 'b' });
    expect(ballot.reactions).toEqual(['a', 'b']);
  });

  it('two reactions newly there are no vote, and the known choice stays', () => {
    expect(reconcileBallot(emptyBallot, { now: ['a', 'b'], cleared: none }, 9).change).toEqual({ kind: 'nothing' });
    const { ballot } = reconcileBallot(reacted('a'), { now: ['b', 'c'], cleared: none }, 9);
    expect(choiceOf(ballot)).toBe('a');
  });

  it('the reaction that made the vote, if it is gone now, is a withdrawal', () => {
    expect(reconcileBallot(reacted('a'), { now: [], cleared: none }, 9).change).toEqual({
      kind: 'withdrawn',
      from: 'a',
    });
  });

  it('nothing is withdrawn where someone cleared that emoji for everybody, nor where a button made the vote', () => {
    const cleared = new Set(['a']);
    expect(reconcileBallot(reacted('a'), { now: [], cleared }, 9).change).toEqual({ kind: 'nothing' });
    const pressed = applyAct(reacted('a'), { kind: 'press', choice: 'a' }, 2).ballot;
    expect(choiceOf(reconcileBallot(pressed, { now: [], cleared: none }, 9).ballot)).toBe('a');
  });

  it('comparing twice changes nothing more than comparing once', () => {
    const choices = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.option(fc.constantFrom('a', 'b', 'c')), choices, choices, (held, now, gone) => {
        const before = held === null ? emptyBallot : reacted(held);
        const seen = { now, cleared: new Set(gone) };
        const once = reconcileBallot(before, seen, 9).ballot;
        const twice = reconcileBallot(once, seen, 10);
        expect(twice.ballot).toEqual(once);
        expect(['nothing', 'unchanged']).toContain(twice.change.kind);
      }),
    );
  });
});

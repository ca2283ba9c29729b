import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyAct,
  type Ballot,
  choiceOf,
  emptyBallot,
  momentBefore,
  reactionsToTakeOff,
  type VoteAct,
} from '../../../src/domain/poll/ballot.ts';
import { countedChoice, tallyOf, trimmedBallot } from '../../../src/domain/poll/tally.ts';

const act: fc.Arbitrary<VoteAct> = fc.record({
  kind: fc.constantFrom('press', 'react', 'unreact'),
  choice: fc.constantFrom('a', 'b', 'c'),
});

function ballotOf(...acts: readonly VoteAct[]): Ballot {
  return acts.reduce((ballot, one, index) => applyAct(ballot, one, index * 1000).ballot, emptyBallot);
}

describe('A ballot', () => {
  it('has the last choice, whether it was made by reaction or by button', () => {
    expect(choiceOf(ballotOf({ kind: 'react', choice: 'a' }, { kind: 'press', choice: 'b' }))).toBe('b');
    expect(choiceOf(ballotOf({ kind: 'press', choice: 'b' }, { kind: 'react', choice: 'a' }))).toBe('a');
  });

  it('loses a vote that a reaction made when that reaction is taken off', () => {
    const { ballot, change } = applyAct(ballotOf({ kind: 'react', choice: 'a' }), { kind: 'unreact', choice: 'a' }, 5);
    expect(change).toEqual({ kind: 'withdrawn', from: 'a' });
    expect(choiceOf(ballot)).toBeUndefined();
  });

  it('keeps a vote when another reaction than the one that made it is taken off', () => {
    const held = ballotOf({ kind: 'react', choice: 'a' }, { kind: 'react', choice: 'b' });
    expect(applyAct(held, { kind: 'unreact', choice: 'a' }, 5).change).toEqual({ kind: 'nothing' });
  });

  it('keeps a vote that a button made, or confirmed, when a reaction is taken off', () => {
    const pressed = ballotOf(
      { kind: 'press', choice: 'a' },
      { kind: 'react', choice: 'a' },
      { kind: 'unreact', choice: 'a' },
    );
    const confirmed = ballotOf(
      { kind: 'react', choice: 'a' },
      { kind: 'press', choice: 'a' },
      { kind: 'unreact', choice: 'a' },
    );
    expect([choiceOf(pressed), choiceOf(confirmed)]).toEqual(['a', 'a']);
  });

  it('tells what became of each act', () => {
    const held = ballotOf({ kind: 'press', choice: 'a' });
    expect(applyAct(emptyBallot, { kind: 'press', choice: 'a' }, 1).change).toEqual({ kind: 'counted', choice: 'a' });
    expect(applyAct(held, { kind: 'press', choice: 'a' }, 1).change).toEqual({ kind: 'unchanged', choice: 'a' });
    expect(applyAct(held, { kind: 'press', choice: 'b' }, 1).change).toEqual({ kind: 'moved', from: 'a', choice: 'b' });
  });

  it('wound back to any moment holds what it held then, so that a lock as of that moment counts it', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.nat(12), (acts, cut) => {
        const whole = ballotOf(...acts);
        const before = choiceOf(ballotOf(...acts.slice(0, cut)));
        expect(momentBefore(whole, cut * 1000)?.choice ?? undefined).toBe(before);
        const locked = { lockedAsOfMs: cut * 1000, contestants: [{ id: 'a', names: {}, emoji: '🅰️' }] };
        expect(tallyOf(locked, [whole]).total).toBe(before === undefined ? 0 : 1);
      }),
    );
  });

  it('of somebody who moves their vote without end stays small, and is right as of each second and of its last acts', () => {
    const acts = fc.array(fc.record({ act, afterMs: fc.nat(400) }), { minLength: 150, maxLength: 400 });
    fc.assert(
      fc.property(acts, (made) => {
        let ballot = emptyBallot;
        let [atMs, changes] = [0, 0];
        /** As it would be with everything kept. */
        const all: { atMs: number; choice: string | undefined }[] = [];
        for (const { act: one, afterMs } of made) {
          atMs += afterMs;
          const before = ballot;
          ballot = applyAct(ballot, one, atMs).ballot;
          if (ballot.history !== before.history) changes += 1;
          all.push({ atMs, choice: choiceOf(ballot) });
        }
        const heldBefore = (momentMs: number) => all.findLast((act) => act.atMs < momentMs)?.choice;
        const chosenBefore = (momentMs: number) => momentBefore(ballot, momentMs)?.choice ?? undefined;
        for (let second = 0; second <= atMs + 1_000; second += 1_000) {
          expect(chosenBefore(second)).toBe(heldBefore(second));
        }
        for (const act of all.slice(-64)) expect(chosenBefore(act.atMs)).toBe(heldBefore(act.atMs));
        expect(ballot.history.length).toBeLessThanOrEqual(Math.min(changes, 65 + atMs / 1_000));
      }),
    );
  });

  it('trimmed after the poll still counts the same, and holds one act or is gone', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.option(fc.nat(12), { nil: undefined }), (acts, cut) => {
        const poll = cut === undefined ? {} : { lockedAsOfMs: cut * 1000 };
        const ballot = ballotOf(...acts);
        const trimmed = trimmedBallot(poll, ballot);
        expect(trimmed && countedChoice(poll, trimmed)).toBe(countedChoice(poll, ballot));
        if (trimmed === undefined) return;
        expect(trimmed.history).toHaveLength(1);
        expect(trimmedBallot(poll, trimmed)).toBe(trimmed);
      }),
    );
  });

  it('asks for every reaction to be taken off but the one that stands', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const ballot = ballotOf(...acts);
        const off = reactionsToTakeOff(ballot);
        expect(off).not.toContain(choiceOf(ballot));
        if (choiceOf(ballot) !== undefined) {
          expect([...off, choiceOf(ballot)]).toEqual(expect.arrayContaining([...ballot.reactions]));
        }
      }),
    );
  });
});

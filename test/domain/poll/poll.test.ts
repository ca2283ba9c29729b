import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editPoll, lockPoll, reopenPoll, settlePoll, voidPoll } from '../../../src/domain/poll/change-poll.ts';
import { contestantByEmoji, type Poll, takesVotes } from '../../../src/domain/poll/poll.ts';
import { atRest, reminderStep } from '../../../src/domain/poll/poll-state.ts';
import { HOUR_MS, poll } from '../../../testkit/polls/make-poll.ts';

const won = (winnerId: string, atMs = 0) => ({ winnerId, givenBy: 'mod', atMs });
const locked = (given: Poll) => lockPoll(given, { asOfMs: 5, cause: 'moderator' }) as Poll;

describe('A poll', () => {
  it('takes votes until the very millisecond it closes', () => {
    expect(takesVotes(poll(), 2 * HOUR_MS - 1)).toBe(true);
    expect(takesVotes(poll(), 2 * HOUR_MS)).toBe(false);
  });

  it('never locks as of a moment later than its deadline, whatever date a feed gives', () => {
    fc.assert(
      fc.property(fc.integer(), (asOfMs) => {
        const lockedAsOfMs = lockPoll(poll(), { asOfMs, cause: 'episode' })?.lockedAsOfMs;
        expect(lockedAsOfMs).toBe(Math.min(asOfMs, poll().closesAtMs));
      }),
    );
  });

  it('is locked once: who comes second learns of it', () => {
    expect(lockPoll(locked(poll()), { asOfMs: 9, cause: 'deadline' })).toBeUndefined();
  });

  it('is settled only when locked, by one of its contestants, and not twice by the same', () => {
    expect(settlePoll(poll(), won('a'))).toBeUndefined();
    expect(settlePoll(locked(poll()), won('nobody'))).toBeUndefined();
    const settled = settlePoll(locked(poll()), won('a')) as Poll;
    expect(settled.state).toBe('settled');
    expect(settlePoll(settled, won('a'))).toBeUndefined();
  });

  it('keeps every result that was given, and owes no message for one corrected before anybody was told', () => {
    const settled = settlePoll(locked(poll()), won('a')) as Poll;
    const corrected = settlePoll(settled, won('b')) as Poll;
    expect(corrected.results.map(({ winnerId }) => winnerId)).toEqual(['a', 'b']);
    expect(corrected.resultMessages).toEqual([{ skipped: true }, {}]);
    const tried = { ...settled, resultMessages: [{ triedAtMs: 1 }] };
    expect((settlePoll(tried, won('b')) as Poll).resultMessages).toEqual([{ triedAtMs: 1 }, {}]);
  });

  it('reopened, takes votes again until its new deadline; with a result it stays as it is', () => {
    const again = reopenPoll(locked(poll()), 9 * HOUR_MS, 3 * HOUR_MS) as Poll;
    expect(again).toMatchObject({ state: 'open', closesAtMs: 9 * HOUR_MS, uncounted: 0 });
    expect(again.lockedAsOfMs).toBeUndefined();
    expect(reopenPoll(settlePoll(locked(poll()), won('a')) as Poll, 9 * HOUR_MS, 3 * HOUR_MS)).toBeUndefined();
  });

  it('changes its revision with everything that moderators and deadlines do to it', () => {
    const steps = [
      (one: Poll) => editPoll(one, { closesAtMs: 3 * HOUR_MS }),
      (one: Poll) => lockPoll(one, { asOfMs: 5, cause: 'deadline' }),
      (one: Poll) => reopenPoll(one, 4 * HOUR_MS, 3 * HOUR_MS),
      (one: Poll) => lockPoll(one, { asOfMs: 5, cause: 'deadline' }),
      (one: Poll) => settlePoll(one, won('a')),
      (one: Poll) => settlePoll(one, won('b')),
      voidPoll,
    ];
    let current = poll();
    for (const step of steps) {
      const next = step(current) as Poll;
      expect(next.revision).toBe(current.revision + 1);
      current = next;
    }
    expect(steps.map((step) => step(current)).filter((one) => one !== undefined)).toEqual([]);
  });

  it('finds a contestant by an emoji with or without its variation selector', () => {
    const hearts = poll({ contestants: [contestant('a', '❤️'), contestant('b', '🦋')] });
    expect(contestantByEmoji(hearts, '\u2764')?.id).toBe('a');
    expect(contestantByEmoji(hearts, '🐍')).toBeUndefined();
  });
});

describe('The reminder before the lock', () => {
  const long = poll({ closesAtMs: 24 * HOUR_MS });

  it('is due an hour before the lock, once', () => {
    expect(reminderStep(long, 23 * HOUR_MS - 1)).toBe('nothing');
    expect(reminderStep(long, 23 * HOUR_MS)).toBe('post');
    expect(reminderStep({ ...long, reminder: { id: '1' } }, 23 * HOUR_MS)).toBe('nothing');
  });

  it('is skipped when stale, and never made for a short poll or a locked one', () => {
    expect(reminderStep(long, 23.5 * HOUR_MS)).toBe('skip');
    expect(reminderStep(poll(), HOUR_MS)).toBe('nothing');
    expect(reminderStep(locked(long), 23 * HOUR_MS)).toBe('nothing');
  });
});

describe('A poll rests', () => {
  it('when it is settled and all is told and drawn, and not before', () => {
    const settled = settlePoll(locked(poll()), won('a')) as Poll;
    expect(atRest(settled)).toBe(false);
    const told = {
      ...settled,
      resultMessages: [{ id: '9' }],
      shownRevision: settled.revision,
      trimmed: true as const,
      counted: true as const,
    };
    expect(atRest(told)).toBe(true);
    expect(atRest({ ...told, shownRevision: 0 })).toBe(false);
    expect(atRest({ ...told, resultMessages: [{ triedAtMs: 1 }] })).toBe(false);
    expect(atRest({ ...told, trimmed: undefined })).toBe(false);
    expect(atRest({ ...told, counted: undefined })).toBe(false);
    expect(atRest({ ...told, resultMessages: [{ id: '9', outdated: 1 }] })).toBe(false);
    expect(atRest({ ...told, message: { id: '1000', outdated: 1 } })).toBe(false);
    expect(atRest(locked(poll()))).toBe(false);
  });
});

function contestant(id: string, emoji: string) {
  return { id, names: { en: id }, emoji };
}

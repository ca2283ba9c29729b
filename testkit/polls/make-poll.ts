import type { Poll } from '../../src/domain/poll/poll.ts';

export const HOUR_MS = 3_600_000;

/** An open poll of two contestants, opened at 0, closing after two hours. */
export function poll(change: Partial<Poll> = {}): Poll {
  return {
    id: '500',
    guildId: '100',
    channelId: '200',
    title: { en: 'Round 9' },
    contestants: [
      { id: 'a', names: { en: 'Ada' }, emoji: '🐍' },
      { id: 'b', names: { en: 'Bea' }, emoji: '🦋' },
    ],
    points: 10,
    secret: false,
    openedBy: '300',
    openedAtMs: 0,
    closesAtMs: 2 * HOUR_MS,
    state: 'open',
    revision: 0,
    uncounted: 0,
    results: [],
    message: { id: '1000' },
    reposts: 0,
    reactionsPlaced: true,
    shownRevision: 0,
    resultMessages: [],
    ...change,
  };
}

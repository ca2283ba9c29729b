import { expect, it } from 'vitest';
import { createForgettingVotes } from '../../../src/services/polls/forget-votes.ts';
import { DamagedRecordError, openStore } from '../../../src/storage/index.ts';
import { createSystemClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';

type Parts = Parameters<typeof createForgettingVotes>[0];

/** Erasing with a book whose polls fail to be read in this way, and what of the ballots was then forgotten. */
async function forgettingWhere(failure: Error) {
  const forgotten: [string, string | undefined][] = [];
  const store = await openStore({
    url: 'memory:',
    log: createLog({ level: 'silent', format: 'json' }),
    machineClock: createSystemClock(),
  });
  const book: Partial<Parts['book']> = { get: () => Promise.reject(failure), alone: (_pollId, work) => work() };
  const box: Partial<Parts['box']> = {
    forget: async (votingId, _userId, instead) => void forgotten.push([votingId, instead]),
  };
  const forgetting = createForgettingVotes({ book, box, store } as Parts);
  return { forgetting, forgotten };
}

it('A store that does not answer ends an erasure before anything changes: a settled vote is not mistaken for an open one', async () => {
  const { forgetting, forgotten } = await forgettingWhere(new Error('The store does not answer'));
  await expect(forgetting.forget('1', '2', 'somebody')).rejects.toThrow('does not answer');
  await expect(forgetting.serverOf('1')).rejects.toThrow('does not answer');
  expect(forgotten).toEqual([]);
});

it('A poll that cannot be understood keeps nobody’s votes from being erased', async () => {
  const { forgetting, forgotten } = await forgettingWhere(new DamagedRecordError('poll', '1', new Error('not JSON')));
  await forgetting.forget('1', '2', 'somebody');
  expect(await forgetting.serverOf('1')).toBeUndefined();
  expect(forgotten).toEqual([['1', undefined]]);
});

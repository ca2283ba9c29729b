import { expect, it, onTestFinished } from 'vitest';
import { createVoterIndex } from '../../../src/services/polls/votes/voter-index.ts';
import { openStore } from '../../../src/storage/index.ts';
import { votersRecord } from '../../../src/storage/kinds.ts';
import { createManualClock } from '../../../src/util/clock.ts';
import { createLog } from '../../../src/util/log.ts';

it('the voters of a poll that is over are read anew each time, so that they do not fill the memory', async () => {
  const log = createLog({ level: 'silent', format: 'json' });
  const store = await openStore({ url: 'memory:', log, machineClock: createManualClock(0) });
  onTestFinished(() => store.close());
  const index = createVoterIndex({ store });
  await index.entering('500', ['1'], (changes) => store.write(changes));
  index.letGo('500');
  expect(await index.all('500')).toEqual(['1']);
  await store.records(votersRecord).put('500/0', ['1', '2']);
  expect(await index.all('500')).toEqual(['1', '2']);
});

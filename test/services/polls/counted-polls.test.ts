import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { atRest } from '../../../src/domain/poll/poll-state.ts';
import { keptOfMember } from '../../../src/services/privacy/kept-of-member.ts';
import { countedPollRecord, livePollsRecord, pollRecord } from '../../../src/storage/kinds.ts';
import { storedKey } from '../../../src/storage/record-kind.ts';
import { faultsOnDisk } from '../../../testkit/polls/faults-on-disk.ts';
import { GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const POLL = '500';

describe('What counts of a poll that is over', () => {
  let stage: Stage;
  const counted = () => stage.store.records(countedPollRecord);
  const points = async () =>
    (await stage.bot().scores.standings(GUILD, 'all')).map(({ userId, points: own }) => [userId, own]);
  const restart = async () => {
    stage.kill();
    await stage.start();
  };

  beforeEach(async () => {
    stage = await startStage({ horizon: 'all' });
    await stage.start();
    await stage.open({ id: POLL });
    for (const [userId, choice] of Object.entries({ 1: 'c1', 2: 'c2', 3: 'c1' })) {
      await stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds: [] });
    }
    await stage.bot().lifecycle.giveResult({ pollId: POLL }, 'c1', MODERATOR);
    await stage.settle();
  });
  afterEach(() => stage.close());

  it('is kept beside it, and gives the same scores as the ballots when it is deleted', async () => {
    expect((await counted().get(POLL))?.votes).toEqual({ c1: ['1', '3'], c2: ['2'] });
    const before = await points();
    expect(before).toEqual([
      ['1', 10],
      ['3', 10],
      ['2', 0],
    ]);
    await counted().remove(POLL);
    await restart();
    expect(await points()).toEqual(before);
  });

  it('is not needed where it is damaged', async () => {
    await stage.store.write([{ storedKey: storedKey(countedPollRecord, POLL), text: '{"v":1,"d":{"poll":{}}}' }]);
    const before = await points();
    await restart();
    expect(await points()).toEqual(before);
    expect((await stage.bot().scores.picks(GUILD, '2', 'all')).picks).toMatchObject([{ choice: 'c2' }]);
  });

  it('is found out at the next start for a poll of a version that did not keep it', async () => {
    const { counted: _counted, ...old } = (await stage.store.records(pollRecord).get(POLL)) ?? expect.unreachable();
    await stage.store.write([
      stage.store.records(pollRecord).putting(POLL, old),
      counted().removing(POLL),
      stage.store.records(livePollsRecord).removing(GUILD),
    ]);
    await restart();
    const poll = (await stage.bot().book.get(POLL)) ?? expect.unreachable();
    expect([atRest(poll), (await counted().get(POLL))?.votes]).toEqual([true, { c1: ['1', '3'], c2: ['2'] }]);
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
  });

  it('names nobody any more who is erased, in the very same write', async () => {
    await stage.bot().forgetting.forget(POLL, '3', 'somebody');
    expect((await counted().get(POLL))?.votes).toEqual({ c1: ['1', 'somebody'], c2: ['2'] });
    expect((await points()).map(([userId]) => userId)).toEqual(['1', 'somebody', '2']);
    await restart();
    expect((await points()).map(([userId]) => userId)).toEqual(['1', 'somebody', '2']);
  });

  it('tells a member who exports what is kept of them nothing about others', async () => {
    expect(JSON.stringify(await keptOfMember(stage.store, '3'))).not.toContain('"2"');
  });

  it('is gone with a poll that is made void and with a server that is forgotten, and counts for nobody', async () => {
    await stage.bot().lifecycle.makeVoid({ pollId: POLL });
    await stage.settle();
    expect([await points(), (await counted().get(POLL))?.poll.state]).toEqual([[], 'void']);
    await stage.bot().forgetting.forgetServer(GUILD);
    expect(await counted().get(POLL)).toBeUndefined();
  });
});

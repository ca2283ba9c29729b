import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Poll } from '../../../src/domain/poll/poll.ts';
import { pollRecord } from '../../../src/storage/kinds.ts';
import { type Stage, startStage } from '../../../testkit/polls/stage.ts';

describe('A poll of moderators’ own from before they were asked what it is about', () => {
  let stage: Stage;
  const asked = () => stage.notices.filter(({ kind }) => kind === 'poll-about');

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  async function restartOlder(): Promise<void> {
    const records = stage.store.records(pollRecord);
    const { aboutNothing: _nothing, ...older } = (await records.get('500')) as Poll;
    await records.put('500', older);
    stage.kill();
    await stage.start();
  }

  it('has them asked once whether its answer could spoil anybody, with the way to it', async () => {
    const { message } = await stage.open();
    await restartOlder();
    expect(asked()).toMatchObject([{ pollId: '500', title: 'Round 9', guildId: '100', messageId: message.id }]);
    stage.kill();
    await stage.start();
    await stage.wait(60_000);
    expect(asked()).toHaveLength(1);
  });

  it('is about nothing once they say so', async () => {
    await stage.open();
    await restartOlder();
    await stage.bot().lifecycle.edit({ pollId: '500' }, { aboutNothing: true });
    expect(await stage.bot().book.get('500')).toMatchObject({ aboutNothing: true, aboutAsked: true });
  });

  it('is not asked about where it is about nothing, an episode or a match', async () => {
    await stage.open();
    await stage.open({ id: '501', match: 'round-6' });
    await stage.open({ id: '502', untilEpisodeId: 'round-6' });
    stage.kill();
    await stage.start();
    expect(asked()).toEqual([]);
  });
});

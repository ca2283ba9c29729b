import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Stage, startStage } from './stage.ts';

describe('A poll', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('is posted once with its reactions, and locks at its deadline', async () => {
    const poll = await stage.open();
    expect(stage.discord.messages).toHaveLength(1);
    expect([...(stage.discord.messages[0]?.reactions.keys() ?? [])]).toEqual(['🐍', '🦋', '🐺']);
    await stage.bot().press({ pollId: poll.id, choice: 'c1', userId: '1', roleIds: [] });
    await stage.wait(7_200_000);
    expect(await stage.bot().get(poll.id)).toMatchObject({ state: 'locked', lockedBy: 'deadline' });
  });
});

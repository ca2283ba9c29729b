import { expect, it } from 'vitest';
import type { Server } from '../../../src/domain/server.ts';
import { GUILD, MODERATOR, startStage, turns } from '../../../testkit/polls/stage.ts';

it('A correction given while an edit waits for its turn is posted before anything more is drawn', async () => {
  const reached: string[] = [];
  let isHeld = false;
  let letThrough = () => {};
  const stage = await startStage({
    publisher: (plain) => ({
      ...plain,
      async edit(channelId, messageId, message) {
        if (isHeld) await new Promise<void>((resolve) => (letThrough = resolve));
        isHeld = false;
        reached.push(`edit ${message.kind}`);
        return plain.edit(channelId, messageId, message);
      },
      send(channelId, message, nonce) {
        reached.push(`send ${message.kind}`);
        return plain.send(channelId, message, nonce);
      },
    }),
  });
  await stage.start();
  await stage.open({ match: 'round-6' });
  await stage.bot().lifecycle.giveResult({ pollId: '500' }, 'till', MODERATOR);
  await stage.settle();

  isHeld = true;
  reached.length = 0;
  const horizon = 'round-6';
  const change = (server: Server): Server => ({ ...server, horizon });
  const { seen } = await stage.bot().horizons.preview(GUILD, horizon);
  await stage.bot().horizons.move({ guildId: GUILD, horizon, by: MODERATOR, seen, change });
  stage.begin();
  await turns();
  await stage.bot().lifecycle.giveResult({ pollId: '500' }, 'ivan', MODERATOR);
  expect(reached).toEqual([]);
  letThrough();
  await stage.settle();

  expect(reached.slice(0, 3)).toEqual(['edit result', 'send result', 'edit poll']);
  expect(reached.filter((one) => one === 'send result')).toHaveLength(1);
  await stage.close();
});

import { Events } from 'discord.js';
import { createManualClock, startScene } from 'local-discord/testkit';
import { expect, test } from 'vitest';
import { startBot } from './bot.ts';

test('is connected again after its line was cut', async () => {
  const scene = await startScene();
  const bot = await startBot(scene.application.botToken, scene.discord.api);
  const resumed = new Promise((resolve) => bot.once(Events.ShardResume, resolve));
  scene.discord.fault({ kind: 'drop-socket' });
  await resumed;
  expect(scene.discord.sessionStarts()).toBe(1);
  await bot.destroy();
  await scene.discord.close();
});

test('sees a month go by in no time', async () => {
  const clock = createManualClock(Date.parse('2026-01-01T00:00:00Z'));
  const scene = await startScene({ clock });
  clock.advance(31 * 24 * 60 * 60_000);
  const sent = scene.discord.world.send(scene.moderator.id, scene.channels.general, 'February');
  expect(sent.timestamp).toBe('2026-02-01T00:00:00.000000+00:00');
  await scene.discord.close();
});

import type { Client } from 'discord.js';
import { inWords } from 'local-discord';
import { connectPerson, type Person, type Scene, startScene } from 'local-discord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBot } from './bot.ts';

let scene: Scene;
let bot: Client<true>;
let ada: Person;

beforeEach(async () => {
  scene = await startScene();
  bot = await startBot(scene.application.botToken, scene.discord.api);
  ada = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
});

afterEach(async () => {
  await ada.close();
  await bot.destroy();
  await scene.discord.close();
});

test('says hello to everybody, and answers a wave in private', async () => {
  const hello = await ada.command(scene.channels.general, 'hello');
  expect(hello.message.content).toBe('Ada says hello.');

  const wave = await ada.press(hello.message, 'Wave back');
  expect(wave.message.content).toBe('You waved back.');
  expect(wave.private).toBe(true);

  expect(scene.discord.refused.map(inWords)).toEqual([]);
});

test('still answers when Discord fails once', async () => {
  scene.discord.fault({ kind: 500, route: 'POST /interactions/:interaction/:token/callback' });
  const hello = await ada.command(scene.channels.general, 'hello');
  expect(hello.message.content).toBe('Ada says hello.');
});

test('what Discord refuses says where and why', async () => {
  const channel = `/channels/${scene.channels.general}/messages` as const;
  await bot.rest.post(channel, { body: { embeds: [{ title: 'x'.repeat(300) }] } }).catch(() => {});
  expect(scene.discord.refused.map(inWords)).toEqual([
    `POST ${channel}: 400 (50035) Invalid Form Body; embeds.0.title: Must be 256 or fewer in length.`,
  ]);
});

import {
  ApplicationCommandOptionType,
  Client,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  REST,
  Routes,
} from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Scene, startScene } from '../support/local-discord.ts';

let scene: Scene;
let client: Client;

beforeEach(async () => {
  scene = await startScene();
  client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions],
    rest: { api: scene.discord.api },
  });
});

afterEach(async () => {
  await client.destroy();
  await scene.discord.close();
});

async function login(): Promise<void> {
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(scene.application.botToken);
  await ready;
}

test('an unchanged discord.js client logs in, and finds its server with its channels and roles', async () => {
  await login();
  const guild = client.guilds.cache.get(scene.guildId);
  expect(guild?.name).toBe('Anakt Garden');
  expect(guild?.channels.cache.map((channel) => channel.name).sort()).toEqual([
    'forum',
    'general',
    'news',
    'predictions',
  ]);
  expect(guild?.members.me?.roles.cache.has(scene.botRoleId)).toBe(true);
  expect(client.application?.id).toBe(scene.application.id);
});

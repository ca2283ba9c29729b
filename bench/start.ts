import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REST } from '@discordjs/rest';
import { ChannelType } from 'discord-api-types/v10';
import { connectPerson, startScene } from 'local-discord/testkit';
import type { Poll } from '../src/domain/poll/poll.ts';
import { newServer } from '../src/domain/server.ts';
import { openStore } from '../src/storage/index.ts';
import { pollRecord, serverRecord } from '../src/storage/kinds.ts';
import { createSystemClock } from '../src/util/clock.ts';
import { createLog } from '../src/util/log.ts';
import { startBuiltBot } from '../testkit/bot/built-bot.ts';
import { startRelay } from '../testkit/network/relay.ts';

const ANSWER_MS = 50;

/** How long a start takes with an open poll in each of many servers, where each response of Discord takes 50 ms. */
export async function benchStart({ servers }: { servers: number }): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'clematis-start-'));
  const scene = await startScene();
  const relay = await startRelay(scene.discord.url);
  const url = `sqlite://${join(folder, 'c.sqlite')}`;
  try {
    await prepare(scene, url, servers);
    relay.delayMs = ANSWER_MS;
    const fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    const beganMs = performance.now();
    const bot = startBuiltBot(
      { DISCORD_TOKEN: scene.application.botToken, DISCORD_API_URL: relay.api, STORE_URL: url, LOG_LEVEL: 'info' },
      { deadlineMs: 600_000 },
    );
    await bot.ready();
    const readyMs = performance.now() - beganMs;
    const pressedMs = performance.now();
    await fan.command(scene.channels.general, 'help');
    const answerMs = performance.now() - pressedMs;
    const read = () =>
      new Set(
        relay.asked.flatMap(({ method, path }) => /^GET .*\/messages\/(\d+)/.exec(`${method} ${path}`)?.[1] ?? []),
      ).size;
    while (read() < servers && performance.now() - beganMs < 600_000)
      await new Promise((next) => setTimeout(next, 200));
    const caughtUpMs = performance.now() - beganMs;
    await bot.end('SIGTERM');
    await fan.close();
    return {
      servers,
      readySeconds: readyMs / 1_000,
      answerWhileCatchingUpMs: answerMs,
      caughtUpSeconds: caughtUpMs / 1_000,
    };
  } finally {
    await relay.close();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Servers with a poll each, as a bot leaves them when it ends: its messages on Discord, its records on disk. */
async function prepare(scene: Awaited<ReturnType<typeof startScene>>, url: string, servers: number): Promise<void> {
  const { world, api } = scene.discord;
  const rest = new REST({ api, globalRequestsPerSecond: 48 }).setToken(scene.application.botToken);
  const store = await openStore({
    url,
    log: createLog({ level: 'silent', format: 'json' }),
    machineClock: createSystemClock(),
  });
  const [polls, kept] = [store.records(pollRecord), store.records(serverRecord)];
  const nowMs = Date.now();
  const one = async (number: number) => {
    const guildId = world.createGuild({ name: `Garden ${number}`, locale: 'en-US' }).id;
    world.installApplication(scene.application.id, guildId);
    const channelId = world.createChannel(guildId, { name: 'predictions', type: ChannelType.GuildText }).id;
    const message = (await rest.post(`/channels/${channelId}/messages`, { body: { content: 'A poll' } })) as {
      id: string;
    };
    const emoji = ['🐍', '🦋'];
    for (const each of emoji) {
      await rest.put(`/channels/${channelId}/messages/${message.id}/reactions/${encodeURIComponent(each)}/@me`);
    }
    const id = `${nowMs}${number}`;
    const poll: Poll = {
      ...{ id, guildId, channelId, points: 10, secret: false, openedBy: '1', openedAtMs: nowMs, state: 'open' },
      title: { en: 'Round 9' },
      contestants: emoji.map((each, at) => ({ id: `c${at + 1}`, names: { en: `Singer ${at + 1}` }, emoji: each })),
      closesAtMs: nowMs + 86_400_000,
      ...{
        revision: 0,
        uncounted: 0,
        results: [],
        reposts: 0,
        reactionsPlaced: true,
        shownRevision: 0,
        resultMessages: [],
      },
      message: { id: message.id, triedAtMs: nowMs },
    };
    await store.write([polls.putting(id, poll), kept.putting(guildId, { ...newServer, pollIds: [id] })]);
  };
  for (let from = 0; from < servers; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, servers - from) }, (_, at) => one(from + at)));
  }
  await store.close();
}

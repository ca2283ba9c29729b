import { type Client, Events } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inWords } from '../src/index.ts';
import { asking } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { connectBot } from './bot.ts';

let scene: Scene;
let client: Client<true>;

beforeEach(async () => {
  scene = await startScene();
  client = await connectBot(scene);
});

afterEach(async () => {
  await client.destroy();
  await scene.discord.close();
});

const CREATE = 'POST /channels/:channel/messages';

async function send(body: Record<string, unknown>): Promise<{ id: string }> {
  return (await client.rest.post(`/channels/${scene.channels.general}/messages`, { body })) as { id: string };
}

const statuses = () =>
  scene.discord.traffic.filter(({ route }) => route === '/channels/:channel/messages').map(({ status }) => status);
const contents = () => scene.discord.world.messages(scene.channels.general).map(({ content }) => content);

test('a plain client waits out a 429 as it is told, and sends once', async () => {
  scene.discord.fault({ kind: 429, route: CREATE, retryAfterSeconds: 0.05, times: 2 });
  await send({ content: 'hello' });
  expect(statuses()).toEqual([429, 429, 200]);
  expect(contents()).toEqual(['hello']);
});

test('a plain client tries again after a 500', async () => {
  scene.discord.fault({ kind: 500, route: CREATE });
  await send({ content: 'hello' });
  expect(statuses()).toEqual([500, 200]);
  expect(contents()).toEqual(['hello']);
});

test('a message whose answer was lost is there once if its nonce is enforced, and twice if not', async () => {
  scene.discord.fault({ kind: 'lost-answer', route: CREATE });
  const { id } = await send({ content: 'once', nonce: 'n1', enforce_nonce: true });
  expect(contents()).toEqual(['once']);
  expect(scene.discord.world.messages(scene.channels.general).map((message) => message.id)).toEqual([id]);

  scene.discord.fault({ kind: 'lost-answer', route: CREATE });
  await send({ content: 'twice' });
  expect(contents()).toEqual(['once', 'twice', 'twice']);
  expect(scene.discord.traffic.filter(({ answerLost }) => answerLost)).toHaveLength(2);
});

test('a fault meets only the routes it was asked for, and can be called off', async () => {
  scene.discord.fault({ kind: 403, route: 'PATCH', code: 50013, times: 3 });
  scene.discord.fault({ kind: 404, route: CREATE, code: 10003 });
  await expect(send({ content: 'x' })).rejects.toMatchObject({ status: 404, code: 10003 });
  const { id } = await send({ content: 'x' });
  const edit = () =>
    client.rest.patch(`/channels/${scene.channels.general}/messages/${id}`, { body: { content: 'y' } });
  await expect(edit()).rejects.toMatchObject({ status: 403, code: 50013 });
  scene.discord.resetFaults();
  await edit();
  expect(contents()).toEqual(['y']);
});

test('a fault meets the bot and never a person, and what a bot asks in vain is in the record', async () => {
  scene.discord.fault({ kind: 500 });
  const asked = await asking(scene, scene.fans[0].token)('GET', '/users/@me');
  expect(asked.status).toBe(200);
  await client.rest.get('/users/@me');
  await expect(client.rest.get('/stickers/1')).rejects.toMatchObject({ status: 404 });
  expect(scene.discord.traffic.map(({ route, path, status }) => [route, path, status]).slice(-3)).toEqual([
    ['/users/@me', '/users/@me', 500],
    ['/users/@me', '/users/@me', 200],
    ['unknown', '/api/v10/stickers/1', 404],
  ]);
});

test('a plain client resumes after its socket was dropped, and hears what it missed', async () => {
  const { world } = scene.discord;
  const message = String(world.send(scene.moderator.id, scene.channels.general, 'vote').id);
  const heard = new Promise((resolve) => client.ws.on('MESSAGE_REACTION_ADD' as never, resolve));
  const resumed = new Promise<number>((resolve) =>
    client.once(Events.ShardResume, (_shard, replayed) => resolve(replayed)),
  );
  const sessions = scene.discord.sessionStarts();
  scene.discord.fault({ kind: 'drop-socket' });
  world.react(scene.fans[0].id, scene.channels.general, message, '🔥');
  expect(await heard).toMatchObject({ message_id: message });
  await resumed;
  expect(scene.discord.sessionStarts()).toBe(sessions);
});

test('a socket can be dropped again as soon as it is back', async () => {
  let resumes = 0;
  const twice = new Promise<void>((resolve) =>
    client.on(Events.ShardResume, () => {
      resumes += 1;
      if (resumes === 2) resolve();
    }),
  );
  scene.discord.fault({ kind: 'drop-socket', times: 2 });
  await twice;
});

test('a plain client whose session was forgotten identifies anew', async () => {
  const sessions = scene.discord.sessionStarts();
  const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve));
  scene.discord.fault({ kind: 'forget-session' });
  await ready;
  expect(scene.discord.sessionStarts()).toBe(sessions + 1);
});

test('a plain client that is asked to reconnect does so with its session', async () => {
  const sessions = scene.discord.sessionStarts();
  const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
  scene.discord.askToReconnect();
  await resumed;
  expect(scene.discord.sessionStarts()).toBe(sessions);
});

test('buckets run dry with the headers that say when they are full again', async () => {
  const strict = await startScene({ rateLimits: { perBucket: 2, windowMs: 60_000 } });
  const ask = () =>
    fetch(`${strict.discord.api}/v10/channels/${strict.channels.general}`, {
      headers: { authorization: `Bot ${strict.application.botToken}` },
    });
  const [first, , third] = [await ask(), await ask(), await ask()];
  expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
  expect(third.status).toBe(429);
  expect(third.headers.get('x-ratelimit-scope')).toBe('user');
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await third.json()).toMatchObject({ global: false, message: 'You are being rate limited.' });
  await strict.discord.close();
});

test('what was refused is shown in words, with the field; refusals by limits and by requested faults are left out', async () => {
  await send({ content: 'fine' });
  await expect(send({ content: 'x'.repeat(4001), embeds: [{ title: 'x'.repeat(257) }] })).rejects.toMatchObject({
    code: 50035,
  });
  await expect(client.rest.get(`/channels/${'9'.repeat(18)}`)).rejects.toMatchObject({ code: 10003 });
  scene.discord.fault({ kind: 429, route: CREATE, retryAfterSeconds: 0.01 });
  scene.discord.fault({ kind: 500, route: CREATE });
  await send({ content: 'fine in the end' });
  scene.discord.fault({ kind: 403, route: CREATE, code: 50013 });
  await expect(send({ content: 'not now' })).rejects.toMatchObject({ code: 50013 });
  expect(scene.discord.refused.map(inWords)).toEqual([
    `POST /channels/${scene.channels.general}/messages: 400 (50035) Invalid Form Body; content: Must be 4000 or fewer in length.; embeds.0.title: Must be 256 or fewer in length.`,
    'GET /channels/999999999999999999: 404 (10003) Unknown Channel',
  ]);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { askingAsBot } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { COMMANDS } from './bot.ts';
import { identify, openGateway } from './gateway-client.ts';

let scene: Scene;
let clock: ManualClock;
let acts: string[];

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  acts = [];
  scene = await startScene({
    director: {
      now: clock.now,
      async advanceClock(by) {
        clock.advance(by === 'next-deadline' ? 1000 : by * 1000);
        return { nowMs: clock.now() };
      },
      async bot(action) {
        acts.push(action);
      },
    },
  });
});

afterEach(() => scene.discord.close());

async function direct(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(
    `${scene.discord.url}/director${path}`,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const feed = async () => {
  const response = await fetch(`${scene.discord.url}/director/feed.xml`);
  return { response, text: await response.text() };
};

test('the world is told once the bot is connected and has registered its commands, and not before', async () => {
  expect((await direct('/world')).status).toBe(503);
  const gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'READY');
  expect((await direct('/world')).status).toBe(503);
  await askingAsBot(scene)('PUT', `/applications/${scene.application.id}/commands`, COMMANDS);
  const { status, body } = await direct('/world');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    api: `${scene.discord.url}/api`,
    guildId: scene.guildId,
    applicationId: scene.application.id,
  });
  expect(body.people).toEqual([
    { id: scene.moderator.id, name: 'Mod', token: scene.moderator.token, moderator: true },
    ...scene.fans.map(({ id, token }, index) => ({ id, name: ['Ada', 'Bea', 'Cem'][index], token, moderator: false })),
  ]);
  expect(body.channels).toContainEqual({ id: scene.channels.news, name: 'news', type: 5 });
});

test('the feed lists at most fifteen entries, newest first, as YouTube writes them', async () => {
  for (let count = 1; count <= 16; count += 1) {
    await direct('/entry', { title: `Round ${count}`, id: `video-${count}` });
    clock.advance(60_000);
  }
  await direct('/entry', {
    title: 'Old & "new" <x>',
    id: 'old',
    published: '2020-01-01T00:00:00Z',
    views: 0,
    ratings: 26,
  });
  const { response, text } = await feed();
  expect(response.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
  expect(response.headers.get('cache-control')).toBe('public, max-age=900');
  const ids = [...text.matchAll(/<yt:videoId>(.*?)</g)].map((match) => match[1]);
  expect(ids).toEqual(Array.from({ length: 15 }, (_, index) => `video-${16 - index}`));
  expect(text).toContain('<published>2026-11-22T12:15:00+00:00</published>');
  expect(text).toMatch(/<yt:channelId>UC[\w-]{21}[AQgw]<\/yt:channelId>/);

  await direct('/entry', { title: 'Old & "new" <x>', id: 'premiere', views: 0, ratings: 26 });
  const again = (await feed()).text;
  expect(again).toContain('<title>Old &amp; &quot;new&quot; &lt;x&gt;</title>');
  expect(again).toContain('<media:starRating count="26" average="5.00" min="1" max="5"/>');
  expect(again).toContain('<media:statistics views="0"/>');
});

test('the feed fails as it is told to, and heals', async () => {
  for (const status of [404, 429, 500]) {
    await direct('/feed', { fail: status });
    expect((await feed()).response.status).toBe(status);
  }
  await direct('/feed', { fail: 'html' });
  const consent = await feed();
  expect([consent.response.status, consent.response.headers.get('content-type')]).toEqual([
    200,
    'text/html; charset=UTF-8',
  ]);
  await direct('/feed', { fail: 'hang' });
  const abort = new AbortController();
  const hanging = fetch(`${scene.discord.url}/director/feed.xml`, { signal: abort.signal });
  await direct('/feed', { fail: null });
  expect((await feed()).text).toContain('<feed ');
  abort.abort();
  await expect(hanging).rejects.toThrow('abort');
});

test("the bot and its clock are moved by the one who started them, and Discord's own time is not", async () => {
  expect((await direct('/clock', { advanceSeconds: 60 })).body).toEqual({ nowMs: Date.parse('2026-11-22T12:01:00Z') });
  expect((await direct('/clock', { to: 'next-deadline' })).body).toEqual({ nowMs: Date.parse('2026-11-22T12:01:01Z') });
  for (const action of ['stop', 'start', 'kill']) expect((await direct('/bot', { action })).status).toBe(200);
  expect(acts).toEqual(['stop', 'start', 'kill']);
});

test('a fault that is asked for happens as often as asked', async () => {
  await direct('/fault', { kind: 500, route: 'GET /users/@me', times: 2 });
  const bot = askingAsBot(scene);
  const statuses = [await bot('GET', '/users/@me'), await bot('GET', '/users/@me'), await bot('GET', '/users/@me')].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([500, 500, 200]);
});

test('what cannot be done is refused with a sentence', async () => {
  expect((await direct('/entry', { titel: 'x' })).status).toBe(400);
  expect((await direct('/feed', { fail: 418 })).status).toBe(400);
  expect((await direct('/clock', { advanceSeconds: -1 })).status).toBe(400);
  expect(String((await direct('/bot', { action: 'dance' })).body.message)).toContain('action');
  expect((await direct('/nothing')).status).toBe(404);
});

test('without a director there are no such paths', async () => {
  const plain = await startScene();
  expect((await fetch(`${plain.discord.url}/director/world`)).status).toBe(404);
  await plain.discord.close();
});

test('with its own page the director works without the bot, and says what it cannot do then', async () => {
  const plain = await startScene({ director: {} });
  const at = (path: string, body?: object) =>
    fetch(
      `${plain.discord.url}/director${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
  expect(await (await at('/acts')).json()).toEqual({ clock: false, bot: false });
  expect((await at('/clock', { advanceSeconds: 60 })).status).toBe(501);
  expect((await at('/bot', { action: 'stop' })).status).toBe(501);
  expect((await at('/entry', { title: 'New' })).status).toBe(200);
  expect(await (await fetch(`${scene.discord.url}/director/acts`)).json()).toEqual({ clock: true, bot: true });
  await plain.discord.close();
});

test('the world of a bot without commands is told once the bot is connected', async () => {
  const plain = await startScene({ director: { commands: false } });
  const gateway = await openGateway(plain.discord.url);
  gateway.send(identify(plain.application.botToken));
  await gateway.frame(({ t }) => t === 'READY');
  expect((await fetch(`${plain.discord.url}/director/world`)).status).toBe(200);
  await plain.discord.close();
});

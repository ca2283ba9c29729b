import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { identify, openGateway } from './gateway-client.ts';

let scene: Scene | undefined;
let clock: ManualClock;
let machine: ManualClock;

beforeEach(() => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  machine = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
});

afterEach(async () => {
  await scene?.discord.close();
  scene = undefined;
});

async function begin(options: Parameters<typeof startScene>[0] = {}): Promise<Scene> {
  scene = await startScene({ clock, machine, ...options });
  return scene;
}

/** With the headers, which `asking` leaves out. */
async function ask(here: Scene, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${here.discord.api}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${here.application.botToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    header: (name: string) => response.headers.get(name),
    text,
    json: () => JSON.parse(text) as Record<string, unknown>,
  };
}

const e = encodeURIComponent;

test('a channel takes one change of reactions in 250 ms from each account, adding and taking off together', async () => {
  const here = await begin();
  const { world } = here.discord;
  const message = (channelId: string) => String(world.send(here.moderator.id, channelId, 'vote').id);
  const path = (channelId: string, id: string) => `/channels/${channelId}/messages/${id}/reactions/${e('🔥')}/@me`;
  const { general, predictions } = here.channels;
  const first = path(general, message(general));
  const other = path(predictions, message(predictions));

  const put = await ask(here, 'PUT', first);
  expect([put.status, put.header('x-ratelimit-limit'), put.header('x-ratelimit-remaining')]).toEqual([204, '1', '0']);
  const refused = await ask(here, 'DELETE', first);
  expect(refused.status).toBe(429);
  expect(refused.header('x-ratelimit-bucket')).toBe(put.header('x-ratelimit-bucket'));
  expect(refused.header('retry-after')).toBe('1');
  expect(refused.json()).toMatchObject({ retry_after: 0.25, global: false });
  expect((await ask(here, 'PUT', other)).status).toBe(204);
  expect((await asking(here, here.fans[0].token)('PUT', first)).status).toBe(204);
  machine.advance(250);
  expect((await ask(here, 'DELETE', first)).status).toBe(204);
});

test('five messages and five edits fit into five seconds of a channel', async () => {
  const here = await begin();
  const path = `/channels/${here.channels.general}/messages`;
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1)
    made.push(String((await ask(here, 'POST', path, { content: 'x' })).json().id));
  expect((await ask(here, 'POST', path, { content: 'x' })).json()).toMatchObject({ retry_after: 5 });
  for (const id of made) expect((await ask(here, 'PATCH', `${path}/${id}`, { content: 'y' })).status).toBe(200);
  expect((await ask(here, 'PATCH', `${path}/${made[0]}`, { content: 'y' })).status).toBe(429);
});

test('fifty requests a second go through, and the next is refused for all routes alike', async () => {
  const here = await begin();
  for (let count = 0; count < 50; count += 1) expect((await ask(here, 'GET', '/users/@me')).status).toBe(200);
  const refused = await ask(here, 'GET', '/gateway/bot');
  expect([refused.status, refused.header('x-ratelimit-global'), refused.header('x-ratelimit-scope')]).toEqual([
    429,
    'true',
    'global',
  ]);
  expect(refused.header('x-ratelimit-remaining')).toBeNull();
  expect(refused.json()).toEqual({ message: 'You are being rate limited.', retry_after: 1, global: true });
  expect((await asking(here, here.fans[0].token)('GET', '/users/@me')).status).toBe(200);
});

test('ten messages an hour are published in a channel, and only the body tells how long to wait', async () => {
  const here = await begin({ rateLimits: UNHURRIED });
  const path = `/channels/${here.channels.news}/messages`;
  const publish = async () => {
    const { id } = (await ask(here, 'POST', path, { content: 'x' })).json();
    return ask(here, 'POST', `${path}/${id}/crosspost`);
  };
  for (let count = 0; count < 10; count += 1) expect((await publish()).status).toBe(200);
  const refused = await publish();
  expect(refused.json()).toMatchObject({ code: 20028, retry_after: 3600, global: false });
  expect(refused.header('x-ratelimit-scope')).toBe('shared');
  expect(Number(refused.header('retry-after'))).toBeLessThan(10);
  expect(Number(refused.header('x-ratelimit-remaining'))).toBeGreaterThan(0);
  clock.advance(3_600_000);
  expect((await publish()).status).toBe(200);
});

test('a published message takes few edits an hour', async () => {
  const here = await begin({ rateLimits: UNHURRIED });
  const path = `/channels/${here.channels.news}/messages`;
  const { id } = (await ask(here, 'POST', path, { content: 'x' })).json();
  await ask(here, 'POST', `${path}/${id}/crosspost`);
  const edit = async () => (await ask(here, 'PATCH', `${path}/${id}`, { content: 'y' })).json().code;
  expect([await edit(), await edit(), await edit(), await edit()]).toEqual([undefined, undefined, undefined, 20028]);
});

test.each([
  ['user', { retryAfterSeconds: 2.5 }, '3', '2.5', 'You are being rate limited.'],
  ['shared', { retryAfterSeconds: 2.5, scope: 'shared' as const }, '3', '1', 'The resource is being rate limited.'],
  ['global', { retryAfterSeconds: 2.5, global: true }, '3', null, 'You are being rate limited.'],
])('a 429 of scope %s has the headers of Discord’s example', async (scope, more, retryAfter, resetAfter, message) => {
  const here = await begin();
  here.discord.fault({ kind: 429, ...more });
  const refused = await ask(here, 'GET', '/users/@me');
  expect(refused.header('x-ratelimit-scope')).toBe(scope);
  expect(refused.header('retry-after')).toBe(retryAfter);
  expect(refused.header('x-ratelimit-reset-after')).toBe(resetAfter);
  expect(refused.json()).toEqual({ message, retry_after: 2.5, global: scope === 'global' });
});

test('whoever asks in vain too often is shut out, without a word of Discord’s; shared limits do not count', async () => {
  const here = await begin({ invalidRequests: { limit: 3, windowMs: 60_000 } });
  here.discord.fault({ kind: 429, scope: 'shared', times: 3 });
  for (let count = 0; count < 3; count += 1) await ask(here, 'GET', '/users/@me');
  expect(here.discord.invalidRequests()).toBe(0);
  for (let count = 0; count < 3; count += 1)
    expect((await ask(here, 'GET', '/users/@me', undefined, { authorization: 'Bot no' })).status).toBe(401);
  const shut = await ask(here, 'GET', '/users/@me');
  expect([shut.status, shut.text, shut.header('x-ratelimit-scope')]).toEqual([429, 'error code: 1015', null]);
  machine.advance(60_001);
  expect((await ask(here, 'GET', '/users/@me')).status).toBe(200);
});

test('one session starts in five seconds; a second Identify is answered with Invalid Session', async () => {
  const here = await begin();
  const one = await openGateway(here.discord.url);
  one.send(identify(here.application.botToken));
  await one.frame(({ t }) => t === 'READY');
  const two = await openGateway(here.discord.url);
  two.send(identify(here.application.botToken));
  expect(await two.frame(({ op }) => op === 9)).toMatchObject({ d: false });
  machine.advance(5000);
  two.send(identify(here.application.botToken));
  await two.frame(({ t }) => t === 'READY');
  expect((await ask(here, 'GET', '/gateway/bot')).json()).toMatchObject({
    session_start_limit: { total: 1000, remaining: 997, max_concurrency: 1 },
  });
});

test('a bot that starts too many sessions in a day loses its token and every session', async () => {
  const here = await begin({ sessionStarts: { perDay: 1 } });
  const one = await openGateway(here.discord.url);
  one.send(identify(here.application.botToken));
  await one.frame(({ t }) => t === 'READY');
  machine.advance(5000);
  const two = await openGateway(here.discord.url);
  two.send(identify(here.application.botToken));
  expect(await two.closed).toBe(4004);
  expect(await one.closed).toBe(4004);
  expect((await askingAsBot(here)('GET', '/users/@me')).status).toBe(401);
});

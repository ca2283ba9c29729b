import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { identify, openGateway, type RawGateway } from './gateway-client.ts';

let scene: Scene;
let clock: ManualClock;
let machine: ManualClock;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  machine = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  scene = await startScene({ clock, machine });
});

afterEach(() => scene.discord.close());

const open = () => openGateway(scene.discord.url);

async function ready(more: Record<string, unknown> = {}): Promise<{ gateway: RawGateway; sessionId: string }> {
  // One session may start in five seconds.
  machine.advance(5000);
  const gateway = await open();
  gateway.send(identify(scene.application.botToken, more));
  const { d } = await gateway.frame(({ t }) => t === 'READY');
  return { gateway, sessionId: String(d.session_id) };
}

function post(content: string): string {
  return String(scene.discord.world.send(scene.moderator.id, scene.channels.general, content).id);
}

const isMessage = (id: string) => (frame: { t: string | null; d: Record<string, unknown> }) =>
  frame.t === 'MESSAGE_CREATE' && frame.d.id === id;

test('a bot is greeted with its servers as unavailable, and then with each of them', async () => {
  const { gateway } = await ready();
  const { d } = await gateway.frame(({ t }) => t === 'READY');
  expect(d).toMatchObject({
    v: 10,
    user: { id: scene.application.id, bot: true },
    guilds: [{ id: scene.guildId, unavailable: true }],
    shard: [0, 1],
  });
  expect(d.resume_gateway_url).toBe(scene.discord.url.replace('http', 'ws'));
  const guild = await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  expect(guild.d).toMatchObject({
    id: scene.guildId,
    member_count: 6,
    large: false,
    members: [{ user: { id: scene.application.id } }],
  });
});

test('a bot without the intent for members hears of a change of its own roles, and of nobody else’s', async () => {
  const { gateway } = await ready();
  const { world } = scene.discord;
  const roleId = world.createRole(scene.guildId, { name: 'Muted' }).id;
  world.giveRole(scene.guildId, scene.fans[0].id, roleId);
  world.giveRole(scene.guildId, scene.application.id, roleId);
  const { d } = await gateway.frame(({ t }) => t === 'GUILD_MEMBER_UPDATE');
  expect(d).toMatchObject({ guild_id: scene.guildId, user: { id: scene.application.id } });
  expect(d.roles).toContain(roleId);
});

test.each([
  ['a wrong token', identify('nobody'), 4004],
  ['an unknown opcode', { op: 99 }, 4001],
  ['a presence before Identify', { op: 3, d: {} }, 4003],
  ['no intents', { op: 2, d: { token: 'TOKEN' } }, 4013],
  ['an intent that does not exist', { op: 2, d: { token: 'TOKEN', intents: 1 << 30 } }, 4013],
  ['a privileged intent that is not switched on', { op: 2, d: { token: 'TOKEN', intents: 1 << 15 } }, 4014],
  ['a shard outside of the count', { op: 2, d: { token: 'TOKEN', intents: 1, shard: [2, 2] } }, 4010],
])('%s closes the connection with its own code', async (_what, payload, code) => {
  const gateway = await open();
  gateway.sendText(JSON.stringify(payload).replace('TOKEN', scene.application.botToken));
  expect(await gateway.closed).toBe(code);
});

test('what is no JSON closes with 4002, and an unknown version with 4012', async () => {
  const gateway = await open();
  gateway.sendText('{');
  expect(await gateway.closed).toBe(4002);
  const old = await openGateway(scene.discord.url, 'v=6&encoding=json');
  expect(await old.closed).toBe(4012);
});

test('a second Identify closes with 4005, and a flood of payloads with 4008', async () => {
  const { gateway } = await ready();
  gateway.send(identify(scene.application.botToken));
  expect(await gateway.closed).toBe(4005);
  const { gateway: flooding } = await ready();
  for (let count = 0; count < 121; count += 1) flooding.send({ op: 1, d: null });
  expect(await flooding.closed).toBe(4008);
});

test('a client that stops beating is closed with 4009', async () => {
  const quick = await startScene({ heartbeatIntervalMs: 20 });
  const gateway = await openGateway(quick.discord.url);
  expect(await gateway.closed).toBe(4009);
  await quick.discord.close();
});

test('heartbeats are acknowledged', async () => {
  const { gateway } = await ready();
  gateway.send({ op: 1, d: 1 });
  expect((await gateway.frame(({ op }) => op === 11)).op).toBe(11);
});

test('a dropped session resumes, and what it missed comes in order before Resumed', async () => {
  const { gateway, sessionId } = await ready();
  const before = post('before');
  const { s } = await gateway.frame(isMessage(before));
  gateway.terminate();
  await gateway.closed;
  const missed = [post('one'), post('two')];

  const again = await open();
  again.send({ op: 6, d: { token: scene.application.botToken, session_id: sessionId, seq: s } });
  await again.frame(({ t }) => t === 'RESUMED');
  const dispatched = again.frames.filter(({ op }) => op === 0);
  expect(dispatched.map(({ t, d }) => (t === 'MESSAGE_CREATE' ? d.id : t))).toEqual([...missed, 'RESUMED']);
  const after = post('after');
  await again.frame(isMessage(after));
});

test('a session that was closed with 1000, forgotten, or left for too long cannot be resumed', async () => {
  const resume = async (sessionId: string) => {
    const again = await open();
    again.send({ op: 6, d: { token: scene.application.botToken, session_id: sessionId, seq: 1 } });
    return (await again.frame(({ op }) => op === 9 || op === 0)).op;
  };
  const closed = await ready();
  closed.gateway.close(1000);
  await closed.gateway.closed;
  expect(await resume(closed.sessionId)).toBe(9);

  const forgotten = await ready();
  scene.discord.fault({ kind: 'forget-session' });
  await forgotten.gateway.closed;
  expect(await resume(forgotten.sessionId)).toBe(9);

  const left = await ready();
  left.gateway.terminate();
  await left.gateway.closed;
  await expect.poll(() => scene.discord.isConnected(scene.application.id)).toBe(false);
  clock.advance(6 * 60_000);
  expect(await resume(left.sessionId)).toBe(9);
});

test('a Resume with a number from the future closes with 4007', async () => {
  const { gateway, sessionId } = await ready();
  gateway.terminate();
  const again = await open();
  again.send({ op: 6, d: { token: scene.application.botToken, session_id: sessionId, seq: 999 } });
  expect(await again.closed).toBe(4007);
});

test('events are filtered by intents and by what the bot can see', async () => {
  const { gateway } = await ready({ intents: 1 | (1 << 10) });
  const { world } = scene.discord;
  const id = post('unheard');
  world.react(scene.fans[0].id, scene.channels.general, id, '🔥');
  await gateway.frame(({ t }) => t === 'MESSAGE_REACTION_ADD');
  expect(gateway.frames.some(({ t }) => t === 'MESSAGE_CREATE')).toBe(false);

  const hidden = world.createChannel(scene.guildId, { name: 'hidden' });
  world.setOverwrite(hidden.id, { roleId: scene.botRoleId, deny: 1n << 10n });
  world.setOverwrite(hidden.id, { userId: scene.application.id, deny: 1n << 10n });
  const unseen = String(world.send(scene.moderator.id, hidden.id, 'secret').id);
  world.react(scene.fans[0].id, hidden.id, unseen, '🔥');
  world.react(scene.fans[1].id, scene.channels.general, id, '🔥');
  await gateway.frame(({ t, d }) => t === 'MESSAGE_REACTION_ADD' && d.user_id === scene.fans[1].id);
  expect(gateway.frames.filter(({ t }) => t === 'MESSAGE_REACTION_ADD')).toHaveLength(2);
});

test('without the Message Content intent, a bot reads only what is its own or mentions it', async () => {
  const { gateway } = await ready();
  const plain = await gateway.frame(isMessage(post('a secret')));
  expect(plain.d.content).toBe('');
  const mention = await gateway.frame(isMessage(post(`<@${scene.application.id}> hello`)));
  expect(mention.d.content).toBe(`<@${scene.application.id}> hello`);
});

test('a server is heard on the shard its id belongs to, and nowhere else', async () => {
  const { world } = scene.discord;
  for (let count = 0; count < 5; count += 1)
    world.installApplication(scene.application.id, world.createGuild({ name: `Server ${count}` }).id);
  const shards = [await ready({ shard: [0, 2] }), await ready({ shard: [1, 2] })];
  const guildsOf = ({ gateway }: { gateway: RawGateway }) =>
    gateway.frames.filter(({ t }) => t === 'GUILD_CREATE').map(({ d }) => String(d.id));
  await expect.poll(() => shards.flatMap(guildsOf)).toHaveLength(6);
  for (const [index, shard] of shards.entries()) {
    expect(guildsOf(shard).length).toBeGreaterThan(0);
    for (const id of guildsOf(shard)) expect(Number((BigInt(id) >> 22n) % 2n)).toBe(index);
  }
});

test('whatever changes in a server is told to the bot, until it is taken out of it', async () => {
  const { world } = scene.discord;
  const { gateway } = await ready();
  const role = world.createRole(scene.guildId, { name: 'singers', mentionable: true }).id;
  world.setRolePermissions(scene.guildId, role, 1n << 5n);
  const channel = world.createChannel(scene.guildId, { name: 'new' }).id;
  world.setOverwrite(channel, { roleId: scene.guildId, deny: 1n << 10n });
  world.deleteChannel(channel);
  world.deleteRole(scene.guildId, role);
  world.removeMember(scene.guildId, scene.application.id);
  await gateway.frame(({ t }) => t === 'GUILD_DELETE');
  world.createChannel(scene.guildId, { name: 'unheard' });
  const second = world.createGuild({ name: 'Second' }).id;
  world.installApplication(scene.application.id, second);
  await gateway.frame(({ t, d }) => t === 'GUILD_CREATE' && d.id === second);
  const told = gateway.frames.filter(({ op }) => op === 0).map(({ t }) => t);
  expect(told).toEqual([
    'READY',
    'GUILD_CREATE',
    'GUILD_ROLE_CREATE',
    'GUILD_ROLE_UPDATE',
    'CHANNEL_CREATE',
    'CHANNEL_UPDATE',
    'CHANNEL_DELETE',
    'GUILD_ROLE_DELETE',
    'GUILD_DELETE',
    'GUILD_CREATE',
  ]);
});

test('more than 2,500 servers on one shard close with 4011', async () => {
  const { world } = scene.discord;
  for (let count = 0; count < 2500; count += 1)
    world.installApplication(scene.application.id, world.createGuild({ name: `Server ${count}` }).id);
  const one = await open();
  one.send(identify(scene.application.botToken));
  expect(await one.closed).toBe(4011);
  await ready({ shard: [0, 2] });
});

test('a page of another origin, and a name that is not this machine, are not let in', async () => {
  const refused = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${scene.discord.url.replace('http', 'ws')}/?v=10&encoding=json`, { headers });
      socket.on('error', (err) => resolve(err.message));
      socket.on('open', () => resolve('open'));
    });
  expect(await refused({ origin: 'http://evil.example' })).toContain('403');
  expect(await refused({ host: 'evil.example' })).toContain('403');
  expect(await refused({ origin: scene.discord.url })).toBe('open');
  const page = await fetch(`${scene.discord.api}/v10/gateway`, { headers: { origin: 'http://evil.example' } });
  expect(page.status).toBe(403);
});

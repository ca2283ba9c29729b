import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { type Ask, asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { identify, openGateway, type RawGateway } from './gateway-client.ts';

let scene: Scene;
let clock: ManualClock;
let bot: Ask;
let fan: Ask;
let moderator: Ask;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  scene = await startScene({ clock, rateLimits: UNHURRIED });
  bot = askingAsBot(scene);
  fan = asking(scene, scene.fans[0].token);
  moderator = asking(scene, scene.moderator.token);
});

afterEach(() => scene.discord.close());

const HOUR_MS = 3_600_000;

async function open(who: Ask = bot, more: object = {}): Promise<string> {
  const made = await who('POST', `/channels/${scene.channels.general}/threads`, {
    name: 'talk',
    type: 11,
    auto_archive_duration: 60,
    ...more,
  });
  expect(made.status).toBe(201);
  return String(made.body.id);
}

async function listen(): Promise<RawGateway> {
  const gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  return gateway;
}

const archived = async (id: string) =>
  ((await bot('GET', `/channels/${id}`)).body.thread_metadata as { archived: boolean }).archived;

test('a quiet thread archives itself after its time, and a message begins the time anew', async () => {
  const gateway = await listen();
  const id = await open();
  clock.advance(HOUR_MS - 1);
  await bot('POST', `/channels/${id}/messages`, { content: 'still here' });
  clock.advance(HOUR_MS - 1);
  expect(await archived(id)).toBe(false);
  clock.advance(1);
  const update = await gateway.frame(({ t, d }) => t === 'THREAD_UPDATE' && d.id === id);
  expect(update.d.thread_metadata).toMatchObject({ archived: true });
  expect(await archived(id)).toBe(true);
});

test('an archived thread takes no edit, reaction, member or command, but lets messages be deleted', async () => {
  const id = await open();
  const { body } = await bot('POST', `/channels/${id}/messages`, { content: 'x' });
  clock.advance(HOUR_MS);
  const message = `/channels/${id}/messages/${body.id}`;
  expect((await bot('PATCH', message, { content: 'y' })).code).toBe(50083);
  expect((await bot('PUT', `${message}/reactions/${encodeURIComponent('🔥')}/@me`)).code).toBe(50083);
  expect((await bot('PUT', `/channels/${id}/thread-members/${scene.fans[0].id}`)).code).toBe(50083);
  expect((await bot('PATCH', `/channels/${id}`, { name: 'z' })).code).toBe(50083);
  expect((await bot('DELETE', message)).status).toBe(204);
});

test('a message opens an archived thread, and so does whoever may write in it', async () => {
  const id = await open();
  clock.advance(HOUR_MS);
  expect((await fan('POST', `/channels/${id}/messages`, { content: 'hello' })).status).toBe(200);
  expect(await archived(id)).toBe(false);
  clock.advance(HOUR_MS);
  expect((await fan('PATCH', `/channels/${id}`, { archived: false, name: 'mine' })).code).toBe(50013);
  expect((await fan('PATCH', `/channels/${id}`, { archived: false })).status).toBe(200);
  expect(await archived(id)).toBe(false);
});

test('a locked thread is for those who manage threads', async () => {
  const id = await open();
  const { body } = await bot('POST', `/channels/${id}/messages`, { content: 'x' });
  expect((await bot('PATCH', `/channels/${id}`, { locked: true })).code).toBe(50013);
  expect((await moderator('PATCH', `/channels/${id}`, { locked: true })).status).toBe(200);
  expect((await bot('POST', `/channels/${id}/messages`, { content: 'y' })).code).toBe(160005);
  expect((await bot('PATCH', `/channels/${id}/messages/${body.id}`, { content: 'y' })).code).toBe(160005);
  await moderator('PATCH', `/channels/${id}`, { archived: true });
  expect((await bot('PATCH', `/channels/${id}`, { archived: false })).code).toBe(50013);
  expect((await bot('DELETE', `/channels/${id}/messages/${body.id}`)).code).toBe(160005);
  expect((await moderator('POST', `/channels/${id}/messages`, { content: 'z' })).status).toBe(200);
});

test('writing in a thread needs a right of its own, and none of the channel’s', async () => {
  const { world } = scene.discord;
  const id = await open();
  world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: P.SendMessages });
  const inside = `/channels/${id}/messages`;
  expect((await bot('POST', inside, { embeds: [{ title: 'x' }] })).status).toBe(200);
  world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: P.SendMessagesInThreads });
  expect((await bot('POST', inside, { content: 'x' })).code).toBe(50013);
});

test('a private thread is seen by those in it and those who manage threads', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.guildId, allow: P.CreatePrivateThreads });
  const gateway = await listen();
  const id = await open(fan, { type: 12 });
  expect((await bot('GET', `/channels/${id}`)).code).toBe(50001);
  expect((await moderator('GET', `/channels/${id}`)).status).toBe(200);
  const active = async (who: Ask) => (await who('GET', `/guilds/${scene.guildId}/threads/active`)).body.threads;
  expect(await active(bot)).toEqual([]);
  await fan('PUT', `/channels/${id}/thread-members/${scene.application.id}`);
  expect((await gateway.frame(({ t }) => t === 'THREAD_CREATE')).d).toMatchObject({ id, type: 12 });
  expect((await gateway.frame(({ t }) => t === 'THREAD_MEMBERS_UPDATE')).d).toMatchObject({
    id,
    added_members: [{ user_id: scene.application.id }],
  });
  expect(await active(bot)).toMatchObject([{ id, member: { user_id: scene.application.id } }]);
  await fan('PATCH', `/channels/${id}`, { invitable: false });
  expect((await bot('PUT', `/channels/${id}/thread-members/${scene.fans[1].id}`)).code).toBe(50013);
  await bot('DELETE', `/channels/${id}/thread-members/@me`);
  expect((await bot('GET', `/channels/${id}`)).code).toBe(50001);
});

test('who comes to see a channel is sent its active threads', async () => {
  const { world } = scene.discord;
  const id = await open(fan);
  world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, deny: P.ViewChannel });
  const gateway = await listen();
  world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ViewChannel });
  const { d } = await gateway.frame(({ t }) => t === 'THREAD_LIST_SYNC');
  expect(d).toMatchObject({ guild_id: scene.guildId, channel_ids: [scene.channels.general], threads: [{ id }] });
});

test('archived threads are listed newest first, in pages by time', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    ids.push(await open());
    clock.advance(60_000);
  }
  clock.advance(HOUR_MS);
  const list = async (query: string) =>
    (await bot('GET', `/channels/${scene.channels.general}/threads/archived/${query}`)).body;
  const first = await list('public?limit=2');
  expect(first.has_more).toBe(true);
  expect((first.threads as { id: string }[]).length).toBe(2);
  const before = encodeURIComponent(new Date(clock.now() + 1).toISOString());
  const all = (await list(`public?before=${before}`)).threads as { id: string }[];
  expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect((await bot('GET', `/channels/${scene.channels.general}/threads/archived/private`)).code).toBe(50013);
});

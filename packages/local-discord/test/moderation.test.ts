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
let path: string;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  scene = await startScene({ clock, rateLimits: UNHURRIED });
  bot = askingAsBot(scene);
  fan = asking(scene, scene.fans[0].token);
  path = `/channels/${scene.channels.general}/messages`;
});

afterEach(() => scene.discord.close());

async function listen(more: object = {}, query?: string): Promise<RawGateway> {
  const gateway = await openGateway(scene.discord.url, query);
  gateway.send(identify(scene.application.botToken, { ...more }));
  await gateway.frame(({ t }) => t === 'READY');
  return gateway;
}

const e = encodeURIComponent;

test('a member who is timed out can read and do nothing else, until the time is over', async () => {
  const { id } = scene.discord.world.send(scene.moderator.id, scene.channels.general, 'vote');
  scene.discord.world.timeOut(scene.guildId, scene.fans[0].id, clock.now() + 60_000);
  expect((await fan('POST', path, { content: 'x' })).code).toBe(50013);
  expect((await fan('PUT', `${path}/${id}/reactions/${e('🔥')}/@me`)).code).toBe(50013);
  expect((await fan('GET', `${path}/${id}`)).status).toBe(200);
  const index = await fan('GET', `/guilds/${scene.guildId}/application-command-index`);
  expect(index.body.application_commands).toEqual([]);
  clock.advance(60_000);
  await expect.poll(async () => (await fan('POST', path, { content: 'x' })).status).toBe(200);
});

test('slow mode holds up people, and neither moderators nor bots', async () => {
  scene.discord.world.setSlowmode(scene.channels.general, 30);
  expect((await fan('POST', path, { content: 'x' })).status).toBe(200);
  clock.advance(10_000);
  expect(await fan('POST', path, { content: 'y' })).toMatchObject({
    status: 429,
    code: 20016,
    body: { retry_after: 20 },
  });
  const moderator = asking(scene, scene.moderator.token);
  for (const who of [bot, moderator])
    for (const content of ['a', 'b']) expect((await who('POST', path, { content })).status).toBe(200);
  clock.advance(20_000);
  expect((await fan('POST', path, { content: 'z' })).status).toBe(200);
});

test('AutoMod looks at messages, edits, answers and titles, and not at who manages the server', async () => {
  scene.discord.world.blockTexts(scene.guildId, [{ text: 'spoiler', by: 'auto-moderation' }]);
  const { body } = await bot('POST', path, { content: 'x' });
  expect((await bot('PATCH', `${path}/${body.id}`, { content: 'A Spoiler' })).code).toBe(200000);
  expect((await bot('POST', `${path}/${body.id}/threads`, { name: 'spoilers' })).code).toBe(200001);
  const layout = { flags: 1 << 15, components: [{ type: 10, content: 'spoiler' }] };
  expect((await bot('POST', path, layout)).code).toBe(200000);
  expect((await asking(scene, scene.moderator.token)('POST', path, { content: 'spoiler' })).status).toBe(200);
});

test('a server in an outage is told of as unavailable, cannot be asked, and comes back whole', async () => {
  const gateway = await listen();
  const { world } = scene.discord;
  world.setOutage(scene.guildId, true);
  expect((await gateway.frame(({ t }) => t === 'GUILD_DELETE')).d).toEqual({ id: scene.guildId, unavailable: true });
  expect((await bot('POST', path, { content: 'x' })).status).toBe(503);
  world.setOutage(scene.guildId, false);
  await expect.poll(() => gateway.frames.filter(({ t }) => t === 'GUILD_CREATE').length).toBe(2);
  expect((await bot('POST', path, { content: 'x' })).status).toBe(200);
});

test('several messages are deleted with one event', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ManageMessages });
  const gateway = await listen();
  const ids: string[] = [];
  for (const content of ['a', 'b', 'c']) ids.push(String((await bot('POST', path, { content })).body.id));
  expect((await bot('POST', `${path}/bulk-delete`, { messages: ids.slice(0, 2) })).status).toBe(204);
  expect((await gateway.frame(({ t }) => t === 'MESSAGE_DELETE_BULK')).d.ids).toEqual(ids.slice(0, 2));
  expect(scene.discord.world.messages(scene.channels.general).map(({ content }) => content)).toEqual(['c']);
});

test('names of roles and members change, and are told', async () => {
  const { world } = scene.discord;
  const gateway = await listen();
  const role = world.createRole(scene.guildId, { name: 'before' }).id;
  world.renameRole(scene.guildId, role, 'after');
  expect((await gateway.frame(({ t }) => t === 'GUILD_ROLE_UPDATE')).d.role).toMatchObject({ name: 'after' });
  world.renameMember(scene.guildId, scene.application.id, 'A bot');
  expect((await gateway.frame(({ t }) => t === 'GUILD_MEMBER_UPDATE')).d).toMatchObject({ nick: 'A bot' });
  expect((await bot('GET', `/guilds/${scene.guildId}/members/@me`)).body.nick).toBe('A bot');
});

test('what another bot does arrives as done by a bot', async () => {
  const { world } = scene.discord;
  const other = world.createApplication({ name: 'Other' });
  world.installApplication(other.id, scene.guildId);
  const gateway = await listen();
  const { id } = world.send(other.id, scene.channels.general, 'vote');
  world.react(other.id, scene.channels.general, String(id), '🔥');
  const { d } = await gateway.frame(({ t }) => t === 'MESSAGE_REACTION_ADD');
  expect(d).toMatchObject({ user_id: other.id, member: { user: { bot: true } } });
});

test('pins need a right of their own, are listed newest first, and leave a line in the channel', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.PinMessages });
  const ids: string[] = [];
  for (const content of ['a', 'b']) {
    ids.push(String((await bot('POST', path, { content })).body.id));
    clock.advance(1000);
    expect((await bot('PUT', `${path}/pins/${ids.at(-1)}`)).status).toBe(204);
  }
  const items = (await bot('GET', `${path}/pins`)).body.items as { message: { id: string; pinned: boolean } }[];
  expect(items.map(({ message }) => [message.id, message.pinned])).toEqual([...ids].reverse().map((id) => [id, true]));
  expect(scene.discord.world.messages(scene.channels.general).map(({ type }) => type)).toEqual([0, 6, 0, 6]);
  expect((await bot('DELETE', `${path}/pins/${ids[0]}`)).status).toBe(204);
});

test('a webhook writes under its name by its address, until it is taken away', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ManageWebhooks });
  const made = await bot('POST', `/channels/${scene.channels.general}/webhooks`, { name: 'News' });
  const nobody = asking(scene, undefined);
  const address = `/webhooks/${made.body.id}/${made.body.token}`;
  const sent = await nobody('POST', `${address}?wait=true`, { content: 'hello', username: 'Newspaper' });
  expect(sent).toMatchObject({ status: 200, body: { content: 'hello', author: { username: 'Newspaper' } } });
  expect((await nobody('PATCH', `${address}/messages/${sent.body.id}`, { content: 'bye' })).body.content).toBe('bye');
  expect((await nobody('POST', `/webhooks/${made.body.id}/wrong`, { content: 'x' })).code).toBe(50027);
  expect((await nobody('DELETE', `${address}/messages/${sent.body.id}`)).status).toBe(204);
  expect((await bot('DELETE', `/webhooks/${made.body.id}`)).status).toBe(204);
  expect((await nobody('POST', address, { content: 'x' })).code).toBe(10015);
});

test('members are found by the beginning of a name, by request and over the gateway', async () => {
  const gateway = await listen();
  const found = (await bot('GET', `/guilds/${scene.guildId}/members/search?query=ad`)).body as unknown as object[];
  expect(found).toMatchObject([{ user: { id: scene.fans[0].id } }]);
  gateway.send({ op: 8, d: { guild_id: scene.guildId, query: 'be', limit: 5, nonce: 'n' } });
  const { d } = await gateway.frame(({ t }) => t === 'GUILD_MEMBERS_CHUNK');
  expect(d).toMatchObject({ nonce: 'n', members: [{ user: { id: scene.fans[1].id } }], chunk_count: 1 });
});

test('a poll of Discord’s own counts people’s votes, ends when it is told to, and is never edited', async () => {
  const poll = { question: { text: 'Who?' }, answers: [{ poll_media: { text: 'a' } }, { poll_media: { text: 'b' } }] };
  const { body } = await bot('POST', path, { poll });
  const answers = `/channels/${scene.channels.general}/polls/${body.id}/answers`;
  expect((await fan('PUT', `${answers}/@me`, { answer_ids: [2] })).status).toBe(204);
  expect((await bot('GET', `${answers}/2`)).body).toMatchObject({ users: [{ id: scene.fans[0].id }] });
  const ended = await bot('POST', `/channels/${scene.channels.general}/polls/${body.id}/expire`);
  expect(ended.body.poll).toMatchObject({ results: { is_finalized: true } });
  expect((await fan('PUT', `${answers}/@me`, { answer_ids: [1] })).code).toBe(520001);
});

test('a single command is changed and taken away by its id', async () => {
  const commands = `/applications/${scene.application.id}/commands`;
  const { body } = await bot('POST', commands, { name: 'ping', description: 'x' });
  const changed = await bot('PATCH', `${commands}/${body.id}`, { description: 'y' });
  expect(changed.body).toMatchObject({ id: body.id, name: 'ping', description: 'y' });
  expect((await bot('DELETE', `${commands}/${body.id}`)).status).toBe(204);
  expect((await bot('GET', commands)).body).toEqual([]);
});

test('roles and channels are made by who may, with no more rights than they have', async () => {
  const roles = `/guilds/${scene.guildId}/roles`;
  expect((await bot('POST', roles, { name: 'x' })).code).toBe(50013);
  scene.discord.world.setRolePermissions(scene.guildId, scene.botRoleId, P.ManageRoles | P.ManageChannels);
  expect((await bot('POST', roles, { name: 'x', permissions: '8' })).code).toBe(50013);
  const made = await bot('POST', roles, { name: 'singers' });
  expect((await bot('PUT', `/guilds/${scene.guildId}/members/${scene.fans[0].id}/roles/${made.body.id}`)).status).toBe(
    204,
  );
  expect((await bot('POST', `/guilds/${scene.guildId}/channels`, { name: 'stage' })).status).toBe(201);
  expect((await bot('DELETE', `${roles}/${made.body.id}`)).status).toBe(204);
});

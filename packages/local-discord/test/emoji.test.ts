import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { identify, openGateway, type RawGateway } from './gateway-client.ts';

let scene: Scene;
let bot: Ask;
let fan: Ask;
let messages: string;
let reactions: string;

const PNG = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`;
const e = encodeURIComponent;

beforeEach(async () => {
  scene = await startScene({ rateLimits: UNHURRIED });
  bot = askingAsBot(scene);
  fan = asking(scene, scene.fans[0].token);
  messages = `/channels/${scene.channels.general}/messages`;
  reactions = `${messages}/${(await bot('POST', messages, { content: 'vote' })).body.id}/reactions`;
});

afterEach(() => scene.discord.close());

const button = (emoji: object) => ({
  content: 'x',
  components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'a', label: 'Go', emoji }] }],
});
const own = (): string => `/applications/${scene.application.id}/emojis`;

async function listen(intents = 1 | (1 << 3) | (1 << 10)): Promise<RawGateway> {
  const gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken, { intents }));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  return gateway;
}

test('an emoji of a server the bot is not in is refused as a reaction and in a component', async () => {
  const { world } = scene.discord;
  const foreign = world.createEmoji(world.createGuild({ name: 'Elsewhere' }).id, { name: 'ivan' }).id;
  expect((await bot('PUT', `${reactions}/${e(`ivan:${foreign}`)}/@me`)).code).toBe(10014);
  const refused = await bot('POST', messages, button({ id: foreign, name: 'ivan' }));
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  expect(JSON.stringify(refused.body.errors)).toContain(
    '"emoji":{"id":{"_errors":[{"code":"BUTTON_COMPONENT_INVALID_EMOJI"',
  );
});

test('an emoji of its server is taken by its id, whatever name stands before it, and with `animated`', async () => {
  const { id } = scene.discord.world.createEmoji(scene.guildId, { name: 'mizi', animated: true });
  expect((await bot('PUT', `${reactions}/${e(`another:${id}`)}/@me`)).status).toBe(204);
  const { body } = await bot('GET', reactions.replace('/reactions', ''));
  expect(body.reactions).toMatchObject([{ emoji: { id, name: 'mizi', animated: true }, count: 1 }]);
  expect((await bot('POST', messages, button({ id, name: 'mizi', animated: true }))).status).toBe(200);
});

test('another server’s emoji needs membership there and Use External Emojis here', async () => {
  const { world } = scene.discord;
  const other = world.createGuild({ name: 'Elsewhere' }).id;
  const { id } = world.createEmoji(other, { name: 'till' });
  world.installApplication(scene.application.id, other);
  expect((await bot('PUT', `${reactions}/${e(`till:${id}`)}/@me`)).status).toBe(204);
  world.setOverwrite(scene.channels.general, { userId: scene.application.id, deny: P.UseExternalEmojis });
  expect((await bot('POST', messages, button({ id, name: 'till' }))).code).toBe(50035);
});

test('an emoji kept to a role is for who has the role', async () => {
  const { world } = scene.discord;
  const role = world.createRole(scene.guildId, { name: 'singers' }).id;
  const { id } = world.createEmoji(scene.guildId, { name: 'sua', roleIds: [role] });
  expect((await fan('PUT', `${reactions}/${e(`sua:${id}`)}/@me`)).code).toBe(10014);
  world.giveRole(scene.guildId, scene.fans[0].id, role);
  expect((await fan('PUT', `${reactions}/${e(`sua:${id}`)}/@me`)).status).toBe(204);
});

test('an application’s own emoji is for it alone, and people can join what it placed', async () => {
  const made = await bot('POST', own(), { name: 'luka', image: PNG });
  expect(made).toMatchObject({ status: 201, body: { name: 'luka', animated: false, available: true } });
  const path = `${reactions}/${e(`luka:${made.body.id}`)}/@me`;
  expect((await fan('PUT', path)).code).toBe(10014);
  scene.discord.world.setOverwrite(scene.channels.general, { userId: scene.application.id, deny: P.UseExternalEmojis });
  expect((await bot('PUT', path)).status).toBe(204);
  expect((await fan('PUT', path)).status).toBe(204);
  expect((await bot('POST', messages, button({ id: made.body.id, name: 'luka' }))).status).toBe(200);
});

test('events name an emoji as it is called today, and not at all once it is gone', async () => {
  const { world } = scene.discord;
  const gateway = await listen();
  const { id } = world.createEmoji(scene.guildId, { name: 'before' });
  await gateway.frame(({ t }) => t === 'GUILD_EMOJIS_UPDATE');
  await fan('PUT', `${reactions}/${e(`before:${id}`)}/@me`);
  world.renameEmoji(id, 'after');
  await asking(scene, scene.fans[1].token)('PUT', `${reactions}/${e(`before:${id}`)}/@me`);
  world.deleteEmoji(id);
  await asking(scene, scene.fans[2].token)('PUT', `${reactions}/${e(`before:${id}`)}/@me`);
  await gateway.frame(({ t, d }) => t === 'MESSAGE_REACTION_ADD' && d.user_id === scene.fans[2].id);
  const named = gateway.frames.filter(({ t }) => t === 'MESSAGE_REACTION_ADD').map(({ d }) => d.emoji);
  expect(named).toEqual([
    { id, name: 'before' },
    { id, name: 'after' },
    { id, name: null },
  ]);
});

test('a letter of a flag is an emoji of its own, and so is a keycap; a word and a digit are none', async () => {
  for (const emoji of ['🇰', '🇰🇷', '1️⃣', '👩‍🎤', '❤'])
    expect((await fan('PUT', `${reactions}/${e(emoji)}/@me`)).status).toBe(204);
  for (const text of ['mizi', '1', ':fire:', '🔥🔥', ' '])
    expect((await fan('PUT', `${reactions}/${e(text)}/@me`)).code).toBe(10014);
});

test('emoji are listed, renamed and taken away by whoever may', async () => {
  const guild = `/guilds/${scene.guildId}/emojis`;
  expect((await bot('POST', guild, { name: 'hyuna', image: PNG })).code).toBe(50013);
  scene.discord.world.setRolePermissions(scene.guildId, scene.botRoleId, P.ViewChannel | P.CreateGuildExpressions);
  const made = await bot('POST', guild, { name: 'hyuna', image: PNG });
  expect(made.status).toBe(201);
  expect((await bot('PATCH', `${guild}/${made.body.id}`, { name: 'h' })).code).toBe(50035);
  expect((await bot('PATCH', `${guild}/${made.body.id}`, { name: 'hyuna_2' })).body.name).toBe('hyuna_2');
  const { id } = scene.discord.world.createEmoji(scene.guildId, { name: 'another' });
  expect((await bot('DELETE', `${guild}/${id}`)).code).toBe(50013);
  expect((await bot('DELETE', `${guild}/${made.body.id}`)).status).toBe(204);
  expect((await bot('GET', `${guild}/${made.body.id}`)).code).toBe(10014);
  expect((await bot('GET', guild)).body).toMatchObject([{ name: 'another' }]);

  await bot('POST', own(), { name: 'mine', image: PNG });
  expect((await bot('POST', own(), { name: 'mine', image: PNG })).code).toBe(50035);
  expect((await bot('GET', own())).body).toMatchObject({ items: [{ name: 'mine' }] });
  const other = scene.discord.world.createApplication({ name: 'Other' });
  expect((await asking(scene, `Bot ${other.botToken}`)('GET', own())).code).toBe(20012);
});

test.each([
  ['no picture', { name: 'abc' }, 'image'],
  ['what is no data of a picture', { name: 'abc', image: 'https://example.com/a.png' }, 'image'],
  ['a picture over 256 KiB', { name: 'abc', image: `data:image/png;base64,${'A'.repeat(360_000)}` }, 'image'],
  ['a name with a hyphen', { name: 'a-b', image: PNG }, 'name'],
  ['a name of one letter', { name: 'a', image: PNG }, 'name'],
])('%s is refused at its place', async (_what, body, place) => {
  const refused = await bot('POST', own(), body);
  expect([refused.status, refused.code]).toEqual([400, 50035]);
  expect(refused.body.errors).toHaveProperty(place);
});

test('the picture of an emoji can be read', async () => {
  const { body } = await bot('POST', own(), { name: 'seen', image: PNG });
  const picture = await fetch(`${scene.discord.url}/emojis/${body.id}.webp`);
  expect([picture.status, await picture.text()]).toEqual([200, 'a picture']);
});

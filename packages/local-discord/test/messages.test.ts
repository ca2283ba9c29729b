import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { type Ask, asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';

let scene: Scene;
let clock: ManualClock;
let bot: Ask;
let path: string;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  scene = await startScene({ clock, rateLimits: UNHURRIED });
  bot = askingAsBot(scene);
  path = `/channels/${scene.channels.general}/messages`;
});

afterEach(() => scene.discord.close());

const button = (custom_id: string, more = {}) => ({ type: 2, style: 1, label: 'Go', custom_id, ...more });
const row = (...components: unknown[]) => ({ type: 1, components });
const select = (count: number) => ({
  type: 3,
  custom_id: 's',
  options: Array.from({ length: count }, (_, index) => ({ label: `${index}`, value: `${index}` })),
});

test.each([
  ['a text of 2,001 characters', { content: 'x'.repeat(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['eleven embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 'embeds', 'BASE_TYPE_BAD_LENGTH'],
  [
    '6,001 characters over all embeds',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  ['a field Discord does not describe', { content: 'x', colour: 'red' }, 'colour', 'UNKNOWN_FIELD'],
  [
    'a field unknown deep inside',
    { content: 'x', components: [row(button('a', { colour: 1 }))] },
    'components.0.components.0.colour',
    'UNKNOWN_FIELD',
  ],
  [
    'the same custom id twice',
    { content: 'x', components: [row(button('a'), button('a'))] },
    'components.0.components.1.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  [
    'a custom id of 101 characters',
    { content: 'x', components: [row(button('a'.repeat(101)))] },
    'components.0.components.0.custom_id',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'a label of 81 characters',
    { content: 'x', components: [row(button('a', { label: 'x'.repeat(81) }))] },
    'components.0.components.0.label',
    'BASE_TYPE_MAX_LENGTH',
  ],
  [
    'six rows',
    { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(button(`${index}`))) },
    'components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'six buttons in a row',
    { content: 'x', components: [row(...Array.from({ length: 6 }, (_, index) => button(`${index}`)))] },
    'components.0.components',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    '26 options',
    { content: 'x', components: [row(select(26))] },
    'components.0.components.0.options',
    'BASE_TYPE_BAD_LENGTH',
  ],
  [
    'a select beside a button',
    { content: 'x', components: [row(select(2), button('a'))] },
    'components.0.components',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  [
    'an emoji that is none',
    { content: 'x', components: [row(button('a', { emoji: { name: 'mizi' } }))] },
    'components.0.components.0.emoji.name',
    'BUTTON_COMPONENT_INVALID_EMOJI',
  ],
  [
    'parse and a list of users together',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions',
    'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
  ],
  ['a nonce of 26 characters', { content: 'x', nonce: 'n'.repeat(26) }, 'nonce', 'BASE_TYPE_MAX_LENGTH'],
  [
    'text beside new components',
    { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'y' }] },
    'content',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
  ],
  [
    'new components without their flag',
    { components: [{ type: 10, content: 'y' }] },
    'components.0.type',
    'UNION_TYPE_CHOICES',
  ],
  [
    'an attachment that was not sent',
    { content: 'x', attachments: [{ id: '0', filename: 'a.png' }] },
    'attachments.0.id',
    'ATTACHMENT_NOT_FOUND',
  ],
  [
    'a reply to nothing',
    { content: 'x', message_reference: { message_id: '1' } },
    'message_reference',
    'REPLIES_UNKNOWN_MESSAGE',
  ],
])('%s is refused at its place, and nothing is posted', async (_what, body, place, code) => {
  const { status, code: whole, body: refusal } = await bot('POST', path, body);
  expect([status, whole]).toEqual([400, 50035]);
  const errors = place
    .split('.')
    .reduce<unknown>((level, step) => (level as Record<string, unknown> | undefined)?.[step], refusal.errors);
  expect(errors).toMatchObject({ _errors: [{ code }] });
  expect(scene.discord.world.messages(scene.channels.general)).toEqual([]);
});

test('what stands exactly at a limit is taken', async () => {
  const full = {
    content: 'x'.repeat(2000),
    embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2000) }],
    components: [
      row(...Array.from({ length: 5 }, (_, index) => button(`${index}`, { label: 'x'.repeat(80) }))),
      row(select(25)),
    ],
    nonce: 'n'.repeat(25),
  };
  expect((await bot('POST', path, full)).status).toBe(200);
});

test('an empty message is 50006, a message of spaces too', async () => {
  expect((await bot('POST', path, {})).code).toBe(50006);
  expect((await bot('POST', path, { content: '  \n ' })).code).toBe(50006);
  const { body } = await bot('POST', path, { content: 'x' });
  expect((await bot('PATCH', `${path}/${body.id}`, { content: '' })).code).toBe(50006);
});

test('what is not there has its own code', async () => {
  expect((await bot('GET', '/channels/1')).code).toBe(10003);
  expect((await bot('GET', `${path}/1`)).code).toBe(10008);
  expect((await bot('GET', '/guilds/1')).code).toBe(10004);
  expect((await bot('GET', '/users/1')).code).toBe(10013);
  expect((await bot('GET', '/nothing')).status).toBe(404);
  expect((await bot('POST', `/channels/${scene.channels.forum}/messages`, { content: 'x' })).code).toBe(50008);
  expect((await asking(scene, undefined)('GET', path)).status).toBe(401);
  expect((await asking(scene, `Bot ${scene.moderator.token}`)('GET', path)).status).toBe(401);
});

test('an enforced nonce gives the earlier message for some minutes, and Unknown Message when that was deleted', async () => {
  const body = { content: 'x', nonce: 'a', enforce_nonce: true };
  const first = await bot('POST', path, body);
  expect((await bot('POST', path, body)).body.id).toBe(first.body.id);
  expect((await bot('POST', path, { content: 'y', nonce: 'a' })).body.id).not.toBe(first.body.id);

  const gone = await bot('POST', path, { content: 'x', nonce: 'b', enforce_nonce: true });
  await bot('DELETE', `${path}/${gone.body.id}`);
  expect((await bot('POST', path, { content: 'x', nonce: 'b', enforce_nonce: true })).code).toBe(10008);

  clock.advance(6 * 60_000);
  expect((await bot('POST', path, { content: 'x', nonce: 'b', enforce_nonce: true })).status).toBe(200);
});

test("another's message can be deleted with Manage Messages and never edited", async () => {
  const { id } = scene.discord.world.send(scene.moderator.id, scene.channels.general, 'mine');
  expect((await bot('PATCH', `${path}/${id}`, { content: 'yours' })).code).toBe(50005);
  expect((await bot('DELETE', `${path}/${id}`)).code).toBe(50013);
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ManageMessages });
  expect((await bot('DELETE', `${path}/${id}`)).status).toBe(204);
});

test.each([
  ['View Channel', P.ViewChannel, 50001, { content: 'x' }],
  ['Send Messages', P.SendMessages, 50013, { content: 'x' }],
  ['Embed Links', P.EmbedLinks, 50013, { embeds: [{ title: 'x' }] }],
])('without %s a message is refused with the code of that lack', async (_name, right, code, body) => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: right });
  expect((await bot('POST', path, body)).code).toBe(code);
});

test('without Attach Files a file is refused, and a text is not', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: P.AttachFiles });
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ content: 'x', attachments: [{ id: '0', filename: 'a.txt' }] }));
  form.set('files[0]', new Blob(['hello']), 'a.txt');
  expect((await bot('POST', path, form)).code).toBe(50013);
  expect((await bot('POST', path, { content: 'x' })).status).toBe(200);
});

test('without Read Message History the list is empty and a single message is refused', async () => {
  const { body } = await bot('POST', path, { content: 'x' });
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: P.ReadMessageHistory });
  expect((await bot('GET', path)).body).toEqual([]);
  expect((await bot('GET', `${path}/${body.id}`)).code).toBe(50013);
  expect((await bot('POST', path, { content: 'y', message_reference: { message_id: body.id } })).code).toBe(160002);
});

test('pages of messages run from the newest, before, after and around one', async () => {
  const ids: unknown[] = [];
  for (let count = 0; count < 7; count += 1) ids.push((await bot('POST', path, { content: `${count}` })).body.id);
  const page = async (query: string) =>
    ((await bot('GET', `${path}?${query}`)).body as unknown as { content: string }[]).map(({ content }) => content);
  expect(await page('limit=3')).toEqual(['6', '5', '4']);
  expect(await page(`limit=2&before=${ids[4]}`)).toEqual(['3', '2']);
  expect(await page(`limit=2&after=${ids[4]}`)).toEqual(['6', '5']);
  expect(await page(`limit=3&around=${ids[3]}`)).toEqual(['4', '3', '2']);
  expect((await bot('GET', `${path}?limit=101`)).code).toBe(50035);
  expect((await bot('GET', `${path}?after=yesterday`)).code).toBe(50035);
});

test('a ping needs a mention in the text, leave in allowed_mentions, and a mentionable role or the right to mention', async () => {
  const { world } = scene.discord;
  const quiet = world.createRole(scene.guildId, { name: 'quiet' }).id;
  const loud = world.createRole(scene.guildId, { name: 'loud', mentionable: true }).id;
  const content = `<@${scene.moderator.id}> <@&${quiet}> <@&${loud}> @everyone`;
  const pings = async (body: object) => {
    const { mentions, mention_roles: roles, mention_everyone: everyone } = (await bot('POST', path, body)).body;
    return { users: (mentions as { id: string }[]).map(({ id }) => id), roles, everyone };
  };
  expect(await pings({ content })).toEqual({ users: [scene.moderator.id], roles: [loud], everyone: false });
  expect(await pings({ content, allowed_mentions: { parse: [] } })).toEqual({ users: [], roles: [], everyone: false });
  expect(await pings({ content, allowed_mentions: { parse: [], roles: [quiet, loud] } })).toEqual({
    users: [],
    roles: [loud],
    everyone: false,
  });
  world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.MentionEveryone });
  expect(await pings({ content })).toEqual({ users: [scene.moderator.id], roles: [quiet, loud], everyone: true });
  expect(
    await pings({ flags: 1 << 15, components: [{ type: 10, content: `<@${scene.moderator.id}>` }] }),
  ).toMatchObject({ users: [scene.moderator.id] });
  expect(await pings({ embeds: [{ description: content }] })).toEqual({ users: [], roles: [], everyone: false });
  const { id } = world.send(scene.fans[0].id, scene.channels.general, 'a question');
  const answer = { content: 'an answer', message_reference: { message_id: id } };
  expect(await pings(answer)).toMatchObject({ users: [scene.fans[0].id] });
  expect(await pings({ ...answer, allowed_mentions: { parse: [] } })).toMatchObject({ users: [] });
});

test('new components show files in their own place, number themselves and keep their flag for good', async () => {
  const form = new FormData();
  const gallery = {
    type: 12,
    items: [{ media: { url: 'attachment://bracket.png' }, description: 'The bracket', spoiler: true }],
  };
  const container = {
    type: 17,
    components: [{ type: 10, content: 'Round 1' }, gallery, { type: 1, components: [button('a')] }],
  };
  form.set('payload_json', JSON.stringify({ flags: 1 << 15, components: [container] }));
  form.set('files[0]', new Blob(['png']), 'bracket.png');
  const sent = await bot('POST', path, form);
  expect(sent).toMatchObject({
    status: 200,
    body: { flags: 1 << 15, attachments: [], components: [{ id: 1, components: [{ id: 2 }, { id: 3 }, { id: 4 }] }] },
  });
  expect(JSON.stringify(sent.body.components)).toContain(`${scene.discord.url}/attachments/${scene.channels.general}/`);
  expect((await bot('PATCH', `${path}/${sent.body.id}`, { content: 'plain' })).code).toBe(50035);
  const missing = {
    flags: 1 << 15,
    components: [{ ...gallery, items: [{ media: { url: 'attachment://other.png' } }] }],
  };
  expect((await bot('POST', path, missing)).code).toBe(50035);
});

test('an edit drops the attachments it does not keep, and adds the new ones', async () => {
  const form = (body: object, name: string) => {
    const data = new FormData();
    data.set('payload_json', JSON.stringify(body));
    data.set('files[0]', new Blob([name]), name);
    return data;
  };
  const sent = await bot(
    'POST',
    path,
    form({ content: 'x', attachments: [{ id: '0', filename: 'a.txt', description: 'first' }] }, 'a.txt'),
  );
  expect(sent.body.attachments).toMatchObject([{ filename: 'a.txt', description: 'first', size: 5 }]);
  const [kept] = sent.body.attachments as { id: string }[];
  const added = await bot(
    'PATCH',
    `${path}/${sent.body.id}`,
    form({ attachments: [{ id: kept?.id }, { id: '0' }] }, 'b.txt'),
  );
  expect((added.body.attachments as { filename: string }[]).map(({ filename }) => filename)).toEqual([
    'a.txt',
    'b.txt',
  ]);
  const cleared = await bot('PATCH', `${path}/${sent.body.id}`, { attachments: [] });
  expect(cleared.body.attachments).toEqual([]);
});

test('messages older than an hour take few edits, and the refusal says how long to wait', async () => {
  const few = await startScene({
    clock,
    rateLimits: UNHURRIED,
    writeLimits: { oldEdits: { perChannel: 2, windowMs: 20_000 } },
  });
  const ask = askingAsBot(few);
  const own = `/channels/${few.channels.general}/messages`;
  const { body } = await ask('POST', own, { content: 'old' });
  const edit = (content: string) => ask('PATCH', `${own}/${body.id}`, { content });
  for (const content of ['a', 'b', 'c']) expect((await edit(content)).status).toBe(200);
  clock.advance(60 * 60_000);
  expect([(await edit('d')).status, (await edit('e')).status]).toEqual([200, 200]);
  expect(await edit('f')).toMatchObject({ status: 429, code: 30046, body: { retry_after: 20 } });
  clock.advance(20_000);
  expect((await edit('g')).status).toBe(200);
  await few.discord.close();
});

test('a message is published once, and only in an announcement channel', async () => {
  const news = `/channels/${scene.channels.news}/messages`;
  const { body } = await bot('POST', news, { content: 'x' });
  expect((await bot('POST', `${news}/${body.id}/crosspost`)).body.flags).toBe(1);
  expect((await bot('POST', `${news}/${body.id}/crosspost`)).code).toBe(40033);
  const plain = await bot('POST', path, { content: 'x' });
  expect((await bot('POST', `${path}/${plain.body.id}/crosspost`)).code).toBe(50024);
});

test('a message has one thread; an archived thread takes no edits, opens for a message, and not when it is locked', async () => {
  const { body } = await bot('POST', path, { content: 'x' });
  const thread = await bot('POST', `${path}/${body.id}/threads`, { name: 'Round 7' });
  expect(thread).toMatchObject({ status: 201, body: { id: body.id, type: 11, parent_id: scene.channels.general } });
  expect((await bot('POST', `${path}/${body.id}/threads`, { name: 'again' })).code).toBe(160004);
  const inside = `/channels/${thread.body.id}/messages`;
  const first = await bot('POST', inside, { content: 'first' });
  const { world } = scene.discord;
  world.setThread(String(thread.body.id), { archived: true });
  expect((await bot('PATCH', `${inside}/${first.body.id}`, { content: 'changed' })).code).toBe(50083);
  expect((await bot('PUT', `${inside}/${first.body.id}/reactions/${encodeURIComponent('🔥')}/@me`)).code).toBe(50083);
  expect((await bot('POST', inside, { content: 'opens' })).status).toBe(200);
  world.setThread(String(thread.body.id), { archived: true, locked: true });
  expect((await bot('POST', inside, { content: 'stays shut' })).code).toBe(160005);
});

test('a thread without a message, and a post in a forum, are threads of their own', async () => {
  const free = await bot('POST', `/channels/${scene.channels.general}/threads`, { name: 'free', type: 11 });
  expect(free).toMatchObject({ status: 201, body: { type: 11, owner_id: scene.application.id } });
  const post = await bot('POST', `/channels/${scene.channels.forum}/threads`, {
    name: 'post',
    message: { content: 'hello' },
  });
  expect(post).toMatchObject({ status: 201, body: { parent_id: scene.channels.forum, message: { content: 'hello' } } });
});

test('a bot writes to people it shares a server with, and to nobody else', async () => {
  const { world } = scene.discord;
  const direct = await bot('POST', '/users/@me/channels', { recipient_id: scene.fans[0].id });
  expect((await bot('POST', `/channels/${direct.body.id}/messages`, { content: 'hello' })).status).toBe(200);
  expect((await asking(scene, scene.fans[1].token)('GET', `/channels/${direct.body.id}/messages`)).code).toBe(50001);
  const stranger = await bot('POST', '/users/@me/channels', {
    recipient_id: world.createPerson({ name: 'Stranger' }).id,
  });
  expect((await bot('POST', `/channels/${stranger.body.id}/messages`, { content: 'hello' })).code).toBe(50007);
});

test('what a deleted channel or message held is gone, and everyone is told', async () => {
  const { body } = await bot('POST', path, { content: 'x' });
  scene.discord.world.deleteMessage(scene.channels.general, String(body.id));
  expect((await bot('PATCH', `${path}/${body.id}`, { content: 'y' })).code).toBe(10008);
  scene.discord.world.deleteChannel(scene.channels.general);
  expect((await bot('POST', path, { content: 'x' })).code).toBe(10003);
});

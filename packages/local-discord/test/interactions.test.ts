import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock, type ManualClock } from '../testkit/manual-clock.ts';
import { connectPerson, type Person } from '../testkit/person.ts';
import { type Ask, asking, askingAsBot } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { COMMANDS } from './bot.ts';
import { identify, openGateway, type RawGateway } from './gateway-client.ts';

let scene: Scene;
let clock: ManualClock;
let bot: Ask;
let nobody: Ask;
let gateway: RawGateway;
let fan: Person;

beforeEach(async () => {
  clock = createManualClock(Date.parse('2026-11-22T12:00:00Z'));
  scene = await startScene({ clock });
  bot = askingAsBot(scene);
  nobody = asking(scene, undefined);
  await bot('PUT', `/applications/${scene.application.id}/commands`, COMMANDS);
  gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
});

afterEach(async () => {
  await fan.close();
  await scene.discord.close();
});

interface Pending {
  readonly callback: string;
  readonly webhook: string;
  readonly data: Record<string, unknown>;
  /** What came of it for the person: never awaited before the bot has answered. */
  readonly outcome: Promise<unknown>;
}

/** Lets the person do something and resolves with the interaction the bot got of it. */
async function begin(act: () => Promise<unknown>): Promise<Pending> {
  const known = gateway.frames.filter(({ t }) => t === 'INTERACTION_CREATE').length;
  const outcome = act().then(
    (answer) => answer,
    (err: unknown) => err,
  );
  await expect.poll(() => gateway.frames.filter(({ t }) => t === 'INTERACTION_CREATE').length).toBe(known + 1);
  const d = gateway.frames.filter(({ t }) => t === 'INTERACTION_CREATE').at(-1)?.d ?? {};
  return {
    callback: `/interactions/${d.id}/${d.token}/callback`,
    webhook: `/webhooks/${scene.application.id}/${d.token}`,
    data: d,
    outcome,
  };
}

const ping = () => begin(() => fan.command(scene.channels.general, 'ping'));
const reply = (data: object) => ({ type: 4, data });

test('an interaction takes one answer: the second is 40060', async () => {
  const { callback, outcome } = await ping();
  expect((await nobody('POST', callback, reply({ content: 'one' }))).status).toBe(204);
  expect((await nobody('POST', callback, reply({ content: 'two' }))).code).toBe(40060);
  expect(await outcome).toMatchObject({ message: { content: 'one' } });
  expect(await fan.messages(scene.channels.general)).toHaveLength(1);
});

test('after three seconds the person is told that it failed, and the answer is 10062', async () => {
  const { callback, webhook, outcome } = await ping();
  clock.advance(3000);
  expect(await outcome).toMatchObject({ name: 'InteractionFailed' });
  expect((await nobody('POST', callback, reply({ content: 'late' }))).code).toBe(10062);
  expect((await nobody('POST', webhook, { content: 'late' })).code).toBe(10015);
  expect(await fan.messages(scene.channels.general)).toEqual([]);
});

test('just within three seconds an answer is taken', async () => {
  const { callback } = await ping();
  clock.advance(2999);
  expect((await nobody('POST', callback, reply({ content: 'in time' }))).status).toBe(204);
});

test('the token lasts fifteen minutes, and is 50027 afterwards', async () => {
  const { callback, webhook } = await ping();
  await nobody('POST', callback, reply({ content: 'x' }));
  clock.advance(15 * 60_000);
  expect((await nobody('PATCH', `${webhook}/messages/@original`, { content: 'still' })).status).toBe(200);
  clock.advance(1);
  expect((await nobody('PATCH', `${webhook}/messages/@original`, { content: 'over' })).code).toBe(50027);
  expect((await nobody('POST', webhook, { content: 'over' })).code).toBe(50027);
});

test('a foreign token, an unknown interaction and a follow-up before the answer have their own codes', async () => {
  const { callback, webhook, data } = await ping();
  expect((await nobody('POST', `/interactions/${data.id}/nope/callback`, reply({ content: 'x' }))).code).toBe(10062);
  expect((await nobody('POST', `/interactions/1/${data.token}/callback`, reply({ content: 'x' }))).code).toBe(10062);
  expect((await nobody('POST', webhook, { content: 'x' })).code).toBe(10015);
  expect((await nobody('POST', `/webhooks/${scene.application.id}/nope`, { content: 'x' })).code).toBe(10015);
  await nobody('POST', callback, { type: 5 });
  expect((await nobody('DELETE', `${webhook}/messages/@original`)).status).toBe(204);
  expect((await nobody('GET', `${webhook}/messages/@original`)).code).toBe(10008);
});

test.each([
  ['an update of a command', { type: 7, data: { content: 'x' } }],
  ['choices for a command', { type: 8, data: { choices: [] } }],
  ['a pong', { type: 1 }],
  ['nothing at all', {}],
  ['a text of 2,001 characters', reply({ content: 'x'.repeat(2001) })],
  ['an unknown field', reply({ content: 'x', colour: 1 })],
  ['a modal without a field', { type: 9, data: { custom_id: 'a', title: 'x', components: [] } }],
  [
    'a modal with a title of 46 characters',
    {
      type: 9,
      data: {
        custom_id: 'a',
        title: 'x'.repeat(46),
        components: [{ type: 18, label: 'x', component: { type: 4, custom_id: 'b', style: 1 } }],
      },
    },
  ],
])('%s is no answer to a command, and leaves room for a right one', async (_what, body) => {
  const { callback } = await ping();
  expect(await nobody('POST', callback, body)).toMatchObject({ status: 400, code: 50035 });
  expect((await nobody('POST', callback, reply({ content: 'right' }))).status).toBe(204);
});

test('autocomplete takes 25 choices and not 26', async () => {
  const choices = (length: number) => ({
    type: 8,
    data: { choices: Array.from({ length }, (_, index) => ({ name: `${index}`, value: `${index}` })) },
  });
  const { callback, outcome, data } = await begin(() =>
    fan.suggest(scene.channels.general, 'find', { name: 'm' }, 'name'),
  );
  expect(data).toMatchObject({
    type: 4,
    data: { name: 'find', options: [{ name: 'name', value: 'm', focused: true }] },
  });
  expect((await nobody('POST', callback, choices(26))).code).toBe(50035);
  expect((await nobody('POST', callback, choices(25))).status).toBe(204);
  expect(await outcome).toHaveLength(25);
});

test('an empty answer is 50006', async () => {
  const { callback } = await ping();
  expect((await nobody('POST', callback, reply({}))).code).toBe(50006);
});

test('the record of requests tells who could read each answer', async () => {
  const hush = await ping();
  await nobody('POST', hush.callback, reply({ content: 'hush', flags: 64 }));
  const loud = await begin(() => fan.command(scene.channels.general, 'find', { name: 'x' }));
  await nobody('POST', loud.callback, { type: 5 });
  await nobody('PATCH', `${loud.webhook}/messages/@original`, { content: 'loud' });
  const notes = scene.discord.traffic.flatMap(({ interaction }) => (interaction ? [interaction] : []));
  const about = { invokerId: fan.id, channelId: scene.channels.general, guildId: scene.guildId, type: 2 };
  expect(notes).toMatchObject([
    { ...about, name: 'ping', private: true },
    { ...about, name: 'find', private: false },
    { ...about, name: 'find', private: false },
  ]);
  expect(JSON.stringify(scene.discord.traffic)).not.toContain(String(hush.data.token));
});

test('a private screen can be used by the one it is shown to, and by nobody else', async () => {
  const { callback, outcome } = await ping();
  await nobody(
    'POST',
    callback,
    reply({
      content: 'screen',
      flags: 64,
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
    }),
  );
  const { message } = (await outcome) as Awaited<ReturnType<Person['command']>>;
  const other = await connectPerson({ url: scene.discord.url, token: scene.fans[1].token });
  await expect(other.press(message, 'Go')).rejects.toMatchObject({ code: 10008 });
  await other.close();
  const pressed = await begin(() => fan.press(message, 'Go'));
  expect(pressed.data).toMatchObject({
    type: 3,
    data: { custom_id: 'go', component_type: 2 },
    message: { id: message.id, flags: 64 },
  });
  await nobody('POST', pressed.callback, { type: 6 });
  expect(await pressed.outcome).toMatchObject({ kind: 'acknowledged' });
  await nobody('PATCH', `${pressed.webhook}/messages/@original`, { content: 'changed' });
  expect((await fan.waitForChange(message)).content).toBe('changed');
});

test('a disabled or missing button cannot be pressed, and a select takes only its own values', async () => {
  const components = [
    { type: 1, components: [{ type: 2, style: 1, label: 'Off', custom_id: 'off', disabled: true }] },
    { type: 1, components: [{ type: 3, custom_id: 's', options: [{ label: 'A', value: 'a' }] }] },
  ];
  const sent = await bot('POST', `/channels/${scene.channels.general}/messages`, { content: 'x', components });
  const message = await fan.waitForMessage(scene.channels.general, ({ id }) => id === sent.body.id);
  await expect(fan.press(message, 'Off')).rejects.toMatchObject({ code: 50035 });
  await expect(fan.choose(message, 's', ['b'])).rejects.toMatchObject({ code: 50035 });
  const chosen = await begin(() => fan.choose(message, 's', ['a']));
  expect(chosen.data.data).toMatchObject({ custom_id: 's', component_type: 3, values: ['a'] });
  await nobody('POST', chosen.callback, reply({ content: 'ok' }));
});

test('options are checked before the bot hears of them', async () => {
  const general = scene.channels.general;
  await expect(fan.command(general, 'find')).rejects.toMatchObject({ code: 50035 });
  await expect(fan.command(general, 'find', { name: 'x', page: 0 })).rejects.toMatchObject({ code: 50035 });
  await expect(fan.command(general, 'find', { name: 'x', where: '1' })).rejects.toMatchObject({ code: 50035 });
  expect(gateway.frames.some(({ t }) => t === 'INTERACTION_CREATE')).toBe(false);
});

test('what an option names comes resolved, channels with the rights of both sides', async () => {
  const moderator = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
  const managed = await begin(() => moderator.command(scene.channels.general, 'manage open', { who: fan.id }));
  expect(managed.data.data).toMatchObject({
    name: 'manage',
    options: [{ name: 'open', type: 1, options: [{ name: 'who', type: 6, value: fan.id }] }],
    resolved: { users: { [fan.id]: { username: 'ada' } }, members: { [fan.id]: { roles: [] } } },
  });
  await nobody('POST', managed.callback, reply({ content: 'ok' }));
  await moderator.close();

  scene.discord.world.setOverwrite(scene.channels.news, { roleId: scene.guildId, deny: P.SendMessages });
  const found = await begin(() =>
    fan.command(scene.channels.general, 'find', { name: 'x', where: scene.channels.news }),
  );
  const { channels } = (found.data.data as { resolved: { channels: Record<string, { app_permissions: string }> } })
    .resolved;
  expect(BigInt(channels[scene.channels.news]?.app_permissions ?? 0) & (P.ViewChannel | P.SendMessages)).toBe(
    P.ViewChannel,
  );
  expect(found.data).toMatchObject({
    locale: 'en-US',
    guild_locale: 'en-US',
    context: 0,
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    authorizing_integration_owners: { 0: scene.guildId },
  });
  await nobody('POST', found.callback, reply({ content: 'ok' }));
});

test('who may not use a command cannot run it by asking all the same', async () => {
  const manage = scene.discord.world.commandsOf(scene.application.id).find(({ name }) => name === 'manage');
  const body = {
    type: 2,
    application_id: scene.application.id,
    guild_id: scene.guildId,
    channel_id: scene.channels.general,
    session_id: 'x',
    nonce: '1',
    data: {
      id: manage?.id,
      name: 'manage',
      type: 1,
      version: manage?.version,
      options: [{ type: 1, name: 'open', options: [] }],
    },
  };
  expect((await asking(scene, scene.fans[0].token)('POST', '/interactions', body)).code).toBe(50013);
  expect((await asking(scene, scene.moderator.token)('POST', '/interactions', body)).status).toBe(204);
  const outdated = { ...body, data: { ...body.data, version: '1' } };
  expect((await asking(scene, scene.moderator.token)('POST', '/interactions', outdated)).code).toBe(50035);
  const unknown = { ...body, data: { ...body.data, id: '1' } };
  expect((await asking(scene, scene.moderator.token)('POST', '/interactions', unknown)).code).toBe(10063);
});

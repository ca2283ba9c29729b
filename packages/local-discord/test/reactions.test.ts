import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { identify, openGateway } from './gateway-client.ts';

let scene: Scene;
let bot: Ask;
let fan: Ask;
let message: string;
let reactions: string;

beforeEach(async () => {
  scene = await startScene({ rateLimits: UNHURRIED });
  bot = askingAsBot(scene);
  fan = asking(scene, scene.fans[0].token);
  const { body } = await bot('POST', `/channels/${scene.channels.general}/messages`, { content: 'vote' });
  message = String(body.id);
  reactions = `/channels/${scene.channels.general}/messages/${message}/reactions`;
});

afterEach(() => scene.discord.close());

const e = encodeURIComponent;
const EMOJI = [...'🔥🌱🍀🌸🌻🌙🎀🎈🎉🎤🎧🎮🏆🐈🐕🐝🐳🐸👑💎💙'];

test('at most twenty kinds fit on a message, and joining one of them is still possible', async () => {
  for (const emoji of EMOJI.slice(0, 20)) expect((await bot('PUT', `${reactions}/${e(emoji)}/@me`)).status).toBe(204);
  expect((await bot('PUT', `${reactions}/${e(EMOJI[20] ?? '')}/@me`)).code).toBe(30010);
  expect((await fan('PUT', `${reactions}/${e('🔥')}/@me`)).status).toBe(204);
});

test('what is no emoji is 10014', async () => {
  expect((await bot('PUT', `${reactions}/mizi/@me`)).code).toBe(10014);
  expect((await bot('DELETE', `${reactions}/${e('🔥')}/@me`)).code).toBe(10014);
});

test('with and without the variation selector they are two', async () => {
  await fan('PUT', `${reactions}/${e('❤️')}/@me`);
  await bot('PUT', `${reactions}/${e('❤')}/@me`);
  const { body } = await bot('GET', `/channels/${scene.channels.general}/messages/${message}`);
  expect(body.reactions).toMatchObject([
    { emoji: { name: '❤️' }, count: 1, me: false },
    { emoji: { name: '❤' }, count: 1, me: true },
  ]);
});

test('the first of a kind needs Add Reactions, a further one does not', async () => {
  await bot('PUT', `${reactions}/${e('🔥')}/@me`);
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.guildId, deny: P.AddReactions });
  expect((await fan('PUT', `${reactions}/${e('🌱')}/@me`)).code).toBe(50013);
  expect((await fan('PUT', `${reactions}/${e('🔥')}/@me`)).status).toBe(204);
});

test("another's reaction needs Manage Messages to be taken off, and comes as a removal by its owner", async () => {
  await fan('PUT', `${reactions}/${e('🔥')}/@me`);
  const owner = scene.fans[0].id;
  expect((await bot('DELETE', `${reactions}/${e('🔥')}/${owner}`)).code).toBe(50013);
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ManageMessages });
  const gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  expect((await bot('DELETE', `${reactions}/${e('🔥')}/${owner}`)).status).toBe(204);
  expect((await gateway.frame(({ t }) => t === 'MESSAGE_REACTION_REMOVE')).d).toMatchObject({
    user_id: owner,
    emoji: { name: '🔥' },
  });
});

test('all reactions, or all of a kind, are cleared with an event of their own', async () => {
  scene.discord.world.setOverwrite(scene.channels.general, { roleId: scene.botRoleId, allow: P.ManageMessages });
  const gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  for (const emoji of ['🔥', '🌱']) await fan('PUT', `${reactions}/${e(emoji)}/@me`);
  await bot('DELETE', `${reactions}/${e('🔥')}`);
  expect((await gateway.frame(({ t }) => t === 'MESSAGE_REACTION_REMOVE_EMOJI')).d).toMatchObject({
    message_id: message,
    emoji: { name: '🔥' },
  });
  await bot('DELETE', reactions);
  expect((await gateway.frame(({ t }) => t === 'MESSAGE_REACTION_REMOVE_ALL')).d).toEqual({
    message_id: message,
    channel_id: scene.channels.general,
    guild_id: scene.guildId,
  });
  expect((await bot('GET', `/channels/${scene.channels.general}/messages/${message}`)).body).not.toHaveProperty(
    'reactions',
  );
});

test('super reactions are listed apart, and say so in their event', async () => {
  await fan('PUT', `${reactions}/${e('🔥')}/@me?type=1`);
  await bot('PUT', `${reactions}/${e('🔥')}/@me?type=1`);
  const ids = async (type: number) =>
    ((await bot('GET', `${reactions}/${e('🔥')}?type=${type}`)).body as unknown as { id: string }[]).map(
      ({ id }) => id,
    );
  expect(await ids(1)).toEqual([scene.fans[0].id]);
  expect(await ids(0)).toEqual([scene.application.id]);
});

test('paging through the reactions meets everyone once, in the order of their ids', async () => {
  const { world } = scene.discord;
  const people = Array.from(
    { length: 250 },
    (_, index) => world.createPerson({ name: `Fan ${index}`, guildId: scene.guildId }).id,
  );
  for (const id of [...people].reverse()) world.react(id, scene.channels.general, message, '🔥');
  const met: string[] = [];
  for (;;) {
    const after = met.at(-1);
    const page = (await bot('GET', `${reactions}/${e('🔥')}?limit=100${after === undefined ? '' : `&after=${after}`}`))
      .body as unknown as { id: string }[];
    met.push(...page.map(({ id }) => id));
    if (page.length < 100) break;
  }
  expect(met).toEqual(people);
  world.unreact(people[0] ?? '', scene.channels.general, message, '🔥');
  const first = (await bot('GET', `${reactions}/${e('🔥')}?limit=1`)).body as unknown as { id: string }[];
  expect(first.map(({ id }) => id)).toEqual([people[1]]);
});

test('20,000 people can react, and are all there to be read', async () => {
  const { world } = scene.discord;
  for (let index = 0; index < 20_000; index += 1) {
    const { id } = world.createPerson({ name: `Fan ${index}`, guildId: scene.guildId });
    world.react(id, scene.channels.general, message, index % 2 === 0 ? '🔥' : '🌱');
  }
  const { body } = await bot('GET', `/channels/${scene.channels.general}/messages/${message}`);
  expect(body.reactions).toMatchObject([{ count: 10_000 }, { count: 10_000 }]);
});

test('whatever is added and taken back, a message counts who is left', async () => {
  const people = scene.fans.map(({ id }) => id);
  const act = fc.record({ who: fc.constantFrom(...people), emoji: fc.constantFrom('🔥', '🌱'), add: fc.boolean() });
  const { world } = scene.discord;
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const { id } = world.send(scene.moderator.id, scene.channels.general, 'vote');
      const expected = new Map<string, Set<string>>();
      for (const { who, emoji, add } of acts) {
        const users = expected.get(emoji) ?? new Set();
        expected.set(emoji, users);
        if (add) {
          users.add(who);
          world.react(who, scene.channels.general, String(id), emoji);
        } else if (users.size > 0) {
          users.delete(who);
          world.unreact(who, scene.channels.general, String(id), emoji);
        }
      }
      const shown = (world.messages(scene.channels.general).at(-1)?.reactions ?? []) as {
        emoji: { name: string };
        count: number;
      }[];
      const left = [...expected].filter(([, users]) => users.size > 0).map(([emoji, users]) => [emoji, users.size]);
      expect(Object.fromEntries(shown.map(({ emoji, count }) => [emoji.name, count]))).toEqual(
        Object.fromEntries(left),
      );
    }),
    { numRuns: 60 },
  );
});

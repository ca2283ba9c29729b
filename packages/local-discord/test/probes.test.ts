import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerProbes } from '../probes/answers.ts';
import { layoutProbes } from '../probes/layouts.ts';
import { messageProbes } from '../probes/messages.ts';
import type { Probe } from '../probes/probe.ts';
import { routeProbes } from '../probes/routes.ts';
import { type Ask, asking, askingAsBot, UNHURRIED } from '../testkit/requests.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { COMMANDS } from './bot.ts';
import { identify, openGateway, type RawGateway } from './gateway-client.ts';

const PROBES = [...messageProbes, ...layoutProbes, ...routeProbes, ...answerProbes];

let scene: Scene;
let bot: Ask;
let gateway: RawGateway;
let names: Record<string, string>;

beforeAll(async () => {
  // As Discord itself: what it does not know it drops in silence.
  scene = await startScene({ rateLimits: UNHURRIED, unknownFields: 'ignore' });
  bot = askingAsBot(scene);
  const { world } = scene.discord;
  const { general, news } = scene.channels;
  const moderator = asking(scene, scene.moderator.token);
  const post = async (channelId: string, body: object, who: Ask = bot) =>
    String((await who('POST', `/channels/${channelId}/messages`, body)).body.id);
  const thread = async (who: Ask) =>
    String((await who('POST', `/channels/${general}/threads`, { name: 'talk', type: 11 })).body.id);
  const channel = (name: string, rights: { allow?: bigint; deny?: bigint }) => {
    const { id } = world.createChannel(scene.guildId, { name, type: ChannelType.GuildText });
    world.setOverwrite(id, { userId: scene.application.id, ...rights });
    return id;
  };
  const archived = await thread(bot);
  const inArchived = await post(archived, { content: 'x' });
  world.setThread(archived, { archived: true });
  const locked = await thread(bot);
  world.setThread(locked, { locked: true });
  const published = await post(news, { content: 'x' });
  await bot('POST', `/channels/${news}/messages/${published}/crosspost`);
  const poll = { question: { text: 'Who?' }, answers: [{ poll_media: { text: 'a' } }] };
  await bot('PUT', `/applications/${scene.application.id}/commands`, COMMANDS);
  gateway = await openGateway(scene.discord.url);
  gateway.send(identify(scene.application.botToken));
  await gateway.frame(({ t }) => t === 'GUILD_CREATE');
  names = {
    ...scene.channels,
    guild: scene.guildId,
    app: scene.application.id,
    fan: scene.fans[0].id,
    message: await post(general, { content: 'x' }),
    theirs: await post(general, { content: 'x' }, moderator),
    layout: await post(general, { flags: 1 << 15, components: [{ type: 10, content: 'x' }] }),
    poll: await post(general, { poll }),
    published,
    archived,
    inArchived,
    locked,
    hidden: channel('hidden', { deny: P.ViewChannel }),
    quiet: channel('quiet', { deny: P.SendMessages }),
    managed: channel('managed', { allow: P.ManageMessages }),
    emoji: world.createEmoji(scene.guildId, { name: 'mizi', animated: true }).id,
    foreign: world.createEmoji(world.createGuild({ name: 'Elsewhere' }).id, { name: 'ivan' }).id,
  };
  world.blockTexts(scene.guildId, [
    { text: 'forbidden', by: 'auto-moderation' },
    { text: 'harmful.example', by: 'link-filter' },
  ]);
});

afterAll(() => scene.discord.close());

/** A new interaction of the person's, and what a bot answers it by. */
async function interaction(type: 2 | 4): Promise<{ id: string; token: string }> {
  const [command, options] =
    type === 2 ? ['ping', []] : ['find', [{ type: 3, name: 'name', value: 'a', focused: true }]];
  const found = scene.discord.world.commandsOf(scene.application.id).find(({ name }) => name === command);
  const nonce = `probe-${gateway.frames.length}`;
  const before = gateway.frames.length;
  const sent = await asking(scene, scene.fans[0].token)('POST', '/interactions', {
    type,
    application_id: scene.application.id,
    guild_id: scene.guildId,
    channel_id: scene.channels.general,
    session_id: 's',
    nonce,
    data: { id: found?.id, name: command, type: 1, version: found?.version, options },
  });
  expect(sent.status).toBe(204);
  await expect.poll(() => gateway.frames.slice(before).some(({ t }) => t === 'INTERACTION_CREATE')).toBe(true);
  const begun = gateway.frames.slice(before).findLast(({ t }) => t === 'INTERACTION_CREATE');
  return { id: String(begun?.d.id), token: String(begun?.d.token) };
}

async function ask({ method, path, body, by, headers }: Probe) {
  const here = { ...names };
  if (path.includes('{interaction}')) {
    const { id, token } = await interaction(2);
    Object.assign(here, { interaction: id, token });
  } else if (path.includes('{typing}')) {
    const { id, token } = await interaction(4);
    Object.assign(here, { typing: id, typingToken: token });
  }
  const filled = (text: string) =>
    text.replace(/(?:\{|%7B)(\w+)(?:\}|%7D)/g, (whole, name: string) => here[name] ?? whole);
  const { botToken } = scene.application;
  const authorization = {
    bot: `Bot ${botToken}`,
    fan: scene.fans[0].token,
    moderator: scene.moderator.token,
    nobody: undefined,
    'bare token': botToken,
  }[by ?? 'bot'];
  const response = await fetch(`${scene.discord.api}/v10${filled(path)}`, {
    method,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: filled(JSON.stringify(body)) }),
  });
  const text = await response.text();
  const answer = text.startsWith('{') ? (JSON.parse(text) as { code?: number }) : {};
  return { status: response.status, ...(response.ok ? {} : { code: answer.code }), text };
}

/** They ask one Discord, one after the other. */
describe('A request', { shuffle: false }, () => {
  for (const area of new Set(PROBES.map((probe) => probe.area))) {
    describe(area, () => {
      const probes = PROBES.filter((probe) => probe.area === area).map((probe) => [probe.what, probe] as const);
      test.each(probes)('%s is answered as Discord answers it', async (_what, probe) => {
        const { text, ...answer } = await ask(probe);
        const wanted = { status: probe.status, ...(probe.code === undefined ? {} : { code: probe.code }) };
        expect(answer, `${probe.source}: ${text}`).toEqual(wanted);
      });
    });
  }
});

test('there are more than 250 probes, each of another request and with its source', () => {
  expect(PROBES.length).toBeGreaterThanOrEqual(250);
  const requests = PROBES.map(({ method, path, body, by, headers }) =>
    JSON.stringify([method, path, body, by, headers]),
  );
  expect(requests.filter((request, index) => requests.indexOf(request) < index)).toEqual([]);
  expect(PROBES.filter(({ source }) => source === '')).toEqual([]);
});

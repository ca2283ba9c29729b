import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectPerson,
  type Person,
  reactionName,
  type Scene,
  type SeenMessage,
  startScene,
} from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';
import { textOf } from '../../testkit/bot/evening.ts';
import { type SpoilerWatch, watchSpoilers } from '../../testkit/spoilers/spoiler-watch.ts';

const UPLOADS = 'POST /applications/:application/emojis';
const EMBLEM = /^emblem_[0-9a-f]{12}:\d+$/;

/** One application in two servers: at first Discord takes no emoji of it, then it does. */
describe('The emblems of contestants', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let folder: string;
  let watch: SpoilerWatch;
  let mod: Person;
  let ada: Person;
  let other: { guildId: string; channelId: string; mod: Person };
  let early: SeenMessage;
  let late: SeenMessage;
  const start = () => startBotHere(scene, { STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}` });
  const person = (token: string) => connectPerson({ url: scene.discord.url, token });
  const namesOf = ({ reactions = [] }: SeenMessage) => reactions.map(({ emoji }) => reactionName(emoji));
  const opened = (who: Person, channelId: string) =>
    who.waitForMessage(channelId, ({ embeds, reactions }) => embeds.length > 0 && reactions?.length === 2);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clematis-'));
    scene = await startScene();
    watch = watchSpoilers(scene.discord);
    const { world } = scene.discord;
    const { id: guildId } = world.createGuild({ name: 'Elsewhere' });
    const { id: channelId } = world.createChannel(guildId, { name: 'predictions' });
    world.installApplication(scene.application.id, guildId);
    other = {
      ...{ guildId, channelId },
      mod: await person(world.createPerson({ name: 'Their mod', guildId, moderator: true }).token),
    };
    [mod, ada] = await Promise.all([person(scene.moderator.token), person(scene.fans[0].token)]);
    scene.discord.fault({ kind: 503, route: UPLOADS, times: 1000 });
    here = await start();
  });

  afterAll(async () => {
    await Promise.all([mod.close(), ada.close(), other.mod.close()]);
    await here.bot.stop();
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('wait while Discord takes none: the bot is ready, and polls have the emoji of the data', async () => {
    watch.member(mod.id, 'round-5');
    await mod.command(scene.channels.predictions, 'spoilers server', { episode: 'round-5' });
    watch.server('round-5');
    await mod.command(scene.channels.predictions, 'poll open', { closes: 'in 3h', match: 'round-6' });
    early = await opened(mod, scene.channels.predictions);
    expect(namesOf(early)).toEqual(['🎸', '🖤']);
    await ada.react(early.channel_id, early.id, '🎸');
    here.clock.advance(10_000);
    await mod.waitForChange(early, (now) => textOf(now).includes('**Till** · 1 '));
  });

  it('leave a poll alone that was opened without them: its reactions are votes as before', async () => {
    await here.bot.stop();
    scene.discord.resetFaults();
    const uploaded = scene.discord.waitForRequest(({ method, path }) => method === 'POST' && path.endsWith('/emojis'));
    here = await start();
    await uploaded;
    await ada.react(early.channel_id, early.id, '🖤');
    here.clock.advance(10_000);
    const drawn = await mod.waitForChange(early, (now) => textOf(now).includes('🖤 **Ivan** · 1 '));
    expect(namesOf(drawn)).toEqual(['🎸', '🖤']);
    expect(textOf(drawn)).toContain('🎸 **Till** · 0 ');
  });

  it('are in the reactions, buttons and lines of a poll opened after they were uploaded, and count by reaction and by button', async () => {
    await expect
      .poll(async () => {
        const { message } = await mod.command(scene.channels.general, 'character', { name: 'Till', private: true });
        return JSON.stringify(message.components);
      })
      .toMatch(/emojis\/\d+|<:emblem_\w+:\d+>/);
    const { message } = await mod.command(early.channel_id, 'poll void', { poll: 'Round 6' });
    await mod.press(message, 'Yes, do it');
    await mod.command(scene.channels.general, 'poll open', { closes: 'in 3h', match: 'round-6' });
    late = await opened(mod, scene.channels.general);
    const [till = '', ivan = ''] = namesOf(late);
    expect([till, ivan]).toEqual([expect.stringMatching(EMBLEM), expect.stringMatching(EMBLEM)]);
    expect(textOf(late)).toContain(`<:${till}> **Till**`);
    expect(JSON.stringify(late.components)).toContain(till.split(':')[1]);
    await ada.react(late.channel_id, late.id, ivan);
    here.clock.advance(10_000);
    await mod.waitForChange(late, (now) => textOf(now).includes('**Ivan** · 1 '));
    expect((await ada.press(late, 'Till')).message.content).toContain(`<:${ivan}> **Ivan**`);
  });

  it('are the same in every server of the application, uploaded once', async () => {
    watch.member(other.mod.id, 'round-5');
    await other.mod.command(other.channelId, 'spoilers server', { episode: 'round-5' });
    await other.mod.command(other.channelId, 'poll open', { closes: 'in 3h', match: 'round-6' });
    expect(namesOf(await opened(other.mod, other.channelId))).toEqual(namesOf(late));
    const names = scene.discord.traffic.flatMap(({ method, path, status, body }) =>
      method === 'POST' && path.endsWith('/emojis') && status === 201 ? (body as { name: string }).name : [],
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('stay away from matches that a moderator names', async () => {
    const asked = await other.mod.command(other.channelId, 'poll open', { closes: 'in 3h', custom: '🐍 Till vs Ivan' });
    await other.mod.press(asked.message, 'No, as I wrote it');
    const custom = await other.mod.waitForMessage(
      other.channelId,
      ({ embeds, reactions }) => embeds[0]?.title?.startsWith('Till vs Ivan') === true && reactions?.length === 2,
    );
    expect(namesOf(custom)).toEqual(['🐍', '🔴']);
  });
});

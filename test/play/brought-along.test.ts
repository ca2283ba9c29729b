import { fileURLToPath } from 'node:url';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { connectPerson, type Person, type Scene, startScene, writtenIn } from 'local-discord/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BotHere, startBotHere } from '../../testkit/bot/bot-here.ts';

const DATA = fileURLToPath(new URL('../../data/alien-stage', import.meta.url));

/** A fan installs the bot for themselves, and has it where nobody else does. */
describe('Brought along by a fan', { shuffle: false }, () => {
  let scene: Scene;
  let here: BotHere;
  let fan: Person;
  let elsewhere: string;
  let channelId: string;
  const names = async (id: string) => (await fan.commands(id)).map(({ name }) => name);
  const text = writtenIn;

  beforeAll(async () => {
    scene = await startScene();
    const { world } = scene.discord;
    elsewhere = world.createGuild({ name: 'Elsewhere' }).id;
    channelId = world.createChannel(elsewhere, { name: 'chat' }).id;
    world.addMember(elsewhere, scene.fans[0].id);
    world.addMember(elsewhere, scene.fans[1].id);
    here = await startBotHere(scene, { KNOWLEDGE_DIR: DATA });
    fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
  });

  afterAll(async () => {
    await fan.close();
    await here.bot.stop();
    await scene.discord.close();
  });

  it('it is there only once it is installed, with the commands that belong to no server', async () => {
    expect(await names(channelId)).toEqual([]);
    scene.discord.world.installForPerson(scene.application.id, fan.id);
    const there = await names(channelId);
    expect(there).toEqual(expect.arrayContaining(['character', 'search', 'next', 'watched', 'help']));
    expect(
      there.filter((name) => ['poll', 'announce', 'spoilers', 'setup', 'standings', 'picks'].includes(name)),
    ).toEqual([]);
  });

  it('only they can read its answers, at their own horizon, whatever the server has watched', async () => {
    const first = await fan.command(channelId, 'series');
    expect(first.private).toBe(true);
    await fan.command(channelId, 'watched', { episode: 'round-2' });
    const { private: isPrivate, message } = await fan.command(channelId, 'match', { match: 'round-2' });
    expect(isPrivate).toBe(true);
    expect(text(message)).toContain('Round 2');
    expect(scene.discord.world.messages(channelId)).toEqual([]);
  });

  it('it answers where external apps may not speak, and in messages between two people', async () => {
    scene.discord.world.setOverwrite(channelId, { roleId: elsewhere, deny: P.UseExternalApps });
    expect((await fan.command(channelId, 'help')).private).toBe(true);
    const direct = scene.discord.world.directChannel(fan.id, scene.fans[1].id).id;
    expect(await names(direct)).toContain('character');
    expect((await fan.command(direct, 'help')).private).toBe(true);
  });

  it('it knows the same of them in every place', async () => {
    scene.discord.world.addMember(scene.guildId, fan.id);
    const { message } = await fan.command(scene.channels.general, 'match', { match: 'round-2' });
    expect(text(message)).toContain('Round 2');
  });
});

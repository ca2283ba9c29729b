import { type APIInteraction, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectPerson, type Person } from '../testkit/person.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { COMMANDS } from './bot.ts';
import { core } from './libraries/core.ts';
import { discordeno } from './libraries/discordeno.ts';
import { discordJs } from './libraries/discordjs.ts';
import type { Hands } from './libraries/hands.ts';
import { oceanic } from './libraries/oceanic.ts';

const LIBRARIES = [discordJs, core, oceanic, discordeno];
/** Guilds, messages, reactions and direct messages. */
const INTENTS = 1 | (1 << 9) | (1 << 10) | (1 << 12);

for (const library of LIBRARIES) {
  describe(`${library.name}, unchanged,`, { shuffle: false }, () => {
    let scene: Scene;
    let hands: Hands;
    let fan: Person;
    const heard: { name: string; data: Record<string, unknown> }[] = [];
    const { general, news } = { general: () => scene.channels.general, news: () => scene.channels.news };
    const messages = (channelId = general()) => scene.discord.world.messages(channelId);
    const last = (channelId = general()) => messages(channelId).at(-1) ?? {};
    const button = { type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] };

    beforeAll(async () => {
      // As Discord: what a library sends beside the described is dropped.
      scene = await startScene({ unknownFields: 'ignore' });
      const { world } = scene.discord;
      const rights =
        P.ManageWebhooks | P.ManageRoles | P.ManageMessages | P.PinMessages | P.ManageThreads | P.ChangeNickname;
      world.setRolePermissions(scene.guildId, scene.botRoleId, rights);
      world.createEmoji(scene.guildId, { name: 'mizi' });
      hands = await library.open(scene, INTENTS);
      hands.onDispatch((name, data) => heard.push({ name, data: data as Record<string, unknown> }));
      await hands.register(COMMANDS as object[]);
      fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
    });

    afterAll(async () => {
      await fan.close();
      await hands.close();
      await scene.discord.close();
    });

    const event = async (name: string, fits: (data: Record<string, unknown>) => boolean = () => true) => {
      const found = () => heard.find((one) => one.name === name && fits(one.data));
      await expect.poll(found, { timeout: 5000 }).toBeDefined();
      return found()?.data ?? {};
    };
    /** Answers the next interaction that fits, as its library does. */
    const onNext = (
      fits: (interaction: APIInteraction) => boolean,
      act: (interaction: APIInteraction) => Promise<unknown>,
    ) => {
      const from = heard.length;
      return expect
        .poll(() => heard.slice(from).some(({ name, data }) => name === 'INTERACTION_CREATE' && fits(data as never)), {
          timeout: 5000,
        })
        .toBe(true)
        .then(() => {
          const one = heard.slice(from).find(({ name, data }) => name === 'INTERACTION_CREATE' && fits(data as never));
          return act(one?.data as unknown as APIInteraction);
        });
    };
    const ofType = (type: number) => (interaction: APIInteraction) => interaction.type === type;

    test('logs in and hears of its server', () => {
      expect(hands.guildName()).toBe('A small server');
    });
    test('sends, edits and deletes a message', async () => {
      const id = await hands.send(general(), { content: 'one' });
      expect(last()).toMatchObject({ id, content: 'one' });
      await hands.edit(general(), id, 'two');
      expect(last()).toMatchObject({ id, content: 'two' });
      await hands.remove(general(), id);
      expect(messages()).toEqual([]);
    });
    test('sends an embed', async () => {
      await hands.send(general(), { content: 'x', embeds: [{ title: 'T' }] });
      expect(last().embeds).toMatchObject([{ title: 'T' }]);
    });
    test('sends a file', async () => {
      await hands.sendFile(general(), 'a.txt', 'hello');
      expect(last().attachments).toMatchObject([{ filename: 'a.txt', size: 5 }]);
    });
    test('reads the history', async () => {
      expect((await hands.history(general()))[0]).toBe(last().id);
    });
    test('reacts, reads who did, and takes it off', async () => {
      const id = String(last().id);
      await hands.react(general(), id, '🔥');
      expect(await hands.reactors(general(), id, '🔥')).toEqual([scene.application.id]);
      await hands.unreact(general(), id, '🔥');
      expect(last().reactions).toBeUndefined();
    });
    test('hears of people’s messages and reactions', async () => {
      const sent = await fan.send(general(), 'hello');
      await fan.react(general(), sent.id, '🌱');
      await event('MESSAGE_CREATE', ({ id }) => id === sent.id);
      expect(await event('MESSAGE_REACTION_ADD', ({ user_id: id }) => id === fan.id)).toMatchObject({
        message_id: sent.id,
      });
    });
    test('pins', async () => {
      const id = String(last().id);
      await hands.pin(general(), id);
      expect(messages().find((message) => message.id === id)?.pinned).toBe(true);
    });
    test('publishes', async () => {
      const id = await hands.send(news(), { content: 'news' });
      await hands.publish(news(), id);
      expect(last(news()).flags).toBe(1);
    });
    test('opens a thread, writes in it and archives it', async () => {
      const id = await hands.openThread(news(), String(last(news()).id), 'talk');
      await hands.send(id, { content: 'inside' });
      expect(last(id).content).toBe('inside');
      await hands.archive(id);
      await event('THREAD_UPDATE', (data) => data.id === id);
    });
    test('deletes several messages at once', async () => {
      const before = messages().length;
      const ids = [await hands.send(general(), { content: 'a' }), await hands.send(general(), { content: 'b' })];
      await hands.removeSeveral(general(), ids);
      expect(messages()).toHaveLength(before);
    });
    test('writes by a webhook', async () => {
      await hands.webhook(scene.channels.predictions, 'News', 'by a hook');
      expect(last(scene.channels.predictions)).toMatchObject({ content: 'by a hook', author: { username: 'News' } });
    });
    test('lists the server’s emoji', async () => {
      expect(await hands.emoji(scene.guildId)).toEqual(['mizi']);
    });
    test('gives a role', async () => {
      const role = scene.discord.world.createRole(scene.guildId, { name: 'singers' }).id;
      await hands.giveRole(scene.guildId, fan.id, role);
      const sent = await fan.send(general(), 'with a role');
      expect((await event('MESSAGE_CREATE', ({ id }) => id === sent.id)).member).toMatchObject({ roles: [role] });
    });
    test('changes its own name in the server', async () => {
      await hands.rename(scene.guildId, 'Ivan');
      expect(await event('GUILD_MEMBER_UPDATE')).toMatchObject({ nick: 'Ivan' });
    });
    test('finds members by name', async () => {
      expect(await hands.search(scene.guildId, 'Ad')).toEqual([fan.id]);
    });
    test('writes a direct message', async () => {
      await hands.directMessage(fan.id, 'psst');
      const channelId = await fan.directChannel(scene.application.id);
      expect((await fan.messages(channelId)).map(({ content }) => content)).toEqual(['psst']);
    });
    test('answers a command', async () => {
      const done = onNext(ofType(2), (one) => hands.respond(one, { type: 4, data: { content: 'pong' } }));
      expect((await fan.command(general(), 'ping')).message.content).toBe('pong');
      await done;
    });
    test('thinks, answers then, and follows up', async () => {
      const done = onNext(ofType(2), async (one) => {
        await hands.respond(one, { type: 5 });
        await hands.editAnswer(one, 'thought');
        await hands.followUp(one, 'and more');
      });
      expect((await fan.command(general(), 'ping')).message.content).toBe('thought');
      await done;
      await fan.waitForMessage(general(), ({ content }) => content === 'and more');
    });
    test('suggests while somebody types', async () => {
      const done = onNext(ofType(4), (one) =>
        hands.respond(one, { type: 8, data: { choices: [{ name: 'Mizi', value: 'mizi' }] } }),
      );
      expect(await fan.suggest(general(), 'find', { name: 'm' }, 'name')).toEqual([{ name: 'Mizi', value: 'mizi' }]);
      await done;
    });
    test('shows a button, and updates the message when it is pressed', async () => {
      const shown = onNext(ofType(2), (one) =>
        hands.respond(one, { type: 4, data: { content: 'press', components: [button] } }),
      );
      const { message } = await fan.command(general(), 'ping');
      await shown;
      const done = onNext(ofType(3), (one) => hands.respond(one, { type: 7, data: { content: 'pressed' } }));
      expect((await fan.press(message, 'Go')).message.content).toBe('pressed');
      await done;
    });
    test('shows a modal and takes what was filled in', async () => {
      const components = [{ type: 18, label: 'Who', component: { type: 4, custom_id: 'who', style: 1 } }];
      const shown = onNext(ofType(2), (one) =>
        hands.respond(one, { type: 9, data: { custom_id: 'm', title: 'M', components } }),
      );
      const { modal } = await fan.command(general(), 'ping');
      await shown;
      if (!modal) throw new Error('No modal');
      const done = onNext(ofType(5), (one) => hands.respond(one, { type: 4, data: { content: 'thanks' } }));
      expect((await fan.submit(modal, { who: 'Ada' })).message.content).toBe('thanks');
      await done;
    });
    test('was never refused what Discord takes', () => {
      const refused = scene.discord.traffic.filter(({ status }) => status >= 400 && status !== 429);
      expect(refused.map(({ method, path, status, refusal }) => ({ method, path, status, refusal }))).toEqual([]);
    });
  });
}

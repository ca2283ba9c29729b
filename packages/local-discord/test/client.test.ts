import type { Client } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectPerson, type Person } from '../testkit/person.ts';
import { type Scene, startScene } from '../testkit/scene.ts';
import { answerWith, COMMANDS, connectBot } from './bot.ts';

let scene: Scene;
let client: Client<true>;
let fan: Person;

beforeEach(async () => {
  scene = await startScene();
  client = await connectBot(scene);
  await client.application.commands.set(COMMANDS);
  fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
});

afterEach(async () => {
  await fan.close();
  await client.destroy();
  await scene.discord.close();
});

/** Nothing an unchanged client sends may count as invalid. */
afterEach(() => {
  expect(scene.discord.traffic.filter(({ status }) => status >= 400)).toEqual([]);
});

test('an unchanged discord.js client logs in, and finds its server with its channels and roles', () => {
  const guild = client.guilds.cache.get(scene.guildId);
  expect(guild?.name).toBe('A small server');
  expect(guild?.channels.cache.map((channel) => channel.name).sort()).toEqual([
    'forum',
    'general',
    'news',
    'predictions',
  ]);
  expect(guild?.members.me?.roles.cache.has(scene.botRoleId)).toBe(true);
  expect(client.application.id).toBe(scene.application.id);
});

test('a reply reaches everyone in the channel, and tells who asked', async () => {
  const other = await connectPerson({ url: scene.discord.url, token: scene.fans[1].token });
  answerWith(client, async (interaction) => interaction.isChatInputCommand() && interaction.reply('pong'));
  const answer = await fan.command(scene.channels.general, 'ping');
  expect(answer).toMatchObject({
    kind: 'message',
    private: false,
    message: { content: 'pong', author: { id: scene.application.id } },
  });
  const seen = await other.waitForMessage(scene.channels.general, ({ content }) => content === 'pong');
  expect(seen.interaction_metadata?.user.id).toBe(fan.id);
  await other.close();
});

test('a private reply reaches the one who asked by the gateway, and is in no channel', async () => {
  const other = await connectPerson({ url: scene.discord.url, token: scene.fans[1].token });
  answerWith(
    client,
    async (interaction) => interaction.isChatInputCommand() && interaction.reply({ content: 'hush', flags: 64 }),
  );
  const answer = await fan.command(scene.channels.general, 'ping');
  expect(answer).toMatchObject({ private: true, message: { content: 'hush', flags: 64 } });
  expect(await fan.messages(scene.channels.general)).toEqual([]);
  await other.send(scene.channels.general, 'mark');
  await other.waitForMessage(scene.channels.general, ({ content }) => content === 'mark');
  expect(other.seen.map(({ content }) => content)).toEqual(['mark']);
  await other.close();
});

test('a deferred answer thinks first, is then edited, and follow-ups come beside it', async () => {
  answerWith(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: 64 });
    await interaction.editReply('thought');
    await interaction.followUp({ content: 'and more', flags: 64 });
    await interaction.deleteReply();
  });
  const answer = await fan.command(scene.channels.general, 'ping');
  expect(answer).toMatchObject({ private: true, message: { content: 'thought' } });
  const more = await fan.waitForMessage(scene.channels.general, ({ content }) => content === 'and more');
  expect(more.flags).toBe(64);
  await fan.waitForDeletion(answer.message);
});

test('the first follow-up to a thinking answer becomes that answer', async () => {
  answerWith(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.followUp('here it is');
  });
  const answer = await fan.command(scene.channels.general, 'ping');
  expect(answer.message.content).toBe('here it is');
  expect(fan.seen).toHaveLength(1);
});

test('the response to a callback carries the message when it is asked for', async () => {
  const ids: (string | undefined)[] = [];
  answerWith(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const response = await interaction.reply({ content: 'pong', withResponse: true });
    ids.push(response.resource?.message?.id);
  });
  const answer = await fan.command(scene.channels.general, 'ping');
  await scene.discord.waitForRequest(({ route }) => route.endsWith('/callback'));
  await expect.poll(() => ids).toEqual([answer.message.id]);
});

test('autocomplete offers what the bot answers for the option being typed', async () => {
  const typed: unknown[] = [];
  answerWith(client, async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    typed.push(interaction.options.getFocused(true));
    await interaction.respond([{ name: 'Mizi', value: 'mizi' }]);
  });
  expect(await fan.suggest(scene.channels.general, 'find', { name: 'mi' }, 'name')).toEqual([
    { name: 'Mizi', value: 'mizi' },
  ]);
  expect(typed).toEqual([{ name: 'name', value: 'mi', type: 3, focused: true }]);
});

test('buttons, selects and modals lead through a private screen', async () => {
  answerWith(client, async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({
        content: 'choose',
        flags: 64,
        components: [
          { type: 1, components: [{ type: 2, style: 1, label: 'Fill in', custom_id: 'fill' }] },
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: 'pick',
                options: [
                  { label: 'A', value: 'a' },
                  { label: 'B', value: 'b' },
                ],
              },
            ],
          },
        ],
      });
    } else if (interaction.isStringSelectMenu()) {
      await interaction.update({ content: `picked ${interaction.values}` });
    } else if (interaction.isButton()) {
      await interaction.showModal({
        custom_id: 'form',
        title: 'Form',
        components: [{ type: 18, label: 'Title', component: { type: 4, custom_id: 'title', style: 1 } }],
      });
    } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
      await interaction.update({ content: `titled ${interaction.fields.getTextInputValue('title')}`, components: [] });
    }
  });
  const screen = await fan.command(scene.channels.general, 'ping');
  const picked = await fan.choose(screen.message, 'pick', ['b']);
  expect(picked).toMatchObject({ kind: 'update', private: true, message: { content: 'picked b' } });
  const asked = await fan.press(picked.message, 'Fill in');
  expect(asked).toMatchObject({ kind: 'modal', modal: { title: 'Form', custom_id: 'form' } });
  if (!asked.modal) throw new Error('No modal came');
  const done = await fan.submit(asked.modal, { title: 'Round 7' });
  expect(done).toMatchObject({ kind: 'update', message: { content: 'titled Round 7', components: [] } });
});

test('an interaction tells the bot who asks, where, with which rights, and what they named', async () => {
  const heard: unknown[] = [];
  answerWith(client, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    heard.push({
      user: interaction.user.id,
      manages: interaction.memberPermissions?.has('ManageGuild'),
      appCanSend: interaction.appPermissions.has('SendMessages'),
      locale: interaction.locale,
      guildLocale: interaction.guildLocale,
      context: interaction.context,
      where: interaction.options.getChannel('where')?.id,
      page: interaction.options.getInteger('page'),
    });
    await interaction.reply('ok');
  });
  await fan.command(scene.channels.general, 'find', { name: 'x', page: 2, where: scene.channels.news });
  expect(heard).toEqual([
    {
      user: fan.id,
      manages: false,
      appCanSend: true,
      locale: 'en-US',
      guildLocale: 'en-US',
      context: 0,
      where: scene.channels.news,
      page: 2,
    },
  ]);
});

test('a command on a message hands the bot the whole message, though it may not read messages', async () => {
  const message = await fan.send(scene.channels.general, 'Mizi sings');
  answerWith(
    client,
    async (interaction) =>
      interaction.isMessageContextMenuCommand() &&
      interaction.reply({ content: interaction.targetMessage.content, flags: 64 }),
  );
  const answer = await fan.commandOn(message, 'Look up');
  expect(answer.message.content).toBe('Mizi sings');
});

test('commands work in direct messages with the bot, where guild-only ones are not offered', async () => {
  answerWith(
    client,
    async (interaction) => interaction.isChatInputCommand() && interaction.reply(`context ${interaction.context}`),
  );
  const channelId = await fan.directChannel(scene.application.id);
  expect((await fan.commands(channelId)).map(({ name }) => name)).toEqual(['ping', 'find', 'Look up']);
  const answer = await fan.command(channelId, 'ping');
  expect(answer.message.content).toBe('context 1');
  expect(answer.message.channel_id).toBe(channelId);
});

test('a message with a file and an embed that shows it keeps bytes, description and address', async () => {
  const channel = await client.channels.fetch(scene.channels.general);
  if (!channel?.isSendable()) throw new Error('Not a channel to send to');
  await channel.send({
    embeds: [{ title: 'Bracket', image: { url: 'attachment://bracket.png' } }],
    files: [
      { attachment: Buffer.from('not really a picture'), name: 'bracket.png', description: 'The bracket' },
      { attachment: Buffer.from('listed'), name: 'list.txt' },
    ],
  });
  const seen = await fan.waitForMessage(scene.channels.general, ({ embeds }) => embeds.length > 0);
  expect(seen.attachments.map(({ filename }) => filename)).toEqual(['list.txt']);
  expect(seen.embeds[0]?.image?.description).toBe('The bracket');
  const address = seen.embeds[0]?.image?.url ?? '';
  expect(await (await fetch(address)).text()).toBe('not really a picture');
  const sent = scene.discord.traffic.find(({ files }) => files.length > 0);
  expect(sent?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ['bracket.png', 'not really a picture'],
    ['list.txt', 'listed'],
  ]);
});

test('reactions of people reach the raw gateway events of a client that keeps no channels', async () => {
  const message = scene.discord.world.send(scene.moderator.id, scene.channels.general, 'vote');
  const heard: unknown[] = [];
  const both = new Promise<void>((resolve) => {
    client.ws.on('MESSAGE_REACTION_ADD' as never, (data: unknown) => heard.push(data));
    client.ws.on('MESSAGE_REACTION_REMOVE' as never, (data: unknown) => resolve(void heard.push(data)));
  });
  await fan.react(scene.channels.general, String(message.id), '🔥');
  await fan.unreact(scene.channels.general, String(message.id), '🔥');
  await both;
  expect(heard).toMatchObject([
    { user_id: fan.id, message_id: message.id, emoji: { name: '🔥' }, member: { roles: [] }, burst: false, type: 0 },
    { user_id: fan.id, message_id: message.id, emoji: { name: '🔥' } },
  ]);
  expect(heard[1]).not.toHaveProperty('member');
});

test('threads hang on messages, and people can write in them', async () => {
  const channel = await client.channels.fetch(scene.channels.news);
  if (!channel?.isSendable()) throw new Error('Not a channel to send to');
  const message = await channel.send('A new episode is out');
  const thread = await message.startThread({ name: 'Round 7', autoArchiveDuration: 1440 });
  await message.crosspost();
  await fan.waitForEvent('THREAD_CREATE', ({ id }) => id === thread.id);
  await fan.send(thread.id, 'so good');
  expect((await fan.messages(thread.id)).map(({ content }) => content)).toEqual(['so good']);
  expect((await fan.message(scene.channels.news, message.id)).flags).toBe(1 | 32);
});

test('edits change what is named and read mentions anew', async () => {
  const channel = await client.channels.fetch(scene.channels.general);
  if (!channel?.isSendable()) throw new Error('Not a channel to send to');
  const message = await channel.send({
    content: `hello <@${fan.id}>`,
    allowedMentions: { parse: [] },
    embeds: [{ title: 'kept' }],
  });
  const seen = await fan.waitForMessage(scene.channels.general, ({ content }) => content.startsWith('hello'));
  expect(seen.mentions).toEqual([]);
  await message.edit({ content: `bye <@${fan.id}>` });
  const edited = await fan.waitForChange(seen);
  expect(edited).toMatchObject({
    content: `bye <@${fan.id}>`,
    embeds: [{ title: 'kept' }],
    mentions: [{ id: fan.id }],
  });
});

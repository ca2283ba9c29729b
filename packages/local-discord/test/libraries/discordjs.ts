import { Client } from 'discord.js';
import { Routes } from 'discord-api-types/v10';
import type { Library } from './hands.ts';

/** discord.js with its default caches, through its managers. */
export const discordJs: Library = {
  name: 'discord.js',
  async open(scene, intents) {
    const client = new Client({ intents, rest: { api: scene.discord.api } });
    const listeners: ((name: string, data: unknown) => void)[] = [];
    client.on('raw' as never, ({ t, d }: { t: string; d: unknown }) => {
      for (const listener of listeners) listener(t, d);
    });
    const ready = new Promise((resolve) => client.once('clientReady', resolve));
    await client.login(scene.application.botToken);
    await ready;

    const textChannel = async (id: string) => {
      const channel = await client.channels.fetch(id);
      if (!channel?.isSendable()) throw new Error(`${id} takes no messages`);
      return channel;
    };
    const message = async (channelId: string, id: string) => (await textChannel(channelId)).messages.fetch(id);
    const guild = async (id: string) => client.guilds.fetch(id);
    return {
      guildName: () => client.guilds.cache.get(scene.guildId)?.name,
      send: async (channelId, body) => (await (await textChannel(channelId)).send(body)).id,
      sendFile: async (channelId, name, text) =>
        (await (await textChannel(channelId)).send({ files: [{ attachment: Buffer.from(text), name }] })).id,
      edit: async (channelId, id, content) => (await message(channelId, id)).edit(content),
      remove: async (channelId, id) => (await message(channelId, id)).delete(),
      async removeSeveral(channelId, ids) {
        const channel = await textChannel(channelId);
        if ('bulkDelete' in channel) await channel.bulkDelete(ids);
      },
      history: async (channelId) => [...(await (await textChannel(channelId)).messages.fetch()).keys()],
      react: async (channelId, id, emoji) => (await message(channelId, id)).react(emoji),
      unreact: async (channelId, id, emoji) =>
        (await message(channelId, id)).reactions.resolve(emoji)?.users.remove(scene.application.id),
      async reactors(channelId, id, emoji) {
        const reaction = (await message(channelId, id)).reactions.resolve(emoji);
        return [...((await reaction?.users.fetch())?.keys() ?? [])];
      },
      pin: async (channelId, id) => (await message(channelId, id)).pin(),
      publish: async (channelId, id) => (await message(channelId, id)).crosspost(),
      openThread: async (channelId, id, name) => (await (await message(channelId, id)).startThread({ name })).id,
      async archive(id) {
        const thread = await client.channels.fetch(id);
        if (thread?.isThread()) await thread.setArchived(true);
      },
      async webhook(channelId, name, content) {
        const channel = await textChannel(channelId);
        if (!('createWebhook' in channel)) throw new Error('No place for a webhook');
        await (await channel.createWebhook({ name })).send(content);
      },
      emoji: async (id) => (await (await guild(id)).emojis.fetch()).map((emoji) => emoji.name ?? ''),
      giveRole: async (id, userId, roleId) => (await (await guild(id)).members.fetch(userId)).roles.add(roleId),
      rename: async (id, nick) => (await (await guild(id)).members.fetchMe()).setNickname(nick),
      search: async (id, query) => [...(await (await guild(id)).members.search({ query, limit: 5 })).keys()],
      directMessage: async (userId, content) => (await client.users.fetch(userId)).send(content),
      register: async (commands) => client.application?.commands.set(commands as never),
      respond: (interaction, body) =>
        client.rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false }),
      editAnswer: (interaction, content) =>
        client.rest.patch(Routes.webhookMessage(interaction.application_id, interaction.token), {
          body: { content },
          auth: false,
        }),
      followUp: (interaction, content) =>
        client.rest.post(Routes.webhook(interaction.application_id, interaction.token), {
          body: { content },
          auth: false,
        }),
      onDispatch: (listener) => void listeners.push(listener),
      close: () => client.destroy(),
    };
  },
};

import { Client } from 'oceanic.js';
import type { Library } from './hands.ts';

/** oceanic.js, through its REST manager and its caches. */
export const oceanic: Library = {
  name: 'oceanic.js',
  async open(scene, intents) {
    const client = new Client({
      auth: `Bot ${scene.application.botToken}`,
      rest: { baseURL: `${scene.discord.api}/v10` },
      gateway: { intents, getAllUsers: false },
    });
    const listeners: ((name: string, data: unknown) => void)[] = [];
    client.on('packet', (packet) => {
      if (packet.op === 0) for (const listener of listeners) listener(packet.t, packet.d);
    });
    client.on('error', () => {});
    const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
    await client.connect();
    await ready;
    const { channels, guilds, interactions, applications, webhooks } = client.rest;
    return {
      guildName: () => client.guilds.get(scene.guildId)?.name,
      send: async (id, body) => (await channels.createMessage(id, body)).id,
      sendFile: async (id, name, text) =>
        (await channels.createMessage(id, { files: [{ name, contents: Buffer.from(text) }] })).id,
      edit: (channelId, id, content) => channels.editMessage(channelId, id, { content }),
      remove: (channelId, id) => channels.deleteMessage(channelId, id),
      removeSeveral: (channelId, ids) => channels.deleteMessages(channelId, ids),
      history: async (channelId) => (await channels.getMessages(channelId)).map(({ id }) => id),
      react: (channelId, id, emoji) => channels.createReaction(channelId, id, emoji),
      unreact: (channelId, id, emoji) => channels.deleteReaction(channelId, id, emoji),
      reactors: async (channelId, id, emoji) =>
        (await channels.getReactions(channelId, id, emoji)).map((user) => user.id),
      pin: (channelId, id) => channels.pinMessage(channelId, id),
      publish: (channelId, id) => channels.crosspostMessage(channelId, id),
      openThread: async (channelId, id, name) => (await channels.startThreadFromMessage(channelId, id, { name })).id,
      archive: (id) => channels.edit(id, { archived: true }),
      async webhook(channelId, name, content) {
        const hook = await webhooks.create(channelId, { name });
        await webhooks.execute(hook.id, hook.token ?? '', { content });
      },
      emoji: async (id) => (await guilds.getEmojis(id)).map(({ name }) => name),
      giveRole: (id, userId, roleId) => guilds.addMemberRole(id, userId, roleId),
      rename: (id, nick) => guilds.editCurrentMember(id, { nick }),
      search: async (id, query) => (await guilds.searchMembers(id, { query })).map((member) => member.id),
      async directMessage(userId, content) {
        const channel = await channels.createDM(userId);
        await channels.createMessage(channel.id, { content });
      },
      register: (commands) => applications.bulkEditGlobalCommands(scene.application.id, commands as never),
      respond: (interaction, body) =>
        interactions.createInteractionResponse(interaction.id, interaction.token, camel(body) as never),
      editAnswer: (interaction, content) =>
        interactions.editOriginalMessage(interaction.application_id, interaction.token, { content }),
      followUp: (interaction, content) =>
        interactions.createFollowupMessage(interaction.application_id, interaction.token, { content }),
      onDispatch: (listener) => void listeners.push(listener),
      close: () => client.disconnect(false),
    };
  },
};

/** Its own names for Discord's fields: `custom_id` is `customID` there. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_id$/, 'ID').replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
      camel(inner),
    ]),
  );
}

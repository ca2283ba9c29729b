import { API } from '@discordjs/core';
import { REST } from '@discordjs/rest';
import { CompressionMethod, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import type { Library } from './hands.ts';

/** @discordjs/core on @discordjs/rest and @discordjs/ws, with the gateway compressed. */
export const core: Library = {
  name: '@discordjs/core, compressed',
  async open(scene, intents) {
    const rest = new REST({ api: scene.discord.api }).setToken(scene.application.botToken);
    const api = new API(rest);
    const listeners: ((name: string, data: unknown) => void)[] = [];
    const guildNames = new Map<string, string>();
    const gateway = new WebSocketManager({
      token: scene.application.botToken,
      intents,
      rest,
      compression: CompressionMethod.ZlibNative,
    });
    const ready = new Promise<void>((resolve) => {
      gateway.on(WebSocketShardEvents.Dispatch, (payload: { t: string; d: unknown }) => {
        if (payload.t === 'GUILD_CREATE') {
          const { id, name } = payload.d as { id: string; name: string };
          guildNames.set(id, name);
          resolve();
        }
        for (const listener of listeners) listener(payload.t, payload.d);
      });
    });
    await gateway.connect();
    await ready;
    const { channels, guilds, interactions } = api;
    return {
      guildName: () => guildNames.get(scene.guildId),
      send: async (id, body) => (await channels.createMessage(id, body)).id,
      sendFile: async (id, name, text) =>
        (await channels.createMessage(id, { files: [{ name, data: Buffer.from(text), contentType: 'text/plain' }] }))
          .id,
      edit: (channelId, id, content) => channels.editMessage(channelId, id, { content }),
      remove: (channelId, id) => channels.deleteMessage(channelId, id),
      removeSeveral: (channelId, ids) => channels.bulkDeleteMessages(channelId, ids),
      history: async (channelId) => (await channels.getMessages(channelId)).map(({ id }) => id),
      react: (channelId, id, emoji) => channels.addMessageReaction(channelId, id, emoji),
      unreact: (channelId, id, emoji) => channels.deleteOwnMessageReaction(channelId, id, emoji),
      reactors: async (channelId, id, emoji) =>
        (await channels.getMessageReactions(channelId, id, emoji)).map((user) => user.id),
      pin: (channelId, id) => channels.pinMessage(channelId, id),
      publish: (channelId, id) => channels.crosspostMessage(channelId, id),
      openThread: async (channelId, id, name) => (await channels.createThread(channelId, { name }, id)).id,
      archive: (id) => channels.edit(id, { archived: true }),
      async webhook(channelId, name, content) {
        const hook = await channels.createWebhook(channelId, { name });
        await api.webhooks.execute(hook.id, hook.token ?? '', { content });
      },
      emoji: async (id) => (await guilds.getEmojis(id)).map(({ name }) => name ?? ''),
      giveRole: (id, userId, roleId) => guilds.addRoleToMember(id, userId, roleId),
      rename: (id, nick) => api.users.editCurrentGuildMember(id, { nick }),
      search: async (id, query) => (await guilds.searchForMembers(id, { query })).map(({ user }) => user.id),
      async directMessage(userId, content) {
        const { id } = await api.users.createDM(userId);
        await channels.createMessage(id, { content });
      },
      register: (commands) =>
        api.applicationCommands.bulkOverwriteGlobalCommands(scene.application.id, commands as never),
      respond(interaction, { type, data }) {
        const { id, token } = interaction;
        if (type === 5) return interactions.defer(id, token, data as never);
        if (type === 6) return interactions.deferMessageUpdate(id, token);
        if (type === 7) return interactions.updateMessage(id, token, data as never);
        if (type === 8) return interactions.createAutocompleteResponse(id, token, data as never);
        if (type === 9) return interactions.createModal(id, token, data as never);
        return interactions.reply(id, token, data as never);
      },
      editAnswer: (interaction, content) =>
        interactions.editReply(interaction.application_id, interaction.token, { content }),
      followUp: (interaction, content) =>
        interactions.followUp(interaction.application_id, interaction.token, { content }),
      onDispatch: (listener) => void listeners.push(listener),
      close: () => gateway.destroy(),
    };
  },
};

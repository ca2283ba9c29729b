import { createBot, type GatewayIntents } from '@discordeno/bot';
import type { Library } from './hands.ts';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, fatal: () => {} };

/** discordeno, through its REST manager. */
export const discordeno: Library = {
  name: 'discordeno',
  async open(scene, intents) {
    const { botToken: token, id: applicationId } = scene.application;
    const listeners: ((name: string, data: unknown) => void)[] = [];
    const guildNames = new Map<string, string>();
    let greet = () => {};
    const ready = new Promise<void>((resolve) => {
      greet = resolve;
    });
    const bot = createBot({
      token,
      applicationId,
      intents: intents as GatewayIntents,
      loggerFactory: () => QUIET,
      events: {
        raw({ t, d }) {
          if (t === 'GUILD_CREATE') {
            const { id, name } = d as { id: string; name: string };
            guildNames.set(id, name);
            greet();
          }
          for (const listener of listeners) listener(String(t), d);
        },
      },
    });
    // Set afterwards: told of a proxy, it would leave the limits to the proxy.
    bot.rest.baseUrl = scene.discord.api;
    await bot.start();
    await ready;
    const { rest } = bot;
    return {
      guildName: () => guildNames.get(scene.guildId),
      send: async (id, body) => (await rest.sendMessage(id, body)).id,
      sendFile: async (id, name, text) =>
        (await rest.sendMessage(id, { files: [{ name, blob: new Blob([text]) }] })).id,
      edit: (channelId, id, content) => rest.editMessage(channelId, id, { content }),
      remove: (channelId, id) => rest.deleteMessage(channelId, id),
      removeSeveral: (channelId, ids) => rest.deleteMessages(channelId, ids),
      history: async (channelId) => (await rest.getMessages(channelId)).map(({ id }) => id),
      react: (channelId, id, emoji) => rest.addReaction(channelId, id, emoji),
      unreact: (channelId, id, emoji) => rest.deleteOwnReaction(channelId, id, emoji),
      reactors: async (channelId, id, emoji) => (await rest.getReactions(channelId, id, emoji)).map((user) => user.id),
      pin: (channelId, id) => rest.pinMessage(channelId, id),
      publish: (channelId, id) => rest.publishMessage(channelId, id),
      openThread: async (channelId, id, name) =>
        (await rest.startThreadWithMessage(channelId, id, { name, autoArchiveDuration: 1440 })).id,
      archive: (id) => rest.editChannel(id, { archived: true }),
      async webhook(channelId, name, content) {
        const hook = await rest.createWebhook(channelId, { name });
        await rest.executeWebhook(hook.id, hook.token ?? '', { content });
      },
      emoji: async (id) => (await rest.getEmojis(id)).map(({ name }) => name ?? ''),
      giveRole: (id, userId, roleId) => rest.addRole(id, userId, roleId),
      rename: (id, nick) => rest.editBotMember(id, { nick }),
      search: async (id, query) => (await rest.searchMembers(id, query)).map(({ user }) => user.id),
      async directMessage(userId, content) {
        const channel = await rest.getDmChannel(userId);
        await rest.sendMessage(channel.id, { content });
      },
      register: (commands) => rest.upsertGlobalApplicationCommands(commands as never),
      respond: (interaction, body) =>
        rest.sendInteractionResponse(interaction.id, interaction.token, camel(body) as never),
      editAnswer: (interaction, content) => rest.editOriginalInteractionResponse(interaction.token, { content }),
      followUp: (interaction, content) => rest.sendFollowupMessage(interaction.token, { content }),
      onDispatch: (listener) => void listeners.push(listener),
      close: () => bot.shutdown(),
    };
  },
};

/** Its own names for Discord's fields: `custom_id` is `customId` there. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
      camel(inner),
    ]),
  );
}

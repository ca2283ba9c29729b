import { Client, type ClientOptions, GatewayIntentBits, type InteractionReplyOptions } from 'discord.js';

/**
 * A bot as discord.js's own guide begins one: default caches, a listener, a reply. What it answers is given to it by whoever
 * started it, so that it replies with the same payload as ours.
 */
const environment = process.env as Readonly<Record<'BARE_TOKEN' | 'BARE_API', string>>;
const options: ClientOptions = {
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions],
  rest: { api: environment.BARE_API, globalRequestsPerSecond: 1_000_000 },
};
const client = new Client(options);
let reply: InteractionReplyOptions = { content: 'Hello' };

client.on('interactionCreate', (interaction) => {
  if (interaction.isAutocomplete()) return void interaction.respond([]);
  if (interaction.isRepliable()) void interaction.reply(reply);
});
client.once('clientReady', () => process.send?.({ ready: true }));
process.on('message', (message: { readonly reply?: InteractionReplyOptions; readonly commands?: unknown[] }) => {
  if (message.reply !== undefined) {
    const { content, embeds, components, flags } = message.reply as InteractionReplyOptions;
    reply = { content, embeds, components, flags, allowedMentions: { parse: [] } } as InteractionReplyOptions;
  }
  if (message.commands !== undefined) {
    void client.application?.commands
      .set(message.commands as Parameters<NonNullable<typeof client.application>['commands']['set']>[0])
      .then(() => process.send?.({ registered: true }));
  }
});
process.on('disconnect', () => process.exit(0));
await client.login(environment.BARE_TOKEN);

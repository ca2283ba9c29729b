import { once } from 'node:events';
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, Events, MessageFlags } from 'discord.js';

/**
 * Says hello on `/hello`, and answers anybody who presses “Wave back”.
 *
 * @param api the base of Discord's API, without version
 */
export async function startBot(token: string, api = 'https://discord.com/api'): Promise<Client<true>> {
  const client: Client = new Client({ intents: [], rest: { api } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const wave = new ButtonBuilder({ customId: 'wave', label: 'Wave back', style: ButtonStyle.Primary });
      const row = new ActionRowBuilder<ButtonBuilder>({ components: [wave] });
      await interaction.reply({ content: `${interaction.user.displayName} says hello.`, components: [row] });
    } else if (interaction.isButton()) {
      await interaction.reply({ content: 'You waved back.', flags: MessageFlags.Ephemeral });
    }
  });
  const ready = once(client, Events.ClientReady);
  await client.login(token);
  await ready;
  await client.application?.commands.set([{ name: 'hello', description: 'Says hello to everybody here' }]);
  return client as Client<true>;
}

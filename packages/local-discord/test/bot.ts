import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Client,
  type ClientOptions,
  GatewayIntentBits,
  type Interaction,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Scene } from '../testkit/scene.ts';

export const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions];

/** A plain discord.js client of the scene's application, logged in and ready. */
export async function connectBot(scene: Scene, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({ intents: INTENTS, rest: { api: scene.discord.api }, ...options });
  const ready = new Promise((resolve) => client.once('clientReady', resolve));
  await client.login(scene.application.botToken);
  await ready;
  return client as Client<true>;
}

/** Commands of every kind these tests need. */
export const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  { name: 'ping', description: 'Answers' },
  {
    name: 'find',
    description: 'Looks something up',
    description_localizations: { ko: '찾아보기' },
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'name',
        description: 'What',
        required: true,
        autocomplete: true,
      },
      { type: ApplicationCommandOptionType.Integer, name: 'page', description: 'Which page', min_value: 1 },
      { type: ApplicationCommandOptionType.Channel, name: 'where', description: 'A channel' },
    ],
  },
  {
    name: 'manage',
    description: 'For moderators',
    default_member_permissions: '32',
    contexts: [0],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'open',
        description: 'Opens',
        options: [{ type: ApplicationCommandOptionType.User, name: 'who', description: 'Who' }],
      },
    ],
  },
  { name: 'Look up', type: ApplicationCommandType.Message },
];

/** Answers every interaction with `answer`; what it throws is thrown to whoever waits for `failed`. */
export function answerWith(
  client: Client,
  answer: (interaction: Interaction) => Promise<unknown>,
): { readonly failures: unknown[] } {
  const failures: unknown[] = [];
  client.on('interactionCreate', (interaction) => {
    answer(interaction).catch((err: unknown) => failures.push(err));
  });
  return { failures };
}

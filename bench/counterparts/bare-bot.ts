import { createRequire } from 'node:module';
import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  GatewayIntentBits,
  type InteractionReplyOptions,
  RESTJSONErrorCodes,
} from 'discord.js';

/**
 * A bot as the guide of discord.js begins one: default caches, one listener, one reply. The process that started it
 * sends the payload of the reply, so that both bots reply with the same.
 */
const environment = process.env as Readonly<Record<'BARE_TOKEN' | 'BARE_API', string>> & {
  readonly BARE_SQLITE?: string;
};
const options: ClientOptions = {
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessageReactions],
  rest: { api: environment.BARE_API, globalRequestsPerSecond: 1_000_000 },
};
const client = new Client(options);
const keep = environment.BARE_SQLITE === undefined ? undefined : openUpsert(environment.BARE_SQLITE);
let reply: InteractionReplyOptions = { content: 'Hello' };

client.on('interactionCreate', (interaction) => {
  if (interaction.isAutocomplete()) return void interaction.respond([]);
  if (interaction.isButton() && keep !== undefined) {
    return keep(
      `${interaction.message.id}/${interaction.user.id}`,
      interaction.customId,
      () => void interaction.reply(reply),
    );
  }
  if (interaction.isRepliable()) interaction.reply(reply).catch(tell);
});
client.once('clientReady', () => process.send?.({ ready: true }));
process.on('message', (message: { readonly reply?: InteractionReplyOptions; readonly commands?: unknown[] }) => {
  if (message.reply !== undefined) reply = message.reply;
  if (message.commands !== undefined) {
    void client.application?.commands
      .set(message.commands as Parameters<NonNullable<typeof client.application>['commands']['set']>[0])
      .then(() => process.send?.({ registered: true }));
  }
});
process.on('disconnect', () => process.exit(0));
await client.login(environment.BARE_TOKEN);

/**
 * An interaction that was made while the bot was still starting has expired by now: that is expected. Any other error
 * is printed, since it would otherwise only look like a slow bot.
 */
function tell(error: unknown): void {
  if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownInteraction) return;
  console.error('The counterpart could not reply:', error);
}

/** One plain upsert, on disk before `then` is called. The database has the same settings as the store of Clematis. */
function openUpsert(file: string): (key: string, value: string, then: () => void) => void {
  interface Database {
    exec(sql: string): void;
    prepare(sql: string): { run(values: readonly string[], done: (error: Error | null) => void): void };
  }
  // The sqlite3 that @keyv/sqlite depends on, so that both bots use the same driver.
  const require = createRequire(createRequire(import.meta.url).resolve('@keyv/sqlite'));
  const { Database: Opened } = require('sqlite3') as { readonly Database: new (file: string) => Database };
  const database = new Opened(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS vote(key TEXT PRIMARY KEY, value TEXT)',
  );
  const prepare = () =>
    database.prepare('INSERT INTO vote VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value');
  let upsert: ReturnType<typeof prepare> | undefined;
  return (key, value, then) => {
    upsert ??= prepare();
    upsert.run([key, value], (error) => {
      if (error) throw error;
      then();
    });
  };
}

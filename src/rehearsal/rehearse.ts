import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ChannelType } from 'discord-api-types/v10';
import { type DirectorHooks, type LocalDiscord, runCommand, startLocalDiscord } from 'local-discord';
import { type Config, loadConfig, readEnvironment } from '../config.ts';
import { complaintOf, OperatorError } from '../util/operator-error.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { SCRIPT } from './tour.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The rehearsal's feed is on this machine, so it may be read often. */
const FEED_INTERVAL_SECONDS = '3';
/** The rehearsal's port if no other was given (REHEARSAL_PORT). */
const USUAL_PORT = '8050';
const PORTS_TRIED = 20;
/** How far the rehearsal's server has watched: far enough to ask about things, with something left to predict. */
const WATCHED = 'round-3';

// Started directly (`npm run rehearse`): a rehearsal, even with a token.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orComplain(async () => {
    const environment = readEnvironment();
    await rehearse(environment, loadConfig(environment));
  });
}

/** As `rehearse`, for a start without a token. An error is printed, and ends the process with code 1. */
export function rehearseOrComplain(environment: Environment, config: Config): Promise<void> {
  return orComplain(() => rehearse(environment, config));
}

async function orComplain(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${complaintOf(error)}\n`);
    process.exit(1);
  }
}

/**
 * Starts the local Discord with its page, and the bot as a process of its own. Resolves when the server is set up and
 * the page can be opened; the rehearsal goes on until the process is stopped.
 */
export async function rehearse(environment: Environment, config: Config): Promise<void> {
  buildPage();
  let bot: BotProcess | undefined;
  let ready = false;
  let movedMs = 0;
  const startBot = async () => {
    await bot?.end('kill');
    bot = startBotProcess(botEnvironment);
  };
  const discord = await openOnFreePort(config.rehearsalPort, {
    async advanceClock(by) {
      if (bot === undefined) throw new Error('The bot is not running, so its clock cannot be moved');
      const moved = await bot.advanceClock(by);
      movedMs = moved.nowMs - Date.now();
      return moved;
    },
    bot: async (action) => (action === 'start' ? startBot() : bot?.end(action)),
    now: () => Date.now() + movedMs,
    ready: () => ready,
    script: SCRIPT,
  });
  say(`Clematis rehearses at ${discord.url} (its page; the bot is starting).`);

  const { guildId, application, moderator, channels } = furnish(discord);
  const botEnvironment = {
    ...withoutUndefined(environment),
    DISCORD_TOKEN: application.botToken,
    DISCORD_API_URL: discord.api,
    STORE_URL: await storeUrl(environment, discord.url),
    FEED_ALLOW_PRIVATE: 'true',
    FEED_INTERVAL_SECONDS: environment.FEED_INTERVAL_SECONDS ?? FEED_INTERVAL_SECONDS,
    LOG_LEVEL: environment.LOG_LEVEL ?? 'warn',
    NODE_ENV: 'development',
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void (bot?.end('stop') ?? Promise.resolve()).then(() => discord.close()).then(() => process.exit(0));
    });
  }

  await startBot();
  await Promise.race([
    discord.botConnected(application.id),
    bot?.ended.then((code) => {
      throw new OperatorError(`The bot ended with exit code ${code} before it was connected.`);
    }),
  ]);
  const asModerator = (name: string, options: Record<string, string>) =>
    runCommand(discord, { person: moderator, guildId, channelId: channels.general }, name, options);
  await asModerator('spoilers server', { episode: WATCHED });
  await asModerator('announce here', { channel: channels.announcements, feed: `${discord.url}/director/feed.xml` });
  ready = true;
  say(`Ready. Open ${discord.url} and be somebody.`);
}

/** Only a rehearsal needs the page, so it is bundled here if it was not already. */
function buildPage(): void {
  const script = fileURLToPath(new URL('../../../scripts/build.mjs', import.meta.url));
  const built = spawnSync(process.execPath, [script, 'page'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new OperatorError(`The rehearsal's page cannot be built: ${built.stderr.trim()}`);
}

function furnish({ world }: LocalDiscord) {
  const guild = world.createGuild({ name: 'Anakt Garden', locale: 'en-US' });
  const channel = (name: string, type = ChannelType.GuildText) => world.createChannel(guild.id, { name, type }).id;
  const channels = {
    general: channel('general'),
    predictions: channel('predictions'),
    announcements: channel('announcements', ChannelType.GuildAnnouncement),
  };
  const moderator = world.createPerson({ name: 'Moa', guildId: guild.id, moderator: true });
  for (const [name, locale] of [
    ['Ada', 'en-US'],
    ['Bora', 'ko'],
    ['Cem', 'en-GB'],
    ['Duri', 'ko'],
  ] as const) {
    world.createPerson({ name, locale, guildId: guild.id });
  }
  const application = world.createApplication({ name: 'Clematis' });
  world.installApplication(application.id, guild.id);
  return { guildId: guild.id, application, moderator, channels };
}

/** Starts on the wanted port, or the next free one. */
async function openOnFreePort(wanted: number, director: DirectorHooks): Promise<LocalDiscord> {
  for (let port = wanted; ; port += 1) {
    try {
      return await startLocalDiscord({ port, director, page: true });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port >= wanted + PORTS_TRIED) throw error;
      say(`Port ${port} is taken; trying ${port + 1}.`);
    }
  }
}

/** A new database file for each rehearsal in this folder, because its server is new as well. */
async function storeUrl(environment: Environment, url: string): Promise<string> {
  if (environment.STORE_URL) return environment.STORE_URL;
  const { port } = new URL(url);
  const file = port === USUAL_PORT ? 'var/rehearsal.sqlite' : `var/rehearsal-${port}.sqlite`;
  await mkdir('var', { recursive: true });
  for (const ending of ['', '-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
  return `sqlite://${file}`;
}

function withoutUndefined(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

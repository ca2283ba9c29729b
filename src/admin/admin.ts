import { type Config, loadConfig, readEnvironment } from '../config.ts';
import { assembleKnowledge } from '../domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../sources/knowledge-files.ts';
import { openStore, type Store } from '../storage/index.ts';
import { createSystemClock } from '../util/clock.ts';
import { createLog, type Log } from '../util/log.ts';
import { complaintOf, OperatorError } from '../util/operator-error.ts';
import { USER_AGENT } from '../util/user-agent.ts';
import { backUp, restore } from './backup.ts';
import { copyStore } from './copy.ts';
import { examine } from './doctor.ts';
import { askToErase, eraseOffline } from './erase.ts';
import { botsOn } from './in-use.ts';
import { reloadEverywhere } from './reload.ts';
import { withoutSecrets } from './without-secrets.ts';

const USAGE = `npm run admin -- COMMAND
  config                 every setting as it is understood, without secrets
  check                  whether the knowledge and the store can be used
  doctor [SERVER_ID]     what Discord says to the token, and the link that invites the bot
  erase USER_ID          erases everything that is kept about a person
  backup FILE            everything that is stored, to a new file; the bot may run
  restore FILE           a backup into the store of STORE_URL, which must be empty
  copy FROM_URL TO_URL   from one store into another, empty one; no bot may run on them
  reload                 every bot that runs on the store takes in its knowledge files; what changed, or every fault
docs/operating.md says more.`;

const SNOWFLAKE = /^\d{15,20}$/;

/**
 * The operator's commands: `npm run admin -- …`. Faults that an operator can mend are told in a sentence, with exit
 * code 1.
 */
async function admin([command, ...given]: readonly string[]): Promise<void> {
  const config = loadConfig(readEnvironment());
  const clock = createSystemClock();
  const log = createLog({
    level: 'warn',
    format: 'pretty',
    secrets: [config.token, config.youtubeApiKey].flatMap((secret) => secret ?? []),
    write: (line) => process.stderr.write(line),
  });
  const withStore = <T>(url: string, work: (store: Store) => Promise<T>) => usingStore({ url, log }, work);
  const argument = (index: number, what: string) => {
    const value = given[index];
    if (value === undefined) throw new OperatorError(`${command}: ${what} is missing.\n\n${USAGE}`);
    return value;
  };

  switch (command) {
    case 'config':
      return say(configLines(config));
    case 'check': {
      const view = assembleKnowledge(await readKnowledgeFiles(config.knowledgeDir)).seenFrom('all');
      say([`Knowledge: sound; ${view.episodes.length} episodes, ${view.matches.length} matches.`]);
      const records = await withStore(config.storeUrl, countRecords);
      return say([`Store: can be used; ${records} records.`]);
    }
    case 'doctor': {
      const { token } = config;
      if (token === undefined) throw new OperatorError('doctor: DISCORD_TOKEN is not set, so there is nobody to ask.');
      const guildId = given[0];
      if (guildId !== undefined && !SNOWFLAKE.test(guildId))
        throw new OperatorError(`doctor: “${guildId}” is no id of a server.`);
      const knowledge = assembleKnowledge(await readKnowledgeFiles(config.knowledgeDir));
      const asking = { config: { ...config, token }, knowledge, guildId, userAgent: USER_AGENT, clock, log };
      // If the store cannot be opened, everything else is examined all the same.
      const opened = await openStore({ url: config.storeUrl, log, machineClock: clock }).catch(complaintOf);
      const store = typeof opened === 'string' ? undefined : opened;
      try {
        const lines = await examine({ ...asking, store });
        return say(typeof opened === 'string' ? [...lines, opened] : lines);
      } finally {
        await store?.close();
      }
    }
    case 'erase': {
      const userId = argument(0, 'the id of a person');
      if (!SNOWFLAKE.test(userId))
        throw new OperatorError(`erase: “${userId}” is no id of a person: it is 15 to 20 digits.`);
      return withStore(config.storeUrl, async (store) => {
        if ((await botsOn(store)).length > 0) {
          await askToErase(store, userId, clock.now());
          return say(['A bot is running: it erases them within a minute or two, each process its own servers.']);
        }
        const { votes, reactionsLeft } = await eraseOffline(
          store,
          assembleKnowledge(await readKnowledgeFiles(config.knowledgeDir)),
          userId,
        );
        say([`Erased; ${votes} votes and picks are gone or have no name any more.`]);
        if (reactionsLeft.length === 0) return;
        const links = reactionsLeft.map(
          ({ guildId, channelId, message }) =>
            `  https://discord.com/channels/${guildId}/${channelId}/${message.id ?? ''}`,
        );
        say([
          'Reactions of theirs are still on these open polls, and are votes while they are; take them off by hand:',
          ...links,
        ]);
      });
    }
    case 'backup': {
      const file = argument(0, 'a file');
      const records = await withStore(config.storeUrl, (store) => backUp(store, file, clock.now()));
      return say([`${records} records are in ${file}. It holds what is kept of people: keep it as safe as the store.`]);
    }
    case 'restore': {
      const file = argument(0, 'a file');
      return say([`${await withStore(config.storeUrl, (store) => restore(store, file))} records are restored.`]);
    }
    case 'copy': {
      const [fromUrl, toUrl] = [argument(0, 'the store to copy from'), argument(1, 'the store to copy to')];
      const { records, already } = await withStore(fromUrl, (from) =>
        withStore(toUrl, (to) => copyStore(from, to, (count) => process.stderr.write(`${count} …\r`))),
      );
      return say([
        `${records} records are in the copy, each compared; ${already} had been there from before. Set STORE_URL to it.`,
      ]);
    }
    case 'reload':
      return say(await withStore(config.storeUrl, (store) => reloadEverywhere(store, clock)));
    default:
      throw new OperatorError(command === undefined ? USAGE : `There is no command “${command}”.\n\n${USAGE}`);
  }
}

function configLines(config: Config): string[] {
  const defaults = loadConfig({});
  return Object.entries(config).map(([name, value]) => {
    const isDefault = JSON.stringify(value) === JSON.stringify(defaults[name as keyof Config]);
    return `${name}: ${withoutSecrets(name, value)}${isDefault ? ' (default)' : ''}`;
  });
}

async function countRecords(store: Store): Promise<number> {
  let records = 0;
  for await (const page of store.pages()) records += page.length;
  return records;
}

async function usingStore<T>(of: { url: string; log: Log }, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ ...of, machineClock: createSystemClock() });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  await admin(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${complaintOf(error)}\n`);
  process.exitCode = 1;
}

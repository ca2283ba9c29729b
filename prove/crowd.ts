import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPerson, startScene } from 'local-discord/testkit';
import { createSeededChance } from '../src/util/chance.ts';
import { startBuiltBot } from '../testkit/bot/built-bot.ts';
import type { Outcome, Trial } from './trial.ts';

/** How many voters a poll must be able to have. */
const VOTERS = 20_000;
/** The share of them who vote while the bot is dead. */
const MEANWHILE = 0.1;
const FEWEST_MS_BETWEEN_DRAWINGS = 4_900;
const EMOJI = ['🐍', '🦋', '🐺'] as const;
const NAMES = ['Ada', 'Bea', 'Cem'] as const;

/**
 * Twenty thousand people vote on one poll of the built bot, which is killed and restarted in between: every vote must
 * count, and none twice.
 */
export const crowd: Trial = {
  name: 'crowd',
  about: 'twenty thousand voters on one poll, with a kill in between (--runs N: how many voters)',
  run: ({ seed, count, progress }) => proveCrowd({ seed, voters: count ?? VOTERS, progress }),
};

async function proveCrowd(options: {
  readonly seed: number;
  readonly voters: number;
  readonly progress?: (sentence: string) => void;
}): Promise<Outcome & { readonly seed: number }> {
  const { seed, voters, progress = () => {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'clematis-'));
  const scene = await startScene();
  const { world } = scene.discord;
  const channel = scene.channels.predictions;
  const chance = createSeededChance(seed);
  const expected = [0, 0, 0];
  const bots: ReturnType<typeof startBuiltBot>[] = [];
  const start = async () => {
    const bot = startBuiltBot({
      DISCORD_TOKEN: scene.application.botToken,
      DISCORD_API_URL: scene.discord.api,
      STORE_URL: `sqlite://${join(folder, 'clematis.sqlite')}`,
      LOG_LEVEL: 'info',
    });
    bots.push(bot);
    await bot.ready();
    return bot;
  };
  const moderator = await connectPerson({ url: scene.discord.url, token: scene.moderator.token, deadlineMs: 240_000 });

  try {
    const bot = await start();
    const custom = `Round 9: ${NAMES.map((name, index) => `${EMOJI[index]} ${name}`).join(' vs ')}`;
    await moderator.command(channel, 'poll open', { closes: 'in 5h', custom });
    const poll = await moderator.waitForMessage(channel, ({ reactions }) => reactions?.length === EMOJI.length);
    const people = Array.from({ length: voters }, (_, index) =>
      world.createPerson({ name: `V${index}`, guildId: scene.guildId }),
    );
    const vote = (id: string) => {
      const choice = Math.floor(chance.fraction() * EMOJI.length);
      expected[choice] = (expected[choice] ?? 0) + 1;
      world.react(id, channel, poll.id, EMOJI[choice] ?? '');
    };
    const shows = (total: number) =>
      moderator.waitForChange(poll, ({ embeds }) => (embeds[0]?.description ?? '').includes(`-# ${total} vote`));

    const present = Math.round(voters * (1 - MEANWHILE));
    const began = performance.now();
    for (const [index, { id }] of people.slice(0, present).entries()) {
      vote(id);
      // A pause now and then, so that the sockets are served.
      if (index % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
    }
    await shows(present);
    const countedSeconds = (performance.now() - began) / 1000;
    progress(`${present} votes are counted and drawn after ${countedSeconds.toFixed(1)} s`);

    await bot.end('SIGKILL');
    for (const { id } of people.slice(present)) vote(id);
    const back = performance.now();
    await start();
    await shows(voters);
    const caughtUpSeconds = (performance.now() - back) / 1000;
    progress(`${voters - present} more were found after ${caughtUpSeconds.toFixed(1)} s`);
    await moderator.command(channel, 'poll lock', { poll: 'Round 9' });
    const locked = await moderator.waitForChange(poll, ({ embeds }) =>
      (embeds[0]?.description ?? '').includes('locked'),
    );

    const shown = locked.embeds[0]?.description ?? '';
    const failures = NAMES.flatMap((name, index) =>
      shown.includes(`**${name}** · ${expected[index]} `)
        ? []
        : `${expected[index]} voted for ${name}, and it shows: ${shown}`,
    );
    const drawings = scene.discord.traffic.filter(({ method, path }) => method === 'PATCH' && path.includes(poll.id));
    const refused = drawings.filter(({ status }) => status === 429).length;
    if (refused > 0) failures.push(`Discord refused ${refused} drawings`);
    const most = (performance.now() - began) / FEWEST_MS_BETWEEN_DRAWINGS + 4;
    if (drawings.length > most) failures.push(`It was drawn ${drawings.length} times, at most ${most} were due`);
    return {
      held: failures.length === 0,
      seed,
      trials: voters,
      failures,
      figures: {
        voters,
        countedSeconds: Number(countedSeconds.toFixed(1)),
        votesPerSecond: Math.round(present / countedSeconds),
        caughtUpSeconds: Number(caughtUpSeconds.toFixed(1)),
        drawings: drawings.length,
        requests: scene.discord.traffic.length,
      },
    };
  } finally {
    await moderator.close();
    for (const bot of bots) await bot.end('SIGKILL');
    await scene.discord.close();
    await rm(folder, { recursive: true, force: true });
  }
}

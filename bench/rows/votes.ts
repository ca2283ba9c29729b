import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { timesOf } from '../rig/acts.ts';
import { launchBare, launchOurs } from '../rig/bots.ts';
import { inTurns, median, type Row, rowOf } from '../rig/figures.ts';
import { loopDelayOf, watchedLoop } from '../rig/loop-delay.ts';
import { EMOJI, lockPoll, newestMessage, openPoll, type Posted, pressVote } from '../rig/polls.ts';
import { openStage, type Side } from '../rig/stage.ts';

/** A poll is edited at most this often while votes come in. */
const REDRAW_MS = 5_000;
/** How many reactions reach Discord in one turn of its event loop. */
const AT_ONCE = 100;

export interface PressSizes {
  readonly rounds: number;
  /** Presses a round, one at a time. */
  readonly presses: number;
}

export interface BurstSizes {
  readonly rounds: number;
  /** Members who react in a round, once each. */
  readonly voters: number;
}

/** From a press to its confirmation, with the vote on disk before; beside a plain reply after one upsert. */
export async function pressRow({ rounds, presses }: PressSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const ours = launchOurs(stage.discord, stage.ours.token, { STORE_URL: `sqlite://${stage.folder}/c.sqlite` });
  const bare = launchBare(stage.discord, stage.theirs.token, 'bare-bot', {
    BARE_SQLITE: `${stage.folder}/bare.sqlite`,
  });
  try {
    await ours.ready;
    await bare.ready;
    const poll = await openPoll(stage, stage.ours);
    const buttons = EMOJI.map((name, style) => ({ type: 2, style: 2, label: name, custom_id: `vote ${style}` }));
    bare.replyWith({ content: 'Who wins?', components: [{ type: 1, components: buttons }] });
    await bare.register([{ name: 'help', description: 'Helps' }]);
    await stage.theirs.moderator.command(stage.theirs.channelId, 'help', {});
    const asked = await newestMessage(stage, stage.theirs);
    bare.replyWith({ content: 'Your vote for 🐍 Till counts.', flags: 64 });
    const take = (side: Side, message: Posted) => async () =>
      median(await timesOf(presses, (turn) => pressVote(side, message, turn)));
    const taken = await inTurns(rounds, take(stage.ours, poll), take(stage.theirs, asked));
    return [rowOf('vote-press', 'ms', taken, { atMost: 1.25 })];
  } finally {
    await ours.end();
    await bare.end();
    await stage.close();
  }
}

/**
 * As many reactions at once as a busy match brings, with the store on disk; beside the same bot with its store in
 * memory, and beside plain discord.js.
 */
export async function burstRows({ rounds, voters }: BurstSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const { discord } = stage;
  const monitored = (name: string) => watchedLoop(join(stage.folder, `${name}.delay`));
  const ours = launchOurs(discord, stage.ours.token, {
    STORE_URL: `sqlite://${stage.folder}/c.sqlite`,
    ...monitored('ours'),
  });
  const inMemory = launchOurs(discord, stage.theirs.token, { STORE_URL: 'memory:' });
  const bareApplication = discord.world.createApplication({ name: 'Bare' });
  // It hears both bursts: otherwise only one of them would share the machine, and the local Discord, with it.
  for (const side of [stage.ours, stage.theirs]) {
    discord.world.installApplication(bareApplication.id, side.guildId);
  }
  const bare = launchBare(discord, bareApplication.botToken, 'bare-bot', monitored('bare'));
  try {
    await ours.ready;
    await inMemory.ready;
    await bare.ready;
    const people = (side: Side) =>
      Array.from(
        { length: voters },
        (_, at) => discord.world.createPerson({ name: `V${at}`, guildId: side.guildId }).id,
      );
    const crowds = new Map([stage.ours, stage.theirs].map((side) => [side, people(side)]));
    const redraws: { ours: number; theirs: number }[] = [];
    const burst = async (side: Side) => {
      const poll = await openPoll(stage, side);
      await wait(3_000);
      discord.clearTraffic();
      const sinceMs = performance.now();
      for (const [at, userId] of (crowds.get(side) ?? []).entries()) {
        discord.world.react(userId, side.channelId, poll.id, EMOJI[at % 2] ?? '');
        if (at % AT_ONCE === AT_ONCE - 1) await wait(0);
      }
      // This press comes after all reactions, and writes keep their order: when it is confirmed, all of them are on
      // disk.
      await pressVote(side, poll, 0);
      const tookMs = performance.now() - sinceMs;
      await wait(REDRAW_MS + 1_000);
      const edits = discord.traffic.filter(
        ({ method, route, applicationId }) =>
          method === 'PATCH' && route.includes('/messages/') && applicationId === side.applicationId,
      );
      if (side === stage.ours) redraws.push({ ours: edits.length, theirs: Math.ceil(tookMs / REDRAW_MS) + 1 });
      return tookMs;
    };
    const delays: { ours: number; theirs: number }[] = [];
    const taken = await inTurns(
      rounds,
      async () => {
        await loopDelayOf(ours.pid, join(stage.folder, 'ours.delay'));
        await loopDelayOf(bare.pid, join(stage.folder, 'bare.delay'));
        const tookMs = await burst(stage.ours);
        delays.push({
          ours: (await loopDelayOf(ours.pid, join(stage.folder, 'ours.delay'))).p99,
          theirs: (await loopDelayOf(bare.pid, join(stage.folder, 'bare.delay'))).p99,
        });
        return tookMs;
      },
      () => burst(stage.theirs),
    );
    return [
      rowOf('vote-burst', 'ms', taken, { atMost: 1.5 }),
      rowOf('loop-delay', 'ms', delays.slice(1), { atMost: 2 }),
      rowOf('redraws', 'edits', redraws.slice(1), { atMost: 1 }),
    ];
  } finally {
    await ours.end();
    await inMemory.end();
    await bare.end();
    await stage.close();
  }
}

/**
 * Reactions made while the bot was disconnected, from the moment it is connected again until all are on disk; beside as
 * many received live. Each poll is locked before the next is opened: of every open poll a bot that returns reads all
 * reactions again.
 */
export async function awayRow({ rounds, voters }: BurstSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const { discord, ours } = stage;
  const storeUrl = `sqlite://${stage.folder}/c.sqlite`;
  const launch = () => launchOurs(discord, ours.token, { STORE_URL: storeUrl });
  let bot = launch();
  try {
    await bot.ready;
    const crowd = Array.from(
      { length: voters },
      (_, at) => discord.world.createPerson({ name: `A${at}`, guildId: ours.guildId }).id,
    );
    const everybodyReacts = async (poll: Posted) => {
      for (const [at, userId] of crowd.entries()) {
        discord.world.react(userId, ours.channelId, poll.id, EMOJI[at % 2] ?? '');
        if (at % AT_ONCE === AT_ONCE - 1) await wait(0);
      }
    };
    const taken = await inTurns(
      rounds,
      async () => {
        const poll = await openPoll(stage, ours);
        await wait(3_000);
        await bot.end();
        await everybodyReacts(poll);
        bot = launch();
        const sinceMs = await bot.said('Connected to Discord');
        const tookMs = (await bot.said('Votes made meanwhile were counted')) - sinceMs;
        await bot.ready;
        await lockPoll(ours);
        return tookMs;
      },
      async () => {
        const poll = await openPoll(stage, ours);
        await wait(3_000);
        const sinceMs = performance.now();
        await everybodyReacts(poll);
        await pressVote(ours, poll, 0);
        const tookMs = performance.now() - sinceMs;
        await lockPoll(ours);
        return tookMs;
      },
    );
    return [rowOf('away-burst', 'ms', taken, { atMost: 1.5 })];
  } finally {
    await bot.end();
    await stage.close();
  }
}

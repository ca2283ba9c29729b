import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launchBare, launchOurs } from '../rig/bots.ts';
import { inTurns, median, type Row, rowOf } from '../rig/figures.ts';
import { openStage, type Side, type Stage } from '../rig/stage.ts';

export interface VoteSizes {
  readonly rounds: number;
  /** Presses, one at a time, in a round. */
  readonly presses: number;
  readonly burstRounds: number;
  /** Members who react in a burst. */
  readonly voters: number;
}

const MONITOR = fileURLToPath(new URL('../rig/loop-monitor.js', import.meta.url));
/** A poll shows new votes at most so often. */
const REDRAW_MS = 5_000;
const EMOJI = ['🐍', '⚡'] as const;
/** Reactions that reach Discord in one turn of its loop. */
const AT_ONCE = 100;

/** Votes by buttons and by reactions: how soon they are on disk, and what the loop has to bear. */
export async function voteRows(sizes: VoteSizes): Promise<readonly Row[]> {
  return [...(await pressRow(sizes)), ...(await burstRows(sizes))];
}

/** A press to its receipt, the vote being on disk before; beside a bare reply after one raw upsert. */
async function pressRow({ rounds, presses }: VoteSizes): Promise<readonly Row[]> {
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
    const take = (side: Side, message: Posted) => async () => {
      const tookMs: number[] = [];
      for (let turn = 0; turn < presses; turn += 1) {
        const sinceMs = performance.now();
        await press(side, message, turn);
        tookMs.push(performance.now() - sinceMs);
      }
      return median(tookMs);
    };
    const taken = await inTurns(rounds, take(stage.ours, poll), take(stage.theirs, asked));
    return [rowOf('vote-press', 'ms', taken, { atMost: 1.25 })];
  } finally {
    await ours.end();
    await bare.end();
    await stage.close();
  }
}

/** As many reactions as a busy match brings at once; the same bot with its store in memory, and a bare one, hear as many. */
async function burstRows({ burstRounds, voters }: VoteSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const { discord } = stage;
  const monitored = (name: string) => ({
    NODE_OPTIONS: `--import=${MONITOR}`,
    BENCH_LOOP_FILE: join(stage.folder, `${name}.delay`),
  });
  const ours = launchOurs(discord, stage.ours.token, {
    STORE_URL: `sqlite://${stage.folder}/c.sqlite`,
    ...monitored('ours'),
  });
  const inMemory = launchOurs(discord, stage.theirs.token, { STORE_URL: 'memory:' });
  const bareApplication = discord.world.createApplication({ name: 'Bare' });
  discord.world.installApplication(bareApplication.id, stage.ours.guildId);
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
      // Asked after all of them, and acknowledged when it is on disk: writes keep their order.
      await press(side, poll, 0);
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
      burstRounds,
      async () => {
        await delayOf(ours.pid, join(stage.folder, 'ours.delay'));
        await delayOf(bare.pid, join(stage.folder, 'bare.delay'));
        const tookMs = await burst(stage.ours);
        delays.push({
          ours: await delayOf(ours.pid, join(stage.folder, 'ours.delay')),
          theirs: await delayOf(bare.pid, join(stage.folder, 'bare.delay')),
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

/** What a bot's monitor has seen since it was last asked. */
async function delayOf(pid: number, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await wait(20);
  return Number(readFileSync(file, 'utf8'));
}

interface Posted {
  readonly id: string;
  readonly components: readonly { readonly components: readonly { readonly custom_id: string }[] }[];
}

async function openPoll(stage: Stage, side: Side): Promise<Posted> {
  const custom = `${EMOJI[0]} Till vs ${EMOJI[1]} Ivan`;
  await side.moderator.command(side.channelId, 'poll open', { closes: 'in 3h', custom });
  return newestMessage(stage, side);
}

/** The newest one in its channel that has buttons. */
async function newestMessage({ discord }: Stage, side: Side): Promise<Posted> {
  const response = await fetch(`${discord.url}/api/v9/channels/${side.channelId}/messages?limit=20`, {
    headers: { authorization: side.askerToken },
  });
  const posted = (await response.json()) as Posted[];
  const found = posted.find(({ components }) => components.length > 0);
  if (found === undefined) throw new Error('The bot posted nothing to press');
  return found;
}

/** One contestant after the other, so that each press is a vote. */
function press({ asker, guildId, channelId, applicationId }: Side, message: Posted, turn: number): Promise<void> {
  const buttons = message.components.flatMap(({ components }) => components);
  return asker.act({
    type: 3,
    application_id: applicationId,
    guild_id: guildId,
    channel_id: channelId,
    message_id: message.id,
    message_flags: 0,
    data: { component_type: 2, custom_id: buttons[turn % 2]?.custom_id },
  });
}

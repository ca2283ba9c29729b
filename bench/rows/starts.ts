import { setTimeout as wait } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import { callCommand } from '../rig/acts.ts';
import { DONE_ONCE, launchBare, launchOurs, type MeasuredBot } from '../rig/bots.ts';
import { inTurns, type Round, type Row, rowOf } from '../rig/figures.ts';
import { keepPolls, settledPolls } from '../rig/kept-polls.ts';
import { inStore } from '../rig/kept-server.ts';
import { openStage, type Side, type Stage } from '../rig/stage.ts';

/** The size of a large server. */
const CHANNELS = 50;
const ROLES = 20;
/** How long a bot is left alone after its start before its memory is measured. */
const IDLE_MS = 10_000;
/** After how long a member without an answer asks again. */
const AGAIN_MS = 50;
const DEADLINE_MS = 120_000;
/** A bot that connects again waits until it is five seconds since it did so last, as Discord asks: no part of a start. */
const IDENTIFY_AGAIN_MS = 6_000;

export interface KeptSizes {
  readonly rounds: number;
  readonly polls: number;
  /** In all polls together. */
  readonly votes: number;
}

/** From the start of the process to the first answer, and the memory of an idle bot, in so many servers. */
export async function startRows({ rounds, servers }: { rounds: number; servers: number }): Promise<readonly Row[]> {
  const { answers, memory } = await starts(rounds, servers);
  const [start, idle] = servers === 1 ? [1.3, 1.3] : [0.75, 0.42];
  return [
    rowOf(`start-${servers}`, 'ms', answers, { atMost: start }),
    rowOf(`memory-${servers}`, 'MiB', memory, { atMost: idle }),
  ];
}

async function starts(rounds: number, servers: number): Promise<Record<'answers' | 'memory', readonly Round[]>> {
  const stage = await openStage();
  try {
    furnish(stage, servers);
    const url = `sqlite://${stage.folder}/c.sqlite`;
    const memory = { ours: [] as number[], theirs: [] as number[] };
    const take = async (launch: () => MeasuredBot, side: Side, into: number[]) => {
      const { bot, tookMs } = await startUntilAnswer(stage, side, launch);
      await wait(IDLE_MS);
      into.push(bot.memoryMiB());
      await bot.end();
      return tookMs;
    };
    // The very first start registers commands and uploads emblems: it is done before anything is measured.
    const [ours, bare] = [
      launchOurs(stage.discord, stage.ours.token, { STORE_URL: url }),
      launchBare(stage.discord, stage.theirs.token),
    ];
    await ours.said(DONE_ONCE);
    await bare.ready;
    await bare.register([{ name: 'help', description: 'Helps' }]);
    await ours.end();
    await bare.end();
    const answers = await inTurns(
      rounds,
      () => take(() => launchOurs(stage.discord, stage.ours.token, { STORE_URL: url }), stage.ours, memory.ours),
      () => take(() => launchBare(stage.discord, stage.theirs.token), stage.theirs, memory.theirs),
    );
    // The first of each belongs to the round that is not counted.
    const pairs = memory.ours.slice(1).map((our, round) => ({ ours: our, theirs: memory.theirs[round + 1] ?? 0 }));
    return { answers, memory: pairs };
  } finally {
    await stage.close();
  }
}

/** The start of a bot whose server has the data of several busy years, beside the same bot without data. */
export async function keptStartRows({ rounds, polls, votes }: KeptSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const { discord, ours, theirs } = stage;
  const storeAt = (name: string) => ({ STORE_URL: `sqlite://${stage.folder}/${name}.sqlite` });
  const [full, empty] = [storeAt('full'), storeAt('empty')];
  try {
    const voters = Array.from({ length: votes / polls }, (_, at) => String(40_000_000 + at));
    await inStore(full.STORE_URL, (store) =>
      keepPolls(store, ours.guildId, settledPolls(ours.guildId, ours.channelId, polls), voters),
    );
    const take = (side: Side, environment: typeof full) => async () => {
      await wait(IDENTIFY_AGAIN_MS);
      const { bot, tookMs } = await startUntilAnswer(stage, side, () => launchOurs(discord, side.token, environment));
      await bot.end();
      return tookMs;
    };
    // The very first start registers commands and uploads emblems: it is done before anything is measured.
    for (const [side, environment] of [[ours, full] as const, [theirs, empty] as const]) {
      const bot = launchOurs(discord, side.token, environment);
      await bot.said(DONE_ONCE);
      await bot.end();
    }
    const taken = await inTurns(rounds, take(ours, full), take(theirs, empty));
    return [rowOf('start-full', 'ms', taken, { atMost: 1.2 })];
  } finally {
    await stage.close();
  }
}

/**
 * From the start of the process to its first answer, in ms. Resolves only after the bot has also said that it is ready.
 */
async function startUntilAnswer<Bot extends MeasuredBot>(
  stage: Stage,
  side: Side,
  launch: () => Bot,
): Promise<{ readonly bot: Bot; readonly tookMs: number }> {
  const sinceMs = performance.now();
  const bot = launch();
  await firstAnswer(stage, side);
  const tookMs = performance.now() - sinceMs;
  await bot.ready;
  return { bot, tookMs };
}

function furnish({ discord, ours, theirs }: Stage, servers: number): void {
  const { world } = discord;
  // Each bot is in one server already, the one with its member.
  for (let number = 1; number < servers; number += 1) {
    const guildId = world.createGuild({ name: `Server ${number}` }).id;
    for (let at = 0; at < CHANNELS; at += 1)
      world.createChannel(guildId, { name: `channel-${at}`, type: ChannelType.GuildText, topic: 'About something' });
    for (let at = 0; at < ROLES; at += 1) world.createRole(guildId, { name: `Role ${at}` });
    for (const { applicationId } of [ours, theirs]) world.installApplication(applicationId, guildId);
  }
}

/** Sends `/help` again and again until the bot answers one. */
async function firstAnswer(stage: Stage, side: Side): Promise<void> {
  const sinceMs = performance.now();
  let isAnswered = false;
  while (!isAnswered) {
    if (performance.now() - sinceMs > DEADLINE_MS) throw new Error('The bot did not answer');
    // A command that no bot took fails only after seconds: its outcome is not awaited.
    if (stage.discord.isConnected(side.applicationId) && hasHelp(stage, side))
      void callCommand(stage, side, 'help', []).then(
        () => {
          isAnswered = true;
        },
        () => {},
      );
    await wait(AGAIN_MS);
  }
}

/** False until the commands are registered, during the very first start. */
function hasHelp({ discord }: Stage, { applicationId }: Side): boolean {
  return discord.world.commandsOf(applicationId).some(({ name }) => name === 'help');
}

import { setTimeout as wait } from 'node:timers/promises';
import { ChannelType } from 'discord-api-types/v10';
import { launchBare, launchOurs, type MeasuredBot } from '../rig/bots.ts';
import { inTurns, type Round, type Row, rowOf } from '../rig/figures.ts';
import { openStage, type Side, type Stage } from '../rig/stage.ts';

/** A server as large ones are. */
const CHANNELS = 50;
const ROLES = 20;
/** A bot that has started is left alone for so long before its memory is looked at. */
const IDLE_MS = 10_000;
/** How soon a member asks again who was not answered. */
const AGAIN_MS = 50;
const DEADLINE_MS = 120_000;

/** From the start of the process to the first answer, and the memory of a bot that idles, in one server and in many. */
export async function startRows({ rounds, servers }: { rounds: number; servers: number }): Promise<readonly Row[]> {
  const one = await starts(rounds, 0);
  const many = await starts(rounds, servers);
  return [
    rowOf('start-1', 'ms', one.answers, { atMost: 1.3 }),
    rowOf('memory-1', 'MiB', one.memory, { atMost: 1.3 }),
    rowOf(`start-${servers}`, 'ms', many.answers, { atMost: 0.75 }),
    rowOf(`memory-${servers}`, 'MiB', many.memory, { atMost: 0.42 }),
  ];
}

async function starts(rounds: number, servers: number): Promise<Record<'answers' | 'memory', readonly Round[]>> {
  const stage = await openStage();
  try {
    furnish(stage, servers);
    const url = `sqlite://${stage.folder}/c.sqlite`;
    const memory = { ours: [] as number[], theirs: [] as number[] };
    const take = async (launch: () => MeasuredBot, side: Side, into: number[]) => {
      const sinceMs = performance.now();
      const bot = launch();
      await firstAnswer(stage, side);
      const tookMs = performance.now() - sinceMs;
      await bot.ready;
      await wait(IDLE_MS);
      into.push(bot.memoryMiB());
      await bot.end();
      return tookMs;
    };
    // Commands are registered and emblems uploaded once, before anything is measured.
    const [ours, bare] = [
      launchOurs(stage.discord, stage.ours.token, { STORE_URL: url }),
      launchBare(stage.discord, stage.theirs.token),
    ];
    await ours.ready;
    await bare.ready;
    await bare.register([{ name: 'help', description: 'Helps' }]);
    await ours.end();
    await bare.end();
    const answers = await inTurns(
      rounds,
      () => take(() => launchOurs(stage.discord, stage.ours.token, { STORE_URL: url }), stage.ours, memory.ours),
      () => take(() => launchBare(stage.discord, stage.theirs.token), stage.theirs, memory.theirs),
    );
    // The first of each belongs to the round that is thrown away.
    const pairs = memory.ours.slice(1).map((our, round) => ({ ours: our, theirs: memory.theirs[round + 1] ?? 0 }));
    return { answers, memory: pairs };
  } finally {
    await stage.close();
  }
}

function furnish({ discord, ours, theirs }: Stage, servers: number): void {
  const { world } = discord;
  // Each bot is in one already, with its member.
  for (let number = 1; number < servers; number += 1) {
    const guildId = world.createGuild({ name: `Server ${number}` }).id;
    for (let at = 0; at < CHANNELS; at += 1)
      world.createChannel(guildId, { name: `channel-${at}`, type: ChannelType.GuildText, topic: 'About something' });
    for (let at = 0; at < ROLES; at += 1) world.createRole(guildId, { name: `Role ${at}` });
    for (const { applicationId } of [ours, theirs]) world.installApplication(applicationId, guildId);
  }
}

/** Asks for help again and again until the bot answers. */
async function firstAnswer({ discord }: Stage, side: Side): Promise<void> {
  const sinceMs = performance.now();
  const command = discord.world.commandsOf(side.applicationId).find(({ name }) => name === 'help');
  if (command === undefined) throw new Error('The command /help is not registered');
  const { asker, applicationId, guildId, channelId } = side;
  const data = { id: command.id, name: 'help', type: 1, version: command.version, options: [] };
  const ask = () =>
    asker.act({ type: 2, application_id: applicationId, guild_id: guildId, channel_id: channelId, data });
  let isAnswered = false;
  while (!isAnswered) {
    if (performance.now() - sinceMs > DEADLINE_MS) throw new Error('The bot did not answer');
    // Who asked in vain hears of it only seconds later; nobody waits for that.
    if (discord.isConnected(applicationId))
      void ask().then(
        () => {
          isAnswered = true;
        },
        () => {},
      );
    await wait(AGAIN_MS);
  }
}

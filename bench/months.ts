import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectPerson, type Person, type SeenMessage } from 'local-discord/testkit';
import { renderFeed, type TimelineEntry } from '../testkit/feeds/render-feed.ts';
import { startFeedServer } from '../testkit/network/feed-server.ts';
import { DONE_ONCE, launchOurs, type OurBot } from './rig/bots.ts';
import { EMOJI } from './rig/polls.ts';
import { openStage, type Stage } from './rig/stage.ts';

/** What the built bot holds at the end of a month. */
export interface MonthFigure {
  readonly month: number;
  /** In use after the garbage was collected. */
  readonly heapMiB: number;
  readonly residentMiB: number;
}

export interface MonthSizes {
  readonly months: number;
  /** Who come in each month, ask, vote and pick, and are not seen again. */
  readonly members: number;
  readonly polls: number;
}

const TELLER = fileURLToPath(new URL('./rig/heap-teller.js', import.meta.url));
/** How far the clock is moved at once, and how long the bot then gets for what has become due. */
const STEP_SECONDS = 6 * 3_600;
const STEP_MS = 25;
const MONTH_STEPS = 120;
const DEADLINE_MS = 20_000;

/**
 * The memory of the built bot, on a clock that is moved, over months in which members come and go, polls are opened,
 * voted in and settled, brackets filled in and entries announced. It is the same bot all the time.
 */
export async function benchMonths(sizes: MonthSizes): Promise<readonly MonthFigure[]> {
  const stage = await openStage();
  const feeds = await startFeedServer();
  const heapFile = join(stage.folder, 'heap');
  const bot = launchOurs(stage.discord, stage.ours.token, {
    STORE_URL: `sqlite://${stage.folder}/c.sqlite`,
    NODE_OPTIONS: `--import=${TELLER}`,
    BENCH_HEAP_FILE: heapFile,
  });
  const entries: TimelineEntry[] = [];
  const publish = (month: number) => {
    entries.unshift({ id: `video${String(month).padStart(6, '0')}`, title: `News of month ${month}` });
    feeds.set('/feed', { body: renderFeed('channel', entries.slice(0, 15)) });
  };
  try {
    await bot.said(DONE_ONCE);
    await bot.ready;
    publish(0);
    const { moderator, channelId } = stage.ours;
    await moderator.command(channelId, 'spoilers server', { episode: 'round-1' });
    await moderator.command(channelId, 'announce here', { feed: `${feeds.origin}/feed` });
    const figures: MonthFigure[] = [];
    for (let month = 1; month <= sizes.months; month += 1) {
      publish(month);
      await passMonth(stage, bot, month, sizes);
      // Clients of members who are gone, and requests, are no part of the bot; only this process holds them.
      stage.discord.clearTraffic();
      figures.push({ month, heapMiB: (await heapOf(bot, heapFile)) / 2 ** 20, residentMiB: bot.memoryMiB() });
    }
    return figures;
  } finally {
    await bot.end();
    await feeds.close();
    await stage.close();
  }
}

async function passMonth(stage: Stage, bot: OurBot, month: number, { members, polls }: MonthSizes): Promise<void> {
  const { discord, ours } = stage;
  const { moderator, channelId, guildId } = ours;
  const titles = Array.from({ length: polls }, (_, at) => `Month ${month}.${at}`);
  const opened: SeenMessage[] = [];
  for (const title of titles) {
    const custom = `${title}: ${EMOJI[0]} Ann vs ${EMOJI[1]} Bea`;
    await moderator.command(channelId, 'poll open', { closes: 'in 3d', custom });
    const isPosted = ({ embeds }: SeenMessage) => embeds[0]?.title === `${title}: who wins?`;
    opened.push(await moderator.waitForMessage(channelId, isPosted));
  }
  for (let at = 0; at < members; at += 1) {
    const { token } = discord.world.createPerson({ name: `Member ${month}.${at}`, guildId });
    const member = await connectPerson({ url: discord.url, token, deadlineMs: DEADLINE_MS });
    await visit(member, channelId, opened);
    await member.close();
  }
  for (let step = 0; step < MONTH_STEPS; step += 1) {
    await bot.advanceClock(STEP_SECONDS);
    await wait(STEP_MS);
  }
  for (const poll of titles) await moderator.command(channelId, 'poll result', { poll, winner: 'Ann' });
}

/** Somebody who has come to the server looks something up, votes in every poll, fills in the bracket, and goes. */
async function visit(member: Person, channelId: string, polls: readonly SeenMessage[]): Promise<void> {
  await member.command(channelId, 'watched', { episode: 'round-1' });
  await member.suggest(channelId, 'character', { name: 'ti' }, 'name');
  await member.command(channelId, 'character', { name: 'Till' });
  await member.command(channelId, 'search', { query: 'black hair' });
  for (const poll of polls) {
    await member.react(channelId, poll.id, EMOJI[0]);
    await member.press(poll, 'Bea');
  }
  const { message: form } = await member.command(channelId, 'bracket predict');
  const { message: step } = await member.press(form, 'Start');
  await member.press(step, 'Till');
  for (const name of ['picks', 'standings', 'bracket show']) await member.command(channelId, name);
}

async function heapOf(bot: OurBot, file: string): Promise<number> {
  rmSync(file, { force: true });
  process.kill(bot.pid, 'SIGUSR2');
  const sinceMs = performance.now();
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') {
    if (performance.now() - sinceMs > DEADLINE_MS) throw new Error('The bot did not tell its heap');
    await wait(50);
  }
  return Number(readFileSync(file, 'utf8'));
}

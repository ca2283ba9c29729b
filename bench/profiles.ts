import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askCharacter, atATime, suggestCharacter } from './rig/acts.ts';
import { DONE_ONCE, launchOurs } from './rig/bots.ts';
import { openPoll, pressVote } from './rig/polls.ts';
import { type ProfileShare, readProfile } from './rig/read-profile.ts';
import { openStage } from './rig/stage.ts';

const PROFILER = fileURLToPath(new URL('./rig/profiler.js', import.meta.url));
/** Smaller shares are left out. */
const LEAST_PERCENT = 1;

export interface ProfileFigure extends ProfileShare {
  /** What the bot was doing meanwhile. */
  readonly of: string;
}

/**
 * Where the built bot spends its time: a start, answers, suggestions, presses and reactions, each sampled separately.
 */
export async function benchProfiles({ times }: { readonly times: number }): Promise<readonly ProfileFigure[]> {
  const stage = await openStage();
  const { discord, ours } = stage;
  const profile = join(stage.folder, 'bot.cpuprofile');
  const store = { STORE_URL: `sqlite://${stage.folder}/c.sqlite` };
  // The very first start registers commands and uploads emblems; later ones do not, so it is done before anything is
  // sampled.
  const first = launchOurs(discord, ours.token, store);
  await first.said(DONE_ONCE);
  await first.end();
  const bot = launchOurs(discord, ours.token, {
    ...store,
    NODE_OPTIONS: `--import=${PROFILER}`,
    BENCH_PROFILE_FILE: profile,
  });
  const figures: ProfileFigure[] = [];
  const taken = async (of: string, isKept = true) => {
    rmSync(profile, { force: true });
    process.kill(bot.pid, 'SIGUSR2');
    while (!existsSync(profile)) await wait(50);
    let text = '';
    do {
      await wait(50);
      text = readFileSync(profile, 'utf8');
    } while (!text.endsWith('}'));
    if (!isKept) return;
    figures.push(...readProfile(profile).flatMap((share) => (share.percent < LEAST_PERCENT ? [] : [{ of, ...share }])));
  };
  try {
    await bot.ready;
    await taken('a start');
    await ours.moderator.command(ours.channelId, 'spoilers server', { episode: 'all' });
    const sides = [
      ['an answer', (turn: number) => askCharacter(stage, ours, turn)],
      ['suggestions', (turn: number) => suggestCharacter(stage, ours, turn)],
    ] as const;
    for (const [of, act] of sides) {
      await atATime(16, times / 4, act);
      await taken(of, false);
      await atATime(16, times, act);
      await taken(of);
    }
    const poll = await openPoll(stage, ours);
    await atATime(1, times / 4, (turn) => pressVote(ours, poll, turn));
    await taken('a press', false);
    await atATime(1, times, (turn) => pressVote(ours, poll, turn));
    await taken('a press');
    const voters = Array.from(
      { length: times },
      (_, at) => discord.world.createPerson({ name: `V${at}`, guildId: ours.guildId }).id,
    );
    await wait(1_000);
    await taken('reactions', false);
    for (const [at, voter] of voters.entries()) {
      discord.world.react(voter, ours.channelId, poll.id, poll.emoji[at % 2] ?? '');
      if (at % 100 === 99) await wait(0);
    }
    await pressVote(ours, poll, 0);
    await taken('reactions');
    return figures;
  } finally {
    await bot.end();
    await stage.close();
  }
}

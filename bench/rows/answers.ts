import { askCharacter, atATime, suggestCharacter, timesOf } from '../rig/acts.ts';
import { launchBare, launchOurs, type MeasuredBot } from '../rig/bots.ts';
import { inTurns, median, type Row, rowOf } from '../rig/figures.ts';
import type { Side } from '../rig/stage.ts';
import { openStage } from '../rig/stage.ts';

export interface AnswerSizes {
  readonly rounds: number;
  /** Commands a round, one at a time. */
  readonly alone: number;
  /** Commands a round, sixteen at once. */
  readonly sixteen: number;
  /** Commands a round, all at once. */
  readonly atOnce: number;
}

/**
 * `/character` and its suggestions, beside plain discord.js that replies with the same payload, or with no suggestion.
 */
export async function answerRows({ rounds, alone, sixteen, atOnce }: AnswerSizes): Promise<readonly Row[]> {
  const stage = await openStage();
  const { discord, ours, theirs } = stage;
  const bot = launchOurs(discord, ours.token, { STORE_URL: `sqlite://${stage.folder}/c.sqlite` });
  const bare = launchBare(discord, theirs.token);
  try {
    await bot.ready;
    await bare.ready;
    await ours.moderator.command(ours.channelId, 'spoilers server', { episode: 'all' });
    await ours.moderator.command(ours.channelId, 'character', { name: 'Ivan' });
    const answered = discord.traffic.findLast(
      ({ applicationId, route }) => applicationId === ours.applicationId && route.endsWith('/callback'),
    );
    if (answered === undefined) throw new Error('The bot did not answer');
    bare.replyWith(withoutOwnEmoji((answered.body as { data: object }).data), answered.files);
    await bare.register(commandsOf(discord.world.commandsOf(ours.applicationId)));

    const ask = (side: Side, turn: number) => askCharacter(stage, side, turn);
    const suggest = (side: Side, turn: number) => suggestCharacter(stage, side, turn);
    const both = (take: (side: Side, of: MeasuredBot) => Promise<number>) =>
      inTurns(
        rounds,
        () => take(ours, bot),
        () => take(theirs, bare),
      );

    const p50 = await both(async (side) => median(await timesOf(alone, (turn) => ask(side, turn))));
    const cpu = await both(async (side, of) => {
      const sinceMs = of.cpuMs();
      await atATime(16, sixteen, (turn) => ask(side, turn));
      return (of.cpuMs() - sinceMs) / sixteen;
    });
    const rate = await both(async (side) => {
      const sinceMs = performance.now();
      await atATime(atOnce, atOnce, (turn) => ask(side, turn));
      return (atOnce * 1_000) / (performance.now() - sinceMs);
    });
    const typing = await both(async (side, of) => {
      const sinceMs = of.cpuMs();
      await atATime(16, sixteen, (turn) => suggest(side, turn));
      return (of.cpuMs() - sinceMs) / sixteen;
    });
    return [
      rowOf('answer-p50', 'ms', p50, { atMost: 1.15 }),
      rowOf('answer-cpu', 'ms of CPU', cpu, { atMost: 1.25 }),
      rowOf('answer-rate', 'a second', rate, { atLeast: 0.85 }),
      rowOf('autocomplete-cpu', 'ms of CPU', typing, { atMost: 1.5 }),
    ];
  } finally {
    await bot.end();
    await bare.end();
    await stage.close();
  }
}

/** Emoji of an application can be used by that application alone; a Unicode emoji stands in for them. */
function withoutOwnEmoji(payload: object): object {
  return JSON.parse(
    JSON.stringify(payload, (key, value) => (key === 'emoji' && value?.id !== undefined ? { name: '🐍' } : value)),
  );
}

/** The commands as they can be registered again: without the fields that Discord added. */
function commandsOf(registered: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return registered.map(({ id: _id, application_id: _application, version: _version, ...command }) => command);
}

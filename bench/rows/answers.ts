import { launchBare, launchOurs } from '../rig/bots.ts';
import { inTurns, median, type Row, rowOf } from '../rig/figures.ts';
import type { Side } from '../rig/stage.ts';
import { openStage } from '../rig/stage.ts';

export interface AnswerSizes {
  readonly rounds: number;
  /** Asked one at a time, in a round. */
  readonly alone: number;
  /** Asked sixteen at once, in a round. */
  readonly sixteen: number;
  /** Asked all at once, in a round. */
  readonly atOnce: number;
}

const NAMES = ['Ivan', 'Till', 'Mizi', 'Sua', 'Luka', 'Hyuna'];
/** What is typed letter by letter, in both scripts. */
const TYPED = [
  'i',
  'iv',
  'iva',
  'ivan',
  't',
  'ti',
  'til',
  '이',
  '이반',
  'ㅌ',
  '틸',
  'mi',
  'miz',
  '미지',
  'hyu',
  '현아',
];

/** `/character` and its suggestions, beside bare discord.js that replies with the same payload, or with no suggestion. */
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
    bare.replyWith(withoutOwnEmoji((answered.body as { data: unknown }).data));
    await bare.register(commandsOf(discord.world.commandsOf(ours.applicationId)));

    const registered = (side: Side) =>
      discord.world.commandsOf(side.applicationId).find(({ name }) => name === 'character') ?? {};
    const commandOf = new Map([ours, theirs].map((side) => [side, registered(side)]));
    const ask = (side: Side, turn: number) =>
      call(side, commandOf.get(side) ?? {}, 2, NAMES[turn % NAMES.length] ?? '');
    const suggest = (side: Side, turn: number) =>
      call(side, commandOf.get(side) ?? {}, 4, TYPED[turn % TYPED.length] ?? '');
    const both = (take: (side: Side, of: typeof bot) => Promise<number>) =>
      inTurns(
        rounds,
        () => take(ours, bot),
        () => take(theirs, bare),
      );

    const p50 = await both(async (side) => {
      const tookMs: number[] = [];
      for (let turn = 0; turn < alone; turn += 1) {
        const sinceMs = performance.now();
        await ask(side, turn);
        tookMs.push(performance.now() - sinceMs);
      }
      return median(tookMs);
    });
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

/** Emoji of an application are for it alone; a unicode one stands in. */
function withoutOwnEmoji(payload: unknown): unknown {
  return JSON.parse(
    JSON.stringify(payload, (key, value) => (key === 'emoji' && value?.id !== undefined ? { name: '🐍' } : value)),
  );
}

type Registered = Readonly<Record<string, unknown>>;

/** `/character` as a client sends it: 2 runs it, 4 asks for suggestions. */
function call(
  { asker, guildId, channelId, applicationId }: Side,
  command: Registered,
  type: 2 | 4,
  value: string,
): Promise<void> {
  const option = { type: 3, name: 'name', value, ...(type === 4 ? { focused: true } : {}) };
  const data = { id: command.id, name: 'character', type: 1, version: command.version, options: [option] };
  return asker.act({ type, application_id: applicationId, guild_id: guildId, channel_id: channelId, data });
}

async function atATime(width: number, count: number, act: (turn: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const turn = next;
      next += 1;
      await act(turn);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Commands as they may be registered again: without what Discord added to them. */
function commandsOf(registered: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  return registered.map(({ id: _id, application_id: _application, version: _version, ...command }) => command);
}

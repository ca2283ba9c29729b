import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { prepared } from '../src/discord/contract/call.ts';
import { suggestPolls } from '../src/discord/polls/which-poll.ts';
import type { Poll } from '../src/domain/poll/poll.ts';
import { createSentences } from '../src/i18n/sentences.ts';
import { seriesKnowledge } from '../testkit/knowledge/knowledge.ts';
import { poll } from '../testkit/polls/make-poll.ts';
import { CHANNEL, GUILD, MODERATOR, START_MS, type Stage, startStage } from '../testkit/polls/stage.ts';
import { exponentOf } from './rig/growth-model.ts';
import { keepPolls, keepVotes, settledPolls } from './rig/kept-polls.ts';

/**
 * How the cost of one operation grows with the amount of something else, measured in this process without network or
 * disk. The cost is CPU time, which other work on the machine does not change.
 */
export interface GrowthFigure {
  readonly per: string;
  readonly growsWith: string;
  /** The cost at each size in ms of CPU time, as `size: cost`. */
  readonly costs: string;
  /** The exponent of the power law that fits the costs best: 0 = constant, 1 = proportional to the size. */
  readonly exponent: number;
  /** The longest that the event loop was held up meanwhile, in ms, at the largest size. */
  readonly heldMs: number;
}

export interface GrowthSizes {
  readonly votes: readonly number[];
  readonly polls: readonly number[];
  readonly servers: readonly number[];
}

interface Cost {
  readonly size: number;
  readonly cost: number;
  readonly heldMs: number;
}

/** The voters of each poll. */
const VOTERS = Array.from({ length: 10 }, (_, at) => String(7_000 + at));
const TIMES = 200;
const MEMBER = '7000';

/** @param told called with each line as soon as it is measured, since all of them take some minutes */
export async function benchGrowth(
  sizes: GrowthSizes,
  told: (figure: GrowthFigure) => void,
): Promise<readonly GrowthFigure[]> {
  const figures: GrowthFigure[] = [];
  const line = async (per: string, growsWith: string, of: readonly number[], take: (size: number) => Promise<Cost>) => {
    const first = of[0];
    // One run that is not counted, so that the engine has compiled the code.
    if (first !== undefined) await take(first);
    const taken: Cost[] = [];
    for (const size of of) taken.push(await take(size));
    const figure: GrowthFigure = {
      ...{ per, growsWith },
      costs: taken.map(({ size, cost }) => `${size}: ${Number(cost.toPrecision(3))}`).join(', '),
      exponent: exponentOf(taken),
      heldMs: taken.at(-1)?.heldMs ?? 0,
    };
    figures.push(figure);
    told(figure);
  };
  await line('a press', 'votes on the poll', sizes.votes, pressAmongVotes);
  await line('a press', 'polls kept in the server', sizes.polls, pressAmongPolls);
  await line('a press', 'servers with an open poll', sizes.servers, pressAmongServers);
  await line('a keystroke in a poll’s option', 'polls kept in the server', sizes.polls, keystroke);
  const asked = { standings, picks };
  for (const [name, ask] of Object.entries(asked)) {
    await line(`/${name}, the first time`, 'settled polls of ten votes', sizes.polls, (size) =>
      scores(size, ask, false),
    );
    await line(`/${name}, again`, 'settled polls of ten votes', sizes.polls, (size) => scores(size, ask, true));
  }
  await line('a lock and its drawing', 'votes on the poll', sizes.votes, lock);
  await line('a result, published, its votes trimmed', 'votes on the poll', sizes.votes, settle);
  await line('an idle tick', 'servers with an open poll', sizes.servers, idleTick);
  await line('an episode out, owed everywhere', 'servers with a poll on it', sizes.servers, episodeOut);
  await line('the first search in a horizon', 'horizons asked before', HORIZONS_BEFORE, firstSearch);
  return figures;
}

/** The data has some more. */
const HORIZONS_BEFORE = [1, 10];

async function firstSearch(size: number): Promise<Cost> {
  const knowledge = seriesKnowledge();
  for (const _ of knowledge.seenFrom('all').readAhead());
  const search = async (horizon: string) => {
    const view = knowledge.seenFrom(horizon);
    await prepared(view);
    for (const text of SEARCHES) view.search(text);
  };
  const horizons = ['none', ...knowledge.episodeLabels().map(({ id }) => id)];
  for (const horizon of horizons.slice(0, size)) await search(horizon);
  return watched(size, () => cpuMsOf(1, () => search(horizons[size] ?? 'all')));
}

/** By a name, by what is said, with a slip, and by the root of a Korean verb. */
const SEARCHES = ['till', 'black hair guitar', 'rebelion aginst aliens', '누가 미지 구했어'];

/** The cost of `act`, and the longest that the event loop was held up meanwhile. */
async function watched(size: number, act: () => Promise<number>): Promise<Cost> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The first sample of the monitor is always late.
  await wait(20);
  delay.reset();
  const cost = await act();
  // The monitor sees a hold at the very end only with its next sample.
  await wait(5);
  delay.disable();
  return { size, cost, heldMs: delay.max / 1e6 };
}

/** CPU time of one call in ms: the mean over `count` calls, one after the other. */
async function cpuMsOf(count: number, act: (turn: number) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let turn = 0; turn < count; turn += 1) await act(turn);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}

async function onStage<Done>(
  act: (stage: Stage) => Promise<Done>,
  guildIds: readonly string[] = [GUILD],
): Promise<Done> {
  const stage = await startStage({ guildIds });
  try {
    return await act(stage);
  } finally {
    await stage.close();
  }
}

let pressed = 0;

/** The cost of a vote by members who have no vote yet. */
async function presses(stage: Stage, pollId: string, choice: string): Promise<number> {
  pressed += 1;
  const round = pressed;
  const press = async (turn: number) => {
    const userId = `new ${round} ${turn}`;
    const { kind } = await stage.bot().votes.press({ pollId, choice, userId, roleIds: [], madeAtMs: START_MS });
    if (kind !== 'counted') throw new Error(`A press was ${kind}`);
  };
  return cpuMsOf(TIMES, press);
}

/** An open poll, written to the store before the bot starts. */
function openWith(change: Partial<Poll> = {}): Poll {
  return poll({
    guildId: GUILD,
    channelId: CHANNEL,
    openedAtMs: START_MS - 1,
    closesAtMs: START_MS + 7_200_000,
    ...change,
  });
}

async function keepVoted(stage: Stage, votes: number): Promise<Poll> {
  const open = openWith();
  await keepPolls(stage.store, GUILD, [open], []);
  await keepVotes(
    stage.store,
    open,
    Array.from({ length: votes }, (_, at) => String(1_000_000 + at)),
  );
  await stage.start();
  return open;
}

const pressAmongVotes = (votes: number) =>
  onStage(async (stage) => {
    const { id } = await keepVoted(stage, votes);
    await presses(stage, id, 'a');
    return watched(votes, () => presses(stage, id, 'a'));
  });

const pressAmongPolls = (count: number) =>
  onStage(async (stage) => {
    const open = openWith();
    await keepPolls(stage.store, GUILD, [...settledPolls(GUILD, CHANNEL, count), open], []);
    await stage.start();
    await presses(stage, open.id, 'a');
    return watched(count, () => presses(stage, open.id, 'a'));
  });

const inServers = (count: number) => Array.from({ length: count }, (_, at) => String(5_000_000 + at));

async function keepOpenIn(stage: Stage, guildIds: readonly string[], change: Partial<Poll> = {}): Promise<void> {
  for (const guildId of guildIds) {
    const id = `9${guildId}`;
    await keepPolls(stage.store, guildId, [openWith({ ...change, id, guildId, message: { id: `1${guildId}` } })], []);
  }
  await stage.start();
}

const pressAmongServers = (count: number) => {
  const guildIds = inServers(count);
  return onStage(async (stage) => {
    await keepOpenIn(stage, guildIds);
    const id = `9${guildIds[0]}`;
    await presses(stage, id, 'a');
    return watched(count, () => presses(stage, id, 'a'));
  }, guildIds);
};

const keystroke = (count: number) =>
  onStage(async (stage) => {
    await keepPolls(stage.store, GUILD, settledPolls(GUILD, CHANNEL, count), []);
    await stage.start();
    const call = {
      services: { polls: stage.bot() },
      asker: { place: { guildId: GUILD } },
      language: 'en',
      say: createSentences()('en'),
    };
    const type = () => suggestPolls(call as unknown as Parameters<typeof suggestPolls>[0], 'match 1', ['settled']);
    await type();
    return watched(count, () => cpuMsOf(20, type));
  });

const standings = (stage: Stage) => stage.bot().scores.standings(GUILD, 'all');
const picks = (stage: Stage) => stage.bot().scores.picks(GUILD, MEMBER, 'all');

const scores = (count: number, ask: (stage: Stage) => Promise<unknown>, isAgain: boolean) =>
  onStage(async (stage) => {
    await keepPolls(stage.store, GUILD, settledPolls(GUILD, CHANNEL, count), VOTERS);
    await stage.start();
    if (isAgain) await ask(stage);
    return watched(count, () => cpuMsOf(isAgain ? 5 : 1, () => ask(stage)));
  });

const lock = (votes: number) =>
  onStage(async (stage) => {
    const { id } = await keepVoted(stage, votes);
    return watched(votes, () =>
      cpuMsOf(1, async () => {
        await stage.bot().lifecycle.lock({ pollId: id });
        await stage.settle();
      }),
    );
  });

const settle = (votes: number) =>
  onStage(async (stage) => {
    const { id } = await keepVoted(stage, votes);
    await stage.bot().lifecycle.lock({ pollId: id });
    await stage.settle();
    return watched(votes, () =>
      cpuMsOf(1, async () => {
        await stage.bot().lifecycle.giveResult({ pollId: id }, 'a', MODERATOR);
        await stage.settle();
      }),
    );
  });

const idleTick = (count: number) => {
  const guildIds = inServers(count);
  return onStage(async (stage) => {
    await keepOpenIn(stage, guildIds);
    return watched(count, () => cpuMsOf(2_000, () => stage.begin()));
  }, guildIds);
};

const episodeOut = (count: number) => {
  const guildIds = inServers(count);
  return onStage(async (stage) => {
    await keepOpenIn(stage, guildIds, { episodeId: 'round-6' });
    return watched(count, () => cpuMsOf(1, () => stage.bot().episodes.noteOut(new Set(guildIds), 'round-6', START_MS)));
  }, guildIds);
};

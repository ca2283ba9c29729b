import type { Poll } from '../../src/domain/poll/poll.ts';
import { DamagedRecordError } from '../../src/storage/errors.ts';
import { ballotRecord } from '../../src/storage/kinds.ts';
import { afterAway, countedOf, type HeldWithTime, nothingYet, press, react, unreact } from './crowded-model.ts';
import type { CrowdedStep } from './crowded-steps.ts';
import type { ReactionEvent } from './fake-discord.ts';
import { GUILD, MODERATOR, START_MS, type Stage, startStage, turns } from './stage.ts';

const OTHER = '101';
const HOUR_MS = 3_600_000;
const USERS = ['1', '2', '3', '4'] as const;
/** The server's custom emoji. Events give them any name, or none. */
const IDS = ['111111111111111111', '222222222222222222'] as const;
const POLLS = [
  { id: '500', guildId: GUILD, channelId: '200', choices: ['c1', 'c2'], closesAtMs: START_MS + 2 * HOUR_MS },
  { id: '501', guildId: OTHER, channelId: '201', choices: ['till', 'ivan'], closesAtMs: START_MS + 3 * HOUR_MS },
] as const;
const EPISODE = 'round-6';
/** The time between two removals of reactions that Discord's rate limit allows in one channel. */
const PACE_MS = 250;
/** The most by which the gateway may be late. */
const LATEST_MS = 6_000;

/**
 * Plays an evening with the real predictions and a model, and compares them. There are two servers; the poll of one is
 * for @everyone, that of the other locks with an episode. Reactions are removed at Discord's pace, and told of late and
 * in another order; emoji are renamed; moderators act while a poll is being locked; a ballot is damaged; the bot dies
 * and returns. Where nobody outside can know what the bot had received, either outcome is right; what it has
 * acknowledged must be there.
 *
 * @returns what was wrong, in sentences; empty when everything held
 */
export async function playCrowded(steps: readonly CrowdedStep[]): Promise<readonly string[]> {
  const reactors = holding();
  const late = createLateEvents(() => stage.clock.now());
  const paces = new Map<string, number>();
  let removals = 0;
  const stage: Stage = await startStage({
    guildIds: [GUILD, OTHER],
    gateway: late.gateway,
    publisher: (publisher, life) => ({
      ...publisher,
      reactors: async (...args) => {
        await reactors.answered();
        return publisher.reactors(...args);
      },
      takeOffReaction: async (channelId, messageId, emoji, userId, signal) => {
        const atMs = Math.max(stage.clock.now(), paces.get(channelId) ?? 0) + PACE_MS;
        paces.set(channelId, atMs);
        await stage.clock.waitUntil(atMs, new AbortController().signal);
        if (life.isDead()) return new Promise(() => {});
        removals += 1;
        // Half of the removals were already under way when they were cancelled.
        if (signal?.aborted === true && removals % 2 === 0) {
          return { kind: 'refused', reason: 'passing', detail: { kind: 'other', words: 'This operation was aborted' } };
        }
        return publisher.takeOffReaction(channelId, messageId, emoji, userId, signal);
      },
    }),
  });
  try {
    return await play(stage, steps, { reactors, late });
  } finally {
    reactors.letGo();
    await stage.close();
  }
}

function holding() {
  let held: Promise<void> | undefined;
  let open = () => {};
  return {
    isHeld: () => held !== undefined,
    hold() {
      held ??= new Promise((resolve) => {
        open = resolve;
      });
    },
    letGo() {
      open();
      held = undefined;
    },
    answered: async () => held,
  };
}

/**
 * Delays the events of the bot's own removals by seconds and changes their order. The events of one and the same
 * reaction stay in order.
 */
function createLateEvents(nowMs: () => number) {
  let waiting: { key: string; sinceMs: number; deliver: () => void }[] = [];
  const keyOf = (event: ReactionEvent) =>
    event.kind === 'cleared' ? '' : `${event.messageId} ${event.emoji.split(':').at(-1)} ${event.userId}`;
  function deliver(fits: (key: string) => boolean): void {
    const due = waiting.filter(({ key }) => fits(key));
    waiting = waiting.filter(({ key }) => !fits(key));
    for (const one of due) one.deliver();
  }
  return {
    gateway(event: ReactionEvent, hear: (event: ReactionEvent) => void) {
      const key = keyOf(event);
      deliver((other) => event.kind === 'cleared' || other === key);
      if (event.kind === 'removed' && event.byBot === true)
        waiting.unshift({ key, sinceMs: nowMs(), deliver: () => hear(event) });
      else hear(event);
    },
    deliverAll: () => deliver(() => true),
    /** Delivers the events that have been delayed for as long as possible. */
    deliverOverdue() {
      const overdue = waiting.filter(({ sinceMs }) => nowMs() - sinceMs >= LATEST_MS).map(({ key }) => key);
      deliver((key) => overdue.includes(key));
    },
    lose: () => {
      waiting = [];
    },
  };
}

type Late = ReturnType<typeof createLateEvents>;

async function play(
  stage: Stage,
  steps: readonly CrowdedStep[],
  { reactors, late }: { reactors: ReturnType<typeof holding>; late: Late },
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const held = new Map<string, readonly HeldWithTime[]>();
  const damaged = new Set<string>();
  const lockMoments = new Map<string, Set<number>>(POLLS.map(({ id }) => [id, new Set()]));
  const nowMs = () => stage.clock.now();
  const keyOf = (poll: number, user: string) => `${POLLS[poll]?.id}/${user}`;
  const heldOf = (poll: number, user: string) => held.get(keyOf(poll, user)) ?? [nothingYet];

  await stage.start();
  for (const [index, { id, guildId, channelId, closesAtMs }] of POLLS.entries()) {
    const subject =
      index === 0
        ? { contestants: ['Ada', 'Bea'], emoji: IDS.map((one) => `own:${one}`), roleId: GUILD }
        : { match: EPISODE };
    await stage.open({ id, guildId, channelId, closesAtMs, ...subject });
  }
  const facts = await Promise.all(POLLS.map(({ id }) => stage.bot().book.get(id)));
  const messageOf = (poll: number) => stage.discord.messages.find(({ id }) => id === facts[poll]?.message.id);
  const emojiOf = (poll: number, choice: number) => facts[poll]?.contestants[choice]?.emoji ?? '';

  const onMessage = (poll: number, user: string) =>
    (POLLS[poll]?.choices ?? []).flatMap((choice, index) => [
      ...(messageOf(poll)?.reactions.get(emojiOf(poll, index))?.has(user) ? [choice] : []),
      ...(messageOf(poll)?.supers.get(emojiOf(poll, index))?.has(user) ? [`${choice}*`] : []),
    ]);
  const present = async (poll: number) => stage.bot().book.get(POLLS[poll]?.id ?? '');
  const takesActs = (poll: Poll | undefined) => poll?.state === 'open' && nowMs() < poll.closesAtMs;

  async function settle(): Promise<void> {
    if (!stage.isUp()) return;
    if (!reactors.isHeld()) return stage.settle();
    stage.begin();
    await turns();
    await turns();
  }

  /**
   * Keeps every state that is possible now. Where the change is not sure, the state before it is possible too; and
   * since nobody outside can know what the bot has received of the message, each state is also kept with all reactions
   * known.
   */
  function fork(poll: number, user: string, change: (before: HeldWithTime) => HeldWithTime, isSure: boolean): void {
    const before = heldOf(poll, user);
    const after = [...before.map(change), ...(isSure ? [] : before)];
    const found = onMessage(poll, user);
    const all = after.flatMap((one) => [one, { ...one, known: found }]);
    held.set(keyOf(poll, user), unique(all));
  }

  async function turn(step: Extract<CrowdedStep, { do: 'turn' }>): Promise<void> {
    const user = USERS[step.user] ?? '1';
    const choice = POLLS[step.poll]?.choices[step.choice] ?? '';
    const reaction = step.isSuper ? `${choice}*` : choice;
    const emoji = emojiOf(step.poll, step.choice);
    const isThere = onMessage(step.poll, user).includes(reaction);
    const poll = stage.isUp() ? await present(step.poll) : undefined;
    const counts = takesActs(poll);
    const isSure = stage.isUp() && counts && !reactors.isHeld();
    const messageId = messageOf(step.poll)?.id ?? '';
    const change = isThere ? unreact : react;
    if (isThere) stage.discord.unreact(messageId, emoji, user, step.isSuper);
    else stage.discord.react(messageId, emoji, user, step.isSuper, RENAMED[step.name]);
    await settle();
    // The member removes a reaction that the bot may be removing as well: Discord does not say whose act it was.
    if (counts) fork(step.poll, user, (before) => change(before, reaction, nowMs()), isSure && !isThere);
  }

  async function pressed(step: Extract<CrowdedStep, { do: 'press' }>): Promise<void> {
    if (!stage.isUp()) return;
    const user = USERS[step.user] ?? '1';
    const { id: pollId = '', choices } = POLLS[step.poll] ?? {};
    const choice = choices?.[step.choice] ?? '';
    const acted = stage
      .orDeath((bot) => bot.votes.press({ pollId, choice, userId: user, roleIds: [] }))
      .catch((error: unknown) => {
        if (!(error instanceof DamagedRecordError)) throw error;
        return undefined;
      });
    const outcome = await acted;
    if (outcome === undefined || outcome.kind === 'closed') return;
    if (!['counted', 'moved', 'unchanged'].includes(outcome.kind))
      wrong.push(`A press is answered with ${outcome.kind}`);
    fork(step.poll, user, (before) => press(before, choice, nowMs()), true);
    await settle();
  }

  /** What the bot would find on the message of a poll now. */
  function seen(poll: number) {
    const own = messageOf(poll)?.reactions;
    const choices = POLLS[poll]?.choices ?? [];
    return {
      cleared: new Set<string>(choices.filter((_, index) => !own?.get(emojiOf(poll, index))?.has('bot'))),
      found: new Map(USERS.map((user) => [user, onMessage(poll, user)])),
    };
  }

  /** The bot compares the message of a poll: after its return, or when the poll is open again. */
  function looked(poll: number, { cleared, found }: ReturnType<typeof seen>, isSure: boolean): void {
    for (const user of USERS) {
      fork(poll, user, (before) => afterAway(before, found.get(user) ?? [], cleared, nowMs()), isSure);
    }
  }

  async function start(): Promise<void> {
    if (stage.isUp()) return;
    reactors.letGo();
    late.lose();
    const before = POLLS.map((_, index) => seen(index));
    await stage.start();
    for (const [index, found] of before.entries()) {
      const poll = await present(index);
      if (poll?.state === 'open') looked(index, found, true);
    }
  }

  async function moderate(poll: number, act: (bot: ReturnType<Stage['bot']>, pollId: string) => Promise<unknown>) {
    if (!stage.isUp()) return;
    const pollId = POLLS[poll]?.id ?? '';
    const acting = stage.orDeath((bot) => act(bot, pollId));
    if (reactors.isHeld()) {
      acting.catch(() => {});
      await turns();
    } else await acting;
    await settle();
  }

  /** Lets time pass. Before a longer time, all delayed events are delivered. */
  async function pass(ms: number): Promise<void> {
    for (let round = 0; ms > LATEST_MS && round < 4; round += 1) {
      stage.clock.advance(PACE_MS);
      await turns();
      late.deliverAll();
      await settle();
    }
    stage.clock.advance(ms);
    await settle();
  }

  async function reopen(step: { readonly poll: number; readonly minutes: number }): Promise<void> {
    const before = stage.isUp() ? await present(step.poll) : undefined;
    const found = seen(step.poll);
    await moderate(step.poll, (bot, pollId) => bot.lifecycle.reopen({ pollId }, nowMs() + step.minutes * 60_000));
    // Reactions made while the poll was locked count as votes now, if the bot did not receive them at the time.
    if (before?.state === 'locked' && stage.isUp()) looked(step.poll, found, false);
  }

  async function clear(poll: number): Promise<void> {
    stage.discord.clear(messageOf(poll)?.id ?? '');
    await settle();
    for (const user of USERS) fork(poll, user, (before) => ({ ...before, known: [] }), false);
  }

  async function out(secondsAgo: number): Promise<void> {
    if (!stage.isUp()) return;
    const sinceMs = nowMs() - secondsAgo * 1000;
    lockMoments.get('501')?.add(sinceMs);
    await moderate(1, (bot) => bot.episodes.noteOut(new Set([OTHER]), EPISODE, sinceMs));
  }

  async function damage(user: string): Promise<void> {
    if (damaged.has(user) || (await stage.store.records(ballotRecord).get(keyOf(0, user))) === undefined) return;
    damaged.add(user);
    await stage.store.write([{ storedKey: `ballot:${keyOf(0, user)}`, text: '{' }]);
  }

  async function perform(step: CrowdedStep): Promise<void> {
    stage.clock.advance(1000);
    await turns();
    late.deliverOverdue();
    switch (step.do) {
      case 'press':
        return pressed(step);
      case 'turn':
        return turn(step);
      case 'wait':
        return pass(step.seconds * 1000);
      case 'hold':
        return reactors.hold();
      case 'answer':
        reactors.letGo();
        await turns();
        return settle();
      case 'deliver':
        late.deliverAll();
        return settle();
      case 'lock':
        lockMoments.get(POLLS[step.poll]?.id ?? '')?.add(nowMs() + 1);
        return moderate(step.poll, (bot, pollId) => bot.lifecycle.lock({ pollId }));
      case 'edit':
        return moderate(step.poll, (bot, pollId) =>
          bot.lifecycle.edit({ pollId }, { closesAtMs: nowMs() + step.minutes * 60_000 }),
        );
      case 'reopen':
        return reopen(step);
      case 'clear':
        return clear(step.poll);
      case 'out':
        return out(step.secondsAgo);
      case 'not-out':
        return moderate(1, (bot) => bot.episodes.notOut(OTHER, EPISODE));
      case 'damage':
        return damage(USERS[step.user] ?? '1');
      case 'kill':
        // The bot's own removals go on at their own pace: it may have heard of some of them by now.
        for (const index of POLLS.keys()) for (const user of USERS) fork(index, user, (before) => before, true);
        late.lose();
        return stage.kill();
      case 'start':
        return start();
    }
  }

  async function look(when: string): Promise<void> {
    if (!stage.isUp()) return;
    for (const [index, { id }] of POLLS.entries()) {
      const poll = await present(index);
      if (poll === undefined) return void wrong.push(`${when}: the poll ${id} is gone`);
      wrong.push(...(await votesOtherwise(index, poll)).map((what) => `${when}: ${what}`));
      wrong.push(...lockOtherwise(poll).map((what) => `${when}: ${what}`));
    }
  }

  /** The members whose vote in a poll is none of those possible, and whether the tally agrees with the votes. */
  async function votesOtherwise(index: number, poll: Poll): Promise<string[]> {
    const otherwise: string[] = [];
    const votes = new Map<string, string>();
    for (const user of USERS) {
      if (index === 0 && damaged.has(user)) continue;
      const vote = await stage.bot().votes.countedChoiceOf(poll, user);
      const may = new Set(heldOf(index, user).map((one) => countedOf(one, poll.lockedAsOfMs)));
      if (!may.has(vote)) otherwise.push(`in ${poll.id} ${user} has ${vote}, and may have ${[...may].join(' or ')}`);
      if (vote !== undefined) votes.set(user, vote);
    }
    if (reactors.isHeld() || (index === 0 && damaged.size > 0)) return otherwise;
    const { total } = await stage.bot().scores.tallyOf(poll);
    if (total !== votes.size) otherwise.push(`${total} votes are counted of ${votes.size} in ${poll.id}`);
    return otherwise;
  }

  function lockOtherwise({ id, lockedAsOfMs, closesAtMs }: Poll): string[] {
    if (lockedAsOfMs === undefined) {
      const isOverdue = !reactors.isHeld() && nowMs() > closesAtMs + 120_000;
      return isOverdue ? [`${id} did not lock`] : [];
    }
    const isRight = lockedAsOfMs === closesAtMs || lockMoments.get(id)?.has(lockedAsOfMs) === true;
    return [
      ...(isRight ? [] : [`${id} is locked as of ${lockedAsOfMs}, which nobody asked for`]),
      ...(lockedAsOfMs > closesAtMs ? [`${id} is locked after its deadline`] : []),
    ];
  }

  for (const [index, step] of steps.entries()) {
    await perform(step);
    await look(`step ${index} (${step.do})`);
    if (wrong.length > 0) return wrong;
  }

  reactors.letGo();
  await turns();
  await start();
  for (let hour = 0; hour < 6; hour += 1) {
    await pass(HOUR_MS);
  }
  await look('the end');
  if (wrong.length > 0) return wrong;
  for (const [index, { id, choices }] of POLLS.entries()) {
    const given = await stage.bot().lifecycle.giveResult({ pollId: id }, choices[0], MODERATOR);
    if (given.kind !== 'done') wrong.push(`${id} could not be settled at the end: ${given.kind}`);
    await pass(HOUR_MS);
    const drawn = messageOf(index)?.body;
    const poll = await present(index);
    const votes = poll === undefined ? -1 : (await stage.bot().scores.tallyOf(poll)).total;
    const shown = drawn?.kind === 'poll' ? `${drawn.poll.state} ${drawn.tally.total}` : 'nothing';
    if (shown !== `settled ${votes}`) wrong.push(`The message of ${id} shows ${shown}, not settled ${votes}`);
    const results = stage.discord.messages.filter(({ body }) => body.kind === 'result' && body.poll.id === id);
    if (results.length !== 1) wrong.push(`The result of ${id} is posted ${results.length} times`);
  }
  stage.kill();
  late.lose();
  await start();
  await look('the end, read again');
  return wrong;
}

/** What events call a custom emoji: its own name, another one after a rename, or nothing. */
const RENAMED = [undefined, 'renamed', ''] as const;

function unique(all: readonly HeldWithTime[]): readonly HeldWithTime[] {
  const key = ({ acts, known }: HeldWithTime) => JSON.stringify([acts, known.toSorted()]);
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

import { type Poll, winnerOf } from '../../src/domain/poll/poll.ts';
import { faultsOnDisk } from './faults-on-disk.ts';
import { afterAbsence, afterAct, type Held, nothingHeld, pointsOf } from './model.ts';
import type { DeathPlan } from './mortal.ts';
import { GUILD, MODERATOR, type Stage, startStage } from './stage.ts';

/** One thing that happens to a poll, its members or its bot. */
export type Step =
  | { readonly do: 'press' | 'react' | 'unreact'; readonly user: number; readonly choice: number }
  | { readonly do: 'clear' }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'lock' }
  | { readonly do: 'result'; readonly choice: number }
  /** The bot will die at its n-th act from now on. */
  | { readonly do: 'doom'; readonly plan: DeathPlan }
  | { readonly do: 'kill' }
  | { readonly do: 'start'; readonly plan: DeathPlan | undefined };

export const USERS = ['1', '2', '3', '4', '5'] as const;
export const CHOICES = ['c1', 'c2', 'c3'] as const;
const EMOJI = ['🐍', '🦋', '🐺'] as const;
const POLL = '500';

/**
 * Plays the steps with the real predictions and the model, compares them, and brings the poll to its end. Where the bot
 * died over an act that it had not acknowledged, either outcome is right; what it has acknowledged must be there.
 *
 * @returns what was wrong, in sentences; empty when everything held
 */
export async function playPoll(steps: readonly Step[]): Promise<readonly string[]> {
  const stage = await startStage();
  try {
    return await play(stage, steps);
  } finally {
    await stage.close();
  }
}

async function play(stage: Stage, steps: readonly Step[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const held = new Map<string, readonly Held[]>(USERS.map((user) => [user, [nothingHeld]]));
  let results: readonly (readonly string[])[] = [[]];
  await stage.start();
  const { message } = await stage.open();
  const messageId = message.id ?? '';

  const onMessage = (user: string) =>
    CHOICES.filter((_, index) => stage.discord.messages[0]?.reactions.get(EMOJI[index] ?? '')?.has(user));
  const isOpen = async () => (await stage.bot().book.get(POLL))?.state === 'open';

  /**
   * Keeps each way it may have gone: the state after `change`, and also the state before where the bot died over it
   * unacknowledged.
   */
  function fork(user: string, change: (before: Held) => Held, certain: boolean): void {
    const before = held.get(user) ?? [];
    const after = [...before.map(change), ...(certain ? [] : before)];
    // Either the bot received the events of its own removals, or it died before.
    const found = onMessage(user);
    const heard = after.map((one) => ({ ...one, known: found }));
    held.set(user, unique(stage.isUp() ? heard : [...after, ...heard]));
  }

  async function member(step: Extract<Step, { do: 'press' | 'react' | 'unreact' }>): Promise<void> {
    const user = USERS[step.user] ?? '1';
    const choice = CHOICES[step.choice] ?? 'c1';
    const wasUp = stage.isUp();
    const counts = wasUp && (await isOpen());
    const done = step.do === 'press' ? await press(user, choice) : react(step.do, user, step.choice);
    if (done === 'nothing') return;
    if (wasUp) await stage.settle();
    if (counts) fork(user, (before) => afterAct(before, step.do, choice), done === 'acknowledged' || stage.isUp());
  }

  async function press(user: string, choice: string): Promise<'nothing' | 'acted' | 'acknowledged'> {
    if (!stage.isUp()) return 'nothing';
    const outcome = await stage.orDeath((bot) => bot.votes.press({ pollId: POLL, choice, userId: user, roleIds: [] }));
    return outcome !== undefined && outcome.kind !== 'closed' ? 'acknowledged' : 'acted';
  }

  function react(way: 'react' | 'unreact', user: string, choice: number): 'nothing' | 'acted' {
    const was = onMessage(user).some((one) => one === CHOICES[choice]);
    if (was === (way === 'react')) return 'nothing';
    stage.discord[way](messageId, EMOJI[choice] ?? '', user);
    return 'acted';
  }

  async function start(plan: DeathPlan | undefined): Promise<void> {
    if (stage.isUp()) return;
    const found = new Map(USERS.map((user) => [user, onMessage(user)]));
    const own = stage.discord.messages[0]?.reactions;
    const cleared = new Set(CHOICES.filter((_, index) => !own?.get(EMOJI[index] ?? '')?.has('bot')));
    await stage.start(plan);
    // If the poll is locked now, it was locked before the bot compared: everything found came too late.
    const counts = !stage.isUp() || (await isOpen());
    for (const user of USERS) {
      if (counts) fork(user, (before) => afterAbsence(before, found.get(user) ?? [], cleared), stage.isUp());
    }
  }

  async function result(choice: string): Promise<void> {
    if (!stage.isUp()) return;
    const outcome = await stage.orDeath((bot) => bot.lifecycle.giveResult({ pollId: POLL }, choice, MODERATOR));
    const given = results.map((before) => (before.at(-1) === choice ? before : [...before, choice]));
    results = outcome === undefined ? [...results, ...given] : given;
    await stage.settle();
  }

  async function perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'press':
      case 'react':
      case 'unreact':
        return member(step);
      case 'clear': {
        stage.discord.clear(messageId);
        if (!stage.isUp()) return;
        await stage.settle();
        for (const user of USERS) fork(user, (before) => ({ ...before, known: [] }), stage.isUp());
        return;
      }
      case 'wait':
        stage.clock.advance(step.minutes * 60_000);
        return stage.isUp() ? stage.settle() : undefined;
      case 'lock':
        if (stage.isUp()) await stage.orDeath((bot) => bot.lifecycle.lock({ pollId: POLL }));
        return stage.isUp() ? stage.settle() : undefined;
      case 'result':
        return result(CHOICES[step.choice] ?? 'c1');
      case 'doom':
        return stage.life().plan(step.plan);
      case 'kill':
        return stage.kill();
      case 'start':
        return start(step.plan);
    }
  }

  /** The vote that counts for each member; one that is not possible is reported as wrong. */
  async function votesIn(poll: Poll, when: string): Promise<ReadonlyMap<string, string>> {
    const votes = new Map<string, string>();
    for (const user of USERS) {
      const vote = await stage.bot().votes.countedChoiceOf(poll, user);
      const may = (held.get(user) ?? []).map((one) => one.vote);
      if (!may.includes(vote)) wrong.push(`${when}: ${user} has ${vote}, and may have ${may.join(' or ')}`);
      if (vote !== undefined) votes.set(user, vote);
    }
    return votes;
  }

  async function look(when: string): Promise<void> {
    for (const fault of await faultsOnDisk(stage.store, GUILD)) wrong.push(`${when}: ${fault}`);
    if (!stage.isUp()) return;
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) return void wrong.push(`${when}: the poll is gone`);
    const votes = await votesIn(poll, when);
    const { total } = await stage.bot().scores.tallyOf(poll);
    if (total !== votes.size) wrong.push(`${when}: ${total} votes are counted of ${votes.size}`);
    const given = JSON.stringify(poll.results.map(({ winnerId }) => winnerId));
    if (!results.some((may) => JSON.stringify(may) === given)) wrong.push(`${when}: the results are ${given}`);
    results = [poll.results.map(({ winnerId }) => winnerId)];
    const winner = winnerOf(poll);
    const expected = winner === undefined || poll.state !== 'settled' ? new Map() : pointsOf(votes, winner);
    const standings = await stage.bot().scores.standings(GUILD, 'all');
    const points = new Map(standings.map((standing) => [standing.userId, standing.points]));
    if (!same(points, expected)) wrong.push(`${when}: the standings are ${show(points)}, not ${show(expected)}`);
  }

  for (const [index, step] of steps.entries()) {
    await perform(step);
    await look(`step ${index} (${step.do})`);
    if (wrong.length > 0) return wrong;
  }

  stage.life().plan(undefined);
  await start(undefined);
  await stage.wait(4 * 3_600_000);
  await result('c2');
  await stage.wait(3_600_000);
  await look('the end');
  stage.kill();
  await start(undefined);
  await look('the end, read again');

  const poll = await stage.bot().book.get(POLL);
  const posted = stage.discord.messages.filter(({ body }) => body.kind === 'result');
  const told = poll?.resultMessages.filter(({ id }) => id !== undefined) ?? [];
  if (posted.length !== told.length) wrong.push(`${posted.length} results are posted, and ${told.length} recorded`);
  const polls = stage.discord.messages.filter(({ body }) => body.kind === 'poll');
  const last = polls[0]?.body;
  if (polls.length !== 1) wrong.push(`The poll is posted ${polls.length} times`);
  const drawn = last?.kind === 'poll' ? `${last.poll.state} ${last.tally.total}` : 'nothing';
  const votes = poll && (await stage.bot().scores.tallyOf(poll)).total;
  if (drawn !== `settled ${votes}`) wrong.push(`The message shows ${drawn}, not settled ${votes}`);
  return wrong;
}

function unique(all: readonly Held[]): readonly Held[] {
  const key = ({ vote, byReaction, known }: Held) => JSON.stringify([vote ?? null, byReaction, known.toSorted()]);
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

function same(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function show(points: ReadonlyMap<string, number>): string {
  return JSON.stringify(Object.fromEntries(points));
}

import fc from 'fast-check';
import { claimedMatch } from '../../src/domain/poll/claims.ts';
import { type Poll, winnerOf } from '../../src/domain/poll/poll.ts';
import type { DeathPlan } from './mortal.ts';
import { CHANNEL, GUILD, MODERATOR, type Stage, startStage } from './stage.ts';

/** One thing that happens to the matches of a server, or to the bot that keeps which poll scores each match. */
export type ClaimStep =
  | { readonly do: 'open'; readonly match: number; readonly unscored: boolean }
  /** Two moderators at the same time. */
  | { readonly do: 'open-both'; readonly match: number }
  | { readonly do: 'void' | 'delete' | 'vote'; readonly poll: number; readonly choice: number }
  | { readonly do: 'result'; readonly poll: number; readonly choice: number }
  | { readonly do: 'new-game' | 'kill' }
  | { readonly do: 'doom'; readonly plan: DeathPlan }
  | { readonly do: 'start' };

/** One match whose contestants the channel may know, and one polled over its places. */
const MATCHES = ['round-6', 'final'] as const;
const MEMBER = '1';

const poll = fc.nat({ max: 5 });
const choice = fc.nat({ max: 1 });
const match = fc.nat({ max: MATCHES.length - 1 });
const plan = fc.record({
  after: fc.integer({ min: 1, max: 6 }),
  done: fc.constantFrom('before' as const, 'after' as const),
});
const one = <const Name extends ClaimStep['do']>(name: Name) => fc.constant(name);

const claimStep: fc.Arbitrary<ClaimStep> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: one('open'), match, unscored: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: one('open-both'), match }) },
  { weight: 3, arbitrary: fc.record({ do: one('void'), poll, choice }) },
  { weight: 3, arbitrary: fc.record({ do: one('delete'), poll, choice }) },
  { weight: 5, arbitrary: fc.record({ do: one('vote'), poll, choice }) },
  { weight: 4, arbitrary: fc.record({ do: one('result'), poll, choice }) },
  { weight: 1, arbitrary: fc.record({ do: one('new-game') }) },
  { weight: 2, arbitrary: fc.record({ do: one('doom'), plan }) },
  { weight: 1, arbitrary: fc.record({ do: one('kill') }) },
  { weight: 4, arbitrary: fc.record({ do: one('start') }) },
);

export const claimSteps: fc.Arbitrary<readonly ClaimStep[]> = fc.array(claimStep, { maxLength: 30, size: 'max' });

/**
 * Plays the steps. Whatever happens, and wherever the bot dies: in each game at most one poll scores a match, what is
 * stored agrees with the polls, and points come only from polls that score their match.
 *
 * @returns what was wrong, in sentences
 */
export async function playClaims(steps: readonly ClaimStep[]): Promise<readonly string[]> {
  const stage = await startStage();
  try {
    await stage.start();
    for (const [index, step] of steps.entries()) {
      await perform(stage, step, index);
      const wrong = stage.isUp() ? await look(stage) : [];
      if (wrong.length > 0) return wrong.map((sentence) => `step ${index} (${step.do}): ${sentence}`);
    }
    stage.kill();
    await stage.start();
    await stage.settle();
    const kept = new Set((await stage.bot().book.ofServer(GUILD)).map(({ id }) => id));
    const stray = stage.discord.messages.flatMap(({ body }) =>
      'poll' in body && !kept.has(body.poll.id) ? [`A ${body.kind} message of ${body.poll.id} outlives it`] : [],
    );
    const { pollIds } = await stage.servers().get(GUILD);
    if (pollIds.length !== kept.size) stray.push(`${pollIds.length} polls are listed, and ${kept.size} kept`);
    if (stray.length > 0) return stray;
    return (await look(stage)).map((sentence) => `read again: ${sentence}`);
  } finally {
    await stage.close();
  }
}

async function perform(stage: Stage, step: ClaimStep, index: number): Promise<void> {
  if (step.do === 'start') return stage.isUp() ? undefined : stage.start();
  if (!stage.isUp()) return;
  const open = (id: string, matchIndex: number, unscored: boolean) =>
    stage.orDeath((bot) =>
      bot.opening.open({
        id,
        guildId: GUILD,
        channelId: CHANNEL,
        openedBy: MODERATOR,
        closesAtMs: stage.clock.now() + 3_600_000,
        secret: false,
        roleId: undefined,
        unscored,
        unknown: 'slots',
        match: { known: MATCHES[matchIndex] ?? MATCHES[0] },
      }),
    );
  switch (step.do) {
    case 'open':
      await open(`${500 + index}`, step.match, step.unscored);
      break;
    case 'open-both':
      await Promise.all([open(`${500 + index}`, step.match, false), open(`${700 + index}`, step.match, false)]);
      break;
    case 'new-game': {
      const { game = 0 } = await stage.servers().get(GUILD);
      await stage.orDeath((bot) => bot.book.beginGame(GUILD, game, stage.clock.now()));
      break;
    }
    case 'kill':
      stage.kill();
      return;
    case 'doom':
      stage.life().plan(step.plan);
      return;
    default: {
      const polls = await stage.bot().book.ofServer(GUILD);
      const meant = polls[step.poll % Math.max(1, polls.length)];
      if (meant !== undefined) await act(stage, step, meant);
    }
  }
  if (stage.isUp()) await stage.settle();
}

async function act(stage: Stage, step: Extract<ClaimStep, { poll: number }>, { id, contestants }: Poll): Promise<void> {
  const choice = contestants[step.choice]?.id ?? '';
  await stage.orDeath<unknown>(async (bot) => {
    if (step.do === 'void') return bot.lifecycle.makeVoid({ pollId: id });
    if (step.do === 'delete') return bot.lifecycle.remove({ pollId: id }, step.choice === 0 ? 'gone' : 'void');
    if (step.do === 'result') return bot.lifecycle.giveResult({ pollId: id }, choice, MODERATOR);
    return bot.votes.press({ pollId: id, choice, userId: MEMBER, roleIds: [] });
  });
}

async function look(stage: Stage): Promise<string[]> {
  const wrong: string[] = [];
  const { game, claims = {} } = await stage.servers().get(GUILD);
  const polls = await stage.bot().book.ofServer(GUILD);
  const holders = new Map<string, Poll>();
  for (const held of polls) {
    const matchId = claimedMatch(held);
    if (matchId === undefined) continue;
    const key = `${held.game ?? 0}/${matchId}`;
    if (holders.has(key)) wrong.push(`${matchId} is scored by ${holders.get(key)?.id} and by ${held.id}`);
    holders.set(key, held);
  }
  const now = [...holders.values()].filter((held) => held.game === game);
  const expected = Object.fromEntries(now.map((held) => [claimedMatch(held), held.id]));
  if (!same(claims, expected))
    wrong.push(`${JSON.stringify(claims)} are held, and the polls tell ${JSON.stringify(expected)}`);
  let points = 0;
  let votes = 0;
  for (const held of now) {
    if (held.state !== 'settled') continue;
    const choice = await stage.bot().votes.countedChoiceOf(held, MEMBER);
    if (choice !== undefined) votes += 1;
    if (choice !== undefined && choice === winnerOf(held)) points += held.points;
  }
  const [own] = await stage.bot().scores.standings(GUILD, 'all');
  if ((own?.points ?? 0) !== points || (own?.votes ?? 0) !== votes) {
    wrong.push(`The member has ${own?.points} points of ${own?.votes} votes, not ${points} of ${votes}`);
  }
  return wrong;
}

function same(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

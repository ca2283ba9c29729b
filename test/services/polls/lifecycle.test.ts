import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedRecordError } from '../../../src/storage/errors.ts';
import { createLog } from '../../../src/util/log.ts';
import { GUILD, MODERATOR, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';

describe('A poll', () => {
  let stage: Stage;
  const press = (userId: string, choice: string, roleIds: readonly string[] = []) =>
    stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds });
  const now = async () => {
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) throw new Error('There is no poll');
    return poll;
  };
  const votes = async () => Object.fromEntries((await stage.bot().scores.tallyOf(await now())).votes);
  const message = () => stage.discord.messages[0];
  const drawn = () => {
    const body = message()?.body;
    return body?.kind === 'poll' ? { state: body.poll.state, total: body.tally.total } : undefined;
  };

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('is posted once with its reactions, and locks at its deadline with all that was voted until then', async () => {
    await stage.open();
    expect([...(message()?.reactions.keys() ?? [])]).toEqual(['🐍', '🦋', '🐺']);
    await press('1', 'c1');
    await stage.wait(2 * HOUR_MS);
    expect(await now()).toMatchObject({ state: 'locked', lockedBy: 'deadline', lockedAsOfMs: START_MS + 2 * HOUR_MS });
    expect(await press('1', 'c2')).toEqual({ kind: 'closed' });
    expect(drawn()).toEqual({ state: 'locked', total: 1 });
  });

  it('is drawn at most every five seconds, and always once after the last vote', async () => {
    await stage.open();
    const before = message()?.edits ?? 0;
    for (let vote = 0; vote < 20; vote += 1) {
      await press(String(vote), 'c1');
      await stage.wait(1000);
    }
    await stage.wait(60_000);
    expect((message()?.edits ?? 0) - before).toBeLessThanOrEqual(5);
    expect(drawn()?.total).toBe(20);
  });

  it('locked by its episode counts what each member held when it was out', async () => {
    await stage.open({ match: 'round-6' });
    await press('1', 'till');
    await stage.wait(HOUR_MS / 2);
    await press('1', 'ivan');
    await press('2', 'ivan');
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + HOUR_MS / 4);
    expect(await now()).toMatchObject({ state: 'locked', lockedBy: 'episode', lockedAsOfMs: START_MS + HOUR_MS / 4 });
    expect(await votes()).toEqual({ till: 1, ivan: 0 });
    await stage.bot().episodes.notOut(GUILD, 'round-6');
    expect((await now()).state).toBe('open');
    expect(await votes()).toEqual({ till: 0, ivan: 2 });
  });

  it('whose deadline passed while the bot was away counts no later vote, and says how many came later', async () => {
    await stage.open();
    await press('1', 'c1');
    stage.kill();
    stage.discord.react(message()?.id ?? '', '🦋', '1');
    stage.discord.react(message()?.id ?? '', '🦋', '2');
    stage.clock.advance(3 * HOUR_MS);
    await stage.start();
    expect(await now()).toMatchObject({ state: 'locked', uncounted: 2 });
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('does not take its own taking-off of a reaction for a withdrawal', async () => {
    await stage.open();
    const id = message()?.id ?? '';
    stage.discord.react(id, '🐍', '1');
    // The member comes back to their first choice before the bot took that reaction off.
    await press('1', 'c2');
    stage.discord.unreact(id, '🐍', '1');
    stage.discord.react(id, '🐍', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('takes the later of two reactions for the vote, and takes the earlier off', async () => {
    await stage.open();
    const id = message()?.id ?? '';
    stage.discord.react(id, '🐍', '1');
    stage.discord.react(id, '🦋', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 0, c2: 1, c3: 0 });
    expect([...(message()?.reactions ?? [])].filter(([, users]) => users.has('1')).map(([emoji]) => emoji)).toEqual([
      '🦋',
    ]);
  });

  it('whose reactions a moderator cleared keeps every vote, and has the bot’s own again', async () => {
    await stage.open();
    const id = message()?.id ?? '';
    stage.discord.react(id, '🐍', '1');
    await stage.settle();
    stage.discord.clear(id);
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    expect([...(message()?.reactions.values() ?? [])].map((users) => [...users])).toEqual([['bot'], ['bot'], ['bot']]);
  });

  it('settled by two moderators at once takes one result, and the other moderator is told', async () => {
    await stage.open();
    await stage.wait(2 * HOUR_MS);
    const { revision } = await now();
    const seen = { pollId: POLL, revision };
    const [first, second] = await Promise.all([
      stage.bot().lifecycle.giveResult(seen, 'c1', MODERATOR),
      stage.bot().lifecycle.giveResult(seen, 'c2', '301'),
    ]);
    expect([first.kind, second.kind]).toEqual(['done', 'stale']);
    await stage.settle();
    expect((await now()).results.map(({ winnerId }) => winnerId)).toEqual(['c1']);
    expect(stage.discord.messages.filter(({ body }) => body.kind === 'result')).toHaveLength(1);
  });

  it('does nothing on a confirmation that saw another state', async () => {
    await stage.open();
    const seen = { pollId: POLL, revision: (await now()).revision };
    await stage.bot().lifecycle.lock(seen);
    for (const moved of [
      await stage.bot().lifecycle.makeVoid(seen),
      await stage.bot().lifecycle.reopen(seen, START_MS + 9 * HOUR_MS),
      await stage.bot().lifecycle.giveResult(seen, 'c1', MODERATOR),
    ]) {
      expect(moved.kind).toBe('stale');
    }
    expect((await now()).state).toBe('locked');
  });

  it('reopened counts those who reacted while it was locked', async () => {
    await stage.open();
    await press('1', 'c1');
    await stage.bot().lifecycle.lock({ pollId: POLL });
    await stage.settle();
    stage.discord.refuse('forbidden');
    stage.discord.react(message()?.id ?? '', '🦋', '2');
    await stage.settle();
    stage.discord.refuse(undefined);
    await stage.bot().lifecycle.reopen({ pollId: POLL }, START_MS + 5 * HOUR_MS);
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
    expect((await press('3', 'c3')).kind).toBe('counted');
  });

  it('reminds once before its lock, and not when the moment has long passed', async () => {
    const reminders = () => stage.discord.messages.filter(({ body }) => body.kind === 'reminder').length;
    await stage.open({ closesAtMs: START_MS + 12 * HOUR_MS });
    await stage.wait(11 * HOUR_MS);
    await stage.wait(60_000);
    expect(reminders()).toBe(1);
    await stage.open({ id: '501', closesAtMs: START_MS + 24 * HOUR_MS });
    stage.kill();
    stage.clock.advance(12.5 * HOUR_MS);
    await stage.start();
    expect(reminders()).toBe(1);
  });

  it('keeps every vote through an hour in which Discord refuses everything, and is drawn when that is over', async () => {
    await stage.open();
    stage.discord.refuse('passing');
    for (let minute = 0; minute < 60; minute += 1) {
      await press(String(minute), 'c1');
      await stage.wait(60_000);
    }
    stage.discord.refuse(undefined);
    await stage.wait(20 * 60_000);
    expect(drawn()).toEqual({ state: 'open', total: 60 });
    expect((await now()).paused).toBeUndefined();
  });

  it('compares again when the comparison after an absence was refused, and overrides nothing done since', async () => {
    await stage.open();
    stage.kill();
    stage.discord.react(message()?.id ?? '', '🐍', '1');
    stage.discord.react(message()?.id ?? '', '🐍', '2');
    stage.discord.refuse('passing');
    await stage.start();
    stage.clock.advance(1000);
    await press('2', 'c3');
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 1 });
    stage.discord.refuse(undefined);
    await stage.wait(60_000);
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 1 });
  });

  it('rests while its message is gone, keeps its votes, and goes on with a new one', async () => {
    await stage.open();
    stage.discord.react(message()?.id ?? '', '🐍', '1');
    await stage.settle();
    stage.discord.deleteMessage(message()?.id ?? '');
    await press('2', 'c2');
    await stage.wait(10_000);
    expect((await now()).paused?.reason).toBe('message-gone');
    expect(await stage.bot().messages.repost({ pollId: POLL })).toBeUndefined();
    await stage.settle();
    expect((await now()).paused).toBeUndefined();
    stage.kill();
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
    stage.discord.react(message()?.id ?? '', '🐺', '3');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 1 });
  });

  it('rests while its permission is gone, reports that once, and goes on with every vote when it is back', async () => {
    await stage.open();
    stage.discord.refuse('forbidden');
    for (const user of ['1', '2', '3']) {
      await press(user, 'c1');
      await stage.wait(60_000);
    }
    expect((await now()).paused?.reason).toBe('forbidden');
    expect(stage.notices.map(({ kind }) => kind)).toEqual(['poll-paused']);
    stage.discord.refuse(undefined);
    stage.bot().upkeep.tryAgain(GUILD);
    await stage.settle();
    expect((await now()).paused).toBeUndefined();
    expect(drawn()).toEqual({ state: 'open', total: 3 });
  });

  it('for one role takes nobody else’s vote, whether by reaction or button, also after an absence', async () => {
    await stage.open({ roleId: '9' });
    stage.discord.roles.set('1', ['9']).set('2', []);
    expect((await press('2', 'c1')).kind).toBe('not-allowed');
    expect((await press('1', 'c1', ['9'])).kind).toBe('counted');
    stage.discord.react(message()?.id ?? '', '🐺', '3');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    stage.kill();
    for (const user of ['1', '2', 'who left']) stage.discord.react(message()?.id ?? '', '🦋', user);
    await stage.start();
    expect(await votes()).toEqual({ c1: 0, c2: 1, c3: 0 });
    // The role, or the member, goes; the vote stays.
    stage.discord.roles.delete('1');
    stage.kill();
    await stage.start();
    expect(await votes()).toEqual({ c1: 0, c2: 1, c3: 0 });
  });

  it('that is secret has no reactions, and none of them is a vote', async () => {
    await stage.open({ secret: true });
    expect(message()?.reactions.size).toBe(0);
    stage.discord.react(message()?.id ?? '', '🐍', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('goes on without a ballot that is damaged, and says which one it is', async () => {
    const lines: string[] = [];
    await stage.close();
    stage = await startStage({ log: createLog({ level: 'error', format: 'json', write: (line) => lines.push(line) }) });
    await stage.start();
    await stage.open();
    for (const user of ['1', '2', '3']) await press(user, 'c1');
    await stage.store.write([{ storedKey: `ballot:${POLL}/2`, text: '{"v":1,"d":"?"}' }]);
    stage.kill();
    await stage.start();
    expect(await votes()).toEqual({ c1: 2, c2: 0, c3: 0 });
    expect(lines.join()).toContain(
      new DamagedRecordError('ballot', `${POLL}/2`, new Error('')).message.split(' cannot')[0],
    );
  });

  it('is settled, and all of it published, by moving the horizon of its server past the match', async () => {
    await stage.open({ match: 'round-6' });
    await press('1', 'till');
    const move = await stage.bot().horizons.preview(GUILD, 'round-6');
    expect([move.locks.length, move.settles.length]).toEqual([1, 1]);
    const change = {
      guildId: GUILD,
      horizon: 'round-6',
      by: MODERATOR,
      change: (server: object) => ({ ...server, horizon: 'round-6' }) as never,
    };
    expect(await stage.bot().horizons.move({ ...change, seen: 'another' })).toBeUndefined();
    expect((await now()).state).toBe('open');
    expect(await stage.bot().horizons.move({ ...change, seen: move.seen })).toBeDefined();
    await stage.settle();
    expect((await stage.servers().get(GUILD)).horizon).toBe('round-6');
    const result = stage.discord.messages.find(({ body }) => body.kind === 'result')?.body;
    expect(result?.kind === 'result' && [result.showWinner, result.poll.results[0]?.winnerId]).toEqual([true, 'till']);
    expect(await stage.bot().scores.standings(GUILD, 'round-6')).toMatchObject([{ userId: '1', points: 20 }]);
    expect(await stage.bot().scores.standings(GUILD, 'round-5')).toEqual([]);
  });
});

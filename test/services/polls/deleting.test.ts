import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ballotRecord, pollRecord, splitRecord, votersRecord } from '../../../src/storage/kinds.ts';
import type { DeathPlan } from '../../../testkit/polls/mortal.ts';
import { CHANNEL, GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';

describe('A poll that moderators delete', () => {
  let stage: Stage;
  const poll = () => stage.bot().book.get(POLL);
  const press = (userId: string, choice = 'c1') =>
    stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds: [] });
  const remove = (told: 'gone' | 'void') => stage.bot().lifecycle.remove({ pollId: POLL }, told);
  const listed = async () => (await stage.bot().book.ofServer(GUILD)).map(({ id }) => id);
  const keysLeft = async () => {
    const left: string[] = [];
    for (const kind of [pollRecord, ballotRecord, votersRecord, splitRecord]) {
      for await (const keys of stage.store.records<unknown>(kind as never).keys()) left.push(...keys);
    }
    return left;
  };

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('and that nobody has voted in is removed with its message and all of its records', async () => {
    await stage.open();
    await press('1');
    stage.discord.react((await poll())?.message.id ?? '', '🦋', '2');
    await stage.settle();
    // Both take it back: there is no vote left.
    await stage.bot().votes.reactionRemoved({ messageId: (await poll())?.message.id ?? '', emoji: '🦋', userId: '2' });
    expect(await remove('gone')).toMatchObject({ kind: 'otherwise' });
    await stage.bot().forgetting.forget(POLL, '1', 'somebody');
    expect(await remove('gone')).toMatchObject({ kind: 'done' });
    expect(await listed()).toEqual([]);
    await stage.settle();
    expect(stage.discord.messages).toEqual([]);
    expect(await keysLeft()).toEqual([]);
    expect((await stage.servers().get(GUILD)).pollIds).toEqual([]);
  });

  it('frees its match at once', async () => {
    const open = (id: string) => stage.open({ id, match: 'round-6' });
    await open(POLL);
    await remove('gone');
    expect((await open('501')).id).toBe('501');
  });

  it('and that has votes is void: everybody’s picks say so, and it earns nobody anything', async () => {
    await stage.open();
    await press('1');
    await stage.bot().lifecycle.giveResult({ pollId: POLL }, 'c1', MODERATOR);
    expect((await stage.bot().scores.standings(GUILD, 'all')).map(({ points }) => points)).toEqual([10]);
    expect(await remove('void')).toMatchObject({ kind: 'done', poll: { state: 'void' } });
    await stage.settle();
    expect(await stage.bot().scores.standings(GUILD, 'all')).toEqual([]);
    const { picks } = await stage.bot().scores.picks(GUILD, '1', 'all');
    expect(picks.map(({ aside, choice }) => [aside, choice])).toEqual([['void', 'c1']]);
    expect(stage.discord.messages.map(({ body }) => body.kind)).toContain('poll');
  });

  it('is not deleted if a vote came before the confirmation, nor made void if that vote was erased again', async () => {
    await stage.open();
    await press('1');
    expect(await remove('gone')).toMatchObject({ kind: 'otherwise' });
    expect(await poll()).toMatchObject({ state: 'open' });
    await stage.bot().forgetting.forget(POLL, '1', 'somebody');
    expect(await remove('void')).toMatchObject({ kind: 'otherwise' });
    expect(await poll()).toMatchObject({ state: 'open' });
  });

  it('counts votes made while the bot was away', async () => {
    const { message } = await stage.open();
    stage.kill();
    stage.discord.react(message.id ?? '', '🐍', '1');
    await stage.start();
    expect(await remove('gone')).toMatchObject({ kind: 'otherwise' });
  });

  it('counts a vote whose event never arrived, but whose reaction is on its message', async () => {
    const deaf = await startStage({ gateway: () => {} });
    await deaf.start();
    const { message } = await deaf.open();
    deaf.discord.react(message.id ?? '', '🐍', '1');
    expect(await deaf.bot().lifecycle.remove({ pollId: POLL }, 'gone')).toMatchObject({ kind: 'otherwise' });
    await deaf.close();
  });

  it('at the moment of a vote stays if the vote got a receipt, whichever came first', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const id = `${510 + turns}`;
      await stage.open({ id });
      const ending = stage.bot().lifecycle.remove({ pollId: id }, 'gone');
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const vote = stage.bot().votes.press({ pollId: id, choice: 'c1', userId: '1', roleIds: [] });
      const isCounted = (await vote).kind === 'counted';
      expect([turns, (await ending).kind]).toEqual([turns, isCounted ? 'otherwise' : 'done']);
      expect([turns, (await listed()).includes(id)]).toEqual([turns, isCounted]);
    }
  });

  it('of two moderators the second changes nothing', async () => {
    const { revision } = await stage.open();
    const seen = { pollId: POLL, revision };
    const [one, other] = await Promise.all([
      stage.bot().lifecycle.remove(seen, 'gone'),
      stage.bot().lifecycle.remove(seen, 'gone'),
    ]);
    expect([one.kind, other.kind].toSorted()).toEqual(['done', 'stale']);
  });

  it('stays hidden while its channel does not answer, and is deleted afterwards; also if somebody deleted its message', async () => {
    await stage.open();
    stage.discord.refuse('forbidden');
    await remove('gone');
    await stage.settle();
    expect(await listed()).toEqual([]);
    expect(stage.discord.messages).toHaveLength(1);
    stage.discord.refuse(undefined);
    stage.bot().upkeep.tryAgain(GUILD);
    await stage.settle();
    expect([stage.discord.messages.length, await poll()]).toEqual([0, undefined]);

    const { message } = await stage.open({ id: '501' });
    stage.discord.deleteMessage(message.id ?? '');
    await stage.bot().lifecycle.remove({ pollId: '501' }, 'gone');
    await stage.settle();
    expect(await keysLeft()).toEqual([]);
  });

  it('is removed even if nothing was left to do: settled, and its message deleted by somebody', async () => {
    const { message } = await stage.open();
    stage.discord.deleteMessage(message.id ?? '');
    await stage.bot().lifecycle.giveResult({ pollId: POLL }, 'c1', MODERATOR);
    await stage.settle();
    expect(await poll()).toMatchObject({ trimmed: true, paused: { reason: 'message-gone' } });
    await remove('gone');
    await stage.settle();
    expect([await poll(), stage.discord.messages.length]).toEqual([undefined, 0]);
  });

  it('takes a message with it that is there though its post was answered by silence', async () => {
    let isLost = true;
    const unlucky = await startStage({
      publisher: (publisher) => ({
        ...publisher,
        async send(...post) {
          const sent = await publisher.send(...post);
          if (!isLost) return sent;
          isLost = false;
          return { kind: 'refused', reason: 'passing', detail: { kind: 'other', words: 'The line broke' } };
        },
      }),
    });
    await unlucky.start();
    const { message } = await unlucky.open();
    expect([message.id, unlucky.discord.messages.length]).toEqual([undefined, 1]);
    await unlucky.bot().lifecycle.remove({ pollId: POLL }, 'gone');
    await unlucky.wait(60_000);
    expect(unlucky.discord.messages).toEqual([]);
    await unlucky.close();
  });

  it('is removed with every message it ever had: its reminder, and results without predictions', async () => {
    await stage.open({ closesAtMs: stage.clock.now() + 4 * HOUR_MS });
    await stage.wait(3 * HOUR_MS);
    await stage.bot().lifecycle.giveResult({ pollId: POLL }, 'c1', MODERATOR);
    await stage.settle();
    expect(stage.discord.messages.map(({ body }) => body.kind).toSorted()).toEqual(['poll', 'reminder', 'result']);
    await remove('gone');
    await stage.settle();
    expect(stage.discord.messages).toEqual([]);
    expect(await keysLeft()).toEqual([]);
  });

  it('is either complete or removed wherever the bot dies, with a post the bot never learned of', async () => {
    const plans = Array.from({ length: 8 }, (_, at) => at + 1).flatMap((after): DeathPlan[] => [
      { after, done: 'before' },
      { after, done: 'after' },
    ]);
    for (const plan of plans) {
      const fresh = await startStage();
      await fresh.start();
      const ask = {
        id: POLL,
        guildId: GUILD,
        channelId: CHANNEL,
        openedBy: MODERATOR,
        closesAtMs: fresh.clock.now() + 2 * HOUR_MS,
        secret: false,
        roleId: undefined,
        match: { known: 'round-6' },
      };
      fresh.life().plan(plan);
      await fresh.orDeath(async (bot) => {
        await bot.opening.open(ask);
        await bot.lifecycle.remove({ pollId: POLL }, 'gone');
      });
      if (fresh.isUp()) await fresh.settle();
      // Back after so long that Discord has forgotten what was posted.
      fresh.kill();
      fresh.clock.advance(600_000);
      await fresh.start();
      await fresh.settle();
      const kept = await fresh.bot().book.get(POLL);
      const told = JSON.stringify(plan);
      const { pollIds, claims = {} } = await fresh.servers().get(GUILD);
      expect([told, pollIds, Object.values(claims)]).toEqual([told, kept ? [POLL] : [], kept ? [POLL] : []]);
      expect([told, fresh.discord.messages.length]).toEqual([told, kept ? 1 : 0]);
      if (kept !== undefined) {
        await fresh.bot().lifecycle.remove({ pollId: POLL }, 'gone');
        await fresh.settle();
        expect([told, fresh.discord.messages.length]).toEqual([told, 0]);
      }
      await fresh.close();
    }
  });

  it('is deleted at the next start after the bot died at any step of deleting it', async () => {
    const plans = Array.from({ length: 6 }, (_, at) => at + 1).flatMap((after): DeathPlan[] => [
      { after, done: 'before' },
      { after, done: 'after' },
    ]);
    for (const plan of plans) {
      const fresh = await startStage();
      await fresh.start();
      await fresh.open();
      fresh.life().plan(plan);
      await fresh.orDeath((bot) => bot.lifecycle.remove({ pollId: POLL }, 'gone'));
      if (fresh.isUp()) await fresh.settle();
      fresh.kill();
      await fresh.start();
      await fresh.settle();
      const isWhole = (await fresh.bot().book.get(POLL))?.state === 'open';
      const told = JSON.stringify(plan);
      expect([told, fresh.discord.messages.length]).toEqual([told, isWhole ? 1 : 0]);
      expect([told, (await fresh.servers().get(GUILD)).pollIds]).toEqual([told, isWhole ? [POLL] : []]);
      // Only before the first write nothing has happened.
      if (isWhole) expect(plan).toEqual({ after: 1, done: 'before' });
      await fresh.close();
    }
  });
});

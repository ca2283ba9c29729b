import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptOfMember } from '../../../src/services/privacy/kept-of-member.ts';
import { privateReminderRecord } from '../../../src/storage/kinds.ts';
import type { DeathPlan } from '../../../testkit/polls/mortal.ts';
import { GUILD, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const POLL = '500';

describe('A member who asks to be reminded of a poll', () => {
  let stage: Stage;
  const ask = async (userId: string, language = 'en') => {
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) throw new Error('There is no poll');
    return stage.bot().reminders.toggle(poll, userId, language);
  };
  const told = () => stage.discord.told.map(({ userId }) => userId);
  const vote = (userId: string) => stage.bot().votes.press({ pollId: POLL, choice: 'c1', userId, roleIds: [] });
  const kept = async () => {
    const all: string[] = [];
    for await (const keys of stage.store.records(privateReminderRecord).keys()) all.push(...keys);
    return all;
  };

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
    await stage.open({ closesAtMs: START_MS + 6 * HOUR_MS });
  });
  afterEach(() => stage.close());

  it('is reminded once, an hour before the lock, if they have not voted by then, and nothing of it is kept after the lock', async () => {
    expect(await ask('1')).toEqual({ kind: 'asked', atMs: START_MS + 5 * HOUR_MS });
    await ask('2');
    await vote('2');
    await stage.wait(5 * HOUR_MS - 1);
    expect(told()).toEqual([]);
    await stage.wait(1);
    expect(told()).toEqual(['1']);
    await stage.wait(30 * MINUTE_MS);
    expect(told()).toEqual(['1']);
    await stage.wait(30 * MINUTE_MS);
    expect(await kept()).toEqual([]);
    expect(stage.discord.told[0]?.body).toMatchObject({ kind: 'private-reminder', language: 'en', poll: { id: POLL } });
  });

  it('with less than two hours left is reminded at half of the rest, and with less than ten minutes not at all', async () => {
    await stage.wait(5 * HOUR_MS);
    expect(await ask('1')).toEqual({ kind: 'asked', atMs: START_MS + 5.5 * HOUR_MS });
    await stage.wait(30 * MINUTE_MS - 1);
    expect(told()).toEqual([]);
    await stage.wait(1);
    expect(told()).toEqual(['1']);
    await stage.wait(21 * MINUTE_MS);
    expect(await ask('2')).toEqual({ kind: 'too-late' });
  });

  it('takes it back by pressing again, and may ask again; members who have voted or were reminded are told so', async () => {
    await ask('1');
    expect(await ask('1')).toEqual({ kind: 'taken-back' });
    await stage.wait(5 * HOUR_MS);
    expect(told()).toEqual([]);
    await vote('2');
    expect(await ask('2')).toEqual({ kind: 'voted' });
    await ask('3');
    await stage.wait(30 * MINUTE_MS);
    expect([told(), await ask('3')]).toEqual([['3'], { kind: 'sent' }]);
  });

  it('whose two presses come at once has asked once and taken it back once', async () => {
    const both = await Promise.all([ask('1'), ask('1')]);
    expect(both.map(({ kind }) => kind)).toEqual(['asked', 'taken-back']);
    expect(await kept()).toEqual([]);
  });

  it('is also reminded by a bot that was restarted meanwhile, and not after the lock', async () => {
    await ask('1');
    stage.kill();
    stage.clock.advance(5.5 * HOUR_MS);
    await stage.start();
    await stage.settle();
    expect(told()).toEqual(['1']);
    await ask('2');
    stage.kill();
    stage.clock.advance(2 * HOUR_MS);
    await stage.start();
    await stage.settle();
    expect([told(), await kept()]).toEqual([['1'], []]);
  });

  it('is reminded at most once, wherever the bot dies', async () => {
    let toldSomebody = 0;
    for (let after = 1; after <= 6; after += 1) {
      for (const done of ['before', 'after'] as const) {
        const plan: DeathPlan = { after, done };
        const fresh = await startStage();
        await fresh.start();
        const poll = await fresh.open({ closesAtMs: START_MS + 6 * HOUR_MS });
        await fresh.bot().reminders.toggle(poll, '1', 'en');
        fresh.life().plan(plan);
        await fresh.wait(5 * HOUR_MS);
        fresh.kill();
        await fresh.start();
        await fresh.wait(10 * MINUTE_MS);
        expect([plan, fresh.discord.told.length <= 1]).toEqual([plan, true]);
        toldSomebody += fresh.discord.told.length;
        await fresh.close();
      }
    }
    expect(toldSomebody).toBeGreaterThan(6);
  });

  it('who takes no private messages is no error, and keeps nobody else from theirs', async () => {
    stage.discord.privately.set('1', 'forbidden');
    for (const userId of ['1', '2']) await ask(userId);
    await stage.wait(5 * HOUR_MS);
    expect(told()).toEqual(['2']);
    stage.discord.privately.delete('1');
    await stage.wait(10 * MINUTE_MS);
    expect(told()).toEqual(['2']);
  });

  it('is told a little later, and once, where an outage was in the way', async () => {
    stage.discord.privately.set('1', 'passing');
    await ask('1');
    await stage.wait(5 * HOUR_MS);
    expect(told()).toEqual([]);
    stage.discord.privately.delete('1');
    await stage.wait(30_000);
    await stage.wait(10 * MINUTE_MS);
    expect(told()).toEqual(['1']);
  });

  it('among four hundred others waits its turn: five are told a second, so that votes go on meanwhile', async () => {
    for (let user = 1; user <= 400; user += 1) await ask(String(user));
    await stage.wait(5 * HOUR_MS);
    expect(told()).toHaveLength(5);
    await vote('400');
    for (let second = 1; second < 81; second += 1) await stage.wait(1_000);
    expect([told().length, new Set(told()).size, told().includes('400')]).toEqual([399, 399, false]);
    const moments = new Set(stage.discord.told.map(({ atMs }) => atMs));
    expect(moments.size).toBe(80);
  });

  it('is reminded in time for a deadline that was moved, and of none that an episode decides', async () => {
    await ask('1');
    await stage.bot().lifecycle.edit({ pollId: POLL }, { closesAtMs: START_MS + 3 * HOUR_MS });
    await stage.settle();
    await stage.wait(2 * HOUR_MS);
    expect(told()).toEqual(['1']);
    const poll = await stage.open({ id: '501', untilEpisodeId: 'round-6', closesAtMs: START_MS + 90 * HOUR_MS });
    expect(await stage.bot().reminders.toggle(poll, '2', 'en')).toEqual({ kind: 'too-late' });
  });

  it('sees it in their export, and is forgotten when they have everything erased, when the poll goes, and with its server', async () => {
    await ask('1', 'ko');
    const { others } = await keptOfMember(stage.store, '1');
    expect(others).toMatchObject([{ kind: 'private-reminder', key: `${POLL}/1`, value: { language: 'ko' } }]);
    await stage.bot().lifecycle.remove({ pollId: POLL }, 'gone');
    await stage.settle();
    expect(await kept()).toEqual([]);
    const poll = await stage.open({ id: '501', closesAtMs: stage.clock.now() + 6 * HOUR_MS });
    await stage.bot().reminders.toggle(poll, '1', 'ko');
    expect(await kept()).toEqual(['501/1']);
    await stage.bot().forgetting.forgetServer(GUILD);
    expect(await kept()).toEqual([]);
  });
});

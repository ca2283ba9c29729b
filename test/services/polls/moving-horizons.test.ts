import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Server } from '../../../src/domain/server.ts';
import { UserError } from '../../../src/i18n/user-error.ts';
import { CHANNEL, GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

describe('When what a channel has watched changes later', () => {
  let stage: Stage;

  /** What the channel reads: whether the winner is told, by the poll and by each of its results. */
  const told = () =>
    stage.discord.messages.flatMap(({ body }) =>
      body.kind === 'poll' || body.kind === 'result' ? [[body.kind, body.showWinner]] : [],
    );
  const edits = () => stage.discord.messages.reduce((sum, message) => sum + message.edits, 0);

  async function serverTo(horizon: string): Promise<void> {
    const { seen } = await stage.bot().horizons.preview(GUILD, horizon);
    const change = (server: Server): Server => ({ ...server, horizon });
    await stage.orDeath((bot) => bot.horizons.move({ guildId: GUILD, horizon, by: MODERATOR, seen, change }));
  }
  async function channelTo(channelId: string, horizon: string): Promise<void> {
    const change = (server: Server): Server => ({ ...server, channels: { ...server.channels, [channelId]: horizon } });
    await stage.orDeath((bot) => bot.horizons.moveChannel(GUILD, change));
  }

  /** A settled poll on Round 6, in a server that has watched Round 5. */
  async function settled(): Promise<void> {
    await stage.start();
    await stage.open({ match: 'round-6' });
    await stage.bot().votes.press({ pollId: '500', choice: 'till', userId: '1', roleIds: [] });
    await stage.bot().lifecycle.giveResult({ pollId: '500' }, 'till', MODERATOR);
    await stage.settle();
  }

  beforeEach(async () => {
    stage = await startStage();
    await settled();
  });
  afterEach(() => stage.close());

  it('the poll and its result say who won once the server has watched the match, and hide it when it goes back', async () => {
    expect(told()).toEqual([
      ['poll', false],
      ['result', false],
    ]);
    await serverTo('round-6');
    await stage.settle();
    expect(told()).toEqual([
      ['poll', true],
      ['result', true],
    ]);
    await serverTo('round-5');
    await stage.settle();
    expect(told()).toEqual([
      ['poll', false],
      ['result', false],
    ]);
  });

  it('a channel’s own horizon takes precedence over the server’s, and another channel’s changes nothing', async () => {
    const before = edits();
    await channelTo('another', 'all');
    await stage.settle();
    expect(edits()).toBe(before);
    await channelTo(CHANNEL, 'round-6');
    await stage.settle();
    expect(told().every(([, shown]) => shown)).toBe(true);
    const drawn = edits();
    await serverTo('round-6');
    await serverTo('none');
    await stage.settle();
    expect(edits()).toBe(drawn);
  });

  it('every result is drawn again, a corrected one too', async () => {
    await stage.bot().lifecycle.giveResult({ pollId: '500' }, 'ivan', MODERATOR);
    await stage.settle();
    await serverTo('round-6');
    await stage.settle();
    expect(told()).toEqual([
      ['poll', true],
      ['result', true],
      ['result', true],
    ]);
  });

  it('a result that stays published shows nothing past where its channel goes back to, and is left alone when it goes on', async () => {
    const seenBy = () => stage.discord.messages.flatMap(({ body }) => (body.kind === 'result' ? [body.horizon] : []));
    await serverTo('all');
    await stage.settle();
    expect(seenBy()).toEqual(['all']);
    await serverTo('round-6');
    await stage.settle();
    expect(seenBy()).toEqual(['round-6']);
    expect(told().every(([, shown]) => shown)).toBe(true);
    const drawn = edits();
    await serverTo('all');
    await stage.settle();
    expect(edits()).toBe(drawn);
  });

  it('a deleted message is not missed, and what is left is drawn', async () => {
    const [poll, result] = stage.discord.messages;
    stage.discord.deleteMessage(result?.id ?? '');
    await serverTo('round-6');
    await stage.settle();
    expect(poll?.body).toMatchObject({ showWinner: true });
    expect((await stage.bot().book.get('500'))?.paused).toBeUndefined();
    stage.discord.deleteMessage(poll?.id ?? '');
    await serverTo('round-5');
    await stage.wait(60_000);
    const before = edits();
    await stage.wait(3_600_000);
    expect(edits()).toBe(before);
  });

  it('a result says what it may also where the poll’s own message was deleted long before', async () => {
    const [poll, result] = stage.discord.messages;
    await serverTo('round-6');
    stage.discord.deleteMessage(poll?.id ?? '');
    await stage.settle();
    expect((await stage.bot().book.get('500'))?.paused?.reason).toBe('message-gone');
    await serverTo('round-5');
    await stage.settle();
    expect(result?.body).toMatchObject({ showWinner: false });
  });

  it('it waits for Discord to take edits again', async () => {
    stage.discord.refuse('passing');
    await serverTo('round-6');
    await stage.wait(60_000);
    expect(told().some(([, shown]) => shown)).toBe(false);
    stage.discord.refuse(undefined);
    await stage.wait(600_000);
    expect(told().every(([, shown]) => shown)).toBe(true);
  });

  it('a process that dies at any step of it leaves nothing undrawn, and draws nothing once it is done', async () => {
    for (const done of ['before', 'after'] as const) {
      for (let after = 1, died = true; died; after += 1) {
        await stage.close();
        stage = await startStage();
        await settled();
        const first = stage.life();
        first.plan({ after, done });
        await serverTo('round-6');
        if (stage.isUp()) await stage.settle();
        died = first.isDead();
        if (died) await stage.start();
        const { horizon } = await stage.servers().get(GUILD);
        expect(told().map(([, shown]) => shown)).toEqual(horizon === 'round-6' ? [true, true] : [false, false]);
        expect((await stage.bot().book.get('500'))?.message.outdated).toBeUndefined();
        stage.life().plan(undefined);
        const drawn = edits();
        stage.kill();
        await stage.start();
        expect(edits()).toBe(drawn);
      }
    }
  });

  it('the poll is not posted anew with names that its channel does not know any more', async () => {
    await stage.open({ id: '501', match: 'round-6', unscored: true });
    stage.discord.deleteMessage(stage.discord.messages.at(-1)?.id ?? '');
    await stage.bot().votes.press({ pollId: '501', choice: 'till', userId: '2', roleIds: [] });
    await stage.wait(60_000);
    expect((await stage.bot().book.get('501'))?.paused?.reason).toBe('message-gone');
    await serverTo('round-1');
    await expect(stage.bot().messages.repost({ pollId: '501' })).rejects.toBeInstanceOf(UserError);
    await serverTo('round-5');
    expect(await stage.bot().messages.repost({ pollId: '501' })).toBeUndefined();
    expect(stage.discord.messages.filter(({ body }) => body.kind === 'poll' && body.poll.id === '501')).toHaveLength(1);
  });
});

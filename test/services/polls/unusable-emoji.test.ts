import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PublicMessage, Refused } from '../../../src/services/publisher.ts';
import { START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';
const FOREIGN = 'ivan:111111111111111111';

describe('An emoji that Discord does not take', () => {
  let stage: Stage;
  let refused: Set<string>;
  let kindsFull: boolean;
  const now = async () => {
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) throw new Error('There is no poll');
    return poll;
  };
  const emojis = async () => (await now()).contestants.map(({ emoji }) => emoji);
  const votes = async () => Object.fromEntries((await stage.bot().scores.tallyOf(await now())).votes);
  const message = () => stage.discord.messages[0];

  beforeEach(async () => {
    refused = new Set();
    kindsFull = false;
    const faults = (body: PublicMessage): Refused | undefined => {
      const used = body.kind === 'poll' ? body.poll.contestants.map(({ emoji }) => emoji) : [];
      const unusable = used.filter((emoji) => refused.has(emoji));
      const detail = { kind: 'answer', status: 400, code: '50035', words: 'Invalid Form Body' } as const;
      return unusable.length === 0
        ? undefined
        : { kind: 'refused', reason: 'unusable-emoji', detail, emojis: unusable.slice(0, 1) };
    };
    stage = await startStage({
      publisher: (publisher) => ({
        ...publisher,
        send: async (channelId, body, nonce) => faults(body) ?? publisher.send(channelId, body, nonce),
        edit: async (channelId, messageId, body) => faults(body) ?? publisher.edit(channelId, messageId, body),
        react: async (channelId, messageId, emoji) => {
          const detail = { kind: 'answer', status: 400, code: '10014', words: 'Unknown Emoji' } as const;
          if (refused.has(emoji)) return { kind: 'refused', reason: 'unusable-emoji', detail };
          const words = 'Maximum number of reactions reached (20)';
          const full = { kind: 'answer', status: 400, code: '30010', words } as const;
          if (kindsFull && emoji === '🐺') return { kind: 'refused', reason: 'unfit', detail: full };
          return publisher.react(channelId, messageId, emoji);
        },
      }),
    });
    await stage.start();
  });
  afterEach(() => stage.close());

  it('in a message is replaced by a spare one, and only the answer to the moderator who opens the poll says so', async () => {
    for (const emoji of [FOREIGN, '🦋']) refused.add(emoji);
    const poll = await stage.open({ emoji: [FOREIGN, '🦋', '🔴'] });
    expect(poll.contestants.map(({ emoji, refusedEmoji }) => [emoji, refusedEmoji])).toEqual([
      ['🔵', FOREIGN],
      ['🟢', '🦋'],
      ['🔴', undefined],
    ]);
    expect([...(message()?.reactions.keys() ?? [])]).toEqual(['🔵', '🟢', '🔴']);
    expect(stage.notices).toEqual([]);
    stage.discord.react(message()?.id ?? '', '🔵', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('as a reaction only is replaced as well, in the message too', async () => {
    stage.kill();
    await stage.start();
    await stage.open({ emoji: [FOREIGN, '🦋', '🐺'] });
    refused.add(FOREIGN);
    await stage.bot().lifecycle.edit({ pollId: POLL }, { closesAtMs: START_MS + 3 * HOUR_MS });
    await stage.settle();
    const drawn = message()?.body;
    expect(drawn?.kind === 'poll' && drawn.poll.contestants[0]?.emoji).toBe('🔴');
    expect(await emojis()).toEqual(['🔴', '🦋', '🐺']);
    expect((await now()).reactionsPlaced).toBe(true);
  });

  it('any more does not lose votes made with it: moderators are told once, and the poll goes on and locks', async () => {
    await stage.open({ emoji: [FOREIGN, '🦋', '🐺'] });
    stage.discord.react(message()?.id ?? '', FOREIGN, '1');
    await stage.settle();
    // The server deletes it.
    refused.add(FOREIGN);
    await stage.bot().votes.press({ pollId: POLL, choice: 'c2', userId: '2', roleIds: [] });
    await stage.wait(60_000);
    stage.kill();
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
    expect(stage.notices).toEqual([
      {
        kind: 'poll-emoji',
        guildId: '100',
        channelId: '200',
        messageId: expect.any(String),
        title: 'Round 9',
        replaced: [{ name: 'Ada', refused: FOREIGN, instead: '🔴' }],
      },
    ]);
    await stage.wait(2 * HOUR_MS);
    const drawn = message()?.body;
    expect(drawn?.kind === 'poll' && [drawn.poll.state, drawn.tally.total]).toEqual(['locked', 2]);
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
  });

  it('because its message has twenty kinds already does not stop a poll', async () => {
    kindsFull = true;
    await stage.open({ closesAtMs: START_MS + 5 * HOUR_MS });
    expect([...(message()?.reactions.keys() ?? [])]).toEqual(['🐍', '🦋']);
    await stage.bot().votes.press({ pollId: POLL, choice: 'c3', userId: '1', roleIds: [] });
    // A member has one there themselves.
    stage.discord.react(message()?.id ?? '', '🐺', '2');
    for (let hour = 0; hour < 4; hour += 1) await stage.wait(HOUR_MS);
    expect(stage.discord.messages.map(({ body }) => body.kind)).toContain('reminder');
    const drawn = message()?.body;
    expect(drawn?.kind === 'poll' && drawn.tally.votes.get('c3')).toBe(2);
    expect((await now()).paused).toBeUndefined();
    // Whoever opened it was told in the answer; later on it is told to all of them, once.
    expect(stage.notices.map(({ kind }) => kind)).toEqual([]);
    kindsFull = false;
    await stage.wait(HOUR_MS / 2);
    expect((await now()).reactionsPlaced).toBe(true);
  });

  it('and any other refusal of its message is reported once, and delays no lock and no reminder', async () => {
    await stage.open({ closesAtMs: START_MS + 5 * HOUR_MS });
    stage.discord.refuseEdits('unfit');
    await stage.bot().votes.press({ pollId: POLL, choice: 'c3', userId: '1', roleIds: [] });
    for (let quarter = 0; quarter < 17; quarter += 1) await stage.wait(HOUR_MS / 4);
    expect(stage.notices.map(({ kind }) => kind)).toEqual(['poll-paused']);
    expect(stage.discord.messages.map(({ body }) => body.kind)).toContain('reminder');
    await stage.wait(HOUR_MS);
    expect((await now()).state).toBe('locked');
    stage.discord.refuseEdits(undefined);
    await stage.wait(HOUR_MS);
    expect((await now()).paused).toBeUndefined();
  });
});

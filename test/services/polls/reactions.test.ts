import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { START_MS, type Stage, startStage, turns } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';

describe('A reaction', () => {
  let stage: Stage;
  /** Removals that Discord has been asked for and has not carried out yet, oldest first. */
  let asked: (() => void)[];
  let slow: boolean;
  let rolesOf: ReadonlySet<string> | undefined;
  const press = (userId: string, choice: string) =>
    stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds: [] });
  const now = async () => {
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) throw new Error('There is no poll');
    return poll;
  };
  const votes = async () => Object.fromEntries((await stage.bot().scores.tallyOf(await now())).votes);
  const message = () => stage.discord.messages[0]?.id ?? '';
  const on = (userId: string) =>
    [...(stage.discord.messages[0]?.reactions ?? [])].flatMap(([emoji, users]) => (users.has(userId) ? emoji : []));

  beforeEach(async () => {
    asked = [];
    slow = false;
    rolesOf = undefined;
    stage = await startStage({
      publisher: (publisher) => ({
        ...publisher,
        rolesOf: async () => rolesOf,
        takeOffReaction: async (...args) => {
          if (slow) await new Promise<void>((resolve) => asked.push(resolve));
          return publisher.takeOffReaction(...args);
        },
      }),
    });
    await stage.start();
  });
  afterEach(() => stage.close());

  it('that a member made anew is not removed by a removal that had to wait', async () => {
    await stage.open();
    slow = true;
    // Another member’s removal is under way, and Discord takes one after the other.
    for (const emoji of ['🐍', '🦋']) stage.discord.react(message(), emoji, '9');
    await turns();
    for (const emoji of ['🐍', '🦋']) stage.discord.react(message(), emoji, '1');
    await turns();
    stage.discord.unreact(message(), '🐍', '1');
    stage.discord.react(message(), '🐍', '1');
    await turns();
    slow = false;
    for (const carryOut of asked) carryOut();
    await stage.settle();
    expect(on('1')).toEqual(['🐍']);
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
  });

  it('keeps its vote when the bot’s removal of the one before it comes too late', async () => {
    await stage.open();
    slow = true;
    for (const emoji of ['🐍', '🦋']) stage.discord.react(message(), emoji, '1');
    await turns();
    // On its way to Discord already, when the member comes back to their first choice.
    stage.discord.unreact(message(), '🐍', '1');
    stage.discord.react(message(), '🐍', '1');
    await turns();
    slow = false;
    for (const carryOut of asked) carryOut();
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    // What they take off later is their own act again.
    stage.discord.react(message(), '🐍', '1');
    await turns();
    stage.discord.unreact(message(), '🐍', '1');
    await turns();
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('that the member takes off after a removal of the bot’s is withdrawn', async () => {
    await stage.open();
    for (const emoji of ['🐍', '🦋']) stage.discord.react(message(), emoji, '1');
    await stage.settle();
    stage.discord.react(message(), '🐍', '1');
    await stage.settle();
    stage.discord.unreact(message(), '🐍', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('that is plain and super withdraws nothing when one of the two is taken back', async () => {
    await stage.open();
    stage.discord.react(message(), '🐍', '1');
    stage.discord.react(message(), '🐍', '1', true);
    stage.discord.unreact(message(), '🐍', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    stage.kill();
    stage.discord.react(message(), '🐍', '1');
    stage.discord.unreact(message(), '🐍', '1', true);
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    stage.discord.unreact(message(), '🐍', '1');
    await stage.settle();
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('with a custom emoji of the server is a vote, whatever name the emoji has meanwhile', async () => {
    await stage.open({ emoji: ['ivan:111111111111111111', '❤️', '🐺'] });
    const heard = { messageId: message(), roleIds: [] };
    expect((await stage.bot().votes.reactionAdded({ ...heard, emoji: ':111111111111111111', userId: '1' }))?.kind).toBe(
      'counted',
    );
    expect(
      (await stage.bot().votes.reactionAdded({ ...heard, emoji: 'x:111111111111111111', userId: '2' }))?.kind,
    ).toBe('counted');
    expect(
      await stage.bot().votes.reactionAdded({ ...heard, emoji: 'ivan:222222222222222222', userId: '3' }),
    ).toBeUndefined();
    expect((await stage.bot().votes.reactionAdded({ ...heard, emoji: '❤', userId: '3' }))?.kind).toBe('counted');
  });

  it('under the short name of its emoji is found after an absence', async () => {
    await stage.open({ emoji: ['❤️', '🦋', '🐺'] });
    stage.kill();
    stage.discord.react(message(), '❤', '1');
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('of a member whose roles cannot be read is looked at again later, and delays nobody else’s vote', async () => {
    await stage.open({ roleId: '9' });
    stage.kill();
    for (const user of ['1', '2']) stage.discord.react(message(), '🐍', user);
    stage.discord.roles.set('1', ['9']).set('2', ['9']);
    const { get } = stage.discord.roles;
    stage.discord.roles.get = (user) => {
      if (user === '1') throw new Error('503');
      return get.call(stage.discord.roles, user);
    };
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
    stage.discord.roles.get = get;
    await stage.wait(60_000);
    expect(await votes()).toEqual({ c1: 2, c2: 0, c3: 0 });
    expect(stage.clock.now()).toBeLessThan(START_MS + HOUR_MS);
  });

  it('is anybody’s vote in a poll for the role @everyone, whose id is the server’s', async () => {
    await stage.open({ roleId: '100' });
    expect((await press('1', 'c1')).kind).toBe('counted');
    stage.discord.react(message(), '🦋', '2');
    await stage.settle();
    stage.kill();
    stage.discord.react(message(), '🦋', '3');
    await stage.start();
    expect(await votes()).toEqual({ c1: 1, c2: 2, c3: 0 });
  });

  it('cannot vote in a poll whose role was deleted while the bot was away; the poll says so and moderators are told once', async () => {
    await stage.open({ roleId: '9' });
    for (const roles of [new Set(['8']), undefined, new Set(['8'])]) {
      stage.kill();
      rolesOf = roles;
      await stage.start();
      expect((await now()).roleGone).toBe(true);
    }
    expect(stage.notices.map(({ kind }) => kind)).toEqual(['poll-role-gone']);
    await stage.bot().lifecycle.edit({ pollId: POLL }, { roleId: '8' });
    stage.kill();
    await stage.start();
    expect(await now()).toMatchObject({ roleId: '8' });
    expect((await now()).roleGone).toBeUndefined();
  });
});

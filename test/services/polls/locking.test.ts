import { afterEach, describe, expect, it } from 'vitest';
import type { Say } from '../../../src/i18n/sentences.ts';
import { UserError } from '../../../src/i18n/user-error.ts';
import { GUILD, START_MS, type Stage, startStage, turns } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;
const POLL = '500';

/** Holds back Discord's answer to who reacted, as long as it is told to. */
function heldReactors() {
  let held: Promise<void> | undefined;
  let letGo = () => {};
  return {
    hold() {
      held = new Promise((resolve) => {
        letGo = resolve;
      });
    },
    letGo: () => letGo(),
    answer: async () => held,
  };
}

/** The name of the sentence with which a moderator is refused. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof UserError ? error.sentence(((name: string) => name) as Say) : `not refused: ${error}`;
}

describe('A lock', () => {
  let stage: Stage;
  const press = (userId: string, choice: string, roleIds: readonly string[] = []) =>
    stage.bot().votes.press({ pollId: POLL, choice, userId, roleIds });
  const now = async () => {
    const poll = await stage.bot().book.get(POLL);
    if (poll === undefined) throw new Error('There is no poll');
    return poll;
  };
  const votes = async () => Object.fromEntries((await stage.bot().scores.tallyOf(await now())).votes);
  const message = () => stage.discord.messages[0]?.id ?? '';
  afterEach(() => stage.close());

  async function heldStage() {
    const reactors = heldReactors();
    stage = await startStage({
      publisher: (publisher) => ({
        ...publisher,
        reactors: async (...args) => {
          await reactors.answer();
          return publisher.reactors(...args);
        },
      }),
    });
    await stage.start();
    return reactors;
  }

  it('that was overtaken by a new deadline is not made: whoever got a receipt meanwhile is counted', async () => {
    const reactors = await heldStage();
    await stage.open();
    reactors.hold();
    stage.clock.advance(2 * HOUR_MS + 500);
    stage.begin();
    await turns();
    const { revision } = await now();
    const later = stage.clock.now() + 2 * HOUR_MS;
    expect((await stage.bot().lifecycle.edit({ pollId: POLL, revision }, { closesAtMs: later })).kind).toBe('done');
    stage.clock.advance(1000);
    expect((await press('7', 'c1')).kind).toBe('counted');
    reactors.letGo();
    await stage.settle();
    expect((await now()).state).toBe('open');
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('by the episode is made all the same, and as of then, when a moderator changes the poll meanwhile', async () => {
    const reactors = await heldStage();
    await stage.open({ match: 'round-6' });
    await press('1', 'till');
    reactors.hold();
    stage.clock.advance(60_000);
    const locking = stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + 60_000);
    await turns();
    await stage.bot().lifecycle.edit({ pollId: POLL }, { closesAtMs: START_MS + 5 * HOUR_MS });
    reactors.letGo();
    await locking;
    expect(await now()).toMatchObject({ state: 'locked', lockedBy: 'episode', lockedAsOfMs: START_MS + 60_000 });
  });

  it('gives no receipt from the moment on as of which it will be made', async () => {
    const reactors = await heldStage();
    await stage.open({ match: 'round-6' });
    reactors.hold();
    stage.clock.advance(60_000);
    const locking = stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + 30_000);
    await turns();
    expect(await press('1', 'till')).toEqual({ kind: 'closed' });
    reactors.letGo();
    await locking;
  });

  it('counts as too late only what was made while the bot was away', async () => {
    stage = await startStage({
      // Without Manage Messages, reactions that are no votes stay on the message.
      publisher: (publisher) => ({
        ...publisher,
        takeOffReaction: async () => ({
          kind: 'refused',
          reason: 'forbidden',
          detail: { kind: 'other', words: 'Missing Permissions' },
        }),
      }),
    });
    await stage.start();
    await stage.open({ match: 'round-6', roleId: '900' });
    const [till, ivan] = (await now()).contestants.map(({ emoji }) => emoji);
    for (const userId of ['1', '2', '3']) stage.discord.react(message(), till ?? '', userId);
    await stage.settle();
    stage.kill();
    await stage.start();
    stage.discord.roles.set('4', ['900']);
    stage.kill();
    stage.discord.react(message(), ivan ?? '', '4');
    stage.clock.advance(3 * HOUR_MS);
    await stage.start();
    expect(await now()).toMatchObject({ state: 'locked', uncounted: 1 });
  });

  it('by the episode, while the bot is there, reports no vote as too late', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open({ match: 'round-6', roleId: '900' });
    stage.discord.react(message(), (await now()).contestants[0]?.emoji ?? '', '1');
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', stage.clock.now());
    expect(await now()).toMatchObject({ state: 'locked', uncounted: 0 });
  });

  it('lets no reaction whose event never arrived replace a vote with a receipt', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open();
    stage.discord.listen(undefined);
    stage.discord.react(message(), '🐍', '1');
    stage.discord.react(message(), '🐍', '2');
    stage.clock.advance(1000);
    await press('1', 'c2');
    await stage.wait(2 * HOUR_MS);
    // The one without a vote of their own meant to make one.
    expect(await votes()).toEqual({ c1: 1, c2: 1, c3: 0 });
  });

  it('takes a reaction that a look after a vote did not show for newer than that vote', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open();
    await press('1', 'c2');
    stage.clock.advance(1000);
    stage.kill();
    await stage.start();
    stage.clock.advance(1000);
    stage.discord.listen(undefined);
    stage.discord.react(message(), '🐍', '1');
    await stage.wait(2 * HOUR_MS);
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('counts no reaction received after its deadline, though it is still on the message', async () => {
    const reactors = await heldStage();
    await stage.open();
    reactors.hold();
    stage.clock.advance(2 * HOUR_MS);
    stage.begin();
    stage.discord.react(message(), '🐍', '1');
    await turns();
    reactors.letGo();
    await stage.settle();
    expect((await now()).state).toBe('locked');
    expect(await votes()).toEqual({ c1: 0, c2: 0, c3: 0 });
  });

  it('at an earlier deadline counts every vote that was acknowledged while the deadline was being saved', async () => {
    stage = await startStage();
    await stage.start();
    const outcomes = new Set<string>();
    for (let moment = 0; moment < 40; moment += 1) {
      const pollId = `60${moment}`;
      await stage.open({ id: pollId, closesAtMs: stage.clock.now() + HOUR_MS });
      const editing = stage.bot().lifecycle.edit({ pollId }, { closesAtMs: stage.clock.now() + 10 });
      for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
      stage.clock.advance(10);
      const receipt = await stage.bot().votes.press({ pollId, choice: 'c1', userId: '1', roleIds: [] });
      const edited = await editing;
      await stage.settle();
      const poll = await stage.bot().book.get(pollId);
      if (poll === undefined) throw new Error('There is no poll');
      expect(poll.state).toBe(edited.kind === 'done' ? 'locked' : 'open');
      expect((await stage.bot().scores.tallyOf(poll)).total).toBe(receipt.kind === 'counted' ? 1 : 0);
      outcomes.add(`${edited.kind} ${receipt.kind}`);
    }
    expect(outcomes).toContain('done closed');
  });

  it('with an episode that is out already is refused at once, since nothing would ever make it', async () => {
    stage = await startStage();
    await stage.start();
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS);
    stage.clock.advance(60_000);
    const opening = stage.open({ match: 'round-6', untilEpisodeId: 'round-6' });
    expect(await refusal(opening)).toBe('poll.episodeIsOut');
    expect(await stage.bot().book.get(POLL)).toBeUndefined();
    // Who has not watched it yet may well predict it until a time.
    await stage.open({ match: 'round-6' });
    await stage.wait(60_000);
    expect((await press('1', 'till')).kind).toBe('counted');
  });

  it('with an episode that turns out to have been out before is made as of then, so that nothing counts', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open({ match: 'round-6', untilEpisodeId: 'round-6', closesAtMs: START_MS + 900 * HOUR_MS });
    await press('1', 'till');
    await stage.bot().episodes.noteOut(new Set([GUILD]), 'round-6', START_MS - HOUR_MS, true);
    await stage.settle();
    expect(await now()).toMatchObject({ state: 'locked', lockedBy: 'episode', lockedAsOfMs: START_MS - HOUR_MS });
    expect(await votes()).toEqual({ till: 0, ivan: 0 });
  });

  it('is made as of when the episode was out for a poll that is tied to it later', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open({ closesAtMs: START_MS + 900 * HOUR_MS });
    stage.clock.advance(60_000);
    await press('1', 'c1');
    stage.clock.advance(60_000);
    await stage.bot().episodes.out(new Set([GUILD]), 'round-6', stage.clock.now());
    stage.clock.advance(60_000);
    await press('2', 'c2');
    await stage.bot().lifecycle.edit({ pollId: POLL }, { episodeId: 'round-6' });
    await stage.settle();
    expect(await now()).toMatchObject({ state: 'locked', lockedAsOfMs: START_MS + 120_000 });
    expect(await votes()).toEqual({ c1: 1, c2: 0, c3: 0 });
  });

  it('by an episode that was out before the poll was opened, or reopened, is not made again', async () => {
    stage = await startStage();
    await stage.start();
    await stage.bot().episodes.noteOut(new Set([GUILD]), 'round-6', START_MS - HOUR_MS);
    await stage.open({ match: 'round-6' });
    await stage.wait(60_000);
    expect((await now()).state).toBe('open');
    await stage.bot().episodes.out(new Set([GUILD]), 'final', stage.clock.now());
    await stage.open({ id: '501', closesAtMs: START_MS + 9 * HOUR_MS });
    await stage.bot().lifecycle.edit({ pollId: '501' }, { episodeId: 'final' });
    expect((await stage.bot().book.get('501'))?.state).toBe('locked');
    stage.clock.advance(1000);
    await stage.bot().lifecycle.reopen({ pollId: '501' }, START_MS + 9 * HOUR_MS);
    await stage.wait(60_000);
    expect((await stage.bot().book.get('501'))?.state).toBe('open');
  });

  it('by the series’ own feed also applies in a server that asks about the episode for the first time', async () => {
    stage = await startStage();
    await stage.start();
    await stage.bot().episodes.noteSeriesOut(0, 'round-6', START_MS - HOUR_MS, true);
    expect(await refusal(stage.open({ match: 'round-6', untilEpisodeId: 'round-6' }))).toBe('poll.episodeIsOut');
    await stage.open({ match: 'round-6', unscored: true });
    // A moderator of this server says that it was something else.
    await stage.bot().episodes.notOut(GUILD, 'round-6');
    await stage.open({ id: '501', match: 'round-6', untilEpisodeId: 'round-6', closesAtMs: START_MS + 9 * HOUR_MS });
    expect((await stage.bot().book.get('501'))?.state).toBe('open');
  });

  it('by the episode outlives the bot: noted and not yet made, it is made at the next start', async () => {
    stage = await startStage();
    await stage.start();
    await stage.open({ match: 'round-6' });
    await press('1', 'till');
    stage.clock.advance(60_000);
    stage.life().plan({ after: 1, done: 'after' });
    await stage.orDeath((bot) => bot.episodes.noteOut(new Set([GUILD]), 'round-6', START_MS + 60_000));
    expect(stage.isUp()).toBe(false);
    stage.discord.react(message(), '🦋', '2');
    stage.clock.advance(60_000);
    await stage.start();
    expect(await now()).toMatchObject({ state: 'locked', lockedAsOfMs: START_MS + 60_000 });
    expect(await votes()).toEqual({ till: 1, ivan: 0 });
  });

  it('in one server waits for the channel of no other', async () => {
    const reactors = await heldStage();
    await stage.open({ match: 'round-6' });
    // This one's message is still to be read, and its channel does not answer.
    stage.kill();
    await stage.start();
    stage.discord.refuse('passing');
    stage.kill();
    await stage.start();
    stage.discord.refuse(undefined);
    reactors.hold();
    await stage.bot().episodes.noteOut(new Set([GUILD, '101']), 'round-6', stage.clock.now());
    expect((await now()).state).toBe('open');
    reactors.letGo();
    await stage.settle();
    expect((await now()).state).toBe('locked');
  });
});

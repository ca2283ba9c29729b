import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMembers } from '../../../src/services/members.ts';
import { createPollFacts } from '../../../src/services/polls/messages/poll-facts.ts';
import { createPollBook } from '../../../src/services/polls/poll-book.ts';
import { createCountedPolls } from '../../../src/services/polls/scores/counted-polls.ts';
import { createScores } from '../../../src/services/polls/scores/scores.ts';
import { createSplits } from '../../../src/services/polls/scores/splits.ts';
import { createVotesOfPolls } from '../../../src/services/polls/scores/votes-of-polls.ts';
import { type BallotBox, createBallotBox } from '../../../src/services/polls/votes/ballot-box.ts';
import { createReadingService } from '../../../src/services/reading.ts';
import { createServers } from '../../../src/services/servers.ts';
import { countedPollRecord } from '../../../src/storage/kinds.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const POLLS = ['501', '502', '503', '504'];

describe('Settled polls of tens of thousands of votes', () => {
  let stage: Stage;

  /** The services on what the stage has stored, with a box that tells how often ballots were read, and by how many at once. */
  function onStage() {
    const { store } = stage;
    const knowledge = seriesKnowledge();
    const servers = createServers(store);
    const reading = createReadingService({ knowledge, servers, members: createMembers(store, knowledge) });
    const book = createPollBook({ store, servers });
    const inner = createBallotBox({ store });
    let reads = 0;
    let running = 0;
    let most = 0;
    const box: BallotBox = {
      ...inner,
      all(pollId) {
        reads += 1;
        return inner.all(pollId);
      },
      async tally(poll) {
        running += 1;
        most = Math.max(most, running);
        try {
          return await inner.tally(poll);
        } finally {
          running -= 1;
        }
      },
    };
    const votes = createVotesOfPolls({ store, box });
    const counted = createCountedPolls({ store, book, servers, votes });
    const scores = createScores({ box, counted, votes, knowledge, servers, matchIdOf: (id) => id });
    const splits = createSplits({ store, box });
    const facts = createPollFacts({
      book,
      knowledge,
      reading,
      servers,
      scores: { ...scores, tallyOf: box.tally },
      splits,
    });
    return { book, scores, facts, reads: () => reads, most: () => most };
  }

  /** Leaves the ballots alone to count from. */
  const forgetCounts = async () => {
    const counted = stage.store.records(countedPollRecord);
    await stage.store.write(POLLS.map(counted.removing));
  };

  beforeEach(async () => {
    stage = await startStage({ horizon: 'all' });
    await stage.start();
    for (const id of POLLS) {
      await stage.open({ id });
      await stage.bot().votes.press({ pollId: id, choice: 'c1', userId: '1', roleIds: [] });
      await stage.bot().lifecycle.giveResult({ pollId: id }, 'c1', MODERATOR);
      await stage.settle();
    }
  });
  afterEach(() => stage.close());

  it('are counted from one record each, without a ballot being read', async () => {
    const { scores, reads } = onStage();
    expect(await scores.standings(GUILD, 'all')).toMatchObject([{ userId: '1', points: 40, votes: POLLS.length }]);
    expect((await scores.picks(GUILD, '1', 'all')).picks).toHaveLength(POLLS.length);
    expect(reads()).toBe(0);
  });

  it('are read once for all who ask for the standings at the same time', async () => {
    await forgetCounts();
    const { scores, reads } = onStage();
    const asked = await Promise.all(Array.from({ length: 20 }, () => scores.standings(GUILD, 'all')));
    expect(asked.every(([first]) => first?.points === 40)).toBe(true);
    expect(reads()).toBe(POLLS.length);
  });

  it('are not read again for another page of the standings, nor for a member’s list of their votes', async () => {
    await forgetCounts();
    const { scores, reads } = onStage();
    const first = await scores.standings(GUILD, 'all');
    expect(await scores.standings(GUILD, 'all')).toBe(first);
    expect((await scores.picks(GUILD, '1', 'all')).record).toMatchObject({ points: 40, votes: POLLS.length });
    expect((await scores.rankOverTime(GUILD, '1', 'all')).points.map(({ rank }) => rank)).toEqual([1, 1, 1, 1]);
    expect(reads()).toBe(POLLS.length);
  });

  it('are counted anew once a result is corrected', async () => {
    const { scores } = onStage();
    expect(await scores.standings(GUILD, 'all')).toMatchObject([{ userId: '1', points: 40 }]);
    await stage.bot().lifecycle.giveResult({ pollId: POLLS[0] ?? '' }, 'c2', MODERATOR);
    const afterwards = onStage().scores;
    expect(await afterwards.standings(GUILD, 'all')).toMatchObject([{ userId: '1', points: 30 }]);
    expect((await afterwards.picks(GUILD, '1', 'all')).record.points).toBe(30);
  });

  it('are not read again for a later count of their votes', async () => {
    await forgetCounts();
    const { book, scores, reads, most } = onStage();
    for (const poll of [...(await book.ofServer(GUILD)), ...(await book.ofServer(GUILD))]) {
      expect((await scores.tallyOf(poll)).total).toBe(1);
    }
    expect([reads(), most()]).toEqual([POLLS.length, 0]);
  });

  it('are counted one after the other when all of a server are drawn again', async () => {
    const { book, facts, most } = onStage();
    const polls = await book.ofServer(GUILD);
    const drawn = await Promise.all(polls.flatMap((poll) => [facts(poll, 'poll'), facts(poll, 0)]));
    expect(drawn.map(({ kind }) => kind)).toEqual(POLLS.flatMap(() => ['poll', 'result']));
    expect(most()).toBe(1);
  });
});

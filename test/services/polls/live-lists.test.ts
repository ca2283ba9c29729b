import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outdatePoll } from '../../../src/domain/poll/change-poll.ts';
import { atRest } from '../../../src/domain/poll/poll-state.ts';
import { createPollBook } from '../../../src/services/polls/poll-book.ts';
import { createServers } from '../../../src/services/servers.ts';
import type { Store } from '../../../src/storage/index.ts';
import { countedPollRecord, livePollsRecord, pollRecord } from '../../../src/storage/kinds.ts';
import { faultsOnDisk } from '../../../testkit/polls/faults-on-disk.ts';
import { poll } from '../../../testkit/polls/make-poll.ts';
import { GUILD, MODERATOR, type Stage, startStage } from '../../../testkit/polls/stage.ts';

describe('A server with polls that are over', () => {
  let stage: Stage;

  async function settled(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await stage.open({ id });
      await stage.bot().votes.press({ pollId: id, choice: 'c1', userId: '1', roleIds: [] });
      await stage.bot().lifecycle.giveResult({ pollId: id }, 'c1', MODERATOR);
      await stage.settle();
    }
  }

  /** The polls that a process reads when it starts now, and those it then holds. */
  async function loaded() {
    const read = new Set<string>();
    const records: Store['records'] = (kind) => {
      const inner = stage.store.records(kind);
      if (kind.name !== pollRecord.name) return inner;
      return {
        ...inner,
        getMany(keys, onDamaged) {
          for (const key of keys) read.add(key);
          return inner.getMany(keys, onDamaged);
        },
      };
    };
    const store = { ...stage.store, records };
    const book = createPollBook({ store, servers: createServers(store) });
    await book.load([GUILD]);
    return { read: [...read].toSorted(), live: book.liveOf(GUILD).map(({ id }) => id) };
  }

  beforeEach(async () => {
    stage = await startStage({ horizon: 'all' });
    await stage.start();
    await settled('501', '502', '503');
  });
  afterEach(() => stage.close());

  it('costs a start only what has still something to do', async () => {
    await stage.open({ id: '504' });
    expect(await loaded()).toEqual({ read: ['504'], live: ['504'] });
    await stage.bot().lifecycle.giveResult({ pollId: '504' }, 'c1', MODERATOR);
    await stage.settle();
    expect((await loaded()).live).toEqual([]);
  });

  it('is read whole where no list is kept, and from then on has one', async () => {
    await stage.store.records(livePollsRecord).remove(GUILD);
    expect(await loaded()).toEqual({ read: ['501', '502', '503'], live: [] });
    stage.kill();
    await stage.start();
    await stage.open({ id: '504' });
    expect((await loaded()).read).toEqual(['504']);
  });

  it('is read whole after a program without such lists has opened a poll', async () => {
    await createServers(stage.store).update(GUILD, (server) => ({ ...server, pollIds: [...server.pollIds, '600'] }));
    await stage.store.records(pollRecord).put('600', poll({ id: '600', guildId: GUILD, closesAtMs: 9e15 }));
    expect((await loaded()).live).toEqual(['600']);
  });

  it('lists a poll again whose result is corrected, before it is told', async () => {
    await stage.open({ id: '504' });
    const first = stage.life();
    // The bot dies as soon as the correction is written.
    first.plan({ after: 1, done: 'after' });
    await stage.orDeath((bot) => bot.lifecycle.giveResult({ pollId: '502' }, 'c2', MODERATOR));
    expect(stage.isUp()).toBe(false);
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
    expect((await loaded()).live.toSorted()).toEqual(['502', '504']);
    await stage.start();
    expect((await loaded()).live).toEqual(['504']);
  });

  it('does not lose a poll that is opened while the others are being read', async () => {
    stage.kill();
    await stage.store.records(livePollsRecord).remove(GUILD);
    const records = stage.store.records(pollRecord);
    await stage.store.records(countedPollRecord).remove('503');
    await records.put('503', { ...poll({ id: '503', guildId: GUILD, state: 'open', closesAtMs: 9e15 }) });
    const servers = createServers(stage.store);
    const book = createPollBook({ store: stage.store, servers });
    const loading = book.load([GUILD]);
    await book.add(poll({ id: '504', guildId: GUILD, closesAtMs: 9e15 }));
    await loading;
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
    expect((await loaded()).live.toSorted()).toEqual(['503', '504']);
    await book.add(poll({ id: '505', guildId: GUILD, closesAtMs: 9e15 }));
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
    expect((await loaded()).live.toSorted()).toEqual(['503', '504', '505']);
  });

  it('has no list any more once a poll is changed by who does not know all of its polls', async () => {
    await stage.open({ id: '504' });
    const book = createPollBook({ store: stage.store, servers: createServers(stage.store) });
    await book.update('502', outdatePoll);
    expect(await faultsOnDisk(stage.store, GUILD)).toEqual([]);
    expect((await loaded()).live.toSorted()).toEqual(['502', '504']);
  });

  it('keeps no list of a server that is forgotten', async () => {
    await stage.open({ id: '504' });
    await stage.bot().forgetting.forgetServer(GUILD);
    expect(await stage.store.records(livePollsRecord).get(GUILD)).toBeUndefined();
  });

  it('has all of its polls at rest', async () => {
    const polls = await stage.bot().book.ofServer(GUILD);
    expect(polls.map(atRest)).toEqual([true, true, true]);
  });
});

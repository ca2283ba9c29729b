import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newServer } from '../../../src/domain/server.ts';
import { createRestingPolls } from '../../../src/services/polls/resting-polls.ts';
import { pollRecord, serverRecord } from '../../../src/storage/kinds.ts';
import { poll } from '../../../testkit/polls/make-poll.ts';
import { GUILD, type Stage, startStage } from '../../../testkit/polls/stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.start();
});
afterEach(() => stage.close());

const listed = () => stage.bot().book.ofServer(GUILD);
const statesOf = async () => (await listed()).map(({ state }) => state);

describe('The polls of a server', () => {
  it('are the very same list until one of them changes, however often it is asked for', async () => {
    await stage.open();
    const before = await listed();
    expect(await listed()).toBe(before);
    await stage.open({ id: '501' });
    expect(await listed()).toHaveLength(2);
  });

  it('are the same list also after the polls of another server were read from the disk', async () => {
    await stage.open();
    const before = await listed();
    const other = poll({ id: '900', guildId: 'other', state: 'void' });
    await stage.store.write([
      stage.store.records(pollRecord).putting(other.id, other),
      stage.store.records(serverRecord).putting('other', { ...newServer, pollIds: [other.id] }),
    ]);
    expect(await stage.bot().book.ofServer('other')).toHaveLength(1);
    expect(await listed()).toBe(before);
  });

  it('are held of the servers that asked last, and it is told of which no longer', () => {
    const held = createRestingPolls(2, ({ id }) => id);
    for (const guildId of ['first', 'second', 'third']) held.of(guildId).set('p', 'p');
    held.of('first');
    expect(held.trim()).toEqual(['second']);
    expect(held.trim()).toEqual([]);
  });

  it('are listed as they are after each change, also once nothing is left to do for them', async () => {
    const { id, contestants } = await stage.open();
    expect(await statesOf()).toEqual(['open']);
    await stage.bot().lifecycle.lock({ pollId: id });
    expect(await statesOf()).toEqual(['locked']);
    await stage.settle();
    await stage.bot().lifecycle.giveResult({ pollId: id }, contestants[0]?.id ?? '', '1');
    await stage.settle();
    expect(await statesOf()).toEqual(['settled']);
    await stage.bot().lifecycle.makeVoid({ pollId: id });
    expect(await statesOf()).toEqual(['void']);
  });

  it('are listed without those that were removed with all that is kept of the server', async () => {
    await stage.open();
    await listed();
    await stage.bot().forgetting.forgetServer(GUILD);
    expect(await listed()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createNotices } from '../../src/services/notices.ts';
import { createScheduler } from '../../src/services/scheduler.ts';
import { createServers } from '../../src/services/servers.ts';
import { openStore, type Store } from '../../src/storage/index.ts';
import { createManualClock } from '../../src/util/clock.ts';
import { createLog } from '../../src/util/log.ts';
import { createFakeDiscord } from '../../testkit/polls/fake-discord.ts';
import { createLife } from '../../testkit/polls/mortal.ts';

const FEED_URL = 'https://www.youtube.com/feeds/videos.xml?channel_id=UCaaaaaaaaaaaaaaaaaaaaaA';
const GAP = { kind: 'feed-gap', feedUrl: FEED_URL } as const;
const BACK = { kind: 'feed-back', feedUrl: FEED_URL, sinceMs: 1 } as const;

describe('What moderators are to be told', () => {
  const clock = createManualClock(0);
  const log = createLog({ level: 'silent', format: 'json' });

  /** A store whose next reading of several records is answered only when it is let go. */
  async function slowStore() {
    const store = await openStore({ url: 'memory:', log, machineClock: clock });
    let letGo = () => {};
    let held: Promise<void> | undefined;
    const slow: Store = {
      ...store,
      records(kind) {
        const records = store.records(kind);
        return {
          ...records,
          async getMany(...args) {
            const found = await records.getMany(...args);
            await held;
            return found;
          },
        };
      },
    };
    const hold = () => {
      held = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => letGo();
    };
    return { store: slow, hold };
  }
  const start = (store: Store) =>
    createNotices({
      store,
      servers: createServers(store),
      publisher: createFakeDiscord(clock).publisherFor(createLife()),
      clock,
      log,
      scheduler: createScheduler({ clock, log }),
    });

  it.each([['a reconnection'], ['a start']])('outlives %s in the very moment in which it is written', async (when) => {
    const { store, hold } = await slowStore();
    const before = start(store);
    await before.returnTo(['g']);
    await store.write([before.telling('g', { kind: 'feed-gap', feedUrl: 'https://older.example/feed' })]);
    const notices = when === 'a start' ? start(store) : before;
    const letGo = hold();
    const returning = notices.returnTo(['g']);
    await new Promise((resolve) => setImmediate(resolve));
    await store.write([notices.telling('g', GAP)]);
    letGo();
    await returning;
    await store.write([notices.telling('g', BACK)]);
    const after = start(store);
    await after.returnTo(['g']);
    expect(after.pending('g').map(({ notice }) => notice.kind)).toEqual(['feed-gap', 'feed-gap', 'feed-back']);
  });
});
